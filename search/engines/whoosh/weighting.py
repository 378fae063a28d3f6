"""How much a term in a document counts: BM25F exactly as Whoosh 2.7.4 computes it.

A posting holds how often a term occurs and the length byte of its document in sixteen bits, so
that all scores there can be are one table of 65,536 entries for a field; a posting is scored by
looking it up and multiplying with the rarity of its term.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.library import byte_to_length
from search.engines.whoosh.reading import Reading

Scores = NDArray[np.float64]

K1, B = 1.2, 0.75
"""Whoosh's own parameters."""

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)


class Weighting:
    """The statistics of one reading; kept with it, so that they are computed once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tables: dict[str, Scores] = {}
        self._rarity: dict[tuple[str, bytes], float] = {}

    def score(self, field: str, term: bytes, codes: NDArray[np.uint16]) -> Scores:
        """The scores of postings of a term by their codes."""
        scores: Scores = self._table(field).take(codes)
        scores *= self.rarity(field, term)
        return scores

    def rarity(self, field: str, term: bytes) -> float:
        """Whoosh's inverse document frequency; deleted documents count until they are merged."""
        known = self._rarity.get((field, term))
        if known is None:
            frequency = count_documents(self._reading, field, term)
            known = log(max(self._reading.size, 1) / (frequency + 1)) + 1
            self._rarity[field, term] = known
        return known

    def _table(self, field: str) -> Scores:
        if field not in self._tables:
            total = sum(one.total_lengths.get(field, 0) for one in self._reading.segments)
            self._tables[field] = make_table(total / max(self._reading.size, 1) or 1)
        return self._tables[field]


def make_table(average: float) -> Scores:
    """The score of every code in a field of this average length, before rarity."""
    codes = np.arange(1 << 16)
    often, length = (codes >> 8).astype(np.float64), _LENGTHS[codes & 255]
    longer = K1 * ((1 - B) + B * length / average)
    table: Scores = np.zeros(len(codes))
    np.divide(often * (K1 + 1), often + longer, out=table, where=often > 0)
    return table


def count_documents(reading: Reading, field: str, term: bytes) -> int:
    """In how many documents a term occurs, deleted ones included."""
    total = 0
    for segment in reading.segments:
        if (inverted := segment.fields.get(field)) is not None:
            number = inverted.find(term)
            if number >= 0:
                first, end = inverted.range_of(number)
                total += end - first
    return total
