"""Where the words of a cited passage stand today (record.md "Opening a cited passage").

Looked for only among the statement itself and its successors, never in the whole transcript:
that would land on look-alike sentences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import Final, Literal

from rapidfuzz import fuzz

from archive.alignment.words import Pair, fold_word, match_words
from archive.differences import Step, difference

Status = Literal["unchanged", "changed", "moved-or-gone"]

_SPEAKS_FOR_ITSELF: Final = 3
"""Words; a shorter passage needs a neighbour to be known again."""
_ENOUGH: Final = {1: 0.55, 2: 0.4}
"""Share of its words (Dice) that a passage must have kept beside one or both of its neighbours."""
_ENOUGH_ALIKE: Final = 0.8
"""Likeness by letters that a passage needs where its neighbours do not lead to it."""
_CLEARLY: Final = 0.1
"""By how much the best place must be better than the next."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A cited passage: its words, and all words before and after it in what was cited from."""

    words: tuple[str, ...]
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of today's wording and its place among all of them.

    Candidates with neighbouring places are searched as one stretch, so that a passage is found
    where its statement was split.
    """

    id: str
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Located:
    """Where a passage stands today: word `first` of statement `id` to word `last` of `last_id`.

    Words count from 1, as in addresses. `difference` leads from the frozen words to today's, which
    `before` and `after` surround within their statements; `has_new_context` says that these hold
    what did not stand there when the words were cited. Where the passage moved or is gone there is
    no place, no difference and no context.
    """

    status: Status
    id: str | None = None
    first: int | None = None
    last_id: str | None = None
    last: int | None = None
    difference: tuple[Step, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    has_new_context: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is all of one statement."""
        return self.id is not None and self.id == self.last_id and not (self.before or self.after)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring statements as one text: per word (as written, identifier, number from 1)."""

    words: list[str]
    origins: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Find:
    """Words `first` to before `end` of a stretch, and how sure that is (0 to 1)."""

    stretch: _Stretch
    first: int
    end: int
    score: float


def locate_passage(frozen: Frozen, candidates: Sequence[Candidate]) -> Located:
    """Look for a passage: exactly, then between its neighbours, then by likeness.

    What is weak or could be in several places counts as moved or gone.
    """
    stretches = list(_stretches(candidates))
    exact = [find for stretch in stretches for find in _exact(frozen, stretch)]
    if exact:
        find = _clear_best(exact, by=0)
        return _located("unchanged", find, frozen) if find else Located("moved-or-gone")
    between = [find for stretch in stretches for find in _between_neighbours(frozen, stretch)]
    likely = between or [find for stretch in stretches for find in _alike(frozen, stretch)]
    find = _clear_best(likely, by=_CLEARLY)
    return _located("changed", find, frozen) if find else Located("moved-or-gone")


def locate_statement(
    words: Sequence[str], identifier: str, candidates: Sequence[Candidate]
) -> Located:
    """Where a statement that was cited as a whole stands today: all words that it has now.

    `identifier` is its own, and one of the candidates. What was added to it belongs to it; words of
    it that a neighbour took over, as where it was split, are looked for there. It is unchanged only
    where every word of it is.
    """
    own = next(one for one in _stretches(candidates) if identifier in dict(one.origins))
    find = _all_of(words, identifier, own)
    same = own.words[find.first : find.end] == list(words)
    return _located("unchanged" if same else "changed", find, Frozen(tuple(words)))


def _all_of(words: Sequence[str], identifier: str, stretch: _Stretch) -> _Find:
    """All words of a statement, and those beside it that stood in it; runs of two or more count."""
    own = [place for place, (name, _) in enumerate(stretch.origins) if name == identifier]
    first, end = own[0], own[-1] + 1
    pairs = set(match_words([([*map(fold_word, words)], [*map(fold_word, stretch.words)])]))
    known = sorted(j for i, j in pairs if {(i - 1, j - 1), (i + 1, j + 1)} & pairs)
    first -= _reach([first - j for j in reversed(known) if j < first])
    end += _reach([j + 1 - end for j in known if j >= end])
    return _Find(stretch, first, end, 1.0)


def _reach(distances: Sequence[int]) -> int:
    """How far words of a statement go on beside it: as far as at least half of what stands there.

    `distances` from its edge, counted in words, the nearest first.
    """
    return max((far for count, far in enumerate(distances, 1) if 2 * count >= far), default=0)


def _stretches(candidates: Sequence[Candidate]) -> Iterator[_Stretch]:
    """Candidates in the order of the transcript, neighbours joined."""
    ordered = sorted(candidates, key=lambda candidate: candidate.place)
    for _, run in groupby(enumerate(ordered), key=lambda item: item[1].place - item[0]):
        words: list[str] = []
        origins: list[tuple[str, int]] = []
        for _, candidate in run:
            own = candidate.text.split(" ")
            words.extend(own)
            origins.extend((candidate.id, number) for number in range(1, len(own) + 1))
        yield _Stretch(words, origins)


def _clear_best(finds: Sequence[_Find], by: float) -> _Find | None:
    """The find with the best score, if it leaves the next one behind by more than `by`."""
    ranked = sorted(finds, key=lambda find: find.score, reverse=True)
    if len(ranked) > 1 and ranked[0].score - ranked[1].score <= by:
        return None
    return ranked[0] if ranked else None


def _located(status: Status, find: _Find, frozen: Frozen) -> Located:
    words, origins = find.stretch.words, find.stretch.origins
    (first_id, first), (last_id, last) = origins[find.first], origins[find.end - 1]
    before = words[find.first - first + 1 : find.first]
    after = [
        word
        for word, (name, _) in zip(words[find.end :], origins[find.end :], strict=True)
        if name == last_id
    ]
    return Located(
        status,
        first_id,
        first,
        last_id,
        last,
        tuple(difference(frozen.words, words[find.first : find.end])),
        tuple(before),
        tuple(after),
        _is_new(frozen.prefix[::-1], before[::-1]) or _is_new(frozen.suffix, after),
    )


def _is_new(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether `new`, counted from the passage, says what `old` did not; it may break off earlier.

    Where a statement was split its other words stand next to it, and nothing is new.
    """
    return [*map(fold_word, new)] != [*map(fold_word, old[: len(new)])]


