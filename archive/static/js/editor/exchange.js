// Talks with the server: acts go out in order, each until it is answered; what others did comes in.
//
// One request is under way at a time. An answer that is lost costs nothing: the acts are sent again
// under the same identifiers, and the server answers as it did.

import { asSent } from "./desk.js";

const POLL = 4000;
const MOST = 100; // acts a request
const PATIENCE = 20000;
const [FIRST_WAIT, LONGEST_WAIT] = [1000, 30000];

export class Exchange extends EventTarget {
  constructor({ state, acts, token, user }, desk, whereAmI) {
    super();
    this.addresses = { state, acts };
    this.token = token;
    this.user = user;
    this.desk = desk;
    this.whereAmI = whereAmI;
    this.condition = "fine"; // or: offline, trouble, signed-out, somebody-else, not-allowed
    this.failures = 0;
    this.refusals = 0;
    this.isBusy = false;
    this.most = MOST;
  }

  start() {
    addEventListener("online", () => this.poke());
    addEventListener("offline", () => this.#become("offline"));
    addEventListener("focus", () => this.poke());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.poke();
    });
    this.poke();
  }

  // Something is to be sent, or asked for, now or in some milliseconds.
  poke(wait = 0) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#round(), wait);
  }

  // Asks for everything anew, after a revision was saved.
  reload() {
    this.desk.version = null;
    this.poke();
  }

  // Resolves when everything is answered; rejects where the line does not hold.
  async settleAll() {
    this.poke();
    while (this.desk.pending.length || this.isBusy) {
      const told = new Promise((resolve) => this.addEventListener("told", resolve, { once: true }));
      await Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      if (this.condition !== "fine") throw new Error(this.condition);
    }
  }

  // A last word when the page is left: the browser sends it even after that.
  sayGoodbye() {
    const acts = this.desk.pending.slice(0, MOST).map(asSent);
    const body = JSON.stringify({ acts, since: this.desk.version, at: null });
    if (acts.length && body.length < 60000) this.#post(body, { keepalive: true }).catch(() => {});
  }

  async #round() {
    if (this.isBusy) { this.isHurried = true; return; }
    this.isBusy = true;
    let wait = POLL;
    try {
      wait = await this.#exchange();
    } catch {
      wait = this.#fail("offline");
    }
    this.isBusy = false;
    this.dispatchEvent(new Event("told"));
    if (this.isHurried && this.condition === "fine") wait = 0;
    this.isHurried = false;
    if (wait === 0 || this.desk.pending.length || document.visibilityState === "visible") this.poke(wait);
  }

  // One request and its answer; how many milliseconds to wait until the next.
  async #exchange() {
    const sent = this.desk.pending.slice(0, this.most);
    const body = JSON.stringify({ acts: sent.map(asSent), since: this.desk.version, at: this.whereAmI() });
    if (sent.length) this.dispatchEvent(new Event("told"));
    const answer = await this.#post(body, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return this.#signInAgain();
    if (answer.status >= 500 || answer.status === 429) return this.#fail("trouble");
    if (!answer.ok) return this.#narrow(sent, await wordsOf(answer));
    this.desk.settle(await answer.json(), sent);
    this.failures = this.refusals = 0;
    this.most = MOST;
    this.#become("fine");
    return this.desk.pending.length ? 0 : POLL;
  }

  // The token died with the sign-in; whoever signed in again in another tab has a new one.
  async #signInAgain() {
    const { version } = this.desk;
    const answer = await fetch(this.addresses.state + (version === null ? "" : `?sejak=${version}`), {
      headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
    });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!answer.ok || answer.redirected || !isJson) return this.#fail("signed-out");
    const state = await answer.json();
    if (state.you.name !== this.user) return this.#fail("somebody-else");
    this.token = state.you.token;
    this.refusals += 1;
    return this.refusals > 1 ? this.#fail("not-allowed") : 0;
  }

  // A request that cannot be taken: find the act that spoils it, and tell of that one alone.
  #narrow(sent, message) {
    if (!sent.length) return this.#fail("trouble");
    this.most = 1;
    if (sent.length > 1) return 0;
    const result = { id: sent[0].id, done: false, why: "refused", message, line: null };
    this.desk.settle({ version: this.desk.version, lines: [], order: null, results: [result] }, sent);
    return 0;
  }

  #post(body, options) {
    return fetch(this.addresses.acts, {
      method: "POST", body, cache: "no-store",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Gaung-Token": this.token },
      ...options,
    });
  }

  #fail(condition) {
    this.#become(condition);
    this.failures += 1;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.failures - 1));
    return wait * (0.75 + Math.random() / 2);
  }

  #become(condition) {
    if (this.condition === condition) return;
    this.condition = condition;
    this.dispatchEvent(new Event("told"));
  }
}

async function wordsOf(answer) {
  try {
    return (await answer.json()).message ?? "";
  } catch {
    return "";
  }
}
