"""Finding the words behind a quotation: where they were said, and what was made of them.

    find_quotation("anggarannya tidak ada tahun ini", candidates)

A quotation is *verbatim* where every word stands in it as it was said, in order and without a gap;
case, punctuation, quotation marks and hyphens may differ, since the press sets its own. It is
*stitched* where it joins passages between which much was said, or which stood in another order; it
is *edited* where words were dropped, inserted or replaced. Less likeness than that finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

import numpy as np

from search.alignment import Pair, Speech, align, weigh
from search.differences import Step, difference, join_steps
from search.written import Written, list_omissions, read_written

Verdict = Literal["verbatim", "edited", "stitched", "not-found"]

LEAST_SIMILARITY = 0.6
"""Below it a quotation counts as not found."""
LEAST_SIMILARITY_OF_FEW = 0.75
"""The same for a quotation of fewer than FEW words, which are alike by chance more often."""
FEW = 5
LEAST_SHARE = 0.5
"""The part of a quotation, by weight, that has to have been said."""
MOST_DROPPED = 7
"""Words that a quotation may leave out in one place and still be one passage."""
LEAST_PASSAGE = 3
"""Words that each of several passages has to hold."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may hold a quotation, `place` being its place in its transcript.

    Statements of one transcript with neighbouring places are read on as one text.
    """

    id: str
    text: str
    transcript: str
    place: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` of a statement, counted from 1 between blanks."""

    id: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What was found behind a quotation.

    `similarity` runs from 0 to 1; 1 is verbatim. The steps of `difference` replay the quotation,
    and the passages; what lies between two passages of one statement is shown as dropped. Without
    a find there are neither passages nor steps, and `similarity` is that of the nearest words.
    """

    verdict: Verdict
    similarity: float
    passages: tuple[Passage, ...] = ()
    difference: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spoken:
    """All candidates as one text: per word, the candidate it is of and its number in it."""

    candidates: tuple[Candidate, ...]
    written: Written
    owners: tuple[int, ...]
    numbers: tuple[int, ...]
    speech: Speech


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the quotation and the words that it comes from, both half-open, in words."""

    quoted: tuple[int, int]
    spoken: tuple[int, int]
    pairs: tuple[Pair, ...]


def find_quotation(text: str, candidates: Sequence[Candidate]) -> Quoted:
    """Find the words of a quotation among statements; of equally good places the first given."""
    quoted = read_written(text.split())
    spoken = _read_spoken(candidates)
    if not quoted.tokens or not spoken.written.tokens:
        return Quoted("not-found", 0.0)
    omissions = list_omissions(quoted)
    for may_jump in (True, False):
        pairs = align(quoted.tokens, spoken.speech, omissions, may_jump=may_jump)
        parts = list(_part(pairs, omissions))
        if len(parts) == 1 or all(len(part) >= LEAST_PASSAGE for part in parts):
            found = _judge(quoted, spoken, parts)
            if found.verdict != "not-found" or not may_jump:
                return found
    return Quoted("not-found", 0.0)


def _read_spoken(candidates: Sequence[Candidate]) -> _Spoken:
    """The candidates in the order of their transcripts, these by their first candidate."""
    ranks: dict[str, int] = {}
    for candidate in candidates:
        ranks.setdefault(candidate.transcript, len(ranks))
    once = {candidate.id: candidate for candidate in candidates}.values()
    ordered = tuple(sorted(once, key=lambda one: (ranks[one.transcript], one.place)))
    texts = [candidate.text.split(" ") for candidate in ordered]
    written = read_written(word for words in texts for word in words)
    owners = [owner for owner, words in enumerate(texts) for _ in words]
    held = np.array(owners, dtype=np.intp)[np.array(written.places, dtype=np.intp)]
    runs = np.array(_number_runs(ordered), dtype=np.intp)
    transcripts = np.array([ranks[one.transcript] for one in ordered], dtype=np.intp)
    return _Spoken(
        candidates=ordered,
        written=written,
        owners=tuple(owners),
        numbers=tuple(number for words in texts for number in range(1, len(words) + 1)),
        speech=Speech(written.tokens, runs[held], transcripts[held]),
    )


def _number_runs(ordered: Sequence[Candidate]) -> list[int]:
    """For each candidate the number of its stretch: neighbours of a transcript share one."""
    numbers = [0]
    for before, after in pairwise(ordered):
        follows = after.transcript == before.transcript and after.place == before.place + 1
        numbers.append(numbers[-1] + (not follows))
    return numbers[: len(ordered)]