def _exact(frozen: Frozen, stretch: _Stretch) -> Iterator[_Find]:
    """Every place where the very words stand; the score is how much of the context agrees."""
    words, size = list(frozen.words), len(frozen.words)
    for first in range(len(stretch.words) - size + 1):
        if stretch.words[first : first + size] == words:
            before, after = stretch.words[:first], stretch.words[first + size :]
            context = _agreeing(frozen.prefix[::-1], before[::-1])
            context += _agreeing(frozen.suffix, after)
            if context or size >= _SPEAKS_FOR_ITSELF:
                yield _Find(stretch, first, first + size, context)


def _agreeing(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words, counted from the passage, agree; one more where both end there."""
    for count, (a, b) in enumerate(zip(old, new, strict=False)):
        if fold_word(a) != fold_word(b):
            return count
    return min(len(old), len(new)) + (len(old) == len(new))


def _between_neighbours(frozen: Frozen, stretch: _Stretch) -> Iterator[_Find]:
    """The words that stand today where the passage stood among its neighbours."""
    whole = [*frozen.prefix, *frozen.words, *frozen.suffix]
    pairs = match_words([([*map(fold_word, whole)], [*map(fold_word, stretch.words)])])
    first, end = len(frozen.prefix), len(frozen.prefix) + len(frozen.words)
    inside = [(i, j) for i, j in pairs if first <= i < end]
    if not inside:
        return
    before = max((pair for pair in pairs if pair[0] < first), default=(-2, -1))
    after = min((pair for pair in pairs if pair[0] >= end), default=(end + 1, len(stretch.words)))
    held_before = _adjoins(before, inside[0], first - 1 == before[0])
    held_after = _adjoins(inside[-1], after, end == after[0])
    new_first = _new_first(first, inside[0], before[1], held_before)
    new_end = _new_end(end, inside[-1], after[1], held_after)
    score = 2 * len(inside) / (len(frozen.words) + new_end - new_first)
    if score >= _ENOUGH.get(held_before + held_after, inf):
        yield _Find(stretch, new_first, new_end, score)


def _adjoins(one: Pair, other: Pair, is_neighbour: bool) -> bool:
    """Whether a neighbour is known and nothing came between it and the passage.

    Where a word at the edge of the passage is not known again, what stands there instead of it
    counts as the passage.
    """
    return is_neighbour and (other[0] - one[0] > 1 or other[1] - one[1] == 1)


def _new_first(first: int, found: Pair, before: int, held: bool) -> int:
    """Where the passage begins: at its first word, or as far before a later one as is free."""
    missing = found[0] - first
    free = found[1] - before - 1
    return found[1] - (free if held and missing else min(missing, free))


def _new_end(end: int, found: Pair, after: int, held: bool) -> int:
    """Where the passage ends: after its last word, or as far after an earlier one as is free."""
    missing = end - 1 - found[0]
    free = after - found[1] - 1
    return found[1] + 1 + (free if held and missing else min(missing, free))


def _alike(frozen: Frozen, stretch: _Stretch) -> Iterator[_Find]:
    """The place whose letters are most like those of the passage, and the second best."""
    wanted = " ".join(map(fold_word, frozen.words))
    words = [*map(fold_word, stretch.words)]
    if len(frozen.words) < _SPEAKS_FOR_ITSELF:
        return
    for _ in range(2):
        text = " ".join(words)
        window = fuzz.partial_ratio_alignment(wanted, text) if len(wanted) <= len(text) else None
        if window is None:
            return
        first = text.count(" ", 0, window.dest_start + 1)
        end = text.count(" ", 0, max(window.dest_end - 1, 0)) + 1
        score = fuzz.ratio(wanted, " ".join(words[first:end])) / 100
        if score >= _ENOUGH_ALIKE:
            yield _Find(stretch, first, end, score)
        words[first:end] = ["\0" * len(word) for word in words[first:end]]
