// Into lines and out of them: by pointer, by arrows at their edges, by the links between them.

import { beside } from "./list.js";

export function wirePointer({ root, lines, desk, field, playing, acts, go, hasSound }) {
  root.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const button = event.target.closest("[data-do]");
    if (button) return acts[button.dataset.do]?.();
    const item = event.target.closest("li.line");
    if (!item) return undefined;
    const line = desk.find(item.id);
    if (event.target.closest(".timecode")) {
      event.preventDefault();
      return hasSound && line.start !== null ? playing.playFrom(line.start) : acts.line();
    }
    if (event.target.closest(".line-mend")) {
      event.preventDefault();
      return go(item.id, 0);
    }
    if (event.target.closest(".line-voice")) return go(item.id, 0) && acts.reassign();
    const said = event.target.closest(".said");
    if (said && said.parentElement === item && getSelection().isCollapsed) go(item.id, placeIn(said, event));
    return undefined;
  });
  // The buttons below the field leave the caret where it is.
  field.root.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) event.preventDefault();
  });
  lines.addEventListener("focusin", ({ target }) => rove(lines, target));
}

// One line at a time is reached by Tab: the one that was reached last.
function rove(lines, target) {
  const link = target.closest("li")?.querySelector(".line-mend");
  if (!link || link.tabIndex === 0) return;
  for (const other of lines.querySelectorAll(".line-mend[tabindex='0']")) other.tabIndex = -1;
  link.tabIndex = 0;
}

// Where in its words a paragraph was clicked.
function placeIn(said, { clientX, clientY }) {
  const spot = document.caretPositionFromPoint?.(clientX, clientY);
  const range = spot ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const [node, offset] = spot ? [spot.offsetNode, spot.offset] : [range?.startContainer, range?.startOffset];
  if (!node || !said.contains(node)) return 0;
  const before = document.createRange();
  before.setStart(said, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

// Arrows leave a line at its ends, and go from link to link between lines.
export function wireTyping({ lines, desk, field, acts, go }) {
  field.box.addEventListener("keydown", (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing);
    if (isUndo(event) && acts.undo(event) !== false) return event.preventDefault();
    const { selectionStart: at, selectionEnd: to, value } = field.box;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!isPlain || !step || at !== to) return undefined;
    if (at !== (step > 0 ? value.length : 0)) return stepIfStuck(field, step, at, go, desk);
    event.preventDefault();
    return leaveBy(step, field, go, desk);
  });
  lines.addEventListener("keydown", (event) => {
    const link = event.target.closest(".line-mend");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!link || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = beside(link.closest("li.line"), step);
    event.preventDefault();
    next?.querySelector(".line-mend").focus();
  });
}

const isUndo = (event) => event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

// In some browsers an arrow on the last row of a box does not move the caret at all.
function stepIfStuck(field, step, at, go, desk) {
  const { id } = field;
  requestAnimationFrame(() => {
    if (field.id === id && field.box.selectionStart === at) leaveBy(step, field, go, desk);
  });
}

function leaveBy(step, field, go, desk) {
  const next = desk.lines[desk.place(field.id) + step];
  if (next) go(next.id, step > 0 ? 0 : "end");
}

// Every dialog closes by its cross and by a click beside it; the focus goes back by itself.
export function wireDialogs(root) {
  root.addEventListener("click", (event) => {
    const dialog = event.target.closest("dialog");
    if (dialog && (isBeside(dialog, event) || event.target.closest("[data-close]"))) dialog.close();
  });
}

// Keys that press buttons make clicks, too: at no place, and with the button as their target.
function isBeside(dialog, { target, clientX: x, clientY: y }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return target === dialog && (x < left || x > right || y < top || y > bottom);
}
