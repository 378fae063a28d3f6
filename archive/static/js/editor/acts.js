// What acts make of lines, as far as a browser can tell: the server has the last word, and its
// answer takes the place of what is guessed here. Lines are values; an act gives new ones.
//
// `id` is where a line stands on the page, `name` how the server is told of it (an alias of ours,
// until its identifier is known), `by` the act of ours that it was last changed by.

export const clean = (text) => text.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");

export const wordsOf = (text) => (text ? text.split(" ") : []);

// The lines after all acts; an act that is undone among them counts as little as its undoing.
export function performAll(lines, acts) {
  const idle = cancelled(acts);
  return acts.filter((act) => !idle.has(act.id)).reduce(perform, lines);
}

// The lines after one act; as they were where it names a line that is not there.
export function perform(lines, act) {
  const place = lines.findIndex((line) => line.id === act.local);
  const work = WORK[act.act];
  return work && (place >= 0 || act.act === "undo") ? work(lines, place, act) : lines;
}

function cancelled(acts) {
  const here = new Set(acts.map((act) => act.id));
  const idle = new Set();
  for (const act of [...acts].reverse()) {
    if (act.act !== "undo" || idle.has(act.id) || !here.has(act.of)) continue;
    idle.add(act.id).add(act.of);
  }
  return idle;
}

const WORK = {
  reword: (lines, place, act) => changed(lines, place, {
    ...unheard(lines[place]), text: clean(act.text), name: act.fresh, by: act.id,
  }),
  reassign: (lines, place, act) => changed(lines, place, { voice: act.voice, by: act.id }),
  hear: (lines, place, act) => changed(lines, place, { checked: act.heard ? {} : null, by: act.id }),
  time: (lines, place, act) => changed(lines, place, {
    start: act.start, ...("end" in act ? { end: act.end } : {}), estimated: false, by: act.id,
  }),
  delete: (lines, place) => lines.toSpliced(place, 1),
  insert: (lines, place, act) => lines.toSpliced(place + 1, 0, {
    ...EMPTY, id: act.fresh, name: act.fresh, by: act.id,
    text: clean(act.text), voice: lines[place].voice, language: lines[place].language,
  }),
  split: (lines, place, act) => {
    const line = lines[place];
    const words = wordsOf(line.text);
    const parts = [words.slice(0, act.word - 1), words.slice(act.word - 1)].map((part) => part.join(" "));
    return lines.toSpliced(
      place, 1,
      { ...line, text: parts[0], end: null, name: act.first, by: act.id },
      { ...line, text: parts[1], start: null, id: act.second, name: act.second, by: act.id },
    );
  },
  merge: (lines, place, act) => {
    const [one, other] = [lines[place], lines[place + 1]];
    if (other?.id !== act.localNext) return lines;
    return lines.toSpliced(place, 2, {
      ...unheard(one), text: `${one.text} ${other.text}`, end: other.end, name: act.fresh, by: act.id,
      voice: wordsOf(other.text).length > wordsOf(one.text).length ? other.voice : one.voice,
    });
  },
  move: (lines, place, act) => {
    const rest = lines.toSpliced(place, 1);
    const before = rest.findIndex((line) => line.id === act.localBefore);
    return rest.toSpliced(before < 0 ? rest.length : before, 0, { ...lines[place], by: act.id });
  },
  undo: (lines, place, act) => {
    const at = lines.findIndex((line) => line.id === act.restored?.id);
    return at < 0 ? lines : changed(lines, at, { ...act.restored, by: act.id });
  },
};

export const EMPTY = {
  tag: null, voice: null, text: "", start: null, end: null, label: "transkrip",
  confidence: null, estimated: false, language: "id", checked: null, name: null, by: null,
};

// What of a line its undoing puts back before the server has answered; null where that is more.
export function restorable(line, act) {
  const kept = { reword: ["text", "checked", "label"], reassign: ["voice"], time: ["start", "end"],
    hear: ["checked"] }[act];
  return kept && line
    ? Object.fromEntries(["id", ...kept].map((field) => [field, line[field]])) : null;
}

function changed(lines, place, values) {
  return lines.with(place, { ...lines[place], ...values });
}

// What was heard was the words as they stood; what a machine wrote a person has now mended.
function unheard(line) {
  return { ...line, checked: null, label: lapsed(line.label) };
}

function lapsed(label) {
  return label === "rekaman" || label === "mesin" ? "transkrip" : label;
}

// How the lines that acts touched are called after the server's answer: pairs of the place on
// the page and the identifier, act by act. A split may leave the identifier to its second part.
export function renamings(act, names) {
  const pairs = {
    reword: [[act.local, act.fresh]],
    insert: [[act.fresh, act.fresh]],
    merge: [[act.local, act.fresh]],
    split: [[act.local, act.first], [act.second, act.second]],
  }[act.act] ?? [];
  const found = pairs.map(([place, alias]) => [place, names[alias]]);
  return new Map(found.filter(([place, name]) => name && name !== place));
}
