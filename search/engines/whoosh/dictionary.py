"""The terms of a reading and where their postings lie: each term is looked up once in a request."""

from __future__ import annotations

from typing import NamedTuple

from search.engines.whoosh.inverted import InvertedField
from search.engines.whoosh.reading import Reading


class Postings(NamedTuple):
    """The postings of a term in one segment: from `first` to before `end` of its field's arrays."""

    field: InvertedField | None
    first: int
    end: int


ABSENT = Postings(None, 0, 0)


class Dictionary:
    """The terms of all segments of a reading, for one request; not shared between threads."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._found: dict[tuple[str, bytes], list[Postings]] = {}

    def find(self, field: str, term: bytes) -> list[Postings]:
        """Where the postings of a term lie in each segment, in their order."""
        found = self._found.get((field, term))
        if found is None:
            found = [_find(one.fields.get(field), term) for one in self.reading.segments]
            self._found[field, term] = found
        return found

    def count(self, field: str, term: bytes) -> int:
        """In how many documents a term occurs, deleted ones included."""
        return sum(end - first for _, first, end in self.find(field, term))


def _find(field: InvertedField | None, term: bytes) -> Postings:
    number = -1 if field is None else field.find(term)
    return ABSENT if field is None or number < 0 else Postings(field, *field.range_of(number))
