"""TTML and DFXP (W3C Timed Text Markup Language 2), read in the confined process.

A paragraph <p> is a cue; `ttm:agent` names its voice. Where a file names no agents, labels
"Name: words" are read as in SRT. Times of spans are kept as marks.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from media.confinement import Limits, run_confined
from media.errors import UnreadableRecording
from media.transcripts.cue_labels import attribute, label_lines
from media.transcripts.cue_turns import mark_changes, note_dialogue, report_order, turns_of
from media.transcripts.cues import Cue
from media.transcripts.findings import Findings
from media.transcripts.markup import Stretch
from media.transcripts.model import Turn
from media.transcripts.refusals import refusal
from media.transcripts.rolling import unroll
from media.transcripts.timecodes import format_time
from media.transcripts.voices import voice_of

LIMITS = Limits(memory=512 * 1024 * 1024, cpu=20, wall=30, file_size=0, open_files=32)

Piece = tuple[str, int | None, str | None]
"""Words of a paragraph, the time (ms) they begin at, and their voice."""
Paragraph = tuple[Cue, list[Piece]]


def read_ttml(lines: list[str], findings: Findings) -> tuple[list[Turn], str | None]:
    """The turns of a TTML file and its language. Raises UnreadableTranscript where it is none."""
    language: str | None = None
    paragraphs: list[Paragraph] = []
    for told in _read_confined("\n".join(lines)):
        if "refused" in told:
            raise refusal(told["refused"])
        language = told.get("language", language)
        if "problem" in told:
            findings.problem(told["problem"], told["line"], **told["details"])
        elif "note" in told:
            findings.note(told["note"], told["line"], told["text"])
        elif "pieces" in told:
            paragraphs.append(_paragraph(told, findings))
    turns = mark_changes(_turns(paragraphs, findings))
    report_order(turns, findings)
    return turns, language


def _read_confined(text: str) -> Iterator[dict[str, Any]]:
    """What the confined process tells of the file."""
    with tempfile.TemporaryDirectory(prefix="gaung-ttml-") as folder:
        path = Path(folder) / "transcript.ttml"
        path.write_text(text, encoding="utf-8")
        try:
            yield from run_confined("media.transcripts.ttml_process", [str(path)], LIMITS)
        except UnreadableRecording:
            raise refusal("ttml damaged") from None


def _paragraph(told: dict[str, Any], findings: Findings) -> Paragraph:
    line, start, end = told["line"], told["start"], told["end"]
    if start is not None and end is not None and end < start:
        findings.problem("reversed", line, start=format_time(start), end=format_time(end))
        end = None
    pieces = [(text, time, voice_of(voice, line, findings)) for text, time, voice in told["pieces"]]
    texts = "".join(text for text, _, _ in pieces).split("\n")
    return Cue(line, start, end, line, texts, [], None), pieces


def _turns(paragraphs: list[Paragraph], findings: Findings) -> Iterator[Turn]:
    """The turns of all paragraphs; by labels where no voice and no time inside one is given."""
    for cue, _ in paragraphs:
        note_dialogue(cue, findings)
    told = any(voice or time is not None for _, pieces in paragraphs for _, time, voice in pieces)
    if not told:
        cues = unroll([cue for cue, _ in paragraphs], findings)
        yield from attribute([(cue, label_lines(cue.lines)) for cue in cues], findings)
        return
    for cue, pieces in paragraphs:
        turns = list(turns_of(cue, _stretches(cue, pieces, findings)))
        if not turns:
            findings.problem("no text", cue.line)
        yield from turns


def _stretches(cue: Cue, pieces: list[Piece], findings: Findings) -> list[Stretch]:
    """The pieces by voice; a time that does not fit its place is reported and left out."""
    stretches: list[Stretch] = []
    earliest = cue.start or 0
    for text, time, voice in pieces:
        if not stretches or stretches[-1].voice != voice:
            stretches.append(Stretch(voice))
        if time is not None and (time < earliest or (cue.end is not None and time > cue.end)):
            findings.problem("stamp", cue.line, code=format_time(time))
            time = None  # noqa: PLW2901  # the words are kept without it
        earliest = earliest if time is None else time
        stretches[-1].pieces.append((text, time))
    return stretches
