// The lines on the page: one element a line, changed only where something changed. They stand in
// parts, so that a browser has a few boxes to watch and not a thousand.

import { timecode } from "../player/clock.js";
import { EMPTY } from "./acts.js";
import { grow, say } from "./words.js";

export class List {
  constructor(root, base) {
    this.root = root;
    this.base = base; // address of the plain forms
    this.items = new Map([...root.querySelectorAll("li.line")].map((item) => [item.id, item]));
    this.drawn = new Map();
    this.doubts = new Map(); // id -> misprints that the server suspects
  }

  // The lines as the server wrote them into the page.
  read() {
    const lines = [...this.items.values()].map(readLine);
    for (const line of lines) this.drawn.set(line.id, line);
    return lines;
  }

  item(id) { return this.items.get(id); }

  // Out of the way of Tab: one line is reached by it, the others from there by arrows.
  settle() {
    for (const link of this.root.querySelectorAll(".timecode, .line-mend")) link.tabIndex = -1;
    const first = this.root.querySelector(".line-mend");
    if (first) first.tabIndex = 0;
  }

  rename(names) {
    const moved = [...names].map(([old, now]) => [now, this.items.get(old), this.drawn.get(old)]);
    for (const old of names.keys()) { this.items.delete(old); this.drawn.delete(old); }
    for (const [now, item, line] of moved) {
      if (!item) continue;
      item.id = now;
      this.items.set(now, item);
      this.drawn.set(now, { ...line, isStale: true });
    }
  }

  // Shows these lines in this order; `isOpen` is the one whose words are in the field.
  draw(lines, isOpen) {
    const wanted = new Set(lines.map((line) => line.id));
    for (const [id, item] of this.items) if (!wanted.has(id)) this.#remove(id, item);
    let next = this.root.querySelector("li.line");
    for (const line of lines) {
      const item = this.items.get(line.id) ?? this.#make(line.id);
      if (next === item) next = beside(item, 1);
      else next = putBefore(this.root, item, next);
      if (this.drawn.get(line.id) !== line) this.#fill(item, line, line.id === isOpen);
    }
  }

  // Draws the words of a line again, with the misprints suspected in them.
  drawWords(line) {
    const said = this.items.get(line.id)?.querySelector(".said");
    if (!said) return;
    if (line.text === null) return said.replaceChildren(say("withdrawn"));
    said.replaceChildren(...marked(line, this.doubts.get(line.id)));
  }

  #remove(id, item) {
    item.remove();
    this.items.delete(id);
    this.drawn.delete(id);
  }

  #make(id) {
    const item = grow("line");
    item.id = id;
    this.items.set(id, item);
    return item;
  }

  #fill(item, line, isOpen) {
    const former = this.drawn.get(line.id);
    this.drawn.set(line.id, line);
    Object.assign(item.dataset, { voice: line.voice ?? "", label: line.label });
    item.dataset.start = line.start ?? "";
    const time = item.querySelector(".timecode");
    time.textContent = line.start === null ? say("no-time") : timecode(line.start);
    for (const link of item.querySelectorAll(".timecode, .line-mend")) link.href = `${this.base}/${line.id}`;
    const voice = item.querySelector(".line-voice");
    voice.textContent = line.voice ?? say("unknown-voice");
    voice.classList.toggle("voice", !line.voice);
    item.querySelector(".said").lang = line.language ?? "id";
    this.#badges(item, line);
    if (!isOpen && (former?.text !== line.text || former?.isStale)) this.drawWords(line);
  }

  #badges(item, line) {
    for (const old of item.querySelectorAll(".line-head .badge:not(.badge-editor)")) old.remove();
    const label = line.checked ? "rekaman" : line.label === "rekaman" ? "transkrip" : line.label;
    const names = [label, ...(line.estimated && line.start !== null ? ["estimated"] : [])];
    item.querySelector(".line-head").append(...names.map((name) => grow(`badge-${name}`)));
  }
}

// There are more than a thousand of these before anybody can type: no look-up that can be spared.
function readLine(item) {
  const said = item.children[1];
  const text = (name) => item.getAttribute(`data-${name}`) || null;
  const number = (name) => (item.hasAttribute(`data-${name}`) ? Number(text(name)) : null);
  return {
    ...EMPTY, id: item.id, tag: text("tag"), voice: text("voice"), label: text("label"),
    language: said.lang || "id", text: item.hasAttribute("data-withdrawn") ? null : said.textContent,
    start: number("start"), end: number("end"), confidence: number("confidence"),
    estimated: item.hasAttribute("data-estimated"), checked: item.hasAttribute("data-checked") ? {} : null,
  };
}

// The line after (1) or before (-1) another one, which may stand in the next part.
export function beside(item, step) {
  const [sibling, edge] = step > 0
    ? ["nextElementSibling", "firstElementChild"] : ["previousElementSibling", "lastElementChild"];
  if (item[sibling]) return item[sibling];
  let part = item.parentElement?.[sibling];
  while (part && !part[edge]) part = part[sibling];
  return part?.[edge] ?? null;
}

// Puts an item before `next`; what was next has moved away where the item stood right behind it.
function putBefore(root, item, next) {
  if (next && item.isConnected && beside(next, 1) === item) {
    const after = beside(item, 1);
    next.remove();
    return after;
  }
  const focus = item.contains(document.activeElement) ? document.activeElement : null;
  if (next) next.before(item);
  else lastPart(root).append(item);
  focus?.focus({ preventScroll: true });
  return next;
}

function lastPart(root) {
  if (root.lastElementChild) return root.lastElementChild;
  const part = document.createElement("ol");
  part.className = "lines-part";
  root.append(part);
  return part;
}

function marked(line, doubts = []) {
  const nodes = [];
  let at = 0;
  for (const { from, to, tag, proposal } of doubts) {
    if (tag !== line.tag || line.by || from < at) continue;
    const mark = document.createElement("span");
    mark.className = "misprint";
    mark.textContent = line.text.slice(from, to);
    mark.title = proposal;
    nodes.push(line.text.slice(at, from), mark);
    at = to;
  }
  return [...nodes, line.text.slice(at)];
}
