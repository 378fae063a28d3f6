"""SubRip (SRT), which has no standard, as it is found: numbers that jump, missing blank lines, a
full stop for the comma, two digits of a second, tags, and labels "Name: words".

A label holds until the next. Words after a blank line inside a cue stay with that cue (noted);
words before the first cue belong to none (a problem).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from media.transcripts.cue_turns import mark_changes, note_dialogue, report_order, turns_of
from media.transcripts.cues import Cue, CueReader, parse_number, split_blocks
from media.transcripts.findings import Findings
from media.transcripts.labels import Label, LabelJudge, find_label
from media.transcripts.markup import Stretch, read_markup
from media.transcripts.model import Turn
from media.transcripts.rolling import unroll


def read_srt(lines: list[str], findings: Findings) -> list[Turn]:
    """The turns of an SRT file, one per cue and voice."""
    cues = list(CueReader(findings, names=False, claims=True).read(split_blocks(lines)))
    _note_numbers(cues, findings)
    pairs = [(cue, _lines_of(cue, findings)) for cue in unroll(cues, findings)]
    turns = mark_changes(_attribute(pairs, findings))
    report_order(turns, findings)
    return turns


def _note_numbers(cues: list[Cue], findings: Findings) -> None:
    """Note the first place where the numbers of cues do not go up by one."""
    numbers = [(parse_number(cue.number), cue) for cue in cues if cue.number]
    for (before, _), (number, cue) in pairwise(numbers):
        if number != before + 1:
            findings.note("numbering", cue.line, str(cue.number))
            return


class _Line(NamedTuple):
    """A line of a cue without tags: the voice that a <v> gives it, and its possible label."""

    voice: str | None
    text: str
    label: Label | None


def _lines_of(cue: Cue, findings: Findings) -> list[_Line]:
    note_dialogue(cue, findings)
    lines: list[_Line] = []
    for stretch in read_markup("\n".join(cue.lines), cue.text_line, findings, (cue.start, cue.end)):
        plain = "".join(piece for piece, _ in stretch.pieces)
        for text in plain.split("\n"):
            if text and not text.isspace():
                lines.append(_Line(stretch.voice, text, find_label(text)))
    return lines


def _attribute(pairs: list[tuple[Cue, list[_Line]]], findings: Findings) -> Iterator[Turn]:
    """The turns of all cues; what voice speaks is carried from cue to cue."""
    labels = ((line.label, line is lines[0]) for _, lines in pairs for line in lines)
    judge = LabelJudge(labels, findings)
    voice: str | None = None
    for cue, lines in pairs:
        if not lines:
            findings.problem("no text", cue.line)
        stretches, voice = _voices(cue, lines, judge, voice)
        yield from turns_of(cue, stretches)


def _voices(
    cue: Cue, lines: list[_Line], judge: LabelJudge, voice: str | None
) -> tuple[list[Stretch], str | None]:
    """The stretches of a cue, and the voice that speaks at its end."""
    stretches: list[Stretch] = []
    for index, (tagged, line, label) in enumerate(lines):
        speech = line
        if label and judge.is_label(label, cue.text_line, begins=index == 0):
            voice, speech = label.name, label.rest
        heard = tagged or voice
        if not stretches or stretches[-1].voice != heard:
            stretches.append(Stretch(heard))
        stretches[-1].pieces.append((f"{speech}\n", None))
    return stretches, voice
