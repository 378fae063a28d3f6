// Steps from line to line: the next one for which something holds, round the end once.

// The next line after `place` that fits, else the first that does; null where none does.
export function nextLine(lines, place, fits) {
  const round = [...lines.slice(place + 1), ...lines.slice(0, place + 1)];
  return round.find((line) => line.text !== null && fits(line)) ?? null;
}

// Whether it is not known who speaks: no label at all, or one that stands for no person.
export function isUnknownTo(voices) {
  const known = new Set(voices.filter(({ person }) => person).map(({ label }) => label));
  return (line) => !known.has(line.voice);
}

export const isUnchecked = (line) => !line.checked;

// The line that most needs an ear: where a machine was least sure, those come first.
export function nextUnchecked(lines, place) {
  const isDoubtful = (line) => isUnchecked(line) && line.confidence !== null && line.confidence < 0.6;
  const after = lines.slice(place + 1);
  return after.find((line) => line.text !== null && isDoubtful(line)) ?? nextLine(lines, place, isUnchecked);
}
