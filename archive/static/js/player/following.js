// The transcript that follows the audio: the statement that is heard is marked, and kept in view
// as long as the reader was looking at the one before it.

export class Following {
  constructor(transcript) {
    this.turns = [...(transcript?.querySelectorAll("[data-s]") ?? [])];
    this.starts = this.turns.map((turn) => Number(turn.dataset.s));
    this.now = null;
  }

  at(seconds, isPlaying) {
    const turn = this.#turnAt(seconds);
    if (turn === this.now) return;
    const wasInView = !this.now || isInView(this.now);
    this.now?.classList.remove("turn-now");
    this.now?.removeAttribute("aria-current");
    turn?.classList.add("turn-now");
    turn?.setAttribute("aria-current", "true");
    this.now = turn;
    if (turn && isPlaying && wasInView && !isInView(turn)) turn.scrollIntoView({ block: "center" });
  }

  // The last statement that has begun; none where it ended long ago (the next part of a long one).
  #turnAt(seconds) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= seconds + 0.05) low = middle + 1;
      else high = middle;
    }
    const turn = this.turns[low - 1] ?? null;
    const isLast = low === this.turns.length;
    return turn && isLast && seconds > Number(turn.dataset.e ?? Infinity) + 1 ? null : turn;
  }
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 120 && top < window.innerHeight - 40;
}
