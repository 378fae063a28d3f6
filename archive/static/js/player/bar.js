// The bar at the bottom plays a hit or a cited passage in place: links with data-play, data-start
// (and data-end, data-title) start it; without a script they lead to the episode.

import { timecode } from "./clock.js";
import { wireKeys } from "./keys.js";
import { Sound, wireButtons } from "./sound.js";

const bar = document.querySelector("[data-bar]");
if (bar) bringToLife(bar);

function bringToLife(root) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const audio = find("sound");
  const sound = new Sound(audio, find("trouble"));
  let playing = null;
  let isWired = false;

  const start = (link) => {
    const { play, start: from, end, title } = link.dataset;
    if (playing !== play) audio.src = play;
    playing = play;
    markLink(link);
    find("title").textContent = title;
    find("title").href = link.href;
    root.hidden = false;
    if (!isWired) wireKeys(sound);
    isWired = true;
    sound.playFrom(Number(from), end ? Number(end) : null);
  };
  const close = () => {
    audio.pause();
    root.hidden = true;
    markLink(null);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-play]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.classList.contains("is-playing")) audio.pause();
    else start(link);
  });
  audio.addEventListener("timeupdate", () => { find("clock").textContent = timecode(audio.currentTime); });
  for (const event of ["play", "pause", "ended"]) {
    audio.addEventListener(event, () => {
      root.classList.toggle("is-playing", !audio.paused);
      document.querySelector("a[data-here]")?.classList.toggle("is-playing", !audio.paused);
    });
  }
  wireButtons(root, {
    toggle: () => sound.toggle(), back: () => sound.back(), forward: () => sound.forward(), close,
  });
}

// Which of the links is being heard.
function markLink(link) {
  const former = document.querySelector("a[data-here]");
  former?.classList.remove("is-playing");
  former?.removeAttribute("data-here");
  link?.setAttribute("data-here", "");
}
