// Undoing and redoing acts of ours, step by step: the sentences typed into a line in one visit
// are one step, and so is a replacement in many lines. The steps of a tab outlive its page, since
// the archive takes back any act that it did.

const MOST = 200;
const REST = 400; // milliseconds from a step until it is kept: not while a key waits

export class History {
  constructor(desk, name) {
    this.desk = desk;
    this.name = name; // under which the steps are kept: of one user, and one episode
    [this.done, this.undone] = readKept(name);
  }

  // A step of some acts; `visit` joins those of one visit of a line.
  add(acts, visit = null) {
    const last = this.done.at(-1);
    this.undone = [];
    this.#keepSoon();
    if (visit && last?.visit === visit) return last.acts.push(...acts);
    this.done.push({ acts: [...acts], visit });
    if (this.done.length > MOST) this.done.shift();
  }

  undo() { return this.#turn(this.done, this.undone); }

  redo() { return this.#turn(this.undone, this.done); }

  // Keeps the steps in this tab; one that has no room for them forgets them when the page goes.
  keep() {
    clearTimeout(this.waiting);
    try {
      sessionStorage.setItem(this.name, JSON.stringify([this.done, this.undone].map(bare)));
    } catch {
      forget(this.name);
    }
  }

  // Takes back the last step of one pile and puts it on the other; the line it was about.
  #turn(from, to) {
    const step = from.pop();
    if (!step) return null;
    const acts = [...step.acts].reverse().map((act) => {
      const undoing = this.desk.undo(act.id);
      return Object.assign(undoing, { about: act.about ?? act.local });
    });
    to.push({ acts, visit: null });
    this.#keepSoon();
    return acts.at(-1);
  }

  #keepSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), REST);
  }
}

const bare = (steps) => steps.map(({ acts }) => acts.map(({ id, about, local }) => ({ id, about: about ?? local })));

function readKept(name) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name)) ?? [[], []];
    return kept.map((steps) => steps.map((acts) => ({ acts, visit: null })));
  } catch {
    return [[], []];
  }
}

function forget(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // No room in this tab, and nothing kept.
  }
}
