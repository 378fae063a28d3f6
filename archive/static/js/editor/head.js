// What stands above the tools - the revision, what is still to do - and the note of a revision that
// was saved meanwhile. It follows the archive's answers a moment later, never a key.

import { isUnchecked, isUnknownTo } from "./walking.js";
import { say } from "./words.js";

const SOON = 250; // milliseconds: after what the hand waits for
const NUMBERS = new Intl.NumberFormat(document.documentElement.lang || "id");

export class Head {
  constructor(root, desk) {
    this.desk = desk;
    this.user = root.dataset.user;
    this.latest = Number(root.dataset.latest); // the newest revision that is known here
    this.facts = document.querySelector("[data-head]");
    this.discard = document.querySelector("[data-discard]");
    this.ahead = new Map(
      [...document.querySelectorAll("[data-ahead]")].map((link) => [link.dataset.ahead, link]),
    );
    this.told = root.querySelector("[data-revision]");
    document.querySelector(".editor-behind")?.remove(); // told at the tools from now on
  }

  // A revision of ours was saved just now.
  note(number) {
    this.#tell({ base: number, latest: number, by: this.user, published: null });
  }

  // Something changed that is told here.
  poke() {
    this.waiting ??= setTimeout(() => { this.waiting = null; this.show(); }, SOON);
  }

  show() {
    const { head, voices, lines } = this.desk;
    if (!head) return; // the page says how things stood when it was made
    this.#say(this.facts, this.#sentence(head));
    if (this.discard.hidden !== !head.saved) this.discard.hidden = !head.saved;
    const spoken = lines.filter((line) => line.text !== null);
    const [unknown, unchecked] = [spoken.filter(isUnknownTo(voices)), spoken.filter(isUnchecked)];
    this.#count("unknown", unknown.length, unknown[0]);
    this.#count("unchecked", unchecked.length, unchecked.reduce(leastSure, unchecked[0]));
    this.#tell(head);
  }

  #sentence({ base, saved }) {
    if (saved) return say("head-saved", { number: base, at: saved });
    return say(this.desk.pending.length ? "head-waiting" : "head-none", { number: base });
  }

  // A link to the line that comes next of its kind, and how many there are.
  #count(kind, count, next) {
    const link = this.ahead.get(kind);
    if (link.hidden !== !count) link.hidden = !count;
    if (!count) return;
    if (link.hash !== `#${next.id}`) link.hash = next.id;
    this.#say(link, say(`ahead-${kind}`, { count: NUMBERS.format(count) }));
  }

  // A revision that was saved since the page was opened, by whomever, and the way on from it.
  #tell({ base, latest, by, published, saved }) {
    const [isBehind, isKnown] = [base !== latest, latest === this.latest];
    const whose = by === this.user ? "mine" : "theirs";
    if (latest < this.latest) return; // asked before ours was saved
    if (isKnown && !isBehind && saved && whose === "mine") this.told.hidden = true; // one goes on
    if (isKnown && !isBehind && this.told.hidden) return;
    this.latest = latest;
    if (this.told.hidden) this.told.hidden = false;
    const word = isBehind ? "behind" : published === latest ? `${whose}-public` : whose;
    this.#say(this.told.querySelector("[data-sentence]"), say(`saved-${word}`, { number: latest, base, name: by }));
    this.told.classList.toggle("is-behind", isBehind);
    this.told.querySelector("[data-carry]").hidden = !isBehind;
    this.told.querySelector("[data-episode]").hidden = isBehind;
  }

  #say(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
}

const sure = (line) => line.confidence ?? 1;
const leastSure = (least, line) => (sure(line) < sure(least) ? line : least);
