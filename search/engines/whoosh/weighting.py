"""How much a term in a document counts: BM25F exactly as Whoosh 2.7.4 computes it.

A posting holds how often a term occurs and the length byte of its document in sixteen bits, so
that all scores there can be are one table of 65,536 entries for a field; a posting is scored by
looking it up and multiplying with the rarity of its term.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import keep
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.library import byte_to_length

Scores = NDArray[np.float64]

K1, B = 1.2, 0.75
"""Whoosh's own parameters."""

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)


class Weighting:
    """Scores by the statistics of one reading, for one request."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._size = max(dictionary.reading.size, 1)
        self._tables: dict[str, Scores] = keep(dictionary.reading.cache, "scores", dict)

    def score(self, field: str, term: bytes, codes: NDArray[np.uint16]) -> Scores:
        """The scores of postings of a term by their codes."""
        table = self._tables.get(field)
        if table is None:
            table = self._tables[field] = make_table(self._average(field))
        scores: Scores = table.take(codes)
        scores *= self.rarity(field, term)
        return scores

    def rarity(self, field: str, term: bytes) -> float:
        """Whoosh's inverse document frequency; deleted documents count until they are merged."""
        return log(self._size / (self._dictionary.count(field, term) + 1)) + 1

    def _average(self, field: str) -> float:
        """The length of a field in words, 1 where it has none."""
        total = sum(one.total_lengths.get(field, 0) for one in self._dictionary.reading.segments)
        return total / self._size or 1


def make_table(average: float) -> Scores:
    """The score of every code in a field of this average length, before rarity."""
    codes = np.arange(1 << 16)
    often, length = (codes >> 8).astype(np.float64), _LENGTHS[codes & 255]
    longer = K1 * ((1 - B) + B * length / average)
    table: Scores = np.zeros(len(codes))
    np.divide(often * (K1 + 1), often + longer, out=table, where=often > 0)
    return table
