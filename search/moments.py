"""When words are heard: from places in a text to seconds of the recording."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

LEAD = 0.35
"""Seconds that playing begins before the estimate, so that no first syllable is cut off."""

SIGNS_PER_SECOND = 13.0
"""Talk on the radio; used after the last mark, where nothing says how fast it goes on."""


def moment_at(marks: Sequence[tuple[int, int]], offset: int) -> float | None:
    """The second to start at to hear the sign at `offset`; None where no mark stands before it.

    `marks` are (offset, milliseconds), ascending. Exact at a mark; between two marks speech is
    taken as even, and the answer is a little early rather than late, never before the mark.
    """
    place = bisect_right([mark[0] for mark in marks], offset) - 1
    if place < 0:
        return None
    at, heard = marks[place]
    if offset == at:
        return heard / 1000
    estimate = heard / 1000 + (offset - at) * seconds_per_sign(marks, place) - LEAD
    return round(max(heard / 1000, estimate), 3)


def seconds_per_sign(marks: Sequence[tuple[int, int]], place: int) -> float:
    """How fast speech goes on after the mark at `place`."""
    if place + 1 == len(marks):
        return 1 / SIGNS_PER_SECOND
    (at, heard), (next_at, next_heard) = marks[place], marks[place + 1]
    return (next_heard - heard) / 1000 / (next_at - at) if next_at > at else 0.0
