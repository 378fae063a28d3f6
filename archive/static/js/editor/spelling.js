// Words that look like a misprint of a name of the archive: the server finds them, here they are
// marked, and taken over by a key.

const REST = 15000; // milliseconds from one look to the next, while lines change

export class Spelling {
  constructor(address, desk, list) {
    this.address = address;
    this.desk = desk;
    this.list = list;
    this.refused = new Set(); // proposals that somebody passed over, as "found>proposal"
    this.version = null;
  }

  start() {
    this.ask();
    setInterval(() => {
      if (document.visibilityState === "visible" && this.version !== this.desk.version) this.ask();
    }, REST);
  }

  async ask() {
    const { version } = this.desk;
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok || answer.redirected) return;
      this.#take((await answer.json()).lines);
      this.version = version;
    } catch {
      // No line: what was marked stays marked.
    }
  }

  // What is doubted in a line as it stands: [{from, to, found, proposal}].
  of(line) {
    return (this.list.doubts.get(line.id) ?? []).filter(({ from, to, found, proposal }) => (
      line.text?.slice(from, to) === found && !this.refused.has(`${found}>${proposal}`)
    ));
  }

  // The line with the first proposal taken over; null where there is none.
  mended(line) {
    const [first] = this.of(line);
    return first ? line.text.slice(0, first.from) + first.proposal + line.text.slice(first.to) : null;
  }

  // Passes over the first proposal, here and wherever it is made again in this visit.
  pass(line) {
    const [first] = this.of(line);
    if (first) this.refused.add(`${first.found}>${first.proposal}`);
    this.#redraw();
  }

  #take(found) {
    const before = this.list.doubts;
    this.list.doubts = Map.groupBy ? Map.groupBy(found, ({ id }) => id) : grouped(found);
    this.#redraw(before);
    this.onChange?.();
  }

  #redraw(before = new Map()) {
    const touched = new Set([...before.keys(), ...this.list.doubts.keys()]);
    for (const line of this.desk.lines) if (touched.has(line.id)) this.list.drawWords(line);
  }
}

function grouped(found) {
  const groups = new Map();
  for (const one of found) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  return groups;
}
