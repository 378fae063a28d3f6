"""Words in their context (KWIC): each place where something is said, with what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from search.analysis.highlighting import Span
from search.analysis.words import list_words

T = TypeVar("T")

CONTEXT = 72
"""Characters on either side, cut between words."""
MOST_SORTED = 2_000
"""Statements whose lines are sorted by their context: a third of a second of one processor."""
BY_DATE = "tanggal"
ORDERS = ("kanan", "kiri", BY_DATE)
"""By what follows, by what goes before, as found (the latest first)."""


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One place in the text of `source`; `offset` is that of the keyword, in code points."""

    source: T
    left: str
    keyword: str
    right: str
    offset: int


def list_lines(texts: Iterable[tuple[T, str, Sequence[Span]]]) -> list[Line[T]]:
    """The places of all texts in their order; spans are half-open, ascending.

    Words that follow each other are one keyword ("jalan desa").
    """
    return [
        cut_line(source, text, span) for source, text, spans in texts for span in join(text, spans)
    ]


def join(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but white space between them as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def cut_line(source: T, text: str, span: Span) -> Line[T]:
    """The keyword at `span` with its context."""
    start, end = span
    first, last = begin(text, start - CONTEXT), finish(text, end + CONTEXT)
    return Line(source, text[first:start].strip(), text[start:end], text[end:last].strip(), start)


def begin(text: str, earliest: int) -> int:
    """The beginning of the first whole word from `earliest` on."""
    return text.find(" ", earliest - 1) + 1 if earliest > 0 else 0


def finish(text: str, latest: int) -> int:
    """The end of the last whole word up to `latest`."""
    return text.rfind(" ", 0, latest + 1) if latest < len(text) else len(text)


def sort_lines(lines: Sequence[Line[T]], order: str) -> list[Line[T]]:
    """Lines by the words after the keyword, by those before it (the nearest first), or as found.

    Lines that agree stay in their order.
    """
    match order:
        case "kanan":
            return sorted(lines, key=lambda line: list_words(line.right))
        case "kiri":
            return sorted(lines, key=lambda line: list_words(line.left)[::-1])
        case _:
            return list(lines)
