// Find and replace: every hit with the words around it, and a box to leave it out.

import { clean } from "./acts.js";
import { timecode } from "../player/clock.js";
import { sayCount } from "./words.js";

const MOST = 500; // hits that are shown, and replaced, at once
const AROUND = 36; // characters shown on either side

export class Finding {
  constructor(dialog, desk, replace, go) {
    this.dialog = dialog;
    this.desk = desk;
    this.form = dialog.querySelector("form");
    this.list = dialog.querySelector("[data-hits]");
    this.told = dialog.querySelector("[data-count]");
    this.button = dialog.querySelector("[data-replace]");
    this.left = new Set(); // hits left out, as "id:place"
    const { cari, dengan } = this.form.elements;
    for (const box of [cari, dengan]) {
      box.addEventListener("input", () => { clearTimeout(this.waiting); this.waiting = setTimeout(() => this.show(), 150); });
    }
    this.form.addEventListener("change", (event) => {
      if (event.target.name !== "ikut") return this.show();
      if (event.target.checked) this.left.delete(event.target.value);
      else this.left.add(event.target.value);
      this.#count();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.show();
      const changes = this.#changes();
      if (!changes.length) return;
      dialog.close();
      replace(changes, this.#taken().length);
    });
    this.list.addEventListener("click", (event) => {
      const link = event.target.closest("[data-line]");
      if (!link) return;
      event.preventDefault();
      dialog.close();
      go(link.dataset.line, Number(link.dataset.place));
    });
  }

  open(words) {
    const { cari } = this.form.elements;
    if (words) cari.value = words;
    this.left.clear();
    this.show();
    this.dialog.showModal();
    cari.select();
  }

  // Looks through all lines, as they are shown.
  show() {
    clearTimeout(this.waiting);
    const pattern = this.#pattern();
    this.hits = pattern ? findAll(this.desk.lines, pattern) : [];
    this.list.replaceChildren(...this.hits.slice(0, MOST).map((hit) => this.#row(hit)));
    this.#count();
  }

  #pattern() {
    const { cari, kata, sama } = this.form.elements;
    const words = clean(cari.value);
    if (!words) return null;
    const plain = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = kata.checked ? `(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])` : plain;
    return new RegExp(whole, sama.checked ? "gu" : "giu");
  }

  #row({ line, at, found, key }) {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "ikut", value: key, checked: !this.left.has(key) });
    const [before, after] = [line.text.slice(Math.max(0, at - AROUND), at), line.text.slice(at + found.length)];
    const words = document.createElement("span");
    const [old, now] = [document.createElement("del"), document.createElement("ins")];
    old.textContent = found;
    now.textContent = this.form.elements.dengan.value;
    words.append(at > AROUND ? "…" : "", before, old, now, after.slice(0, AROUND), after.length > AROUND ? "…" : "");
    label.append(box, words);
    const link = document.createElement("a");
    link.href = `#${line.id}`;
    Object.assign(link.dataset, { line: line.id, place: at });
    link.className = "timecode";
    link.textContent = line.start === null ? "–" : timecode(line.start);
    item.append(label, link);
    return item;
  }

  #taken() { return this.hits.slice(0, MOST).filter(({ key }) => !this.left.has(key)); }

  #count() {
    const [all, taken] = [this.hits.length, this.#taken().length];
    this.told.textContent = this.form.elements.cari.value ? sayCount("hits", all) : "";
    this.button.textContent = sayCount("replace", taken);
    this.button.disabled = taken === 0;
  }

  // The new words of each line that has a hit which was not left out.
  #changes() {
    const byLine = new Map();
    for (const hit of this.#taken()) byLine.set(hit.line, [...(byLine.get(hit.line) ?? []), hit]);
    const put = this.form.elements.dengan.value;
    const texts = [...byLine].map(([line, hits]) => {
      const text = hits.toReversed().reduce(
        (words, { at, found }) => words.slice(0, at) + put + words.slice(at + found.length), line.text,
      );
      return [line, clean(text)];
    });
    return texts.filter(([line, text]) => text && text !== line.text);
  }
}

function findAll(lines, pattern) {
  return lines.filter((line) => line.text).flatMap((line) => [...line.text.matchAll(pattern)].map((match) => (
    { line, at: match.index, found: match[0], key: `${line.id}:${match.index}` }
  )));
}
