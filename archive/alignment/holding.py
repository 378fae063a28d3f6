"""How many words of which old statement each new statement holds (record.md "Alignment", 1)."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import Generic, TypeVar

from archive.alignment.statements import (
    SHORT,
    New,
    Old,
    Renamed,
    overlap,
    same_voice,
)
from archive.alignment.twins import prefer_twins
from archive.alignment.words import Pair, fold_words, match_words

Row = TypeVar("Row", Old, New)

RUN = 2
"""Words in a row that count; a single one counts only as a whole statement."""
FARTHEST_SLIDE = 60
"""Words; a bound for texts that repeat themselves without end."""


class Words(Generic[Row]):
    """The statements of one revision, and their words as one sequence.

    `all` are the folded words; `of_statement` the same per statement; `firsts` the places where
    statements begin, and the end; `statements` the number of the statement of each word.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        """Fold and number the words of `rows`."""
        self.rows: Sequence[Row] = rows
        self.of_statement = [fold_words(row.text) for row in rows]
        self.all = list(chain.from_iterable(self.of_statement))
        self.firsts = [0, *accumulate(map(len, self.of_statement))]
        self.statements = [n for n, words in enumerate(self.of_statement) for _ in words]

    def with_voices(self, renamed: Renamed) -> list[str]:
        """The words; those of short statements differ where their voices do."""
        return [
            f"{word}\0{renamed.get(row.voice, row.voice)}" if len(words) < SHORT else word
            for row, words in zip(self.rows, self.of_statement, strict=True)
            for word in words
        ]


Holding = Counter[tuple[int, int]]
"""(number of an old, of a new statement) -> words of the old one that the new one holds."""


def pair_words(old: Words[Old], new: Words[New], renamed: Renamed) -> list[Pair]:
    """Which word became which, in order; short statements meet in one voice first."""
    voiced_old, voiced_new = old.with_voices(renamed), new.with_voices({})
    layers = [(voiced_old, voiced_new), (old.all, new.all)]
    pairs = match_words(layers, _timed_hints(old, new, renamed))
    pairs = slide(voiced_old, old.firsts, pairs)
    swapped = slide(voiced_new, new.firsts, [(j, i) for i, j in pairs])

    def is_one(o: int, n: int) -> bool:
        return same_voice(old.rows[o], new.rows[n], renamed)

    swapped = prefer_twins(swapped, new, old, lambda n, o: is_one(o, n))
    return prefer_twins([(i, j) for j, i in swapped], old, new, is_one)


def _timed_hints(old: Words[Old], new: Words[New], renamed: Renamed) -> Iterator[Pair]:
    """Pairs of the words of equal statements that one voice says at one time."""
    places: dict[tuple[str, ...], list[tuple[float, int]]] = {}
    for n, words in enumerate(new.of_statement):
        if (start := new.rows[n].start) is not None:
            insort(places.setdefault(tuple(words), []), (start, n))
    for o, words in enumerate(old.of_statement):
        for n in _nearest(places.get(tuple(words), []), old.rows[o].start):
            before, after = old.rows[o], new.rows[n]
            if overlap(before, after) and same_voice(before, after, renamed):
                first_i, first_j = old.firsts[o], new.firsts[n]
                yield from ((first_i + step, first_j + step) for step in range(len(words)))


def _nearest(places: list[tuple[float, int]], start: float | None) -> list[int]:
    """The new statements that begin last before and first after `start`."""
    if start is None:
        return []
    place = bisect_left(places, (start, -1))
    return [n for _, n in places[max(place - 1, 0) : place + 1]]


def slide(words: Sequence[str], firsts: Sequence[int], pairs: list[Pair]) -> list[Pair]:
    """`pairs` with what was dropped slid along equal words to where statements begin and end.

    Of “Betul. Betul.” either could be the one that is gone, and “a b a” may have lost “a b” or
    “b a”: the loss of whole statements is the likelier one. `firsts` are the places at which
    statements begin, and the end.
    """
    partners = [-1] * len(words)
    for i, j in pairs:
        partners[i] = j
    borders = set(firsts)
    place = 0
    while place < len(words):
        if partners[place] >= 0:
            place += 1
            continue
        end = next((n for n in range(place, len(words)) if partners[n] >= 0), len(words))
        place = end + _slide_block(words, partners, borders, place, end)
    return [(i, j) for i, j in enumerate(partners) if j >= 0]


def _slide_block(
    words: Sequence[str], partners: list[int], borders: set[int], first: int, end: int
) -> int:
    """Slide the unmatched block of `words` to its best place; by how many words (left: < 0)."""
    inside = first > 0 and end < len(words)
    if inside and partners[end] != partners[first - 1] + 1:
        return 0
    left, right = _room(words, partners, first, end)
    by = max(
        range(-left, right + 1),
        key=lambda by: ((first + by in borders) + (end + by in borders), -abs(by)),
    )
    for step in range(by):
        partners[first + step], partners[end + step] = partners[end + step], -1
    for step in range(-by):
        source, target = first - 1 - step, end - 1 - step
        partners[target], partners[source] = partners[source], -1
    return by


def _room(words: Sequence[str], partners: list[int], first: int, end: int) -> tuple[int, int]:
    """How far an unmatched block may slide to the left and to the right."""
    left = right = 0
    while left < min(first, FARTHEST_SLIDE) and (
        partners[first - 1 - left] >= 0 and words[first - 1 - left] == words[end - 1 - left]
    ):
        left += 1
    while right < min(len(words) - end, FARTHEST_SLIDE) and (
        partners[end + right] >= 0 and words[end + right] == words[first + right]
    ):
        right += 1
    return left, right


def keep_runs(pairs: list[Pair], old: Words[Old], new: Words[New]) -> list[Pair]:
    """The pairs that count: runs of two or more words, or a whole old statement."""
    kept: list[Pair] = []
    for place, length in _runs(pairs, old.statements, new.statements):
        statement = old.statements[pairs[place][0]]
        if length >= RUN or length == len(old.of_statement[statement]):
            kept.extend(pairs[place : place + length])
    return kept


def count_held(pairs: Sequence[Pair], old: Words[Old], new: Words[New]) -> Holding:
    """How many words each new statement holds of each old one."""
    return Counter((old.statements[i], new.statements[j]) for i, j in pairs)


def _runs(
    pairs: list[Pair], old_statements: list[int], new_statements: list[int]
) -> Iterator[tuple[int, int]]:
    """(place in `pairs`, length) of each run within one old and one new statement."""
    first = 0
    for place in range(1, len(pairs) + 1):
        if place < len(pairs):
            (i, j), (next_i, next_j) = pairs[place - 1], pairs[place]
            follows = next_i == i + 1 and next_j == j + 1
            old_stays = old_statements[i] == old_statements[next_i]
            if follows and old_stays and new_statements[j] == new_statements[next_j]:
                continue
        if place > first:
            yield first, place - first
        first = place
