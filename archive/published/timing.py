"""When the words of a statement are heard, as far as its marks say.

A moment between two marks is estimated: a little early for a beginning, a little late for an end,
so that the words are heard whole (search/moments.py).
"""

from __future__ import annotations

from itertools import pairwise

from archive.rows import Row
from search import moment_at

TAIL = 0.35
"""Seconds that playing goes on after the estimate of an end."""


def offset_of(text: str, word: int) -> int:
    """The character at which a word (from 1) begins."""
    return sum(len(one) + 1 for one in text.split(" ")[: word - 1])


def time_of_beginning(row: Row, word: int) -> float | None:
    """Seconds at which to start to hear a word (from 1); of withdrawn words those of all."""
    if row.text is None:
        return row.start
    moment = moment_at(row.moments, offset_of(row.text, word))
    return row.start if moment is None else moment


def time_of_end(row: Row, word: int) -> float | None:
    """Seconds by which a word (from 1) has been heard."""
    if row.text is None:
        return row.end
    at = offset_of(row.text, word + 1) - 1
    for (before, heard), (after, next_heard) in pairwise(row.moments):
        if before < at <= after:
            share = (at - before) / (after - before)
            estimate = heard + share * (next_heard - heard) + (TAIL * 1000 if at < after else 0)
            return round(min(estimate, next_heard) / 1000, 3)
    return row.end
