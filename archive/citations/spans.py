"""Text in pieces, some of them in italics, and the marks that join them.

Pages set the italics; a service knows no HTML.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple
from unicodedata import category


class Span(NamedTuple):
    """A stretch of text that is set in one way."""

    text: str
    italic: bool = False


Spans = tuple[Span, ...]

_ENDED = re.compile(r"[.?!…]['’”\])]*$")
_DOUBLE = re.compile(r"[\"“”„«»]")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[–—‘])$")


def one_line(text: str) -> str:
    """Text on one line: white space folded, control characters dropped, half surrogates replaced.

    Bidirectional text and emoji stay as they are.
    """
    kept = (
        "\ufffd" if category(letter) == "Cs" else letter
        for letter in text
        if letter.isspace() or category(letter) != "Cc"
    )
    return " ".join("".join(kept).split())


def shorten(text: str, length: int) -> str:
    """The text, cut before the word that would pass `length` and marked with "…"."""
    folded = one_line(text)
    if len(folded) <= length:
        return folded
    whole_words = folded[: length - 1].rpartition(" ")[0]
    return f"{whole_words} …" if whole_words else f"{folded[: length - 1]}…"


def plain(text: str) -> Spans:
    """Upright text with its white space folded; nothing for nothing."""
    folded = one_line(text)
    return (Span(folded),) if folded else ()


def italic(text: str) -> Spans:
    """Text in italics with its white space folded; nothing for nothing."""
    return tuple(Span(span.text, italic=True) for span in plain(text))


def join(parts: Iterable[Spans], mark: str = ", ") -> Spans:
    """The parts that hold something, with the mark between them."""
    joined: Spans = ()
    for part in filter(None, parts):
        joined = (*joined, *((Span(mark),) if joined else ()), *part)
    return merge(joined)


def sentences(parts: Iterable[Spans]) -> Spans:
    """Each part that holds something as a sentence of its own."""
    return join((close(part) for part in parts if part), " ")


def close(spans: Spans, mark: str = ".") -> Spans:
    """The spans with a full stop, unless "S.Sos.", "…", "?" or "!" ends them already."""
    return spans if not spans or _ENDED.search(to_text(spans)) else merge((*spans, Span(mark)))


def merge(spans: Iterable[Span]) -> Spans:
    """Neighbours that are set alike become one."""
    return tuple(
        Span("".join(span.text for span in group), is_italic)
        for is_italic, group in groupby(spans, key=lambda span: span.italic)
    )


def to_text(spans: Iterable[Span]) -> str:
    """The spans as plain text."""
    return "".join(span.text for span in spans)


def first_upper(text: str) -> str:
    """The text with its first letter upper case; the others stay as they are."""
    return text[:1].upper() + text[1:]


def capital(spans: Spans) -> Spans:
    """The spans with their first letter upper case."""
    return tuple(
        span._replace(text=first_upper(span.text)) if place == 0 else span
        for place, span in enumerate(spans)
    )


def quote(text: str, inside: str = "") -> str:
    """Text in typographic double marks, marks within it in single ones.

    `inside` is the comma or full stop that belongs before the closing mark. It takes the place of
    a final comma, colon or full stop, follows an ellipsis, and gives way to "?", "!" and a dash.
    """
    words = _single_marks(one_line(text))
    return f"“{_set_inside(words, inside) if inside else words}”"


def _set_inside(words: str, mark: str) -> str:
    bare = words.rstrip("’")
    closing = words[len(bare) :]
    if bare.endswith(("?", "!", "–", "—")):
        return words
    if bare.endswith((".", ",", ":", ";")) and not bare.endswith(".."):
        return f"{bare[:-1]}{mark}{closing}"
    return f"{words}{mark}"


def _single_marks(text: str) -> str:
    """Double marks, whichever way round they were typed, as single ones that open and close."""
    return _DOUBLE.sub(
        lambda match: "‘" if _BEFORE_OPENING.search(text[: match.start()]) else "’", text
    )
