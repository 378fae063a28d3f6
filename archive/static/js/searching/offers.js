// Search boxes with data-offers show what someone may be typing: names and words of the archive.
//
// The combobox with a listbox of the ARIA practices: the focus stays in the box, arrows point at an
// offer, Enter takes it, Escape closes the list. Nothing is taken that was not pointed at.

const WAIT = 120;
const SHORTEST = 2;
const KEPT = 200;

for (const box of document.querySelectorAll("input[data-offers]")) offerIn(box);

function offerIn(box) {
  const list = makeList(box);
  const told = makeStatus(box);
  const known = new Map();
  let offers = [];
  let pointed = -1;
  let waiting = 0;
  let asking = new AbortController();

  box.type = "text"; // a search field may not be a combobox
  box.enterKeyHint = "search";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    asking.abort();
    if (box.value.trim().length < SHORTEST) return close();
    waiting = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    const act = event.isComposing ? null : KEYS[event.key];
    if (act?.(event)) event.preventDefault();
  });
  box.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(offers[option.dataset.place]);
  });

  // What each key does while a list may be open; true where it did something.
  const KEYS = {
    ArrowDown: () => (list.hidden ? show(offers) : point(pointed + 1)),
    ArrowUp: () => !list.hidden && point(pointed < 0 ? offers.length - 1 : pointed - 1),
    Enter: () => !list.hidden && pointed >= 0 && take(offers[pointed]),
    Escape: () => !list.hidden && close(),
    Tab: () => { close(); return false; },
  };

  async function ask() {
    const typed = box.value.trim();
    asking = new AbortController();
    try {
      const found = known.get(typed) ?? await read(box.dataset.offers, typed, asking.signal);
      if (known.size < KEPT) known.set(typed, found);
      if (document.activeElement === box && box.value.trim() === typed) show(found);
    } catch {
      // The line broke or another letter was typed: the box searches all the same.
    }
  }

  function show(found) {
    offers = found;
    list.replaceChildren(...found.map((offer, place) => makeOption(box, list, offer, place)));
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = list.hidden ? "" : box.dataset.offersTold.replace("{number}", found.length);
    point(-1);
    return !list.hidden;
  }

  // Points at an offer; before the first and after the last stands the box itself.
  function point(place) {
    pointed = place >= offers.length ? -1 : place;
    for (const [number, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(number === pointed));
    }
    if (pointed < 0) return box.removeAttribute("aria-activedescendant") ?? true;
    box.setAttribute("aria-activedescendant", list.children[pointed].id);
    list.children[pointed].scrollIntoView({ block: "nearest" });
    return true;
  }

  // Words are searched for in this form, with its filters; a name leads to its page.
  function take(offer) {
    close();
    if (offer.query === null) location.assign(offer.url);
    else {
      box.value = offer.query;
      box.form.requestSubmit();
    }
    return true;
  }

  function close() {
    clearTimeout(waiting);
    asking.abort();
    list.hidden = true;
    told.textContent = "";
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    pointed = -1;
    return true;
  }
}

async function read(address, typed, signal) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal });
  return answer.ok ? answer.json() : [];
}

function makeList(box) {
  const list = document.createElement("ul");
  list.id = `${box.id}-saran`;
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.offersLabel);
  box.form.append(list);
  return list;
}

function makeStatus(box) {
  const told = document.createElement("span");
  told.className = "hidden";
  told.setAttribute("role", "status");
  box.form.append(told);
  return told;
}

function makeOption(box, list, offer, place) {
  const option = document.createElement("li");
  option.id = `${list.id}-${place}`;
  option.dataset.place = place;
  option.setAttribute("role", "option");
  const text = document.createElement("span");
  text.textContent = offer.text;
  const kind = document.createElement("span");
  kind.className = "offer-kind";
  kind.textContent = JSON.parse(box.dataset.offersKinds)[offer.kind] ?? "";
  option.append(text, " ", kind);
  return option;
}
