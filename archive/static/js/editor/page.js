// The editor on its page: the parts are put together here, and told of one another.

import { timecode } from "../player/clock.js";
import { Choosing } from "./choosing.js";
import { Conflicts } from "./conflicts.js";
import { Desk } from "./desk.js";
import { listActs, sayReplaced } from "./doing.js";
import { Exchange } from "./exchange.js";
import { Field } from "./field.js";
import { Finding } from "./finding.js";
import { Head } from "./head.js";
import { History } from "./history.js";
import { readKeys, wireKeys } from "./keys.js";
import { List } from "./list.js";
import { wireDialogs, wirePointer, wireTyping } from "./moving.js";
import { Presence } from "./presence.js";
import { Queue } from "./queue.js";
import { Saving } from "./saving.js";
import { bringSoundToLife } from "./sounding.js";
import { Spelling } from "./spelling.js";
import { Status } from "./status.js";
import { say, sayCount } from "./words.js";

export function bringToLife(root) {
  const data = root.dataset;
  const base = data.acts.replace(/\/[^/]*$/, ""); // of the plain forms, too
  const find = (name) => root.querySelector(`[data-${name}]`);
  const lines = root.querySelector(".lines");
  const list = new List(lines, base);
  const queue = new Queue(base, data.user);
  const desk = new Desk(queue, list.read(), Number(lines.dataset.version));
  const field = new Field(desk, list);
  const conflicts = new Conflicts(desk, list, queue);
  const addresses = { state: data.state, acts: data.acts, token: data.token, user: data.user };
  const exchange = new Exchange(addresses, desk, () => (field.isOpen && !field.id.startsWith("~") ? field.id : null));
  const status = new Status(root, desk, exchange, field);
  const history = new History(desk, `gaung-undo ${base} ${data.user}`);
  const spelling = new Spelling(`${base}/ejaan`, desk, list);
  const head = new Head(root, desk);
  const presence = new Presence(find("others"), list);
  const controls = { tempo: find("tempo"), follow: find("follow"), repeat: find("repeat") };
  const room = { root, head, lines, list, queue, desk, field, conflicts, exchange, status, history, spelling, controls, find };

  room.go = (id, caret) => field.open(id, caret);
  room.current = () => field.line ?? focusedLine(desk) ?? null;
  room.playing = bringSoundToLife(room, data);
  room.hasSound = Boolean(data.audio);
  room.ask = questions(room);
  room.acts = listActs(room);

  wireChanges(room, presence);
  wireConflicts(room);
  wireKeys(readKeys(find("keys")), room.acts);
  wireTyping(room);
  wirePointer(room);
  wireDialogs(root);
  wireLeaving(room);
  const tools = find("tools");
  tools.hidden = false;
  new ResizeObserver(() => root.style.setProperty("--tools", `${tools.offsetHeight}px`)).observe(tools);
  start(room);
}

function focusedLine(desk) {
  const item = document.activeElement?.closest?.("li.line");
  return item ? desk.find(item.id) : null;
}

// What waited in this browser comes first; only then is the server asked.
async function start({ desk, conflicts, exchange, spelling, status, list }) {
  status.show();
  try {
    const count = await desk.recover();
    if (count) status.tell(sayCount("recovered", count));
    await conflicts.recover();
    if (await desk.queue.countOthers()) status.tell(say("others-wait"));
  } catch {
    status.isFailing = true;
  }
  setTimeout(() => exchange.start(), desk.pending.length ? 0 : 500); // typing comes first
  setTimeout(() => { spelling.start(); list.settle(); }, 1500);
}

function wireChanges({ desk, head, list, field, conflicts, exchange, status, playing, spelling, find }, presence) {
  desk.addEventListener("change", ({ detail: { renamed } }) => {
    for (const names of renamed) list.rename(names);
    field.refresh(renamed);
    list.draw(desk.lines, field.id);
    conflicts.refresh(renamed);
    playing?.take(desk.lines);
    status.show();
    head.poke();
    if (desk.pending.length) exchange.poke();
  });
  desk.addEventListener("noticed", ({ detail }) => status.notice(detail));
  desk.addEventListener("unkept", () => { status.isFailing = true; status.show(); });
  exchange.addEventListener("told", () => { presence.show(desk.editors); status.show(); head.poke(); });
  spelling.onChange = () => field.onState();
  const doubt = field.root.querySelector("[data-doubt]");
  field.onState = () => {
    status.show();
    playing?.edit(field.line);
    const [first] = field.line && !field.isDirty ? spelling.of(field.line) : [];
    doubt.hidden = !first;
    if (!first) return;
    doubt.querySelector("[data-found]").textContent = first.found;
    doubt.querySelector("[data-proposal]").textContent = first.proposal;
  };
  conflicts.addEventListener("change", () => {
    const button = find("conflicts");
    button.textContent = sayCount("conflicts", conflicts.count);
    button.closest("button").hidden = conflicts.count === 0;
    if (conflicts.count > (conflicts.former ?? 0)) status.tell(say("conflict-told"));
    conflicts.former = conflicts.count;
  });
}

