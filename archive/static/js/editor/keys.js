// The keys of the editor. The table stands in the help of the page, one row an act: what is shown
// there is what works here.

const CODES = {
  ",": "Comma", ".": "Period", "/": "Slash", "↑": "ArrowUp", "↓": "ArrowDown", Enter: "Enter", Esc: "Escape",
};

// Act by key, of the rows with data-act and data-keys ("Alt+K", "Alt+Shift+Z").
export function readKeys(table) {
  const rows = [...table.querySelectorAll("[data-act]")];
  return new Map(rows.flatMap(({ dataset }) => dataset.keys.split(" ").map((key) => [normal(key), dataset.act])));
}

// Calls acts[name](event) for the keys of the table; an act that answers false did nothing.
export function wireKeys(keys, acts) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    const act = keys.get(pressed(event));
    if (act && acts[act]?.(event) !== false) event.preventDefault();
  });
}

function normal(key) {
  if (key === "?") return key;
  const parts = key.split("+");
  const last = parts.pop();
  const code = CODES[last] ?? (last.length === 1 ? `Key${last.toUpperCase()}` : last);
  return [...parts.sort(), code].join("+");
}

// By where the key lies: Option turns letters into other ones on a Mac.
function pressed(event) {
  if (event.getModifierState("AltGraph")) return "";
  if (event.key === "?" && !event.altKey) return "?";
  const held = [event.altKey && "Alt", event.ctrlKey && "Ctrl", event.metaKey && "Meta", event.shiftKey && "Shift"];
  const letter = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  return [...held.filter(Boolean), letter].join("+");
}
