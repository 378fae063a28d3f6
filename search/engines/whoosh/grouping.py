"""Results by episode: episodes in the order of their best documents, each with a few of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import column_of, values_of
from search.engines.whoosh.evaluation import Match
from search.engines.whoosh.ranking import Place, keys_of, rank
from search.engines.whoosh.reading import Reading

SHOWN = 3
"""Documents shown of each episode."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """An episode, how many documents of it were found, and the places of the best."""

    episode: str
    count: int
    places: tuple[Place, ...]


def group_by_episode(
    reading: Reading, matches: Sequence[Match], order: str, first: int, size: int
) -> tuple[list[Sheaf], int]:
    """`size` episodes after the `first`, and how many there are; others are left out."""
    episodes = [_episodes(reading, number, match.documents) for number, match in enumerate(matches)]
    texts = column_of(reading, "episode").texts
    counts = sum(
        (np.bincount(one[one >= 0], minlength=len(texts)) for one in episodes),
        start=np.zeros(len(texts), dtype=np.int64),
    )
    ranked = _rank_episodes(reading, matches, episodes, order, len(texts))
    present = ranked[counts[ranked] > 0]
    sheaves = [
        Sheaf(
            texts[episode],
            int(counts[episode]),
            tuple(_best_of(reading, matches, episodes, order, int(episode))),
        )
        for episode in present[first : first + size]
    ]
    return sheaves, len(present)


def _episodes(reading: Reading, number: int, documents: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The place of each document's episode in the common list, -1 where it has none."""
    values = values_of(reading.segments[number], "episode")
    common = np.concatenate(([-1], column_of(reading, "episode").places[number]))
    places: NDArray[np.int64] = common[values.places.take(documents)]
    return places


def _rank_episodes(
    reading: Reading,
    matches: Sequence[Match],
    episodes: Sequence[NDArray[np.int64]],
    order: str,
    count: int,
) -> NDArray[np.intp]:
    """All episodes, best first: by their best score, then by their first key."""
    score, key = np.full(count, -np.inf), np.full(count, np.iinfo(np.int64).max)
    for segment, match, places in zip(reading.segments, matches, episodes, strict=True):
        known = places >= 0
        keys = keys_of(segment, order).take(match.documents)
        np.minimum.at(key, places[known], keys[known])
        if order == "relevan" and match.scores is not None:
            np.maximum.at(score, places[known], match.scores[known])
    return np.lexsort((key, -score))


def _best_of(
    reading: Reading,
    matches: Sequence[Match],
    episodes: Sequence[NDArray[np.int64]],
    order: str,
    episode: int,
) -> list[Place]:
    own = [match.keep(places == episode) for match, places in zip(matches, episodes, strict=True)]
    return rank(reading.segments, own, order, SHOWN)
