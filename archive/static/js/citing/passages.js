// Selected words become the address of their passage: /s/<id>/r<n>/<a>-<b>, or, over several
// statements, /s/<id>/r<n>/<a>-<id2>.<b>. Words are counted from 1, parted by single spaces.

import { copyBy } from "./copying.js";

const MARGIN = 8;

const menu = document.querySelector("[data-selection]");
const transcript = document.querySelector("[data-transcript]");
if (menu && transcript) bringToLife();

function bringToLife() {
  const quote = menu.querySelector("[data-quote]");
  const copy = menu.querySelector("[data-selection-copy]");
  let path = null;
  let waiting = 0;

  const update = () => {
    const range = selectedRange();
    path = range && passageOf(range);
    menu.hidden = !path;
    if (!path) return;
    quote.href = `${path}/kutip`;
    place(menu, range);
  };
  document.querySelectorAll("[data-hint]").forEach((hint) => { hint.hidden = false; });
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 150);
  });
  copy.addEventListener("click", () => copyBy(copy, new URL(path, location.href).href));
}

function selectedRange() {
  const selection = window.getSelection();
  return selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
}

// The permanent path of the selected words; null where no words of a statement are selected.
export function passageOf(range) {
  const stretches = [...transcript.querySelectorAll("[data-words]")]
    .filter((element) => range.intersectsNode(element))
    .map((element) => wordsIn(element, range))
    .filter(Boolean);
  if (!stretches.length) return null;
  const first = stretches[0];
  const last = stretches[stretches.length - 1];
  const end = first === last ? last.to : `${last.id}.${last.to}`;
  return `/s/${first.id}/r${transcript.dataset.revision}/${first.from}-${end}`;
}

// Which words of one statement are selected; a word that is touched counts.
function wordsIn(element, range) {
  const text = element.textContent;
  let from = offsetIn(element, range.startContainer, range.startOffset, 0);
  let to = offsetIn(element, range.endContainer, range.endOffset, text.length);
  while (from < to && text[from] === " ") from += 1;
  while (to > from && text[to - 1] === " ") to -= 1;
  if (from === to) return null;
  return { id: element.dataset.words, from: wordAt(text, from), to: wordAt(text, to - 1) };
}

function offsetIn(element, node, offset, otherwise) {
  if (!element.contains(node)) return otherwise;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

function wordAt(text, offset) {
  return text.slice(0, offset).split(" ").length;
}

// Above the selection, inside the window; on touch screens the style sheet keeps it at the bottom.
function place(element, range) {
  const box = range.getBoundingClientRect();
  const left = Math.min(Math.max(MARGIN, box.left), window.innerWidth - element.offsetWidth - MARGIN);
  const above = box.top - element.offsetHeight - MARGIN;
  const top = above > MARGIN ? above : Math.min(box.bottom + MARGIN, window.innerHeight - element.offsetHeight - MARGIN);
  element.style.left = `${left + window.scrollX}px`;
  element.style.top = `${top + window.scrollY}px`;
}
