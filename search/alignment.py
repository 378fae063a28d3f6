"""Which of the words that were said are the words of a quotation.

One table of scores over the quotation and everything that may hold it (Needleman and Wunsch, free
at both ends of what was said), row by row in numpy. A word may be misspelt, replaced, dropped or
inserted. Between two words the quotation may also jump to any other place of the same transcript:
so passages that were stitched together are found in the same pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

Scores = NDArray[np.float32]
Numbers = NDArray[np.intp]

NEAR = 0.7
"""Likeness (Indel) from which two words may be one word, misspelt."""
UNLIKE, INSERTED, DROPPED = 0.3, 0.45, 0.4
"""What it costs that a word stands for another, that nobody said it, that it is left out (of its
weight)."""
JUMP, MARKED_JUMP = 4.0, 1.5
"""What a jump costs, and one where the quotation itself marks an omission: the worth of the words
that a further passage has to bring along."""
FULL_WEIGHT, LEAST_WEIGHT = 6, 0.35
"""Letters from which a word counts in full; short words, which stand everywhere, count less."""

BESIDE, INSERT, LEAP, DROP = range(4)
"""How a cell of the table was reached: with the words before it, a quoted word more, by a jump, a
spoken word more."""
FAR = 1e6


@dataclass(frozen=True, slots=True)
class Speech:
    """All words that may be quoted: per word the stretch and the transcript it belongs to.

    Words of a stretch follow each other; stretches of a transcript stand side by side.
    """

    words: Sequence[str]
    stretches: Numbers
    transcripts: Numbers


@dataclass(frozen=True, slots=True)
class Pair:
    """Quoted word `quoted` is spoken word `spoken`, alike by `likeness`; `leaps`: after a jump."""

    quoted: int
    spoken: int
    likeness: float
    leaps: bool = False


def weigh(words: Sequence[str]) -> Scores:
    """How much each word says, by its length, up to 1."""
    lengths = np.fromiter(map(len, words), np.float32, len(words))
    weights: Scores = np.clip(lengths / FULL_WEIGHT, LEAST_WEIGHT, 1, dtype=np.float32)
    return weights


def align(
    quoted: Sequence[str], speech: Speech, omissions: frozenset[int], *, may_jump: bool
) -> list[Pair]:
    """The best pairs of quoted and spoken words that are alike, rising in the quotation.

    Without a jump they rise in the speech too. `omissions`: see `written.list_omissions`.
    """
    if not quoted or not speech.words:
        return []
    likeness = compare(quoted, speech.words)
    table = Table(likeness, weigh(quoted), speech)
    for row in range(len(quoted)):
        marked = MARKED_JUMP if row in omissions else JUMP
        table.fill(row, marked if may_jump else FAR)
    return table.trace()


def compare(quoted: Sequence[str], spoken: Sequence[str]) -> Scores:
    """The likeness of each quoted word with each spoken word, 0 where it is below NEAR."""
    rows, row_of = _number(quoted)
    columns, column_of = _number(spoken)
    alike = cdist(
        rows, columns, scorer=Indel.normalized_similarity, score_cutoff=NEAR, dtype=np.float32
    )
    return np.asarray(alike[row_of][:, column_of], dtype=np.float32)


def _number(words: Sequence[str]) -> tuple[list[str], Numbers]:
    """Each different word once, and for every word its place among them."""
    places: dict[str, int] = {}
    numbers = [places.setdefault(word, len(places)) for word in words]
    return list(places), np.array(numbers, dtype=np.intp)


class Table:
    """The table of one alignment: row = quoted word, column = spoken word."""

    def __init__(self, likeness: Scores, weights: Scores, speech: Speech) -> None:
        self.likeness = likeness
        worth = np.where(likeness > 0, (2 * likeness - 1) * weights[:, None], -UNLIKE)
        self.worth = worth.astype(np.float64)
        self.begins = np.diff(speech.stretches, prepend=-1) != 0
        self.firsts = np.flatnonzero(np.diff(speech.transcripts, prepend=-1))
        self.transcripts = np.cumsum(np.diff(speech.transcripts, prepend=-1) != 0) - 1
        self.wall = np.cumsum(DROPPED * weigh(speech.words), dtype=np.float64)
        self.wall += FAR * np.cumsum(self.begins)
        self.scores = np.zeros(likeness.shape, dtype=np.float64)
        self.steps = np.zeros(likeness.shape, dtype=np.uint8)

    def fill(self, row: int, jump: float) -> None:
        """Fill one row from the one above it; a jump costs `jump`."""
        above = self.scores[row - 1] if row else np.zeros(len(self.begins))
        beside = np.where(self.begins, -INSERTED * row, np.roll(above, 1))
        best, step = beside + self.worth[row], self.steps[row]
        if row and jump < FAR:
            furthest = np.maximum.reduceat(above, self.firsts)[self.transcripts] - jump
            leap = np.where(self.likeness[row] > 0, furthest + self.worth[row], -FAR)
            step[leap > best] = LEAP
            best = np.maximum(best, leap)
        inserted = above - INSERTED
        step[inserted > best] = INSERT
        best = np.maximum(best, inserted)
        reached = np.maximum.accumulate(best + self.wall) - self.wall
        step[reached > best + 1e-6] = DROP
        self.scores[row] = np.maximum(best, reached)

    def trace(self) -> list[Pair]:
        """The pairs on the best way through the table."""
        row, column = len(self.scores) - 1, int(np.argmax(self.scores[-1]))
        pairs: list[Pair] = []
        while row >= 0:
            step = self.steps[row, column]
            if step == DROP:
                column -= 1
                continue
            if step == INSERT:
                row -= 1
                continue
            if self.likeness[row, column] > 0:
                pairs.append(Pair(row, column, float(self.likeness[row, column]), step == LEAP))
            if step == BESIDE and self.begins[column]:
                break
            column = self._before_leap(row, column) if step == LEAP else column - 1
            row -= 1
        return pairs[::-1]

    def _before_leap(self, row: int, column: int) -> int:
        """The column that a jump to `column` of this row came from."""
        transcript = self.transcripts[column]
        inside = np.flatnonzero(self.transcripts == transcript)
        return int(inside[np.argmax(self.scores[row - 1][inside])])
