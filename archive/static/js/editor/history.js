// Undoing and redoing acts of ours, step by step: the sentences typed into a line in one visit
// are one step, and so is a replacement in many lines.

const MOST = 200;

export class History {
  constructor(desk) {
    this.desk = desk;
    this.done = [];
    this.undone = [];
  }

  // A step of some acts; `visit` joins those of one visit of a line.
  add(acts, visit = null) {
    const last = this.done.at(-1);
    this.undone = [];
    if (visit && last?.visit === visit) return last.acts.push(...acts);
    this.done.push({ acts: [...acts], visit });
    if (this.done.length > MOST) this.done.shift();
  }

  undo() { return this.#turn(this.done, this.undone); }

  redo() { return this.#turn(this.undone, this.done); }

  // Takes back the last step of one pile and puts it on the other; the line it was about.
  #turn(from, to) {
    const step = from.pop();
    if (!step) return null;
    const acts = [...step.acts].reverse().map((act) => {
      const undoing = this.desk.undo(act.id);
      return Object.assign(undoing, { about: act.about ?? act.local });
    });
    to.push({ acts, visit: null });
    return acts.at(-1);
  }
}
