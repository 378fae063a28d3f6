// The player of the editor: controls, wave, and the line that is heard.

import { timecode } from "../player/clock.js";
import { Playing } from "./sound.js";
import { Wave } from "./wave.js";
import { say } from "./words.js";

export function bringSoundToLife({ desk, field, list, find, controls, status }, { audio, peaks, duration }) {
  if (!audio) return null;
  const section = find("sound");
  section.hidden = false;
  const playing = new Playing(find("audio"), find("trouble"));
  const wave = new Wave(find("wave"), playing, Number(duration) || 0);
  const seek = find("seek");
  playing.audio.src = audio;
  playing.take(desk.lines);
  seek.max = duration || 1;
  find("length").textContent = timecode(Number(duration) || 0);
  let edited = null;
  playing.edit = (line) => {
    const key = line && `${line.id} ${line.start} ${line.end}`;
    if (key === edited) return;
    edited = key;
    wave.show(line ? playing.stretch(line) : null);
    if (controls.repeat.checked && line) playing.repeat(line);
  };
  playing.addEventListener("moment", ({ detail: { isOther } }) => {
    wave.move(playing.now);
    const text = timecode(playing.now);
    if (find("clock").textContent !== text) find("clock").textContent = text;
    if (document.activeElement !== seek) seek.value = playing.now;
    if (isOther) mark(list, playing, field, controls.follow.checked);
  });
  playing.addEventListener("state", () => section.classList.toggle("is-playing", !playing.audio.paused));
  seek.addEventListener("input", () => playing.seek(Number(seek.value)));
  controls.tempo.addEventListener("change", () => playing.tempo(Number(controls.tempo.value)));
  controls.follow.addEventListener("change", ({ target }) => status.tell(say(target.checked ? "follows" : "follows-not")));
  controls.repeat.addEventListener("change", ({ target }) => {
    const isLooping = playing.repeat(target.checked ? field.line : null);
    status.tell(say(isLooping ? "repeats" : target.checked ? "no-line-time" : "repeats-not"));
    target.checked = isLooping;
  });
  if (peaks) setTimeout(() => wave.load(peaks).catch(() => {}), 700); // typing comes first
  return playing;
}

// Marks the line that is heard. It is brought into view unless somebody is typing elsewhere.
function mark(list, playing, field, isFollowed) {
  const item = playing.heard && list.item(playing.heard.id);
  const former = list.root.querySelector(".is-heard");
  if (former === item) return;
  const wasInView = !former || isInView(former);
  former?.classList.remove("is-heard");
  former?.removeAttribute("aria-current");
  item?.classList.add("is-heard");
  item?.setAttribute("aria-current", "true");
  const isFree = isFollowed && wasInView && !field.isOpen && !playing.audio.paused;
  if (item && isFree && !isInView(item)) item.scrollIntoView({ block: "center" });
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 200 && top < window.innerHeight - 60;
}
