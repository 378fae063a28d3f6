"""The values of a field by document: for days, counts and orders.

Made of the inverted index of a segment when first asked for, and kept with the segment, which
never changes; a commit costs only its own new segment. What joins the segments of one reading
(the places of values in a common list) is kept with the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inverted import InvertedField
from search.engines.whoosh.positions import Documents
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.segment import Segment

T = TypeVar("T")
Counts = NDArray[np.int64]

NO_DAY = -1


def keep(cache: dict[Any, Any], key: object, make: Callable[[], T]) -> T:
    """What was made before under this key, else make it; made twice at worst by two threads."""
    if key not in cache:
        cache[key] = make()
    made: T = cache[key]
    return made


class Values:
    """The values of one field in one segment, and which of them each document has."""

    def __init__(self, inverted: InvertedField | None, size: int) -> None:
        self._inverted = inverted
        self._size = size
        self.texts = [] if inverted is None else [term.decode() for term in inverted.list_terms()]

    def postings(self) -> tuple[Documents, NDArray[Any]]:
        """The documents of all postings, and 1 + the place of the value each stands for."""
        if self._inverted is None:
            return np.empty(0, np.uint32), np.empty(0, np.uint16)
        kind = np.uint16 if len(self.texts) < (1 << 16) - 1 else np.uint32
        numbers = np.arange(1, len(self.texts) + 1, dtype=kind)
        places = np.repeat(numbers, self._inverted.count_documents())
        return self._inverted.documents, places

    @cached_property
    def places(self) -> NDArray[Any]:
        """For each document 1 + the place of its value (the last of several), 0 where none."""
        documents, held = self.postings()
        places = np.zeros(self._size, dtype=held.dtype)
        places[documents] = held
        return places


def values_of(segment: Segment, field: str) -> Values:
    """The values of a field in a segment."""
    make: Callable[[], Values] = lambda: Values(segment.fields.get(field), segment.size)  # noqa: E731
    return keep(segment.cache, ("values", field), make)


def days_of(segment: Segment) -> NDArray[np.int32]:
    """The day of each document as YYYYMMDD, NO_DAY where it has none."""

    def make() -> NDArray[np.int32]:
        values = values_of(segment, "day")
        days = np.array([NO_DAY, *map(int, values.texts)], dtype=np.int32)
        return days.take(values.places)

    return keep(segment.cache, "days", make)


def years_of(segment: Segment) -> NDArray[np.uint16]:
    """The year of each document, 0 where it has none."""

    def make() -> NDArray[np.uint16]:
        return (np.maximum(days_of(segment), 0) // 10_000).astype(np.uint16)

    return keep(segment.cache, "years", make)


@dataclass(frozen=True, slots=True)
class Column:
    """A field over all segments of a reading: its values, and where each segment's stand."""

    texts: Sequence[str]
    places: tuple[NDArray[np.int64], ...]

    def count(self, counted: Sequence[Counts]) -> Counts:
        """The counts of the segments, in their order, added up by value."""
        total = np.zeros(len(self.texts), dtype=np.int64)
        for places, counts in zip(self.places, counted, strict=True):
            total[places] += counts
        return total


def column_of(reading: Reading, field: str) -> Column:
    """A field over all segments of a reading."""

    def make() -> Column:
        """Number the values of all segments in the order in which they are met."""
        known: dict[str, int] = {}
        places = [
            np.array(
                [known.setdefault(text, len(known)) for text in values_of(one, field).texts],
                dtype=np.int64,
            )
            for one in reading.segments
        ]
        return Column(list(known), tuple(places))

    return keep(reading.cache, ("column", field), make)
