"""The transcript of an episode as a dialogue, in parts where it is long.

A page holds so many words that it stays within 60 kB on a slow line; `bagian` chooses the part,
`t` the one that is heard at that second, and `bagian=semua` shows everything, for printing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound

from archive.models import Segment
from archive.published.revisions import PublishedStatement
from archive.web.highlighting import Piece, cut
from archive.web.parameters import text_of
from archive.web.within import Spans

WORDS_A_PART, STATEMENTS_A_PART = 6000, 240
ALL = "semua"
SLACK, LATE = 0.5, 20.0
"""Seconds by which a segment may begin after its first words, and after which it had begun."""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the dialogue. `begins_turn` where another voice spoke before."""

    statement: PublishedStatement
    pieces: tuple[Piece, ...]
    begins_turn: bool

    @property
    def is_hit(self) -> bool:
        """Whether some of its words are marked."""
        return any(piece.marked for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """Statements of one page; `number` from 1."""

    number: int
    statements: tuple[PublishedStatement, ...]

    @property
    def start(self) -> float | None:
        """Seconds at which the part begins, where that is known."""
        return next((one.row.start for one in self.statements if one.row.start is not None), None)

    def holds(self, identifier: str) -> bool:
        """Whether a statement is in this part."""
        return any(one.id == identifier for one in self.statements)


def part_up(statements: Sequence[PublishedStatement]) -> tuple[Part, ...]:
    """A transcript in parts; a short one is a single part, none is none."""
    parts: list[list[PublishedStatement]] = []
    words = 0
    for one in statements:
        count = len(one.words)
        if not parts or words + count > WORDS_A_PART or len(parts[-1]) >= STATEMENTS_A_PART:
            parts.append([])
            words = 0
        parts[-1].append(one)
        words += count
    return tuple(Part(number, tuple(part)) for number, part in enumerate(parts, 1))


def choose_part(
    parts: Sequence[Part], at: float | None, first_hit: str | None
) -> tuple[PublishedStatement, ...]:
    """The statements to show: of the part asked for, else of that at `at`, else of the first hit.

    Raises BadRequest for a part that is no number, NotFound for one that there is not.
    """
    asked, named = text_of("bagian"), text_of("pernyataan") or first_hit
    if asked == ALL:
        return tuple(one for part in parts for one in part.statements)
    if asked:
        return numbered_part(parts, asked).statements
    if at is not None:
        begun = [part for part in parts if part.start is not None and part.start <= at]
        return (begun or parts or NO_PARTS)[-1 if begun else 0].statements
    holding = [part for part in parts if named and part.holds(named)]
    return (holding or parts or NO_PARTS)[0].statements


NO_PARTS = (Part(1, ()),)


def numbered_part(parts: Sequence[Part], asked: str) -> Part:
    """Part `asked`. Raises BadRequest, NotFound."""
    if not (asked.isdecimal() and asked.isascii()):
        raise BadRequest(_("Bagian transkrip (bagian) harus angka, atau “semua”."))
    found = next((part for part in parts if part.number == int(asked)), None)
    if found is None:
        raise NotFound(_("Transkrip ini hanya sampai bagian %(count)s.", count=len(parts) or 1))
    return found


def lines_of(
    statements: Sequence[PublishedStatement], hits: Mapping[str, Spans]
) -> tuple[Line, ...]:
    """The dialogue, with the hits of a search marked."""
    voices = [None, *(one.speaker for one in statements)]
    return tuple(
        Line(
            one, cut(one.row.text or "", hits.get(one.id, ())), place == 0 or before != one.speaker
        )
        for place, (one, before) in enumerate(zip(statements, voices, strict=False))
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """The lines of a segment; `segment` is None before the first and where there are none.

    `number` is that of the segment in its episode, from 1; 0 without one. `is_begun` says that
    the segment began in an earlier part.
    """

    segment: Segment | None
    number: int
    lines: tuple[Line, ...]
    is_begun: bool = False


def chapters_of(lines: Sequence[Line], segments: Sequence[Segment]) -> tuple[Chapter, ...]:
    """The dialogue by segment: a statement belongs to the last segment begun before it ends."""
    starts = [segment.start for segment in segments]
    numbers: list[int] = []
    for line in lines:
        row = line.statement.row
        before = numbers[-1] if numbers else 0
        heard = row.start if row.start is not None and starts else None
        numbers.append(
            before if heard is None else max(before, bisect_right(starts, heard + SLACK))
        )
    runs = groupby(zip(numbers, lines, strict=True), key=lambda pair: pair[0])
    return tuple(chapter_of(number, [line for _, line in run], segments) for number, run in runs)


def chapter_of(number: int, lines: Sequence[Line], segments: Sequence[Segment]) -> Chapter:
    """One chapter."""
    if number == 0:
        return Chapter(None, 0, tuple(lines))
    segment, start = segments[number - 1], lines[0].statement.row.start
    return Chapter(
        segment, number, tuple(lines), start is not None and start > segment.start + LATE
    )
