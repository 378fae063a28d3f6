"""Which words of one text are the words of another, in order.

A longest common subsequence alone is slow on long texts and blind to runs: it would rather take
ten stray words than nine in a row. So rare runs are matched first, and only what lies between
them is left to it.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, sqrt

from rapidfuzz.distance import LCSseq

Pair = tuple[int, int]
"""Word i of the old text is word j of the new one, both from 0."""

Layer = tuple[Sequence[str], Sequence[str]]
"""The words of the old and of the new text, as one reading compares them."""

ANCHOR_LENGTHS = (6, 3)
"""Runs of so many words that occur once on either side are matched before anything else."""

LARGEST_TABLE = 400_000_000
"""Cells (one bit each, 50 MB) that one longest common subsequence may take."""


def fold_word(word: str) -> str:
    """`word` as it is compared: case-folded, without the marks around it (“Desa,” is desa)."""
    if word.isalnum():
        return word.casefold()
    first, last = 0, len(word)
    while first < last and _is_mark(word[first]):
        first += 1
    while last > first and _is_mark(word[last - 1]):
        last -= 1
    return word[first:last].casefold() or word


def _is_mark(sign: str) -> bool:
    return not sign.isalnum() and unicodedata.category(sign)[0] in "PSZC"


def fold_words(text: str) -> list[str]:
    """The words of `text` as they are compared; a word lies between U+0020."""
    return [fold_word(word) for word in text.split(" ")]


def match_words(layers: Sequence[Layer], hints: Iterable[Pair] = ()) -> list[Pair]:
    """The pairs of equal words, rising on both sides.

    Each layer gives the words of both texts under one reading, the strictest first; all layers
    have the same lengths. A later layer only fills what the earlier ones left open. `hints` are
    pairs that something else than the words speaks for; they come after the anchors.
    """
    numbered = [_numbered(old, new) for old, new in layers]
    pairs: list[Pair] = []
    for length in ANCHOR_LENGTHS:
        for old, new in numbered:
            pairs = _fill(pairs, old, new, length)
    pairs = sorted([*pairs, *longest_rising(sorted(_between(pairs, hints)))])
    for old, new in numbered:
        pairs = _fill(pairs, old, new, 0)
    return pairs


def _between(pairs: list[Pair], hints: Iterable[Pair]) -> Iterator[Pair]:
    """The hints that cross none of the pairs."""
    for i, j in hints:
        place = bisect_left(pairs, (i, -1))
        before = pairs[place - 1] if place else (-1, -1)
        after = pairs[place] if place < len(pairs) else (i + 1, j + 1)
        if before[1] < j < after[1] and i < after[0]:
            yield i, j


def _numbered(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """Both texts with a number for each different word: numbers compare and hash faster."""
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(word, len(numbers)) for word in old],
        [numbers.setdefault(word, len(numbers)) for word in new],
    )


def _fill(pairs: list[Pair], old: list[int], new: list[int], length: int) -> list[Pair]:
    """`pairs` and what is found between them: anchors of `length` words, or, at 0, the rest."""
    filled: list[Pair] = []
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        if i >= 0:
            filled.append((i, j))
        if next_i - i > max(length, 1) and next_j - j > max(length, 1):
            gap_old, gap_new = old[i + 1 : next_i], new[j + 1 : next_j]
            found = _anchors(gap_old, gap_new, length) if length else _subsequence(gap_old, gap_new)
            filled.extend((i + 1 + a, j + 1 + b) for a, b in found)
    return filled


def _anchors(old: list[int], new: list[int], length: int) -> Iterator[Pair]:
    """Pairs of the runs of `length` words that occur once on both sides and keep their order."""
    places_old, places_new = _single_runs(old, length), _single_runs(new, length)
    starts = [(i, j) for run, i in places_old.items() if (j := places_new.get(run, -1)) >= 0 <= i]
    last_i = last_j = -1
    for i, j in longest_rising(sorted(starts)):
        for step in range(length):
            if i + step > last_i and j + step > last_j:
                last_i, last_j = i + step, j + step
                yield last_i, last_j


def _single_runs(words: list[int], length: int) -> dict[tuple[int, ...], int]:
    """Where each run of `length` words begins; -1 where it occurs more than once."""
    places: dict[tuple[int, ...], int] = {}
    for place, run in enumerate(zip(*(words[shift:] for shift in range(length)), strict=False)):
        places[run] = -1 if run in places else place
    return places


def longest_rising(pairs: list[Pair]) -> list[Pair]:
    """The longest part of `pairs`, sorted by i, in which j rises too (patience sorting)."""
    tops: list[int] = []
    top_places: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(top_places[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        top_places[pile : pile + 1] = [place]
    chain: list[Pair] = []
    place = top_places[-1] if top_places else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _subsequence(old: list[int], new: list[int]) -> Iterator[Pair]:
    """Pairs of a longest common subsequence; of slices of it where the table would be too large."""
    head = _common_head(old, new)
    yield from ((place, place) for place in range(head))
    old, new = old[head:], new[head:]
    slices = max(1, ceil(sqrt(len(old) * len(new) / LARGEST_TABLE)))
    for part in range(slices):
        i, next_i = (len(old) * (part + step) // slices for step in (0, 1))
        j, next_j = (len(new) * (part + step) // slices for step in (0, 1))
        for block in LCSseq.opcodes(old[i:next_i], new[j:next_j]):
            if block.tag == "equal":
                for step in range(block.src_end - block.src_start):
                    yield head + i + block.src_start + step, head + j + block.dest_start + step


def _common_head(old: list[int], new: list[int]) -> int:
    """How many words both begin with."""
    for place, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return place
    return min(len(old), len(new))
