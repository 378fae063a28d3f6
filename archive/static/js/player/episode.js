// The player of an episode's page takes the place of the plain audio element.

import { timecode } from "./clock.js";
import { Following } from "./following.js";
import { wireKeys } from "./keys.js";
import { Sound, wireButtons } from "./sound.js";

const WAVE_WIDTH = 800;

const player = document.querySelector("[data-player]");
if (player) bringToLife(player);

function bringToLife(root) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const audio = root.querySelector("audio");
  const sound = new Sound(audio, find("trouble"));
  const following = new Following(document.querySelector("[data-transcript]"));
  const seek = find("seek");
  const asked = momentOfHash() ?? Number(root.dataset.start);

  audio.removeAttribute("controls");
  audio.src = audio.src.split("#")[0];
  audio.currentTime = asked;
  find("controls").hidden = false;
  if (seek) seek.hidden = false;

  const show = () => {
    const seconds = audio.currentTime;
    const width = seek ? (seconds / Number(seek.max)) * WAVE_WIDTH : 0;
    find("clock").textContent = timecode(seconds);
    find("played")?.setAttribute("width", width);
    find("head")?.setAttribute("transform", `translate(${width} 0)`);
    if (seek && document.activeElement !== seek) seek.value = seconds;
    seek?.setAttribute("aria-valuetext", timecode(seconds));
    following.at(seconds, !audio.paused);
  };
  const showState = () => root.classList.toggle("is-playing", !audio.paused);

  for (const event of ["timeupdate", "seeking", "loadedmetadata"]) audio.addEventListener(event, show);
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, showState);
  seek?.addEventListener("input", () => { audio.currentTime = Number(seek.value); });
  find("tempo")?.addEventListener("change", (event) => { audio.playbackRate = Number(event.target.value); });
  wireButtons(root, {
    toggle: () => sound.toggle(), back: () => sound.back(), forward: () => sound.forward(),
  });
  wireKeys(sound);
  wireJumps(sound);
  wireSystem(sound, audio);
  if (asked > 0) {
    find("head")?.removeAttribute("visibility");
    show();
  }
  audio.addEventListener("play", () => find("head")?.removeAttribute("visibility"), { once: true });
}

// "#t=192" is how media players and older links ask for a moment.
function momentOfHash() {
  const found = /^#t=(\d+(?:\.\d+)?)/.exec(location.hash);
  return found ? Number(found[1]) : null;
}

// Time codes, the contents and the words themselves lead to their moment.
function wireJumps(sound) {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const jump = event.target.closest("[data-jump]");
    if (jump && !document.getElementById(jump.hash.slice(1))) return; // in another part of the text
    if (jump) return sound.playFrom(Number(jump.dataset.jump));
    const turn = event.target.closest("[data-s]");
    const onTime = event.target.closest("a.timecode");
    const onWords = event.target.closest(".said") && !event.target.closest("a");
    if (!turn || !(onTime || onWords) || !window.getSelection().isCollapsed) return;
    event.preventDefault();
    sound.playFrom(Number(turn.dataset.s));
  });
}

// Keys of headphones and of the lock screen.
function wireSystem(sound, audio) {
  if (!("mediaSession" in navigator)) return;
  audio.addEventListener("play", () => {
    navigator.mediaSession.metadata = new MediaMetadata({
      title: document.querySelector("h1").textContent.trim(),
      album: document.querySelector(".kicker a")?.textContent.trim(),
    });
  }, { once: true });
  navigator.mediaSession.setActionHandler("seekbackward", () => sound.back());
  navigator.mediaSession.setActionHandler("seekforward", () => sound.forward());
}
