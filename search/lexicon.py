"""The words of an archive with how common they are, and which of them are spelt like another.

Finding the neighbours of a word among hundreds of thousands takes a few milliseconds: which letters
a word has is one number, and a word that differs by n letters lacks at most n of these and has at
most n others; only what passes that is compared letter by letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHER_BITS = 32 - len(LETTERS)
"""Bits that all signs but the Latin letters share."""


@dataclass(frozen=True)
class Lexicon:
    """Words, folded and ascending, with in how many documents each occurs."""

    words: Sequence[str]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, counts: dict[str, int]) -> Lexicon:
        """The lexicon of these words and counts."""
        words = sorted(counts)
        return cls(words, np.array([counts[word] for word in words], dtype=np.int64))

    def count(self, word: str) -> int:
        """In how many documents a word occurs, 0 where it is unknown."""
        place = bisect_left(self.words, word)
        known = place < len(self.words) and self.words[place] == word
        return int(self.counts[place]) if known else 0

    def list_starting(self, prefix: str) -> range:
        """The places of the words that begin so."""
        after = prefix + "\U0010ffff"
        return range(bisect_left(self.words, prefix), bisect_left(self.words, after))

    def list_near(self, word: str, distance: int) -> Iterator[tuple[str, int, int]]:
        """(word, letters of difference, documents) of the words at most so far away.

        A difference is a letter too many, too few, another one, or two that changed places.
        """
        letters, length = read_letters([word])
        near = np.abs(self._lengths - length[0]) <= distance
        near &= np.bitwise_count(self._letters & ~letters[0]) <= distance
        near &= np.bitwise_count(letters[0] & ~self._letters) <= distance
        places = np.flatnonzero(near)
        choices = [self.words[place] for place in places.tolist()]
        found = process.cdist(
            [word], choices, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8
        )[0]
        for number in np.flatnonzero(found <= distance).tolist():
            yield choices[number], int(found[number]), int(self.counts[places[number]])

    @cached_property
    def highest(self) -> int:
        """The count of the commonest word."""
        return int(self.counts.max(initial=0))

    @cached_property
    def _spelling(self) -> tuple[NDArray[np.uint32], NDArray[np.int16]]:
        return read_letters(self.words)

    @property
    def _letters(self) -> NDArray[np.uint32]:
        return self._spelling[0]

    @property
    def _lengths(self) -> NDArray[np.int16]:
        return self._spelling[1]


def read_letters(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int16]]:
    """Of each word (none is empty) the set of its letters as bits, and its length."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    if not len(words):
        return np.empty(0, np.uint32), np.empty(0, np.int16)
    signs = np.frombuffer("".join(words).encode("utf-32-le"), dtype="<u4")
    bits = signs - ord("a")
    other = bits >= len(LETTERS)
    bits = np.where(other, len(LETTERS) + signs % OTHER_BITS, bits)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    flags = np.left_shift(np.uint32(1), bits.astype(np.uint32), dtype=np.uint32)
    return np.bitwise_or.reduceat(flags, starts), lengths.astype(np.int16)
