"""The values of a field by document number, as arrays: for masks, counts and orders.

They are read from the inverted fields of each segment once and kept while the segment lives;
segments never change, so a commit costs only its own new segment. Document numbers are those of
the whole index: a segment's own number plus the sizes of the segments before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.library import LENGTHS_COLUMN, byte_to_length
from search.engines.whoosh.schema import START_COLUMN

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

NUMBERS: dict[str, tuple[Any, Callable[[int], int]]] = {
    "start": (START_COLUMN, int),
    "_words_len": (LENGTHS_COLUMN, byte_to_length),
}
"""Columns of numbers: milliseconds, and how many words a document has (kept in a lossy byte)."""


@dataclass(frozen=True, slots=True)
class Column:
    """Pairs (document, place of its value in `values`); a document may have none or several."""

    values: tuple[str, ...]
    documents: Numbers
    places: Numbers

    def mask(self, wanted: Iterable[str], size: int) -> Mask:
        """True for each of `size` documents that has one of the wanted values."""
        chosen = np.isin(np.array(self.values, dtype=object), list(wanted))
        mask = np.zeros(size, dtype=bool)
        mask[self.documents[chosen[self.places]]] = True
        return mask

    def count(self, among: Mask) -> list[tuple[str, int]]:
        """How many of the documents that are True in `among` have each value; zeros left out."""
        places = self.places[among[self.documents]]
        counts = np.bincount(places, minlength=len(self.values))
        return [(self.values[place], int(counts[place])) for place in np.flatnonzero(counts)]

    def numbers(self, size: int) -> Numbers:
        """The place of each document's value, -1 where it has none; of several the last."""
        numbers = np.full(size, -1, dtype=np.int32)
        numbers[self.documents] = self.places
        return numbers

    def regroup(self, key: Callable[[str], str]) -> Column:
        """The same documents under a coarser value, such as the year of a day."""
        values = tuple(sorted({key(value) for value in self.values}))
        place = {value: number for number, value in enumerate(values)}
        moved = np.array([place[key(value)] for value in self.values], dtype=np.int32)
        return Column(values, self.documents, moved[self.places])


class ColumnCache:
    """Columns of the segments in use, shared by all searchers of a process; safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._parts: dict[tuple[str, str], Column] = {}
        self._numbers: dict[tuple[str, str], Numbers] = {}
        self._whole: dict[tuple[str, ...], Column] = {}
        self._lexicons: dict[tuple[str, ...], list[str]] = {}

    def column(self, leaves: list[tuple[Any, int]], field: str) -> Column:
        """The column of `field` over all segments; `leaves` are (reader, number of its first)."""
        key = (field, *(segment_id(leaf) for leaf, _ in leaves))
        with self._lock:
            if key not in self._whole:
                parts = [(self._part(leaf, field), base) for leaf, base in leaves]
                self._whole[key] = _join(parts)
            return self._whole[key]

    def numbers(self, leaves: list[tuple[Any, int]], name: str) -> Numbers:
        """A column of NUMBERS over all segments."""
        with self._lock:
            parts = [self._number(leaf, name) for leaf, _ in leaves]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)

    def lexicon(self, leaves: list[tuple[Any, int]], field: str) -> list[str]:
        """All words of `field`, ascending; read when first asked for."""
        key = (field, *(segment_id(leaf) for leaf, _ in leaves))
        with self._lock:
            if key not in self._lexicons:
                words = {word for leaf, _ in leaves for word in leaf.lexicon(field)}
                self._lexicons[key] = sorted(word.decode() for word in words)
            return self._lexicons[key]

    def keep_only(self, leaves: list[tuple[Any, int]]) -> None:
        """Forget all segments but these."""
        ids = {segment_id(leaf) for leaf, _ in leaves}
        with self._lock:
            self._parts = {key: part for key, part in self._parts.items() if key[0] in ids}
            self._numbers = {key: part for key, part in self._numbers.items() if key[0] in ids}
            self._lexicons = {k: ws for k, ws in self._lexicons.items() if ids.issuperset(k[1:])}
            self._whole = {
                key: part for key, part in self._whole.items() if ids.issuperset(key[1:])
            }

    def _part(self, leaf: Any, field: str) -> Column:
        key = (segment_id(leaf), field)
        if key not in self._parts:
            self._parts[key] = _read(leaf, field)
        return self._parts[key]

    def _number(self, leaf: Any, name: str) -> Numbers:
        key = (segment_id(leaf), name)
        if key not in self._numbers:
            self._numbers[key] = _read_numbers(leaf, name)
        return self._numbers[key]


def segment_id(leaf: Any) -> str:
    """The name of a reader's segment; no other segment of this index ever has it."""
    return str(leaf.segment().segment_id())


def _read(leaf: Any, field: str) -> Column:
    """A column from a segment's inverted field, deleted documents included."""
    form = leaf.schema[field].format
    terms = leaf.codec().terms_reader(leaf.storage(), leaf.segment())
    try:
        values = [text for name, text in terms.terms_from(field, b"") if name == field]
        found = [np.fromiter(terms.matcher(field, v, form).all_ids(), np.int32) for v in values]
    finally:
        terms.close()
    sizes = [len(documents) for documents in found]
    places = np.repeat(np.arange(len(values), dtype=np.int32), sizes)
    documents = np.concatenate(found) if found else np.empty(0, dtype=np.int32)
    return Column(tuple(value.decode() for value in values), documents, places)


def _read_numbers(leaf: Any, name: str) -> Numbers:
    column, decode = NUMBERS[name]
    size = leaf.doc_count_all()
    reader = leaf.codec().per_document_reader(leaf.storage(), leaf.segment())
    try:
        stored = reader.has_column(name)
        values = reader.column_reader(name, column) if stored else [column.default_value()] * size
        return np.fromiter(map(decode, values), np.int32, size)
    finally:
        reader.close()


def _join(parts: list[tuple[Column, int]]) -> Column:
    values = tuple(sorted({value for part, _ in parts for value in part.values}))
    place = {value: number for number, value in enumerate(values)}
    documents = [part.documents + np.int32(base) for part, base in parts]
    moved = [np.array([place[v] for v in part.values], np.int32)[part.places] for part, _ in parts]
    if not parts:
        empty = np.empty(0, dtype=np.int32)
        return Column((), empty, empty)
    return Column(values, np.concatenate(documents), np.concatenate(moved))
