// Find and replace: every hit with the words around it, and a box to leave it out.
//
// Nothing is replaced but what was shown, as it was shown: by the button, or by Enter in the words
// to put there. Enter in the words to look for shows the hits; only the button takes words away.

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
    this.warning = dialog.querySelector("[data-removing]");
    this.replace = replace;
    this.left = new Set(); // hits left out, as "id:place"
    const { cari, dengan } = this.form.elements;
    for (const box of [cari, dengan]) {
      box.addEventListener("input", () => {
        this.button.disabled = true; // until these words are shown
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.show(), 150);
      });
    }
    this.form.addEventListener("change", (event) => {
      if (event.target.name !== "ikut") return this.show();
      if (event.target.checked) this.left.delete(event.target.value);
      else this.left.add(event.target.value);
      this.#count();
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      if (event.target === dengan && this.#put()) this.#replace();
      else this.show();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.#replace());
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
    this.wish = this.#wish(); // that the list is made of
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

  // Replaces what was shown; where the words or the lines are other ones by now, shows these first.
  #replace() {
    const { wish, hits } = this;
    this.show();
    const changes = this.#changes();
    if (this.wish !== wish || !areSame(this.hits, hits) || !changes.length) return;
    this.dialog.close();
    this.replace(changes, this.#taken().length, !this.#put());
  }

  #put() { return clean(this.form.elements.dengan.value); }

  // What the fields say.
  #wish() {
    const { cari, dengan, kata, sama } = this.form.elements;
    return JSON.stringify([cari.value, dengan.value, kata.checked, sama.checked]);
  }

  // The hits that were not left out, of lines that read otherwise afterwards.
  #taken() {
    const changed = new Set(this.#changes().map(([line]) => line));
    return this.#ticked().filter(({ line, found }) => changed.has(line) && found !== this.#put());
  }

  #ticked() { return this.hits.slice(0, MOST).filter(({ key }) => !this.left.has(key)); }

  #count() {
    const [all, taken, isRemoving] = [this.hits.length, this.#taken().length, !this.#put()];
    this.told.textContent = this.form.elements.cari.value ? sayCount("hits", all) : "";
    this.warning.textContent = isRemoving && taken ? sayCount("removing", taken) : "";
    this.warning.hidden = !this.warning.textContent;
    this.button.textContent = sayCount(isRemoving ? "remove" : "replace", taken);
    this.button.disabled = taken === 0;
  }

  // The new words of each line that has a hit which was not left out.
  #changes() {
    const byLine = new Map();
    for (const hit of this.#ticked()) byLine.set(hit.line, [...(byLine.get(hit.line) ?? []), hit]);
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

function areSame(hits, others) {
  const isSame = ({ key, line }, place) => key === others[place].key && line.text === others[place].line.text;
  return hits.length === others.length && hits.every(isSame);
}
