// Playing: the recording, a line of it, again and again where asked; which line is heard.

import { Sound } from "../player/sound.js";

const STEP = 2;
const [SLOWEST, FASTEST] = [0.5, 2];

export class Playing extends EventTarget {
  constructor(audio, trouble) {
    super();
    this.audio = audio;
    this.sound = new Sound(audio, trouble);
    this.timed = []; // lines with a start, in order
    this.heard = null;
    this.loop = null; // [from, to] in seconds
    for (const event of ["timeupdate", "seeking", "loadedmetadata"]) {
      audio.addEventListener(event, () => this.#at(audio.currentTime));
    }
    for (const event of ["play", "pause", "ended", "ratechange"]) {
      audio.addEventListener(event, () => this.dispatchEvent(new Event("state")));
    }
  }

  get now() { return this.audio.currentTime; }

  take(lines) {
    this.timed = lines.filter((line) => line.start !== null).sort((one, other) => one.start - other.start);
  }

  toggle() { this.sound.toggle(); }

  back() { this.seek(this.now - STEP); }

  forward() { this.seek(this.now + STEP); }

  seek(seconds) {
    this.sound.until = null;
    this.audio.currentTime = Math.max(0, seconds);
    this.#at(this.audio.currentTime);
  }

  playFrom(seconds) { this.sound.playFrom(seconds); }

  // From the beginning of a line to its end.
  playLine(line) {
    const [from, to] = this.stretch(line);
    if (from !== null) this.sound.playFrom(from, this.loop ? null : to);
    return from !== null;
  }

  // Where a line is heard: up to its end, or to where the next one begins.
  stretch(line) {
    const next = this.timed[this.timed.findIndex((one) => one.id === line.id) + 1];
    return [line.start, line.end ?? next?.start ?? null];
  }

  repeat(line) {
    const [from, to] = line ? this.stretch(line) : [null, null];
    this.loop = from !== null && to !== null ? [from, to] : null;
    if (this.loop) this.sound.playFrom(from);
    return this.loop !== null;
  }

  tempo(rate) {
    this.audio.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, rate));
    this.audio.preservesPitch = true;
  }

  #at(seconds) {
    if (this.loop && seconds >= this.loop[1] && !this.audio.seeking) this.audio.currentTime = this.loop[0];
    const hasBegun = seconds > 0 || !this.audio.paused;
    const line = hasBegun ? this.#lineAt(seconds) : null;
    const isOther = line?.id !== this.heard?.id;
    this.heard = line;
    this.dispatchEvent(new CustomEvent("moment", { detail: { isOther } }));
  }

  #lineAt(seconds) {
    let [low, high] = [0, this.timed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timed[middle].start <= seconds + 0.05) low = middle + 1;
      else high = middle;
    }
    return this.timed[low - 1] ?? null;
  }
}
