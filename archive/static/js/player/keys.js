// K or space: play, pause. J and L: ten seconds back and forward. Not while somebody types.

const BUSY = "input:not([type=range]), textarea, select, button, a, summary, [contenteditable]";

export function wireKeys(sound) {
  const acts = { k: "toggle", j: "back", l: "forward", " ": "toggle" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const act = acts[event.key.toLowerCase()];
    const typing = event.target.closest?.("input:not([type=range]), textarea, select");
    const pressing = event.key === " " && event.target.closest?.(BUSY);
    if (!act || typing || pressing) return;
    event.preventDefault();
    sound[act]();
  });
}
