// The wave, drawn from the peaks that the server measured: above all of the recording, below the
// stretch around the line that is being edited, with that line as a region. A click seeks.

const AROUND = 24; // seconds that the lower wave shows at least
const BAR = 3; // pixels from one bar to the next

export class Wave {
  constructor(root, playing, duration) {
    this.root = root;
    this.playing = playing;
    this.duration = duration;
    this.region = null;
    this.window = [0, Math.min(duration, AROUND)];
    this.whole = root.querySelector("[data-whole]");
    this.near = root.querySelector("[data-near]");
    this.heads = new Map([this.whole, this.near].map((box) => [box, box.querySelector(".wave-head")]));
    for (const box of [this.whole, this.near]) {
      box.addEventListener("pointerdown", (event) => this.#seek(box, event));
    }
    new ResizeObserver(() => this.draw()).observe(root);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  // Raises what fetch raises; without peaks the wave stays flat and seeking works all the same.
  async load(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { peaks, per_second: rate } = await answer.json();
    this.peaks = peaks;
    this.rate = rate;
    this.loudest = peaks.reduce((most, peak) => Math.max(most, peak), 1);
    this.duration ||= peaks.length / rate;
    this.draw();
  }

  // The line that is edited, as [from, to] in seconds; null where its times are not known.
  show(region) {
    this.region = region?.[0] === null ? null : region;
    if (this.region) this.#lookAt(this.region[0], this.region[1] ?? this.region[0] + 1);
    this.draw();
  }

  // The playhead; the lower wave turns its page where it leaves it.
  move(seconds) {
    const [from, to] = this.window;
    if (seconds < from || seconds > to) {
      this.#lookAt(seconds, seconds);
      this.draw();
    }
    this.#place(seconds);
  }

  #place(seconds) {
    for (const [box, head] of this.heads) {
      const [start, end] = this.#span(box);
      const part = (seconds - start) / Math.max(0.01, end - start);
      head.style.transform = `translateX(${(part * box.clientWidth).toFixed(1)}px)`;
    }
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      for (const box of [this.whole, this.near]) this.#draw(box);
      this.#place(this.playing.now);
    });
  }

  #lookAt(from, to) {
    const width = Math.max(AROUND, (to - from) * 1.25);
    const start = Math.max(0, Math.min(from - width * 0.1, this.duration - width));
    this.window = [start, start + width];
  }

  #span(box) { return box === this.whole ? [0, this.duration] : this.window; }

  #draw(box) {
    const canvas = box.querySelector("canvas");
    const [width, height, density] = [box.clientWidth, box.clientHeight, devicePixelRatio || 1];
    if (!width) return;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    const pen = canvas.getContext("2d");
    pen.scale(density, density);
    const style = getComputedStyle(this.root);
    const [start, end] = this.#span(box);
    const x = (seconds) => ((seconds - start) / (end - start)) * width;
    if (this.region) {
      const [from, to] = this.region;
      pen.fillStyle = style.getPropertyValue("--region");
      pen.fillRect(x(from), 0, Math.max(2, x(to ?? from) - x(from)), height);
    }
    for (let at = 0; at < width; at += BAR) {
      const [from, to] = [start + (at / width) * (end - start), start + ((at + BAR) / width) * (end - start)];
      const half = Math.max(0.75, this.#loudness(from, to) * (height / 2 - 1));
      const isIn = this.region && to > this.region[0] && from < (this.region[1] ?? this.region[0] + 1);
      pen.fillStyle = style.getPropertyValue(isIn ? "--bar-region" : "--bar");
      pen.fillRect(at, height / 2 - half, BAR - 1, 2 * half);
    }
  }

  // From 0 to 1: the root mean square of the peaks in a stretch, by the loudest of all.
  #loudness(from, to) {
    if (!this.peaks) return 0;
    const first = Math.floor(from * this.rate);
    const last = Math.max(first + 1, Math.floor(to * this.rate));
    let sum = 0;
    for (let place = first; place < last; place += 1) sum += (this.peaks[place] ?? 0) ** 2;
    return Math.sqrt(sum / (last - first)) / this.loudest;
  }

  #seek(box, event) {
    if (event.button) return;
    event.preventDefault();
    const [start, end] = this.#span(box);
    const { left, width } = box.getBoundingClientRect();
    this.playing.seek(start + ((event.clientX - left) / width) * (end - start));
  }
}
