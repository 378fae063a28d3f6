// Steps through the hits of a search within an episode: N and P, or the buttons at the bottom.
// A hit that is in another part of a long transcript is a page of its own.

import { wireButtons } from "./sound.js";

const stepper = document.querySelector("[data-stepper]");
const links = [...document.querySelectorAll("[data-places] [data-place]")];
if (stepper && links.length) bringToLife(stepper);

function bringToLife(root) {
  const count = root.querySelector("[data-count]");
  let here = links.findIndex((link) => link.dataset.place === location.hash.slice(1));

  const show = () => {
    if (here < 0) return;
    count.textContent = root.dataset.counter
      .replace("{place}", here + 1).replace("{count}", links.length);
    links.forEach((link, place) => {
      if (place === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const go = (place) => {
    const link = links[place];
    const turn = document.getElementById(link.dataset.place);
    if (!turn) return link.click(); // in another part of the transcript
    here = place;
    location.replace(`#${link.dataset.place}`);
    show();
  };
  const after = () => go(here + 1 < links.length ? here + 1 : 0);
  const before = () => go(here > 0 ? here - 1 : links.length - 1);

  wireButtons(root, { after, before });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input:not([type=range]), textarea, select")) return;
    const step = { n: after, p: before }[event.key.toLowerCase()];
    if (!step) return;
    event.preventDefault();
    step();
  });
  root.hidden = false;
  show();
}
