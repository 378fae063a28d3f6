// What the keys and buttons do, by the names of the table of keys (archive/web/editor_keys.py).
// An act that answers false leaves the key to the browser.

import { timecode } from "../player/clock.js";
import { clean } from "./acts.js";
import { isUnknownTo, nextLine, nextUnchecked } from "./walking.js";
import { say, sayCount } from "./words.js";

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export function listActs(room) {
  return { ...listening(room), ...going(room), ...mending(room), ...structure(room), ...turning(room) };
}

function listening({ playing, controls, status, current, hasSound }) {
  const withSound = (work) => (event) => (hasSound ? work(event) : status.tell(say("no-sound")));
  const withLine = (work) => withSound(() => {
    const line = current();
    if (!line) return status.tell(say("no-line"));
    return work(line) || status.tell(say("no-line-time"));
  });
  const step = (by) => {
    const here = RATES.findIndex((rate) => rate >= playing.audio.playbackRate);
    const rate = RATES[Math.max(0, Math.min(RATES.length - 1, here + by))];
    playing.tempo(rate);
    controls.tempo.value = String(rate);
    status.tell(say("tempo", { rate }));
  };
  return {
    toggle: withSound(() => playing.toggle()),
    back: withSound(() => playing.back()),
    forward: withSound(() => playing.forward()),
    line: withLine((line) => playing.playLine(line)),
    repeat: withSound(() => controls.repeat.click()),
    slower: withSound(() => step(-1)),
    faster: withSound(() => step(1)),
    follow: () => controls.follow.click(),
  };
}

function going({ desk, field, spelling, conflicts, status, current, go, root }) {
  const step = (by, caret) => {
    const line = current();
    const next = desk.lines[(line ? desk.place(line.id) : -1) + by];
    return next ? go(next.id, caret) : undefined;
  };
  const seek = (find, none) => () => {
    const line = current();
    const next = find(desk.lines, line ? desk.place(line.id) : -1);
    if (next) go(next.id, 0);
    else status.tell(say(none));
  };
  return {
    next: (event) => {
      if (event?.key === "Enter" && event.target !== field.box) return false;
      return step(1, 0);
    },
    previous: () => step(-1, 0),
    unknown: seek((lines, place) => nextLine(lines, place, isUnknownTo(desk.voices)), "none-unknown"),
    unchecked: seek(nextUnchecked, "none-unchecked"),
    doubt: seek((lines, place) => nextLine(lines, place, (line) => spelling.of(line).length > 0), "none-doubt"),
    conflict: () => {
      const panel = conflicts.first && conflicts.element(conflicts.first);
      panel?.scrollIntoView({ block: "center" });
      panel?.querySelector("button:not([hidden])").focus();
    },
    leave: () => {
      if (!field.isOpen) return false;
      const item = root.querySelector(".is-open");
      field.close();
      return item?.querySelector(".line-mend").focus();
    },
  };
}

function mending({ desk, field, spelling, history, status, playing, current, ask, hasSound }) {
  const withLine = (work) => () => {
    field.commit();
    const line = current();
    return line ? work(line) : status.tell(say("no-line"));
  };
  const one = (act) => history.add([act]);
  const moment = () => Math.round(playing.now * 100) / 100;
  const timing = (values, word) => withLine((line) => {
    if (!hasSound) return status.tell(say("no-sound"));
    one(desk.act("time", line, values(line)));
    return status.tell(say(word, { time: timecode(moment()) }));
  });
  return {
    reassign: withLine((line) => ask.voice(line)),
    hear: withLine((line) => {
      one(desk.act("hear", line, { heard: !line.checked }));
      status.tell(say(line.checked ? "unheard" : "heard"));
    }),
    time: timing(() => ({ start: moment() }), "timed"),
    end: timing((line) => ({ start: line.start, end: moment() }), "timed-end"),
    mend: withLine((line) => {
      const text = spelling.mended(line);
      if (!text) return status.tell(say("none-doubt"));
      return one(desk.reword(line, text));
    }),
    pass: withLine((line) => { spelling.pass(line); field.onState(); }),
  };
}

function structure({ desk, field, history, status, current, go, ask }) {
  const one = (act) => history.add([act]);
  return {
    split: () => {
      field.commit();
      const word = field.isOpen ? field.splitWord : null;
      if (word === null) return status.tell(say("no-split"));
      const act = desk.split(field.line, word);
      one(act);
      go(act.second, 0);
      return status.tell(say("split"));
    },
    merge: () => {
      field.commit();
      const line = current();
      const next = line && desk.lines[desk.place(line.id) + 1];
      if (!next || next.text === null) return status.tell(say(line ? "no-merge" : "no-line"));
      one(desk.merge(line, next));
      go(line.id, line.text.length);
      return status.tell(say("merged"));
    },
    insert: () => {
      field.commit();
      const line = current();
      return line ? ask.words(line) : status.tell(say("no-line"));
    },
    remove: () => {
      const line = current();
      if (!line) return status.tell(say("no-line"));
      const place = desk.place(line.id);
      field.commit();
      const neighbour = desk.lines[place + 1] ?? desk.lines[place - 1];
      one(desk.act("delete", desk.find(line.id)));
      if (neighbour) go(neighbour.id, 0);
      return status.tell(say("removed"));
    },
  };
}

function turning({ desk, field, history, status, exchange, ask, go }) {
  const turn = (way, word, none) => (event) => {
    if (event?.code === "KeyZ" && event.ctrlKey && field.isTouched) return false; // what was typed
    field.commit();
    const act = history[way]();
    if (!act) return status.tell(say(none));
    const line = desk.find(act.about);
    if (line && line.id !== field.id) go(line.id, 0);
    return status.tell(say(act.isLater && exchange.condition !== "fine" ? "undo-later" : word));
  };
  return {
    undo: turn("undo", "undone", "nothing-to-undo"),
    redo: turn("redo", "redone", "nothing-to-redo"),
    find: () => ask.replacement(selectedIn(field.box)),
    save: () => ask.reason(),
    help: (event) => {
      const isTyping = event?.target.closest?.("input:not([type=checkbox], [type=range]), textarea, select");
      return isTyping && !event.altKey ? false : ask.help();
    },
  };
}

function selectedIn(box) {
  return box.isConnected ? clean(box.value.slice(box.selectionStart, box.selectionEnd)) : "";
}

export function sayReplaced(count, isRemoving) { return sayCount(isRemoving ? "taken-out" : "replaced", count); }