def _part(pairs: Sequence[Pair], omissions: frozenset[int]) -> Iterator[tuple[Pair, ...]]:
    """The pairs passage by passage: parted by jumps, and where too much was left out."""
    part: list[Pair] = []
    for pair in pairs:
        if part and (pair.leaps or _is_parted(part[-1], pair, omissions)):
            yield tuple(part)
            part = []
        part.append(pair)
    yield tuple(part)


def _is_parted(before: Pair, after: Pair, omissions: frozenset[int]) -> bool:
    """Whether much was left out here, or anything where the quotation marks an omission."""
    dropped = (after.spoken - before.spoken) - (after.quoted - before.quoted)
    marked = any(place in omissions for place in range(before.quoted + 1, after.quoted + 1))
    return dropped > (0 if marked else MOST_DROPPED)


def _judge(quoted: Written, spoken: _Spoken, parts: Sequence[tuple[Pair, ...]]) -> Quoted:
    """The verdict on passages, with where they stand and what was changed."""
    similarity, share = _liken(quoted, spoken, parts)
    bound = LEAST_SIMILARITY_OF_FEW if len(quoted.tokens) < FEW else LEAST_SIMILARITY
    if similarity < bound or share < LEAST_SHARE:
        return Quoted("not-found", similarity)
    pieces = list(_cut(quoted, spoken, parts))
    steps = join_steps(_list_steps(quoted, spoken, pieces))
    passages = tuple(passage for piece in pieces for passage in _list_passages(spoken, piece))
    if len(pieces) > 1:
        return Quoted("stitched", similarity, passages, tuple(steps))
    verdict: Verdict = "verbatim" if [step[0] for step in steps] == ["equal"] else "edited"
    return Quoted(verdict, 1.0 if verdict == "verbatim" else similarity, passages, tuple(steps))


def _liken(
    quoted: Written, spoken: _Spoken, parts: Sequence[tuple[Pair, ...]]
) -> tuple[float, float]:
    """How alike quotation and passages are (Dice), and the share of the quotation that was said.

    Each word counts by its weight, each pair by its likeness.
    """
    weights = weigh(quoted.tokens)
    common = sum(float(weights[pair.quoted]) * pair.likeness for part in parts for pair in part)
    said = sum(
        float(weigh(spoken.written.tokens[part[0].spoken : part[-1].spoken + 1]).sum())
        for part in parts
        if part
    )
    whole = float(weights.sum())
    return round(2 * common / (whole + said), 4), common / whole


def _cut(quoted: Written, spoken: _Spoken, parts: Sequence[tuple[Pair, ...]]) -> Iterator[_Piece]:
    """Each part with its words of the quotation, which together are all of it."""
    starts = [0, *(quoted.places[part[0].quoted] for part in parts[1:]), len(quoted.words)]
    for part, bounds in zip(parts, pairwise(starts), strict=True):
        places = spoken.written.places
        yield _Piece(bounds, (places[part[0].spoken], places[part[-1].spoken] + 1), part)


def _list_steps(quoted: Written, spoken: _Spoken, pieces: Sequence[_Piece]) -> Iterator[Step]:
    before: _Piece | None = None
    for piece in pieces:
        if before and (between := _words_between(spoken, before, piece)):
            yield "drop", " ".join(between), ""
        yield from _compare(quoted, spoken, piece)
        before = piece


def _words_between(spoken: _Spoken, before: _Piece, after: _Piece) -> Sequence[str]:
    """What was said between two passages of one statement, none where they are not in order."""
    last, first = before.spoken[1], after.spoken[0]
    if first <= last or spoken.owners[last - 1] != spoken.owners[first]:
        return ()
    return spoken.written.words[last:first]


def _compare(quoted: Written, spoken: _Spoken, piece: _Piece) -> list[Step]:
    """The steps from a passage to its words of the quotation."""
    old = read_written(spoken.written.words[slice(*piece.spoken)])
    new = read_written(quoted.words[slice(*piece.quoted)])
    first_old = spoken.written.places.index(piece.spoken[0])
    first_new = _first_token(quoted, piece.quoted[0])
    links = [(pair.spoken - first_old, pair.quoted - first_new) for pair in piece.pairs]
    return difference(old, new, links)


def _first_token(written: Written, word: int) -> int:
    """The number of the first token that stands in this word or after it."""
    return int(np.searchsorted(written.places, word))


def _list_passages(spoken: _Spoken, piece: _Piece) -> Iterator[Passage]:
    """The words of a piece, statement by statement."""
    for owner, run in groupby(range(*piece.spoken), key=spoken.owners.__getitem__):
        words = list(run)
        text = " ".join(spoken.written.words[words[0] : words[-1] + 1])
        first, last = spoken.numbers[words[0]], spoken.numbers[words[-1]]
        yield Passage(spoken.candidates[owner].id, first, last, text)
