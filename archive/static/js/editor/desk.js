// The working copy as this browser sees it: the lines that the server last told of, with the acts
// of ours on top that it has not answered yet.

import { clean, perform, performAll, renamings, restorable } from "./acts.js";

const LOCAL = new Set([
  "local", "localNext", "localBefore", "restored", "before", "about", "isLater", "isSettled", "key",
]);

export class Desk extends EventTarget {
  constructor(queue, lines, version) {
    super();
    this.queue = queue;
    this.known = lines; // as the server knows them
    this.lines = lines; // as they are shown
    this.version = version;
    this.pending = [];
    this.answered = new Map(); // acts of ours that were done, for their undoing
    this.voices = [];
    this.editors = []; // others who are here
    this.head = null; // the revision that this began as and the newest one, once the server told
    this.unkept = new Set(); // acts that IndexedDB could not keep
  }

  find(id) { return this.lines.find((line) => line.id === id); }

  place(id) { return this.lines.findIndex((line) => line.id === id); }

  // What an earlier tab or browser left behind, before anything else is done.
  async recover() {
    const rows = await this.queue.list();
    const here = new Set(this.pending.map((act) => act.id));
    const left = rows.map((row) => ({ ...row.act, key: row.key })).filter((act) => !here.has(act.id));
    this.pending = [...left, ...this.pending];
    if (left.length) this.#show([]);
    return left.length;
  }

  // Does an act to a line; `seen` only where it was looked at before it last changed.
  act(kind, line, values = {}, seen = line.by ?? line.tag) {
    return this.#take({
      id: uuid(), act: kind, statement: line.name ?? line.id, seen, ...values, local: line.id,
      restored: null, before: restorable(line, kind),
    });
  }

  reword(line, text, seen) { return this.act("reword", line, { text: clean(text), fresh: alias() }, seen); }

  split(line, word) { return this.act("split", line, { word, first: alias(), second: alias() }); }

  insert(line, text) { return this.act("insert", line, { text, fresh: alias() }); }

  merge(line, next) {
    return this.act("merge", line, {
      next: next.name ?? next.id, next_seen: next.by ?? next.tag, fresh: alias(), localNext: next.id,
    });
  }

  move(line, before) {
    return this.act("move", line, {
      before: before ? before.name ?? before.id : null, localBefore: before?.id ?? null,
    });
  }

  undo(of) {
    const restored = this.answered.get(of)?.before ?? null;
    const isLater = !restored && !this.pending.some((act) => act.id === of); // only the server can
    return this.#take({ id: uuid(), act: "undo", of, restored, isLater });
  }

  // The server's answer: what became of the acts that were sent, and how the lines stand.
  settle(answer, sent) {
    const byId = new Map(sent.map((act) => [act.id, act]));
    const renamed = [];
    for (const result of answer.results ?? []) {
      const act = byId.get(result.id);
      if (!act) continue;
      if (result.done) renamed.push(renamings(act, result.names ?? {}));
      if (result.done) this.answered.set(act.id, act);
      else this.dispatchEvent(new CustomEvent("refused", { detail: { act, result } }));
    }
    const settled = new Set((answer.results ?? []).map((result) => result.id));
    this.forget(this.pending.filter((act) => settled.has(act.id)));
    for (const act of this.pending) this.#rename(act, renamed);
    this.#read(answer);
    if (answer.notices?.length) this.dispatchEvent(new CustomEvent("noticed", { detail: answer.notices }));
    if (sent.length || answer.order || answer.lines.length) this.#show(renamed);
  }

  // Takes acts out of the queue, here and on the disk.
  forget(acts) {
    const gone = new Set(acts.map((act) => act.id));
    this.pending = this.pending.filter((act) => !gone.has(act.id));
    for (const id of gone) this.unkept.delete(id);
    const keys = acts.map((act) => act.key).filter((key) => key !== undefined);
    if (keys.length) this.queue.remove(keys).catch(() => {}); // sent again, and answered as before
    for (const act of acts) act.isSettled = true;
  }

  #take(act) {
    this.pending.push(act);
    this.#keep(act);
    if (act.act === "undo") this.#show([]);
    else this.#show([], perform(this.lines, act));
    return act;
  }

  async #keep(act) {
    this.unkept.add(act.id);
    try {
      act.key = await this.queue.add(act);
      this.unkept.delete(act.id);
      if (act.isSettled) await this.queue.remove([act.key]);
    } catch {
      this.dispatchEvent(new Event("unkept"));
    }
  }

  #rename(act, renamed) {
    for (const names of renamed) {
      for (const field of ["local", "localNext", "localBefore"]) act[field] = names.get(act[field]) ?? act[field];
    }
  }

  #read(answer) {
    this.version = answer.version;
    this.voices = answer.voices ?? this.voices;
    this.editors = answer.editors ?? this.editors;
    if (answer.base !== undefined) this.head = readHead(answer);
    const told = new Map(answer.lines.map((line) => [line.id, { ...line, name: null, by: null }]));
    if (answer.order) {
      const old = new Map(this.known.map((line) => [line.id, line]));
      this.known = answer.order.map((id) => told.get(id) ?? old.get(id)).filter(Boolean);
    } else if (told.size) {
      this.known = this.known.map((line) => told.get(line.id) ?? line);
    }
  }

  #show(renamed, lines = performAll(this.known, this.pending)) {
    this.lines = lines;
    this.dispatchEvent(new CustomEvent("change", { detail: { renamed } }));
  }
}

const readHead = ({ base, latest, latest_by: by, published, saved }) => ({ base, latest, by, published, saved });

// An act as the server is told of it.
export function asSent(act) {
  return Object.fromEntries(Object.entries(act).filter(([name]) => !LOCAL.has(name)));
}

// Also where a page is not on a safe line and randomUUID is missing (RFC 9562, version 4).
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const alias = () => `~${uuid().slice(0, 13)}`;
