"""Audacity's exported labels: start, end and text, parted by tabs; times in seconds.

A label of a range of frequencies has a second line that begins with a backslash; it is left out
with a note. A point (start = end) has no end. Labels "Name: words" hold until the next, as in SRT.
https://manual.audacityteam.org/man/importing_and_exporting_labels.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from media.transcripts.cue_labels import attribute, label_lines
from media.transcripts.cue_turns import mark_changes, report_order
from media.transcripts.cues import Cue
from media.transcripts.findings import Findings
from media.transcripts.model import Turn
from media.transcripts.timecodes import format_time

_LABEL = re.compile(r"(\d{1,6}[.,]\d{1,9})\t(\d{1,6}[.,]\d{1,9})(?:\t|\Z)", re.ASCII)


def read_audacity(lines: list[str], findings: Findings) -> list[Turn]:
    """The turns of a file of labels, one per label and voice."""
    pairs = [(cue, label_lines(cue.lines)) for cue in _cues(lines, findings)]
    turns = mark_changes(attribute(pairs, findings))
    report_order(turns, findings)
    return turns


def is_audacity(lines: Iterable[str]) -> bool:
    """Whether the first line that is not blank is a label of Audacity's."""
    first = next((line for line in lines if line.strip()), "")
    return _LABEL.match(first) is not None


def _cues(lines: list[str], findings: Findings) -> Iterator[Cue]:
    for number, line in enumerate(lines, 1):
        match = _LABEL.match(line)
        if match:
            start, end = (_milliseconds(match[group]) for group in (1, 2))
            end_known = _end(start, end, number, findings)
            yield Cue(number, start, end_known, number, [line[match.end() :]], [], None)
        elif line.startswith("\\"):
            findings.note("frequencies", number, line)
        elif line.strip():
            findings.problem("unknown block", number, text=line)


def _milliseconds(code: str) -> int:
    return round(float(code.replace(",", ".")) * 1000)


def _end(start: int, end: int, line: int, findings: Findings) -> int | None:
    if end < start:
        findings.problem("reversed", line, start=format_time(start), end=format_time(end))
    return end if end > start else None
