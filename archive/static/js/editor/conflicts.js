// Where somebody else changed a line first: both wordings side by side, and a choice. Nothing is
// overwritten, and what was typed is kept in this browser until somebody has chosen.

import { clean } from "./acts.js";
import { wording } from "./differing.js";
import { grow, say } from "./words.js";

export class Conflicts extends EventTarget {
  constructor(desk, list, queue) {
    super();
    this.desk = desk;
    this.list = list;
    this.queue = queue;
    this.open = new Map(); // id of the line -> conflict
    desk.addEventListener("refused", ({ detail }) => this.#refused(detail.act, detail.result));
  }

  get count() { return this.open.size; }

  get first() { return this.open.keys().next().value ?? null; }

  has(id) { return this.open.has(id); }

  // The words of ours that wait for a choice at a line; null where none do.
  wordsOf(id) {
    const act = this.open.get(id)?.act;
    return act?.act === "reword" ? act.text : null;
  }

  // Those that an earlier tab left behind.
  async recover() {
    for (const { conflict } of await this.queue.listConflicts()) this.#put(conflict);
  }

  // More was typed into a line that waits for a choice: it belongs to what is ours.
  type(id, text) {
    const conflict = this.open.get(id);
    if (conflict?.act.act !== "reword") return false;
    conflict.act.text = text;
    this.#keep(conflict);
    this.#draw(conflict);
    return true;
  }

  // What was typed into a line that is gone, and could not be sent.
  lose(id, text) {
    this.#put({ key: `gone-${id}`, id, why: "gone", by: null, message: "", act: { act: "reword", local: id, text } });
    this.#keep(this.open.get(id));
  }

  // Draws those of lines that have come or gone; a line that is gone has its words at the top.
  refresh(renamed = []) {
    for (const names of renamed) {
      for (const [old, now] of names) {
        const conflict = this.open.get(old);
        if (conflict) { this.open.delete(old); this.open.set(now, { ...conflict, id: now }); }
      }
    }
    for (const conflict of this.open.values()) this.#draw(conflict);
  }

  #refused(act, result) {
    const id = result.line?.id ?? act.local;
    const earlier = this.open.get(id);
    if (act.act === "undo" || (earlier && act.act !== "reword")) {
      return this.dispatchEvent(new CustomEvent("message", { detail: result.message || say("not-undone") }));
    }
    if (result.why === "changed" && act.act === "reword" && clean(result.line?.text ?? "") === clean(act.text)) return;
    const { key = act.id } = earlier ?? {};
    const conflict = { key, id, why: result.why, by: result.by ?? null, message: result.message ?? "", act };
    this.#put(conflict);
    this.#keep(conflict);
  }

  #put(conflict) {
    this.open.set(conflict.id, conflict);
    this.#draw(conflict);
    this.dispatchEvent(new Event("change"));
  }

  #keep(conflict) {
    const { act } = conflict;
    const plain = Object.fromEntries(Object.entries(act).filter(([name]) => name !== "key"));
    this.queue.keepConflict({ ...conflict, act: plain }).catch(() => {});
  }

  #settle(conflict) {
    this.open.delete(conflict.id);
    this.element(conflict.id)?.remove();
    this.queue.dropConflict(conflict.key).catch(() => {});
    this.dispatchEvent(new Event("change"));
  }

  element(id) { return document.querySelector(`[data-conflict="${CSS.escape(id)}"]`); }

  #draw(conflict) {
    const line = this.desk.find(conflict.id);
    const panel = this.element(conflict.id) ?? this.#make(conflict);
    const find = (name) => panel.querySelector(`[data-${name}]`);
    const isWords = conflict.act.act === "reword";
    const mine = isWords ? conflict.act.text : describe(conflict.act);
    const theirs = line?.text ?? "";
    const word = line ? conflict.why : "gone";
    find("told-of").textContent = say(`conflict-${word}`, { name: conflict.by ?? say("somebody") });
    find("message").textContent = word === "refused" ? conflict.message : "";
    find("mine").replaceChildren(...(isWords && line ? wording(mine, theirs) : [mine]));
    find("theirs").replaceChildren(...(isWords && line ? wording(theirs, mine) : [theirs || say("gone")]));
    find("take-mine").textContent = say(line ? "take-mine" : "insert-mine");
    find("take-mine").hidden = !line && !isWords;
    this.#place(panel, conflict.id);
  }

  #place(panel, id) {
    const item = this.list.item(id);
    const home = item ?? document.querySelector("[data-strays]");
    if (panel.parentElement !== home) home.append(panel);
  }

  #make(conflict) {
    const panel = grow("conflict");
    panel.dataset.conflict = conflict.id;
    panel.querySelector("[data-take-mine]").addEventListener("click", () => this.#takeMine(conflict.id));
    panel.querySelector("[data-take-theirs]").addEventListener("click", () => this.#takeTheirs(conflict.id));
    return panel;
  }

  #takeMine(id) {
    const conflict = this.open.get(id);
    const { act } = conflict;
    const line = this.desk.find(id);
    this.#settle(conflict);
    if (line) this.dispatchEvent(new CustomEvent("mine", { detail: { line, act } }));
    else this.dispatchEvent(new CustomEvent("lost", { detail: { text: act.text } }));
  }

  #takeTheirs(id) {
    this.#settle(this.open.get(id));
    this.dispatchEvent(new CustomEvent("theirs", { detail: { id } }));
  }
}

// An act that is not about words, in words.
function describe(act) {
  return say(`wish-${act.act}`, { voice: act.voice ?? say("unknown-voice") });
}
