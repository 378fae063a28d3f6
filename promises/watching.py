"""What a Chromium keeps book of while it visits: scripts that ran, what the content policy refused,
and elements that no template of ours writes.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Dialog, Page, Response

HOOKS = """
const tell = (number) => window.__x && window.__x(number);
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => tell(-1);
document.addEventListener("securitypolicyviolation", (event) => window.__refused &&
  window.__refused(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
LOOK = """(isRead) => {
  const isPage = document.contentType === "text/html";
  const strange = "script:not([src^='/static/']), iframe, frame, frameset, object, embed, base, " +
    "style, math, marquee, meta[http-equiv], noscript, listing, xmp, plaintext, portal, video, " +
    "image, x, isindex, keygen, track, animate, set, foreignObject, mglyph, " +
    "link:not([href^='/']):not([href^='http://127.0.0.1']), img:not([src^='/'])";
  const found = isPage ? [...document.querySelectorAll(strange)] : [];
  const places = /^(href|src|srcdoc|action|formaction|xlink:href|poster|data)$/;
  const schemes = /^[\\s\\u0000-\\u001f]*(javascript|data|vbscript):/i;
  for (const element of isPage ? document.querySelectorAll("*") : [])
    for (const { name, value } of element.attributes)
      if (name.startsWith("on") || (places.test(name) && schemes.test(value)))
        found.push(element);
  const text = isRead && document.body ? document.body.innerText : "";
  return [isPage, found.map((element) => element.outerHTML.slice(0, 200)), text];
}"""
"""Whether this is a page, its text, and what no page of ours holds: elements that no template
writes, handlers, addresses that are programs; no `data:` either, since pictures are files."""


@dataclass
class Book:
    """What came of the visits."""

    pages: int = 0
    kinds: set[str] = field(default_factory=set)
    ran: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)

    def note(self, page: Page, kind: str, texts: Collection[str]) -> bool:
        """Look at what is open, and for these texts in it; tell whether it is a page."""
        self.pages += 1
        self.kinds.add(kind)
        is_page, foreign, shown = page.evaluate(LOOK, bool(texts))
        self.foreign += [f"{page.url}: {one}" for one in foreign]
        shown = plain(shown)
        self.texts |= {text for text in texts if plain(text) in shown}
        return bool(is_page)


def find_foreign(page: Page) -> list[str]:
    """What no template of ours writes, on the page that is open now."""
    found: list[str] = page.evaluate(LOOK, False)[1]
    return found


def plain(text: str) -> str:
    """A text as it can be compared: small, with single spaces."""
    return " ".join(text.split()).casefold()


def watch(context: BrowserContext, book: Book) -> None:
    """Have every document of a browser tell what runs in it, and what was refused."""
    context.expose_binding(
        "__x", lambda source, *n: book.ran.append(f"{n} on {source['page'].url}")
    )
    context.expose_binding(
        "__refused", lambda source, what: book.refused.append(f"{what} on {source['page'].url}")
    )
    context.add_init_script(HOOKS)


def note_dialog(book: Book, dialog: Dialog) -> None:
    """Note a dialog, which only a script opens."""
    book.ran.append(f"a dialog says {dialog.message!r}")
    dialog.dismiss()


def note_console(book: Book, page: Page, said: str) -> None:
    """Note what the console says of the policy."""
    if "Content Security Policy" in said or "TrustedHTML" in said:
        book.refused.append(f"{said[:150]} on {page.url}")


def note_failure(book: Book, answer: Response) -> None:
    """Note what was answered with 5xx."""
    if answer.status >= 500:
        book.failed.append(f"{answer.status} {answer.url}")
