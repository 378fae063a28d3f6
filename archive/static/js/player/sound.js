// What every player does with its audio element: from a moment, up to a moment, ten seconds on.

const STEP = 10;

export class Sound {
  constructor(audio, trouble) {
    this.audio = audio;
    this.until = null;
    audio.addEventListener("timeupdate", () => this.#stopInTime());
    audio.addEventListener("playing", () => { trouble.hidden = true; });
    audio.addEventListener("error", () => { trouble.hidden = !audio.error; });
  }

  // Before anything is loaded the element keeps the moment and begins there.
  playFrom(seconds, until = null) {
    this.until = until;
    this.audio.currentTime = seconds;
    this.play();
  }

  play() {
    this.audio.play().catch(() => {}); // a refusal shows itself as an error or stays paused
  }

  toggle() {
    if (this.audio.paused) this.play();
    else this.audio.pause();
  }

  back() { this.#step(-STEP); }

  forward() { this.#step(STEP); }

  #step(seconds) {
    this.until = null;
    this.audio.currentTime = Math.max(0, this.audio.currentTime + seconds);
  }

  #stopInTime() {
    if (this.until === null || this.audio.currentTime < this.until) return;
    this.audio.pause();
    this.until = null;
  }
}

// Buttons below `root` that say in data-do what they do; `acts` are functions by that name.
export function wireButtons(root, acts) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]?.();
  });
}
