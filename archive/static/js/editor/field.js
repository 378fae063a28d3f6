// The one field of the page: a textarea in the line that is being edited, in the place of its
// words. All other lines are static text.

import { clean, wordsOf } from "./acts.js";
import { grow, say } from "./words.js";

const REST = 800; // milliseconds after the last key until a line is saved
const GROWS = CSS.supports("field-sizing", "content");

export class Field {
  constructor(desk, list) {
    this.desk = desk;
    this.list = list;
    this.id = null;
    this.root = grow("field");
    this.box = this.root.querySelector("textarea");
    this.known = ""; // the words of the line when they were last the same as the server's or sent
    this.seen = null;
    this.visit = null; // stands for one visit of a line
    // What others want to know, or to have a say in; set by the page.
    this.held = () => false; // keeps the words of a line that waits for a choice
    this.isHeld = () => false;
    this.mine = () => null; // the words of ours that wait for a choice
    this.onState = this.onWritten = this.onEmpty = this.onLost = () => {};
    this.box.addEventListener("input", () => this.#typed());
    this.box.addEventListener("focusout", () => this.commit());
  }

  get line() { return this.id === null ? null : this.desk.find(this.id) ?? null; }

  get isOpen() { return this.id !== null; }

  get isDirty() { return this.isOpen && clean(this.box.value) !== this.known; }

  // Opens a line; `caret` is a place in its words, or "end".
  open(id, caret = 0) {
    const line = this.desk.find(id);
    if (!line || line.text === null) return false;
    if (this.id !== id) {
      this.close();
      this.id = id;
      this.#begin(line);
    }
    const place = caret === "end" ? this.box.value.length : Math.min(caret, this.box.value.length);
    this.box.focus({ preventScroll: true });
    this.box.setSelectionRange(place, place);
    this.list.item(id).scrollIntoView({ block: "nearest" });
    this.onState();
    return true;
  }

  close() {
    if (!this.isOpen) return;
    this.commit();
    if (!clean(this.box.value)) this.onEmpty();
    const line = this.line;
    const item = this.list.item(this.id);
    this.id = null;
    item?.classList.remove("is-open");
    this.root.remove();
    if (item) item.querySelector(".said").hidden = false;
    if (line) this.list.drawWords(line);
    this.onState();
  }

  // Saves what was typed, if anything was. A line without words stays as it was.
  commit() {
    clearTimeout(this.resting);
    const line = this.line;
    const text = clean(this.box.value);
    if (!line || text === this.known || !text) return;
    this.known = text;
    if (this.held(text)) return;
    const act = this.desk.reword(line, text, this.seen);
    this.seen = act.id;
    this.onWritten(act);
  }

  // The lines changed: those of others come in unless something is being typed over them.
  refresh(renamed) {
    if (!this.isOpen) return;
    for (const names of renamed) this.id = names.get(this.id) ?? this.id;
    const line = this.line;
    if (!line) return this.#lost();
    if (line.text === null) return this.close();
    if (this.isHeld(this.id)) return;
    const isSame = clean(line.text) === this.known;
    if (isSame || !this.isDirty) this.seen = line.by ?? line.tag;
    if (isSame || this.isDirty) return;
    this.known = clean(line.text);
    replaceAround(this.box, line.text);
    this.#fit();
  }

  // Begins anew with the words of the line, whatever was typed.
  reset() {
    const line = this.line;
    if (!line) return;
    this.#take(line, line.text);
    this.onState();
  }

  // The number of the word at which the caret would split the line; null where it cannot.
  get splitWord() {
    const { value, selectionStart: at } = this.box;
    const before = wordsOf(clean(value.slice(0, at))).length;
    const isWithin = /\S/.test(value[at - 1] ?? " ") && /[\p{L}\p{N}]/u.test(value[at] ?? " ");
    const word = isWithin ? before : before + 1;
    return word > 1 && word <= wordsOf(clean(value)).length ? word : null;
  }

  #begin(line) {
    const item = this.list.item(this.id);
    const said = item.querySelector(".said");
    this.visit = {};
    this.#take(line, this.mine(this.id) ?? line.text);
    this.box.lang = line.language ?? "id";
    this.box.setAttribute("aria-label", say("field", { voice: line.voice ?? say("unknown-voice") }));
    said.hidden = true;
    said.after(this.root);
    item.classList.add("is-open");
    this.#fit();
  }

  #take(line, text) {
    this.known = clean(text);
    this.seen = line.by ?? line.tag;
    this.isTouched = false;
    this.box.value = text;
    this.#fit();
  }

  #typed() {
    this.isTouched = true;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.commit(), REST);
    this.#fit();
    this.onState();
  }

  #fit() {
    if (GROWS) return;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
  }

  // The line is gone: what was typed and not sent is not.
  #lost() {
    const [text, id] = [clean(this.box.value), this.id];
    const isDirty = text !== this.known;
    this.id = null;
    this.root.remove();
    if (isDirty && text) this.onLost(id, text);
    this.onState();
  }
}

// Other words in a box; the caret stays where it was among those that stayed.
function replaceAround(box, text) {
  const { value, selectionStart, selectionEnd } = box;
  let same = 0;
  while (same < text.length && same < value.length && text[same] === value[same]) same += 1;
  const shift = text.length - value.length;
  const moved = (place) => (place <= same ? place : Math.max(same, place + shift));
  const isFocused = document.activeElement === box;
  box.value = text;
  if (isFocused) box.setSelectionRange(moved(selectionStart), moved(selectionEnd));
}
