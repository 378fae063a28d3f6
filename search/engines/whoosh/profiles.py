"""Documents that are alike in all that facets count: what one speaker says in one episode.

There are a hundred times fewer such profiles than statements. So documents are counted once, by
their profile, and every facet is counted among the profiles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import Counts, Values, keep, values_of, years_of
from search.engines.whoosh.positions import Documents
from search.engines.whoosh.schema import FILTER_FIELDS
from search.engines.whoosh.segment import Segment
from search.results import FACETS

Row = NDArray[np.unsignedinteger[Any]]

YEAR = "tahun"
ROWS = 4
"""Values of a profile that are kept in rows, which are quick to count; few have more."""


@dataclass(frozen=True, slots=True)
class Held:
    """The values of profiles, by 1 + their places: in the first row the first value of each (0:
    none), in the next its second, and so on; what is left stands in pairs of profile and place."""

    rows: list[Row]
    profiles: NDArray[np.int64]
    places: NDArray[Any]
    size: int

    def count(self, tally: Tally) -> Counts:
        """How many of the counted documents have each value."""
        counts = sum((tally.add_up(row, self.size) for row in self.rows), np.zeros(self.size))
        if len(self.profiles):
            weights = tally.by_profile().take(self.profiles)
            counts += np.bincount(self.places, weights, self.size)
        return counts[1:].astype(np.int64)


class Profiles:
    """The profiles of one segment: `numbers` is that of each document, `count` how many."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        _, self._first, numbers = np.unique(_sign(segment), return_index=True, return_inverse=True)
        self.count = len(self._first)
        self.numbers = numbers.astype(np.uint16 if self.count < 1 << 16 else np.uint32)
        self._held: dict[str, Held] = {}

    def held(self, name: str) -> Held:
        """The values of a facet; years stand for themselves."""
        if name not in self._held:
            self._held[name] = self._read_years() if name == YEAR else self._read(name)
        return self._held[name]

    def _read_years(self) -> Held:
        years = years_of(self._segment).take(self._first) + np.uint16(1)
        size = int(years.max(initial=0)) + 1
        return Held([years], np.empty(0, np.int64), years[:0], size)

    def _read(self, name: str) -> Held:
        """The values of one document of each profile."""
        values = values_of(self._segment, FILTER_FIELDS[name])
        documents, places = values.postings()
        profile = np.full(self._segment.size, -1)
        profile[self._first] = np.arange(self.count)
        own = profile.take(documents)
        return _lay_out(own[own >= 0], places[own >= 0], self.count, len(values.texts) + 1)


class Tally:
    """How many of some documents have each profile."""

    def __init__(self, profiles: Profiles, documents: Documents) -> None:
        self._profiles = profiles
        self._numbers = profiles.numbers.take(documents)
        self._counts: NDArray[np.int64] | None = None

    def count(self, name: str) -> Counts:
        """How many of the documents have each value of a facet."""
        return self._profiles.held(name).count(self)

    def add_up(self, row: Row, size: int) -> NDArray[Any]:
        """How many have each entry of a row of profiles; few documents are looked up one by one."""
        if len(self._numbers) < self._profiles.count:
            return np.bincount(row[self._numbers], minlength=size)
        return np.bincount(row, self.by_profile(), size)

    def by_profile(self) -> NDArray[np.int64]:
        """How many have each profile."""
        if self._counts is None:
            self._counts = np.bincount(self._numbers, minlength=self._profiles.count)
        return self._counts


def profiles_of(segment: Segment) -> Profiles:
    """The profiles of a segment, found when first asked for."""
    return keep(segment.cache, "profiles", lambda: Profiles(segment))


def _sign(segment: Segment) -> NDArray[np.uint64]:
    """A number for each document: the sum of random numbers of its values, so that two documents
    of different values have the same once in 10^19 pairs."""
    random = np.random.default_rng(len(FACETS))
    signatures = np.zeros(segment.size, dtype=np.uint64)
    years = years_of(segment)
    for name in FACETS:
        if name == YEAR:
            signatures += _draw(random, int(years.max(initial=0)) + 1).take(years)
            continue
        values: Values = values_of(segment, FILTER_FIELDS[name])
        documents, places = values.postings()
        np.add.at(signatures, documents, _draw(random, len(values.texts) + 1).take(places))
    return signatures


def _draw(random: np.random.Generator, count: int) -> NDArray[np.uint64]:
    return random.integers(0, 1 << 64, count, dtype=np.uint64)


def _lay_out(profiles: NDArray[np.int64], places: NDArray[Any], count: int, size: int) -> Held:
    """From pairs of a profile and a place."""
    turns = _count_before(profiles)
    rows = [np.zeros(count, dtype=places.dtype)]
    rows += [np.zeros_like(rows[0]) for _ in range(min(int(turns.max(initial=0)), ROWS - 1))]
    for turn, row in enumerate(rows):
        row[profiles[turns == turn]] = places[turns == turn]
    left = turns >= len(rows)
    return Held(rows, profiles[left], places[left], size)


def _count_before(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each entry how many of the same number stand before it."""
    order = np.argsort(numbers, kind="stable")
    ascending = numbers[order]
    turns = np.empty(len(numbers), dtype=np.int64)
    turns[order] = np.arange(len(numbers)) - np.searchsorted(ascending, ascending)
    return turns
