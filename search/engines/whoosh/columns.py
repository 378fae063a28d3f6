"""The values of a field by document: for days, counts and orders.

Made of the inverted index of a segment when first asked for, and kept with the segment, which
never changes; a commit costs only its own new segment. What joins the segments of one reading
(the places of values in a common list) is kept with the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inverted import InvertedField, known
from search.engines.whoosh.positions import Documents
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.segment import Segment

T = TypeVar("T")
Counts = NDArray[np.int64]

NO_DAY = -1
FEW = 8
"""Documents are few where the segment has more than so many times as many."""


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
        self.single = inverted is None or _occurs_once(inverted.documents, size)

    def count(self, documents: Documents) -> Counts:
        """How many of the documents have each value."""
        if self._inverted is None:
            return np.zeros(0, dtype=np.int64)
        if self.single:
            places = self.places().take(documents)
            return np.bincount(places, minlength=len(self.texts) + 1)[1:]
        if len(documents) * FEW < self._size:
            return self._count_few(documents)
        among = np.zeros(self._size, dtype=bool)
        among[documents] = True
        starts = self._inverted.starts[:-1].astype(np.intp)
        counted: Counts = np.add.reduceat(
            among.take(self._inverted.documents), starts, dtype=np.int64
        )
        return counted

    def places(self) -> NDArray[Any]:
        """For each document 1 + the place of its value (the last of several), 0 where none."""
        if not hasattr(self, "_places"):
            kind = np.uint16 if len(self.texts) < (1 << 16) - 1 else np.uint32
            self._places = np.zeros(self._size, dtype=kind)
            if self._inverted is not None:
                numbers = np.arange(1, len(self.texts) + 1, dtype=kind)
                counts = self._inverted.count_documents()
                self._places[self._inverted.documents] = np.repeat(numbers, counts)
        return self._places

    def _count_few(self, documents: Documents) -> Counts:
        starts, places = self._forward()
        counts = starts[documents + np.uint32(1)] - starts[documents]
        ends = np.cumsum(counts)
        steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
        held = places.take(np.repeat(starts[documents], counts) + steps)
        return np.bincount(held, minlength=len(self.texts))

    def _forward(self) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Where the values of each document begin, and the places of all values by document."""
        if not hasattr(self, "_by_document"):
            inverted = known(self._inverted)
            documents = inverted.documents
            places = np.repeat(
                np.arange(len(self.texts), dtype=np.uint32), inverted.count_documents()
            )
            starts = np.zeros(self._size + 1, dtype=np.int64)
            np.cumsum(np.bincount(documents, minlength=self._size), out=starts[1:])
            self._by_document = starts, places[np.argsort(documents, kind="stable")]
        return self._by_document


def values_of(segment: Segment, field: str) -> Values:
    """The values of a field in a segment."""
    make: Callable[[], Values] = lambda: Values(segment.fields.get(field), segment.size)  # noqa: E731
    return keep(segment.cache, ("values", field), make)


def days_of(segment: Segment) -> NDArray[np.int32]:
    """The day of each document as YYYYMMDD, NO_DAY where it has none."""

    def make() -> NDArray[np.int32]:
        values = values_of(segment, "day")
        days = np.array([NO_DAY, *map(int, values.texts)], dtype=np.int32)
        return days.take(values.places())

    return keep(segment.cache, "days", make)


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


def _occurs_once(documents: Documents, size: int) -> bool:
    """Whether no document stands more than once among the postings of a field."""
    if len(documents) > size:
        return False
    return not len(documents) or int(np.bincount(documents, minlength=1).max()) <= 1
