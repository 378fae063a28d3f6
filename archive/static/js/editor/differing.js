// Word differences of two wordings: steps ["equal" | "gone" | "new", text], longest common
// subsequence of words. Statements are at most some hundred words long.

export function differ(old, now) {
  const [a, b] = [old.split(" "), now.split(" ")];
  const steps = [];
  let [i, j] = [0, 0];
  for (const length = lengths(a, b); i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) add(steps, "equal", (j++, a[i++]));
    else if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) add(steps, "gone", a[i++]);
    else add(steps, "new", b[j++]);
  }
  return steps;
}

function add(steps, kind, word) {
  const last = steps.at(-1);
  if (last?.[0] === kind) last[1] += ` ${word}`;
  else steps.push([kind, word]);
}

function lengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

// The wording `now` as nodes: what it has beyond the other one is marked.
export function wording(now, other) {
  return differ(other, now).filter(([kind]) => kind !== "gone").flatMap(([kind, text], place) => {
    const gap = place ? [" "] : [];
    if (kind === "equal") return [...gap, text];
    const mark = document.createElement("ins");
    mark.textContent = text;
    return [...gap, mark];
  });
}
