"""The best few of many documents, without sorting the many.

Equal ones stand latest first, and within an episode as they were heard. That order is one number
for each document, made of day, episode and second, so that a page of results is the few smallest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import neg
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import NO_DAY, days_of, keep, values_of
from search.engines.whoosh.evaluation import Match
from search.engines.whoosh.positions import Documents, is_among
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.weighting import Scores

Keys = NDArray[np.int64]

EPISODE_BITS, SECOND_BITS = 24, 17
"""Two episodes of one day share a code once in 16 million; they are then shown mixed by second."""
LAST_DAY = (1 << 22) - 1
"""Documents without a day stand after all others in either order."""
BLOCK = 256
"""The best of each block of so many are compared before single documents are."""
SPARSE = 8
"""Single blocks are looked into where there are more than so many times as many."""
AHEAD, DENSE = 1024, 16
"""So many documents that come first in an order are asked whether they were found, where more than
one in so many was."""


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
        if len(match.documents):
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


def find_best(worth: Scores, keys: Keys, count: int) -> NDArray[np.intp]:
    """Where the `count` highest are, of equal ones those of the smallest keys; unsorted."""
    if len(worth) <= count:
        return np.arange(len(worth))
    least = np.partition(worth, len(worth) - count)[len(worth) - count]
    above, equal = np.flatnonzero(worth > least), np.flatnonzero(worth == least)
    wanted = count - len(above)
    if len(equal) > wanted:
        equal = equal[np.argpartition(keys[equal], wanted - 1)[:wanted]]
    return np.concatenate([above, equal])


def _first_of(number: int, segment: Segment, match: Match, order: str, count: int) -> list[Place]:
    documents, keys = match.documents, keys_of(segment, order)
    if order == "relevan" and match.scores is not None:
        worth = match.scores
        if (chosen := reaching(worth, count)) is not None:
            documents, worth = documents[chosen], worth[chosen]
        own = keys.take(documents)
    else:
        documents = _come_first(segment, documents, order, count)
        own, worth = keys.take(documents), np.zeros(len(documents))
    if len(own) > count:
        best = find_best(worth, own, count)
        documents, worth, own = documents[best], worth[best], own[best]
    columns = (map(neg, worth.tolist()), own.tolist(), repeat(number), documents.tolist())
    return list(map(Place, *columns))


def _come_first(segment: Segment, documents: Documents, order: str, count: int) -> Documents:
    """Some of the documents, the first `count` in an order of keys among them."""
    if len(documents) * DENSE > segment.size:
        first = _list_first(segment, order)
        found = first[is_among(first, documents)]
        if len(found) >= count:
            return found
    chosen = reaching(-keys_of(segment, order).take(documents), count)
    return documents if chosen is None else documents[chosen]


def _list_first(segment: Segment, order: str) -> Documents:
    """The documents that come first in an order of keys, by their numbers."""

    def make() -> Documents:
        best = np.argsort(keys_of(segment, order), kind="stable")[:AHEAD]
        return np.sort(best).astype(np.uint32)

    return keep(segment.cache, ("first", order == "terlama"), make)


def reaching(values: Scores | Keys, count: int) -> NDArray[np.intp] | None:
    """Where all values are that could be among the `count` highest: a few blocks' worth. None
    where there are so few that all may be."""
    whole = len(values) // BLOCK
    if whole <= count:
        return None
    highest = values[: whole * BLOCK].reshape(whole, BLOCK).max(axis=1)
    bound = np.partition(highest, whole - count)[whole - count]
    blocks = np.flatnonzero(highest >= bound)
    if len(blocks) * SPARSE > whole:
        return np.flatnonzero(values >= bound)
    within = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
    chosen = np.concatenate([within, np.arange(whole * BLOCK, len(values))])
    reached: NDArray[np.intp] = chosen[values[chosen] >= bound]
    return reached


def _count_of(days: Keys) -> Keys:
    """Days as numbers that ascend with time and fit into 22 bits: of years 0 to 9999."""
    return (days // 10000) * 372 + (days // 100 % 100) * 31 + days % 100


def _episode_codes(segment: Segment) -> Keys:
    """A number for the episode of each document, the same in every segment."""
    values = values_of(segment, "episode")
    mask = (1 << EPISODE_BITS) - 1
    codes = [0, *(crc32(text.encode()) & mask for text in values.texts)]
    return np.array(codes, dtype=np.int64).take(values.places)
