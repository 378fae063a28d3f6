"""A statement cut into what a screen shows at once: two lines of about forty signs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from media.transcripts.sentences import ends_sentence, pauses
from media.transcripts.written import SHORTEST, Timed

LINE = 42
LONGEST = 2 * LINE
"""Characters of a line, and of a cue."""
_LEAST = LINE // 2


class Piece(NamedTuple):
    """Words shown at once, with their times in milliseconds."""

    start: int
    end: int
    text: str


def cut_subtitles(timed: Timed) -> Iterator[Piece]:
    """The pieces of a statement, cut between words: after a sentence, else a comma, else anywhere.

    A piece begins at the mark of its first word, else in proportion to the letters between marks.
    """
    words = (timed.statement.text or "").split(" ")
    moments = _moments(timed)
    offset, start = 0, timed.start
    while words:
        count = _count(words)
        text = " ".join(words[:count])
        del words[:count]
        offset += len(text) + 1
        end = max(start, _moment(moments, offset) if words else timed.end)
        yield Piece(start, max(end, start + SHORTEST), text)
        start = end


def _count(words: list[str]) -> int:
    """How many words go into the next piece."""
    length, fitting = len(words[0]), 1
    for word in words[1:]:
        if length + 1 + len(word) > LONGEST:
            break
        length += 1 + len(word)
        fitting += 1
    if fitting == len(words):
        return fitting
    for ends in (ends_sentence, pauses):
        for count in range(fitting, 0, -1):
            if len(" ".join(words[:count])) >= _LEAST and ends(words[count - 1]):
                return count
    return fitting


def _moments(timed: Timed) -> list[tuple[int, int]]:
    """Characters and the times at which they are said, both rising."""
    moments = [(0, timed.start)]
    for at, time in (*timed.statement.marks, (len(timed.statement.text or ""), timed.end)):
        if at > moments[-1][0] and moments[-1][1] <= time <= timed.end:
            moments.append((at, time))
    return moments


def _moment(moments: list[tuple[int, int]], offset: int) -> int:
    at = bisect_right(moments, (offset, 1 << 62))
    (low, before) = moments[at - 1]
    if at == len(moments):
        return before
    high, after = moments[at]
    return before + (after - before) * (offset - low) // (high - low)


def break_line(text: str) -> list[str]:
    """The text on one line, or on two of about the same length."""
    if len(text) <= LINE:
        return [text]
    middle = len(text) // 2
    before, after = text.rfind(" ", 0, middle + 1), text.find(" ", middle)
    places = [place for place in (before, after) if place > 0]
    if not places:
        return [text]
    place = min(places, key=lambda one: abs(one - middle))
    return [text[:place], text[place + 1 :]]
