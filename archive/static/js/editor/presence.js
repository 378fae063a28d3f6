// Who else is here, and at which line: a sentence above the list, a mark at the line.

import { grow, say } from "./words.js";

export class Presence {
  constructor(told, list) {
    this.told = told;
    this.list = list;
    this.marks = [];
    for (const note of document.querySelectorAll(".editor-present")) note.remove(); // told here from now on
    this.shown = "";
  }

  show(editors) {
    const key = JSON.stringify(editors.map(({ name, statement }) => [name, statement]));
    if (key === this.shown) return;
    this.shown = key;
    for (const mark of this.marks) mark.remove();
    this.marks = editors.filter(({ statement }) => this.list.item(statement)).map((one) => this.#mark(one));
    this.told.replaceChildren(...editors.flatMap((one, place) => [place ? ", " : "", this.#name(one)]));
    this.told.parentElement.hidden = editors.length === 0;
  }

  #mark({ name, statement }) {
    const mark = grow("editor");
    mark.textContent = say("here", { name });
    this.list.item(statement).querySelector(".line-head").append(mark);
    return mark;
  }

  #name({ name, statement }) {
    if (!this.list.item(statement)) return name;
    const link = document.createElement("a");
    link.href = `#${statement}`;
    link.textContent = name;
    return link;
  }
}
