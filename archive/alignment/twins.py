"""A statement that stands unchanged is itself, rather than a part of another one.

Word by word both are right where “dan” became “guje dan” and “dan”: the words are the same. That a
statement was kept as it is, is the likelier one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from archive.alignment.words import Pair

Twins = dict[tuple[str, ...], list[int]]
"""The words of statements -> their numbers, in order."""


class Side(Protocol):
    """The statements of one revision, as words (`holding.Words`)."""

    of_statement: list[list[str]]
    firsts: list[int]
    statements: list[int]


def prefer_twins(
    pairs: Sequence[Pair], these: Side, those: Side, is_one: Callable[[int, int], bool]
) -> list[Pair]:
    """The pairs, with the words of statements that stand in others moved to their twins.

    A twin has the same words, none of which is paired, and lies between the words that are paired
    before and after: as many words are paired as before, and still in order. `is_one` tells of a
    statement of `these` and one of `those` whether one voice says both.
    """
    partners = dict(pairs)
    placed = sorted(partners)
    twins = _unpaired(those, set(partners.values()))
    begin = those.firsts.__getitem__
    for o, words in enumerate(these.of_statement):
        found = twins.get(tuple(words), [])
        own = range(these.firsts[o], these.firsts[o + 1])
        if not found or not _is_part(own, words, partners, those):
            continue
        low, high = _room(own, placed, partners, those)
        nearby = found[bisect_left(found, low, key=begin) : bisect_right(found, high, key=begin)]
        between = (m for m in nearby if those.firsts[m + 1] - 1 <= high and is_one(o, m))
        twin = min(between, key=lambda m: abs(begin(m) - partners[own.start]), default=None)
        if twin is not None:
            found.remove(twin)
            partners |= zip(own, range(those.firsts[twin], those.firsts[twin + 1]), strict=True)
    return sorted(partners.items())


def _room(
    own: range, placed: Sequence[int], partners: Mapping[int, int], those: Side
) -> tuple[int, int]:
    """The first and the last word that lie between the pairs before and after a statement."""
    before, after = bisect_left(placed, own.start), bisect_right(placed, own.stop - 1)
    low = partners[placed[before - 1]] + 1 if before else 0
    high = partners[placed[after]] if after < len(placed) else those.firsts[-1]
    return low, high - 1


def _unpaired(side: Side, paired: Collection[int]) -> Twins:
    """The statements none of whose words is paired."""
    twins: Twins = {}
    for m, words in enumerate(side.of_statement):
        if words and not any(j in paired for j in range(side.firsts[m], side.firsts[m + 1])):
            twins.setdefault(tuple(words), []).append(m)
    return twins


def _is_part(own: range, words: list[str], partners: Mapping[int, int], those: Side) -> bool:
    """Whether every word of a statement is paired, and none with one of a statement like it."""
    if not all(i in partners for i in own):
        return False
    return all(those.of_statement[those.statements[partners[i]]] != words for i in own)
