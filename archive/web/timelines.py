"""Where in its episode a hit is heard, beside the other hits of the page in that episode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalogue.hits import Found

WIDTH = 480
"""The width of the view box that the line is drawn for."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Places on a line that stands for the whole recording: this hit, and its neighbours."""

    here: int
    others: tuple[int, ...]


def draw_timelines(found: Sequence[Found]) -> dict[str, Timeline]:
    """Time lines of the statements whose place and recording are known, by statement."""
    places = {
        one.statement.id: (one.statement.episode.slug, place(one.start, one.statement.duration))
        for one in found
        if one.statement and one.start is not None and one.statement.duration
    }
    return {
        statement: Timeline(
            here, tuple(other for slug, other in places.values() if slug == episode)
        )
        for statement, (episode, here) in places.items()
    }


def place(start: float | None, duration: float | None) -> int:
    """Where a second lies on the line."""
    return round(WIDTH * min(1.0, max(0.0, (start or 0.0) / (duration or 1.0))))
