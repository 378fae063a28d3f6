// Enhancements of every page; each page works without them.

import "./citing/copying.js";
import "./citing/passages.js";
import "./player/bar.js";
import "./player/episode.js";
import "./searching/offers.js";
import "./player/places.js";

// "/" moves to the search box, as in a book one turns to the index.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const box = document.querySelector("main input[name=q], .quick-search input");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