function wireConflicts({ desk, field, conflicts, history, status, current }) {
  field.onWritten = (act) => history.add([act], field.visit);
  field.held = (text) => conflicts.type(field.id, text);
  field.isHeld = (id) => conflicts.has(id);
  field.mine = (id) => conflicts.wordsOf(id);
  field.onLost = (id, text) => conflicts.lose(id, text);
  field.onEmpty = () => status.tell(say("empty-line"));
  conflicts.addEventListener("message", ({ detail }) => status.tell(detail));
  conflicts.addEventListener("mine", ({ detail: { line, act } }) => {
    const kind = act.act;
    const again = {
      reword: () => desk.reword(line, act.text),
      split: () => desk.split(line, act.word),
      merge: () => desk.merge(line, desk.lines[desk.place(line.id) + 1]),
      insert: () => desk.insert(line, act.text),
      move: () => desk.move(line, desk.find(act.localBefore)),
    }[kind] ?? (() => desk.act(kind, line, picked(act)));
    history.add([again()]);
    if (field.id === line.id) field.reset();
  });
  conflicts.addEventListener("theirs", ({ detail: { id } }) => { if (field.id === id) field.reset(); });
  conflicts.addEventListener("lost", ({ detail: { text } }) => {
    const line = current() ?? desk.lines.at(-1);
    if (line) history.add([desk.insert(line, text)]);
  });
}

const picked = ({ voice, start, end, heard }) => Object.fromEntries(
  Object.entries({ voice, start, end, heard }).filter(([, value]) => value !== undefined),
);

// The dialogs, and what is done with their answers.
function questions({ root, find, head, desk, field, history, status, exchange, conflicts, go }) {
  const choosing = new Choosing(find("choosing"), desk);
  const replaceAll = (changes, count, isRemoving) => {
    history.add(changes.map(([line, text]) => desk.reword(line, text)));
    status.tell(sayReplaced(count, isRemoving));
  };
  const finding = new Finding(find("finding"), desk, replaceAll, go);
  const saving = new Saving(find("saving"), document.querySelector("form.save"), { desk, exchange, conflicts, field });
  saving.addEventListener("saved", ({ detail }) => {
    if (detail.changed) head.note(detail.revision);
    else status.tell(say("unchanged", { number: detail.revision }));
    status.notices.replaceChildren(); // of a working copy that is no more
    exchange.reload();
  });
  const inserting = find("inserting");
  let after = null;
  inserting.querySelector("form").addEventListener("submit", ({ target }) => {
    const line = desk.find(after);
    if (!line) return;
    const act = desk.insert(line, target.elements.kata.value);
    history.add([act]);
    setTimeout(() => go(act.fresh, "end"));
    status.tell(say("inserted"));
  });
  return {
    voice: (line) => choosing.ask(line, (voice, isForAll) => {
      const lines = isForAll ? desk.lines.filter((one) => one.voice === line.voice) : [desk.find(line.id)];
      history.add(lines.filter(Boolean).map((one) => desk.act("reassign", one, { voice })));
      status.tell(say("reassigned", { voice: voice ?? say("unknown-voice") }));
    }),
    words: (line) => {
      after = line.id;
      inserting.querySelector("form").reset();
      inserting.showModal();
    },
    replacement: (words) => { field.commit(); finding.open(words); },
    reason: () => saving.open(),
    help: () => find("help").showModal(),
  };
}

// Everything typed is kept before the page goes; only what no disk holds makes the browser ask.
function wireLeaving({ desk, field, exchange, history, status }) {
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") field.commit(); });
  addEventListener("pagehide", () => { field.commit(); history.keep(); exchange.sayGoodbye(); });
  addEventListener("beforeunload", (event) => {
    field.commit();
    if (status.isFailing && (desk.unkept.size || field.isDirty)) event.preventDefault();
  });
}
