// How things stand, in words: saved, being saved, kept in this browser until the line is back.

import { say, sayCount } from "./words.js";

const SHOWN = 6000; // milliseconds that a message stays

export class Status {
  constructor(root, desk, exchange, field) {
    this.desk = desk;
    this.exchange = exchange;
    this.field = field;
    this.row = root.querySelector(".editor-state");
    this.words = root.querySelector("[data-state]");
    this.signIn = root.querySelector("[data-sign-in]");
    this.told = root.querySelector("[data-told]");
    this.aloud = root.querySelector("[data-aloud]"); // for those who do not see the words change
    this.notices = document.getElementById("editor-notices"); // what stays until it was read
    this.former = "fine";
  }

  // Says what somebody has to know, above the lines; what stands there already is not said again.
  notice(texts) {
    const known = new Set([...this.notices.children].map((one) => one.textContent));
    for (const text of texts.filter((one) => !known.has(one))) {
      this.tell(text);
      const note = Object.assign(document.createElement("p"), { className: "note note-warning" });
      note.textContent = text;
      this.notices.append(note);
    }
  }

  // What is true now; the words of the page change only where that did.
  show() {
    const { condition } = this.exchange;
    const isUnkept = this.desk.unkept.size > 0 && this.isFailing;
    const text = isUnkept ? say("unkept") : this.#sentence(condition);
    if (this.words.textContent !== text) this.words.textContent = text;
    this.row.dataset.condition = isUnkept ? "unkept" : condition;
    this.signIn.hidden = condition !== "signed-out" && condition !== "somebody-else";
    if (condition !== this.former) this.aloud.textContent = condition === "fine" ? say("back-online") : text;
    this.former = condition;
  }

  // Says something that has just happened, also to a screen reader.
  tell(text) {
    clearTimeout(this.fading);
    this.told.textContent = text;
    this.fading = setTimeout(() => { this.told.textContent = ""; }, SHOWN);
  }

  #sentence(condition) {
    const count = this.desk.pending.length;
    if (condition !== "fine") return count ? sayCount(condition, count) : say(`${condition}-none`);
    return say(count || this.field.isDirty ? "saving" : "saved");
  }
}
