"""Labels "Name: words" in cues of formats that name no voices; a label holds until the next.

SRT, Audacity's labels, and TTML files without agents are read so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from media.transcripts.cue_turns import turns_of
from media.transcripts.cues import Cue
from media.transcripts.findings import Findings
from media.transcripts.labels import Label, LabelJudge, find_label
from media.transcripts.markup import Stretch
from media.transcripts.model import Turn


class LabelledLine(NamedTuple):
    """A line of a cue without tags: the voice that a <v> gives it, and its possible label."""

    voice: str | None
    text: str
    label: Label | None


def label_lines(texts: Iterable[str], voice: str | None = None) -> list[LabelledLine]:
    """The lines that are not blank, each with its possible label."""
    return [
        LabelledLine(voice, text, find_label(text)) for text in texts if text and not text.isspace()
    ]


def attribute(pairs: list[tuple[Cue, list[LabelledLine]]], findings: Findings) -> Iterator[Turn]:
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
    cue: Cue, lines: list[LabelledLine], judge: LabelJudge, voice: str | None
) -> tuple[list[Stretch], str | None]:
    """The stretches of a cue, and the voice that speaks at its end."""
    stretches: list[Stretch] = []
    for index, (tagged, line, label) in enumerate(lines):
        speech = line
        if label and judge.is_label(label, cue.text_line, begins=index == 0):
            voice, speech = label.voice, label.rest
        heard = tagged or voice
        if not stretches or stretches[-1].voice != heard:
            stretches.append(Stretch(heard))
        stretches[-1].pieces.append((f"{speech}\n", None))
    return stretches, voice
