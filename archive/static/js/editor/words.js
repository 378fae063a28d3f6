// What the page says, in its language: the template holds the sentences, `{name}` is filled in.

const kept = document.getElementById("editor-words")?.content;

export function say(word, values = {}) {
  const text = kept?.querySelector(`[data-word="${word}"]`)?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

// "1 edit", "3 edits": languages that know a plural have a sentence for one.
export function sayCount(word, count, values = {}) {
  return say(count === 1 ? `${word}-one` : word, { count, ...values });
}

// A copy of the one element in a template.
export function grow(name) {
  return document.getElementById(`editor-${name}`).content.firstElementChild.cloneNode(true);
}
