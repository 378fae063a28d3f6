"""Where in its episode a hit is heard, beside the other hits of the page in that episode; or, where
hits stand by episode, everything that was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.catalogue.hits import Found
from archive.web.grouping import FoundGroup
from search import Index, SearchRequest

WIDTH = 480
"""The width of the view box that the line is drawn for."""
MOST_MOMENTS = 500
"""Hits of all episodes of a page that are marked."""


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


def draw_groups(
    index: Index, request: SearchRequest, groups: Sequence[FoundGroup]
) -> dict[str, Timeline]:
    """Time lines of the episodes whose recording is known, by slug, with all that was found."""
    durations = {one.episode.slug: one.duration for one in groups if one.episode and one.duration}
    moments = find_moments(index, request, tuple(durations)) if durations else {}
    return {
        slug: Timeline(0, tuple(place(start, durations[slug]) for start in starts))
        for slug, starts in moments.items()
    }


def find_moments(
    index: Index, request: SearchRequest, episodes: tuple[str, ...]
) -> dict[str, list[float]]:
    """The seconds at which what a search finds is heard in some episodes, by slug; one search."""
    asked = replace(
        request,
        filters={**request.filters, "episode": episodes},
        page=1,
        page_size=MOST_MOMENTS,
        grouped=False,
        facets=False,
        suggest=False,
    )
    moments: dict[str, list[float]] = {}
    for hit in index.search(asked).hits:
        if hit.start is not None and hit.document.episode:
            moments.setdefault(hit.document.episode, []).append(hit.start)
    return moments


def place(start: float | None, duration: float | None) -> int:
    """Where a second lies on the line."""
    return round(WIDTH * min(1.0, max(0.0, (start or 0.0) / (duration or 1.0))))
