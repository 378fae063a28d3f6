"""Texts with marked words, as pieces that a template writes out; no HTML is made here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHORT, LONG = 120, 260
"""Characters that an excerpt may begin before its first mark, and be long in all."""

_SENTENCE_END = re.compile(r"[.!?…]['\"”’]?\s+")

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces of a text, and whether something stands before or after them."""

    pieces: tuple[Piece, ...]
    begins_late: bool
    ends_early: bool


def excerpt(text: str, spans: Spans) -> Excerpt:
    """The sentences around the first mark of a text; the whole where it is not much longer."""
    if len(text) <= LONG + SHORT // 2:
        return Excerpt(cut(text, spans), False, False)
    first = spans[0][0] if spans else 0
    start = begin_near(text, first)
    end = end_near(text, start)
    return Excerpt(cut(text, spans, start, end), start > 0, end < len(text))


def begin_near(text: str, place: int) -> int:
    """The beginning of the sentence at `place`, else a word at most SHORT characters before."""
    earliest = max(0, place - SHORT)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, place)]
    if earliest == 0 or ends:
        return ends[-1] if ends and place - ends[-1] < SHORT else ends[0] if ends else 0
    return text.find(" ", earliest) + 1


def end_near(text: str, start: int) -> int:
    """The end of the last sentence that ends within LONG characters, else of the last word."""
    latest = start + LONG
    if latest >= len(text):
        return len(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start + SHORT, latest)]
    return ends[-1] if ends else text.rfind(" ", start, latest)


def cut(text: str, spans: Spans, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The text from `start` to `end` as pieces; spans are half-open, ascending and apart."""
    last = len(text) if end is None else end
    pieces, place = [], start
    for begin, stop in spans:
        if stop <= start or begin >= last:
            continue
        pieces += [Piece(text[place:begin]), Piece(text[max(begin, start) : stop], marked=True)]
        place = stop
    pieces.append(Piece(text[place:last]))
    return tuple(piece for piece in pieces if piece.text)
