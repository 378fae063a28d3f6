"""The best few of many documents, without sorting the many.

Equal ones stand latest first, and within an episode as they were heard. That order is one number
for each document, made of day, episode and second, so that a page of results is the few smallest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import NO_DAY, days_of, keep, values_of
from search.engines.whoosh.evaluation import Match
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.weighting import Scores

Keys = NDArray[np.int64]

EPISODE_BITS, SECOND_BITS = 24, 17
"""Two episodes of one day share a code once in 16 million; they are then shown mixed by second."""
LAST_DAY = (1 << 22) - 1
"""Documents without a day stand after all others in either order."""
BLOCK = 256
"""The best of each block of so many are compared before single documents are."""


class Place(NamedTuple):
    """A document in the order of results; the smallest comes first."""

    worth: float
    key: int
    segment: int
    document: int


def rank(
    segments: Sequence[Segment], matches: Sequence[Match], order: str, count: int
) -> list[Place]:
    """The first `count` of all matches in "relevan", "terbaru" or "terlama" order."""
    best: list[Place] = []
    for number, (segment, match) in enumerate(zip(segments, matches, strict=True)):
        best += _first_of(number, segment, match, order, count)
    return sorted(best)[:count]


def keys_of(segment: Segment, order: str) -> Keys:
    """The key of each document; the smallest comes first, oldest first only in "terlama"."""

    def make() -> Keys:
        days = days_of(segment).astype(np.int64)
        day = _count_of(days) if order == "terlama" else LAST_DAY - 1 - _count_of(days)
        day[days == NO_DAY] = LAST_DAY
        second = np.clip(segment.starts.astype(np.int64) // 1000 + 1, 0, (1 << SECOND_BITS) - 1)
        within = (_episode_codes(segment) << SECOND_BITS) | second
        return (day << (EPISODE_BITS + SECOND_BITS)) | within

    return keep(segment.cache, ("keys", order == "terlama"), make)


def find_best(scores: Scores, keys: Keys, count: int) -> NDArray[np.intp]:
    """Where the `count` highest scores are, of equal ones those of the smallest keys; unsorted."""
    chosen = _reaching(scores, count)
    held = scores[chosen]
    if len(chosen) <= count:
        return chosen
    least = np.partition(held, len(held) - count)[len(held) - count]
    above, equal = chosen[held > least], chosen[held == least]
    wanted = count - len(above)
    if len(equal) > wanted:
        equal = equal[np.argpartition(keys[equal], wanted - 1)[:wanted]]
    return np.concatenate([above, equal])


def _first_of(number: int, segment: Segment, match: Match, order: str, count: int) -> list[Place]:
    keys = keys_of(segment, order).take(match.documents)
    scores = match.scores if match.scores is not None else np.zeros(len(keys))
    worth = scores if order == "relevan" else -keys.astype(np.float64)
    best = find_best(worth, keys, count)
    rows = zip(
        (-worth[best] if order == "relevan" else np.zeros(len(best))).tolist(),
        keys[best].tolist(),
        match.documents[best].tolist(),
        strict=True,
    )
    return [Place(value, key, number, document) for value, key, document in rows]


def _reaching(values: Scores, count: int) -> NDArray[np.intp]:
    """Where all values are that could be among the `count` highest: a few blocks' worth."""
    whole = len(values) // BLOCK
    if whole <= count:
        return np.arange(len(values))
    highest = values[: whole * BLOCK].reshape(whole, BLOCK).max(axis=1)
    bound = np.partition(highest, whole - count)[whole - count]
    return np.flatnonzero(values >= bound)


def _count_of(days: Keys) -> Keys:
    """Days as numbers that ascend with time and fit into 22 bits: of years 0 to 9999."""
    return (days // 10000) * 372 + (days // 100 % 100) * 31 + days % 100


def _episode_codes(segment: Segment) -> Keys:
    """A number for the episode of each document, the same in every segment."""
    values = values_of(segment, "episode")
    mask = (1 << EPISODE_BITS) - 1
    codes = [0, *(crc32(text.encode()) & mask for text in values.texts)]
    return np.array(codes, dtype=np.int64).take(values.places())
