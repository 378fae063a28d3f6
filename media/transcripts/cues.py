"""From the lines of WebVTT and SRT to cues with their times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from media.transcripts.findings import Findings
from media.transcripts.timecodes import format_time, parse_cue_time, split_timing

_JUMP = 100  # how far numbers may jump forward before digits are taken for words
_LONG_NUMBER = 10  # digits: no file has so many cues


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
    """Reads the cues of a file, and reports times that cannot be.

    Blank lines may be missing: the times of the next cue end the text of the one before, and a
    number above them is that cue's where it follows the last one, else it is text. Blank lines
    may be too many: a number, times and text are put together again.

    `names` says that a cue may have a name of any letters above its times (WebVTT), `claims` that
    words after a blank line stay with the cue above (SRT) also where that has words already.
    """

    def __init__(self, findings: Findings, *, names: bool, claims: bool) -> None:
        self._findings = findings
        self._names = names
        self._claims = claims
        self._number: int | None = None
        self._above: Cue | None = None

    def read(self, blocks: Iterable[Block]) -> Iterator[Cue]:
        """The cues in the order of the file; a cue is complete when the next one begins."""
        lone_number: Block | None = None
        for block in blocks:
            cues = self._read_block(block)
            if lone_number:
                self._settle_number(lone_number, cues)
                lone_number = None
            if not cues and _is_number(block.lines) and not self._awaits_text():
                lone_number = block
                continue
            self._claim(cues[0].before if cues else block.lines, block.line)
            for cue in cues:
                if self._above:
                    yield self._above
                self._above = cue
        if lone_number:
            self._settle_number(lone_number, [])
        if self._above:
            yield self._above

    def _awaits_text(self) -> bool:
        return self._above is not None and not self._above.lines

    def _settle_number(self, block: Block, cues: list[Cue]) -> None:
        """Give a number that stood alone to the cue below it, or report it."""
        if cues and cues[0].number is None and not cues[0].before:
            cues[0].number = block.lines[0].strip()
        else:
            self._findings.problem("no times", block.line, number=block.lines[0].strip())

    def _claim(self, loose: list[str], line: int) -> None:
        """Give lines without times to the cue above them, else report them."""
        if _is_number(loose[:1]) and not self._awaits_text():
            self._findings.problem("no times", line, number=loose[0].strip())
            line, loose = line + 1, loose[1:]
        if not loose:
            return
        if self._above and (self._claims or self._awaits_text()):
            self._findings.note("unclaimed", line, " ".join(loose))
            self._above.lines.extend(loose)
        else:
            self._findings.problem("unknown block", line, text=" ".join(loose))

    def _read_block(self, block: Block) -> list[Cue]:
        places = [
            (at, times) for at, line in enumerate(block.lines) if (times := split_timing(line))
        ]
        tops: list[int] = []
        floor = 0
        for at, _ in places:
            tops.append(at - self._is_named(block, at, floor))
            floor = at + 1
        tops.append(len(block.lines))
        return [
            self._cue(block, at, times, block.lines[:top] if at == places[0][0] else [], top, below)
            for (at, times), top, below in zip(places, tops, tops[1:], strict=False)
        ]

    def _is_named(self, block: Block, at: int, floor: int) -> bool:
        """Whether the line above the times is the number or name of the cue."""
        above = block.lines[at - 1 : at] if at > floor else []
        if not _is_number(above):
            return floor == 0 and bool(above) and self._names
        number = parse_number(above[0])
        if floor and not self._is_likely_number(number, block.line + at - 1):
            return False
        self._number = number
        return True

    def _is_likely_number(self, number: int, line: int) -> bool:
        """Whether digits under the words of another cue are a number; a doubt is noted."""
        last = self._number
        likely = last is not None and 0 <= number <= last + _JUMP
        if last is None or number != last + 1:
            self._findings.note("jumping number" if likely else "loose number", line, str(number))
        return likely

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


def _is_number(lines: list[str]) -> bool:
    """Whether the lines are one line of digits."""
    return len(lines) == 1 and lines[0].strip().isdigit()


def parse_number(digits: str) -> int:
    """The number of a cue; -1 where it can be none, so that no other follows it."""
    digits = digits.strip()
    return int(digits) if digits.isascii() and len(digits) < _LONG_NUMBER else -1
