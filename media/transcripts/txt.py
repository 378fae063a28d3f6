"""Plain text: paragraphs that may begin with "Name:" and hold timecodes.

A line that begins with a label (labels.py says what one is) begins a statement; lines without
one join it; a paragraph without one begins a statement of the same voice. Timecodes stand at the
start or end of a line, or beside the label: [00:01:02], (1:02), 00:01:02, 00.01.02, also as a
range. A bare 1:02 counts only beside a label or alone, since people also say times of day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from media.transcripts.findings import Findings
from media.transcripts.headings import count_heading
from media.transcripts.labels import LabelJudge
from media.transcripts.markup import lay_out
from media.transcripts.minutes import is_minute
from media.transcripts.model import Turn
from media.transcripts.own import is_withdrawn_line
from media.transcripts.tape import count_from_zero
from media.transcripts.text_lines import Line, is_separator, read_line
from media.transcripts.timecodes import LineTime, format_time, to_seconds

_AT_ZERO = 1000  # milliseconds: who writes 00:00 at the end of a line means its start


def read_txt(lines: list[str], findings: Findings) -> list[Turn]:
    """The turns of a plain text, one per paragraph or label."""
    return read_turns(list(_read_lines(lines, findings)), findings)


def read_turns(read: list[Line], findings: Findings) -> list[Turn]:
    """The turns of lines that were taken apart, wherever they stood."""
    judge = LabelJudge(((line.label, line.begins) for line in read), findings)
    builder = _Builder(findings, trailing_starts=_trailing_starts(read, findings))
    for line in read:
        label = line.label
        if label and judge.is_label(label, line.number, begins=line.begins):
            builder.begin(line, label.voice)
            builder.add(line, label.rest)
        else:
            if line.begins:
                builder.begin(line, builder.voice)
            builder.add(line, line.speech)
    return count_from_zero(builder.finish(), findings, framed=_note_codes(read, findings))


def _note_codes(lines: Iterable[Line], findings: Findings) -> bool:
    """Note what is no plain timecode; True where the times count frames."""
    framed = False
    for line in lines:
        for time in filter(None, (line.time, line.trailing)):
            if is_minute(time):
                findings.note("minutes", line.number, time.written)
            if time.framed:
                findings.note("frames", line.number, time.written)
                framed = True
    return framed


def _read_lines(lines: list[str], findings: Findings) -> Iterator[Line]:
    """The lines with words or times; `begins` after a blank line, a heading or a separator."""
    heading = count_heading(lines, findings)
    begins = True
    for number, raw in enumerate(lines[heading:], heading + 1):
        line = raw.strip()
        if not line:
            begins = True
        elif is_withdrawn_line(line):
            findings.note("withdrawn", number, line)
            begins = True
        elif is_separator(line):
            findings.note("separator", number, line)
            begins = True
        else:
            yield read_line(number, line, begins=begins)
            begins = False


def _trailing_starts(lines: Iterable[Line], findings: Findings) -> bool:
    """Whether times at the end of lines say when the line starts; the first one tells."""
    ended = [line for line in lines if line.trailing]
    first = next((line.trailing.start for line in ended if line.trailing), None)
    starts = first is not None and first < _AT_ZERO
    for line in ended:
        findings.note("line starts" if starts else "line ends", line.number)
    return starts


@dataclass(slots=True)
class _Paragraph:
    """A turn that is being read; times are milliseconds."""

    line: int
    voice: str | None
    pieces: list[tuple[str, int | None]] = field(default_factory=list)
    end: int | None = None


class _Builder:
    """Puts lines together to turns, and keeps the clock."""

    def __init__(self, findings: Findings, *, trailing_starts: bool) -> None:
        self.voice: str | None = None
        self._findings = findings
        self._trailing_starts = trailing_starts
        self._turns: list[Turn] = []
        self._paragraph: _Paragraph | None = None
        self._silent_label: tuple[str, int] | None = None
        self._pending: int | None = None
        self._clock = 0

    def begin(self, line: Line, voice: str | None) -> None:
        """Begin a paragraph of a voice; a label that had no words is reported."""
        self._close()
        if line.label and line.label.name and voice == line.label.voice:
            self._report_silent_label()
            self._silent_label = (line.label.name, line.number)
        self.voice = voice
        self._paragraph = _Paragraph(line.number, voice)

    def add(self, line: Line, speech: str) -> None:
        """Add the words of a line, with its times, to the paragraph."""
        paragraph = self._paragraph or _Paragraph(line.number, self.voice)
        self._paragraph = paragraph
        start, end, closing = self._times(line)
        self._pending = start if start is not None else self._pending
        if speech:
            if not paragraph.pieces:
                paragraph.line = line.number
            paragraph.pieces.append((f"{speech}\n", self._pending))
            self._pending, self._silent_label = closing, None
            paragraph.end = end if closing is None else closing

    def finish(self) -> list[Turn]:
        """All turns of the file."""
        self._close()
        self._report_silent_label()
        return self._turns

    def _times(self, line: Line) -> tuple[int | None, int | None, int | None]:
        """Start and end of a line, and the time at its end where the next one starts."""
        if self._trailing_starts and line.trailing:
            return *self._read(line.time or line.trailing, line.number), None
        start, end = self._read(line.time, line.number)
        closing, _ = self._read(line.trailing, line.number)
        return start, end, closing

    def _read(self, time: LineTime | None, line: int) -> tuple[int | None, int | None]:
        if time is None:
            return None, None
        start, end = time.start, time.end
        if start is None:
            self._findings.problem("impossible time", line, code=time.written)
        elif start < self._clock:
            self._findings.problem("backwards", line, code=time.written)
            start = None
        elif end is not None and end < start:
            shown = {"start": format_time(start), "end": format_time(end)}
            self._findings.problem("reversed", line, **shown)
            end = None
        self._clock = start if start is not None else self._clock
        return start, end if start is not None else None

    def _close(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        start = paragraph.pieces[0][1] if paragraph.pieces else None
        text, marks = lay_out(paragraph.pieces, start)
        if text:
            begin, end = to_seconds(start), to_seconds(paragraph.end)
            turn = Turn(paragraph.voice, text, begin, end, marks, True, paragraph.line)
            self._turns.append(turn)

    def _report_silent_label(self) -> None:
        if self._silent_label:
            label, line = self._silent_label
            self._findings.problem("no speech", line, label=label)
            self._silent_label = None
