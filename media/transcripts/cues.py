"""What WebVTT and SRT share: blocks of lines, and cues with their times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from media.transcripts.findings import Findings
from media.transcripts.markup import Stretch, lay_out
from media.transcripts.model import Turn
from media.transcripts.timecodes import format_time, parse_cue_time, split_timing, to_seconds

OVERLAP = 1000
"""Milliseconds by which cues of one voice may overlap: rounding, not nonsense."""


@dataclass(slots=True)
class Block:
    """Neighbouring lines that are not blank; `line` is the first one's number."""

    line: int
    lines: list[str]


@dataclass(slots=True)
class Cue:
    """A timed stretch of lines. `text_line` is where `lines` begin; times are milliseconds.

    `before` holds lines that stood above the times and are no number or name of the cue.
    """

    line: int
    start: int | None
    end: int | None
    text_line: int
    lines: list[str]
    before: list[str]
    number: str | None


def split_blocks(lines: Iterable[str], first: int = 1) -> Iterator[Block]:
    """Blocks between blank lines; a line of white space is blank."""
    block: Block | None = None
    for number, line in enumerate(lines, first):
        if not line or line.isspace():
            if block:
                yield block
            block = None
        elif block:
            block.lines.append(line)
        else:
            block = Block(number, [line])
    if block:
        yield block


class CueReader:
    """Reads the cues of blocks in order, and reports times that cannot be.

    Where a blank line is missing, the times of the next cue end the text of the one before. A
    line of digits above them is a number in a file whose first cue has one, else it is text.
    `names` says that a cue may have a name of any letters above its times (WebVTT).
    """

    def __init__(self, findings: Findings, *, names: bool) -> None:
        self._findings = findings
        self._names = names
        self._numbered: bool | None = None

    def read(self, block: Block) -> list[Cue]:
        """The cues of a block; empty where no line of it has times."""
        places = [
            (at, times) for at, line in enumerate(block.lines) if (times := split_timing(line))
        ]
        tops: list[int] = []
        floor = 0
        for at, _ in places:
            tops.append(at - self._is_named(block.lines, at, floor))
            floor = at + 1
        tops.append(len(block.lines))
        return [
            self._cue(block, at, times, block.lines[:top] if at == places[0][0] else [], top, below)
            for (at, times), top, below in zip(places, tops, tops[1:], strict=False)
        ]

    def _is_named(self, lines: list[str], at: int, floor: int) -> bool:
        """Whether the line above the times is the number or name of the cue."""
        digits = at > floor and lines[at - 1].strip().isdigit()
        if self._numbered is None:
            self._numbered = digits
        if floor == 0:
            return digits or (self._names and at > 0)
        return digits and self._numbered

    def _cue(
        self, block: Block, at: int, times: tuple[str, str], before: list[str], top: int, below: int
    ) -> Cue:
        line = block.line + at
        start, end = self._read_times(times, line)
        number = block.lines[top].strip() if top < at else None
        return Cue(line, start, end, line + 1, block.lines[at + 1 : below], before, number)

    def _read_times(self, times: tuple[str, str], line: int) -> tuple[int | None, int | None]:
        start, end = (self._read_time(code, line) for code in times)
        if start is not None and end is not None and end < start:
            shown = {"start": format_time(start), "end": format_time(end)}
            self._findings.problem("reversed", line, **shown)
            return start, None
        return start, end

    def _read_time(self, code: str, line: int) -> int | None:
        time = parse_cue_time(code)
        if time is None:
            self._findings.problem("impossible time", line, code=code)
        return time


def turns_of(cue: Cue, stretches: Iterable[Stretch]) -> Iterator[Turn]:
    """One turn per voice of a cue; several voices share its times, since nothing parts them."""
    for stretch in stretches:
        text, marks = lay_out(stretch.pieces, cue.start)
        if text:
            start, end = to_seconds(cue.start), to_seconds(cue.end)
            yield Turn(stretch.voice, text, start, end, marks, False, cue.text_line)


def mark_changes(turns: Iterable[Turn]) -> list[Turn]:
    """The turns, each that changes the voice marked as beginning a statement."""
    marked: list[Turn] = []
    for turn in turns:
        begins = not marked or marked[-1].speaker != turn.speaker
        marked.append(replace(turn, begins=True) if begins else turn)
    return marked


def report_order(turns: Iterable[Turn], findings: Findings) -> None:
    """Report cues that start before the one above, or run over it by more than a second."""
    above: Turn | None = None
    for turn in turns:
        if turn.start is None:
            continue
        if above is not None and above.start is not None and turn.line != above.line:
            _report_pair(above, turn, findings)
        above = turn


def _report_pair(above: Turn, turn: Turn, findings: Findings) -> None:
    start, before = round((turn.start or 0) * 1000), round((above.start or 0) * 1000)
    end = round((above.end or 0) * 1000)
    if start < before:
        findings.problem("backwards", turn.line - 1, code=format_time(start))
    elif turn.speaker == above.speaker and start < end - OVERLAP:
        shown = {"start": format_time(start), "end": format_time(end)}
        findings.problem("overlap", turn.line - 1, **shown)
