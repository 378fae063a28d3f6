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
from search.engines.whoosh.reading import Reading

Scores = NDArray[np.float64]

K1, B = 1.2, 0.75
"""Whoosh's own parameters."""

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)


class Weighting:
    """Scores by the statistics of one reading, for one request."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._reading = dictionary.reading

    def score(self, field: str, term: bytes, codes: NDArray[np.uint16]) -> Scores:
        """The scores of postings of a term by their codes."""
        scores: Scores = _table_of(self._reading, field).take(codes)
        scores *= self.rarity(field, term)
        return scores

    def rarity(self, field: str, term: bytes) -> float:
        """Whoosh's inverse document frequency; deleted documents count until they are merged."""
        frequency = self._dictionary.count(field, term)
        return log(max(self._reading.size, 1) / (frequency + 1)) + 1


def make_table(average: float) -> Scores:
    """The score of every code in a field of this average length, before rarity."""
    codes = np.arange(1 << 16)
    often, length = (codes >> 8).astype(np.float64), _LENGTHS[codes & 255]
    longer = K1 * ((1 - B) + B * length / average)
    table: Scores = np.zeros(len(codes))
    np.divide(often * (K1 + 1), often + longer, out=table, where=often > 0)
    return table


def _table_of(reading: Reading, field: str) -> Scores:
    """The table of a field, made once for a reading."""

    def make() -> Scores:
        total = sum(one.total_lengths.get(field, 0) for one in reading.segments)
        return make_table(total / max(reading.size, 1) or 1)

    return keep(reading.cache, ("scores", field), make)
