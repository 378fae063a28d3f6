"""Hits of one episode together, where the reader asked for that (`kelompok=episode`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.catalogue.hits import Found
from archive.catalogue.values import Link

SHOWN = 3
"""Hits of a group that are shown; the page of the episode marks all of them."""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found in one episode: `count` in all, the best of it in `found`.

    A person, a body or a topic stands alone, without an episode. `duration` is that of the
    recording in seconds.
    """

    found: tuple[Found, ...]
    count: int
    episode: Link | None = None
    programme: Link | None = None
    on: date | None = None
    fictional: bool = False
    duration: float | None = None


def group_found(found: Sequence[Found], counts: Mapping[str, int]) -> list[FoundGroup]:
    """Hits by episode, in the order of each group's first; `counts` are totals by slug."""
    groups: dict[str, list[Found]] = {}
    for one in found:
        episode = episode_of(one)
        groups.setdefault(episode.slug if episode else f"/{one.hit.id}", []).append(one)
    return [make_group(hits, counts.get(key, len(hits))) for key, hits in groups.items()]


def make_group(found: list[Found], count: int) -> FoundGroup:
    """One group; `found` are of the same episode, or one thing without an episode."""
    first, shown = found[0], tuple(found[:SHOWN])
    if row := first.statement:
        about = (row.episode, row.programme, row.on, row.fictional, row.duration)
        return FoundGroup(shown, count, *about)
    if episode := first.episode:
        link = Link(episode.slug, episode.title)
        about = (link, episode.programme, episode.aired.day, episode.fictional, episode.duration)
        return FoundGroup(shown, count, *about)
    return FoundGroup(shown, count)


def episode_of(found: Found) -> Link | None:
    """The episode that a hit belongs to."""
    if found.statement:
        return found.statement.episode
    return Link(found.episode.slug, found.episode.title) if found.episode else None
