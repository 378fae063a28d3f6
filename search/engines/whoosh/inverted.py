"""The inverted index of one field of one segment, as arrays that are read where they lie.

Nothing is decoded: a term is found by bisection among sorted bytes, its postings are slices.

    terms             u8   bytes of all terms, ascending, without anything between them
    term_ends         u32  where each term ends in `terms`; first a 0                    (T + 1)
    starts            u32  where the postings of each term begin; last their number       (T + 1)
    documents         u32  numbers of the documents, ascending within a term              (P)
    codes             u16  how often (at most 255) << 8 | length byte of the document     (P)
    positions         u8 or u16: where the term stands, ascending within a document
    position_starts   u32  where the positions of each term begin; last their number      (T + 1)
    frequencies       u32  how often each term occurs                                     (T)
    highest           u8   the largest "how often" among the postings of each term        (T)
    shortest          u8   the smallest length byte among them                            (T)
    longest           u8   the largest                                                    (T)

A field that is not scored has only the first four; one without positions lacks those two.
The length byte is Whoosh's (whoosh.util.numeric.length_to_byte), so that scores are its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
T = TypeVar("T")

NAMES = (
    "terms",
    "term_ends",
    "starts",
    "documents",
    "codes",
    "positions",
    "position_starts",
    "frequencies",
    "highest",
    "shortest",
    "longest",
)
NOWHERE = -1
STEP = 16
"""One in so many terms is kept in a list, among which Python bisects ten times as fast."""


class InvertedField:
    """The arrays above as attributes (None where a field has none), and how terms are found."""

    __slots__ = (*NAMES, "_bytes", "_ends", "_heads", "size")

    terms: Array
    term_ends: Array
    starts: Array
    documents: Array
    codes: Array | None
    positions: Array | None
    position_starts: Array | None
    frequencies: Array | None
    highest: Array | None
    shortest: Array | None
    longest: Array | None

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        for name in NAMES:
            setattr(self, name, arrays.get(name))
        self.size = len(self.term_ends) - 1
        self._bytes: memoryview[int] = memoryview(self.terms.data)
        self._ends: memoryview[int] = memoryview(self.term_ends.data)
        self._heads: list[bytes] = []

    def term(self, number: int) -> bytes:
        """The bytes of a term."""
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])

    def list_terms(self, first: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The terms from number `first` to before `end`, ascending."""
        last = self.size if end is None else end
        ends = self.term_ends[first : last + 1].tolist()
        lowest = ends[0] if ends else 0
        block = bytes(self._bytes[lowest : ends[-1]]) if ends else b""
        for start, stop in pairwise(ends):
            yield block[start - lowest : stop - lowest]

    def find(self, term: bytes) -> int:
        """The number of a term, NOWHERE where it does not occur."""
        number = self.bisect(term)
        return number if number < self.size and self.term(number) == term else NOWHERE

    def bisect(self, term: bytes, low: int = 0) -> int:
        """The number of the first term that is not below `term`."""
        block = max(bisect_left(self._list_heads(), term) - 1, 0)
        low, high = max(low, block * STEP), min((block + 1) * STEP, self.size)
        text, ends = self._bytes, self._ends
        while low < high:
            middle = (low + high) >> 1
            if bytes(text[ends[middle] : ends[middle + 1]]) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def _list_heads(self) -> list[bytes]:
        """Every STEP-th term; kept from the first time it is asked for."""
        if not self._heads:
            begins = self.term_ends[: self.size : STEP].tolist()
            ends = self.term_ends[1::STEP].tolist()
            text = bytes(self._bytes)
            self._heads = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
        return self._heads

    def find_prefix(self, prefix: bytes) -> tuple[int, int]:
        """The half-open range of the terms that begin so."""
        first = self.bisect(prefix)
        after = prefix.rstrip(b"\xff")
        if not after:
            return first, self.size
        return first, self.bisect(after[:-1] + bytes([after[-1] + 1]), first)

    def range_of(self, number: int) -> tuple[int, int]:
        """The half-open range of the postings of a term."""
        return int(self.starts[number]), int(self.starts[number + 1])

    def count_documents(self) -> NDArray[np.int64]:
        """In how many documents each term occurs."""
        counts: NDArray[np.int64] = np.subtract(self.starts[1:], self.starts[:-1], dtype=np.int64)
        return counts


def known(value: T | None) -> T:
    """An array that this kind of field has; raises TypeError where it is of another kind."""
    if value is None:
        raise TypeError("this field has no such array")
    return value
