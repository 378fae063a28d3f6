// Who speaks: a list that filters as one types. The combobox with a listbox of the ARIA practices,
// in a dialog; the first entry is pointed at, Enter takes it.

import { say } from "./words.js";

export class Choosing {
  constructor(dialog, desk) {
    this.dialog = dialog;
    this.desk = desk;
    this.box = dialog.querySelector("input");
    this.list = dialog.querySelector("[role=listbox]");
    this.all = dialog.querySelector("[data-all]");
    this.pointed = 0;
    this.box.addEventListener("input", () => this.#show());
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.place));
    });
  }

  // Asks for the voice of a line; `then` gets the label (null: unknown), and whether it is for all.
  ask(line, then) {
    this.then = then;
    this.current = line.voice;
    this.box.value = "";
    this.all.checked = false;
    this.all.closest("label").hidden = !line.voice;
    this.dialog.querySelector("[data-of]").textContent = line.voice ?? say("unknown-voice");
    this.#show();
    this.dialog.showModal();
    this.box.focus();
  }

  #show() {
    const typed = this.box.value.trim();
    const voices = this.#known();
    const fits = ({ label, note }) => `${label} ${note}`.toLowerCase().includes(typed.toLowerCase());
    this.offers = voices.filter(fits);
    if (typed && !voices.some(({ label }) => label.toLowerCase() === typed.toLowerCase())) {
      this.offers.push({ value: typed, label: say("new-voice", { label: typed }), note: "" });
    }
    this.list.replaceChildren(...this.offers.map((offer, place) => option(offer, place)));
    this.#point(0);
  }

  // The labels of this transcript, those of people with their names, and the unknown voice.
  #known() {
    const told = new Map(this.desk.voices.map(({ label, person_name: name }) => [label, name ?? ""]));
    for (const { voice } of this.desk.lines) if (voice && !told.has(voice)) told.set(voice, "");
    const voices = [...told].map(([label, note]) => ({ value: label, label, note: note === label ? "" : note }));
    return [...voices, { value: null, label: say("unknown-voice"), note: "" }];
  }

  #point(place) {
    this.pointed = Math.max(0, Math.min(place, this.offers.length - 1));
    [...this.list.children].forEach((item, number) => {
      item.setAttribute("aria-selected", String(number === this.pointed));
    });
    const here = this.list.children[this.pointed];
    if (here) this.box.setAttribute("aria-activedescendant", here.id);
    else this.box.removeAttribute("aria-activedescendant");
    here?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#point(this.pointed + step);
    else if (event.key === "Enter") this.#take(this.pointed);
    else return;
    event.preventDefault();
  }

  #take(place) {
    const offer = this.offers[place];
    if (!offer) return;
    this.dialog.close();
    this.then(offer.value, this.all.checked);
  }
}

function option({ label, note }, place) {
  const item = document.createElement("li");
  item.id = `editor-voice-${place}`;
  item.dataset.place = place;
  item.setAttribute("role", "option");
  const name = document.createElement("span");
  name.textContent = label;
  const person = document.createElement("span");
  person.className = "offer-kind";
  person.textContent = note;
  item.append(name, " ", person);
  return item;
}
