"""From cues to turns, and whether their times make sense one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from media.transcripts.cues import Cue
from media.transcripts.findings import Findings
from media.transcripts.markup import Stretch, lay_out
from media.transcripts.model import Turn
from media.transcripts.timecodes import format_time, to_seconds

OVERLAP = 1000
"""Milliseconds by which cues of one voice may overlap: rounding, not nonsense."""


def turns_of(cue: Cue, stretches: Iterable[Stretch]) -> Iterator[Turn]:
    """One turn per voice of a cue; several voices share its times, since nothing parts them."""
    for stretch in filter(_has_pieces, stretches):
        text, marks = lay_out(stretch.pieces, cue.start)
        if text:
            start, end = to_seconds(cue.start), to_seconds(cue.end)
            yield Turn(
                stretch.voice, text, start, end, marks, False, cue.text_line, stretch.language
            )


def _has_pieces(stretch: Stretch) -> bool:
    return bool(stretch.pieces)


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


def note_dialogue(cue: Cue, findings: Findings) -> None:
    """Note a cue whose lines begin with a dash, as subtitles show a change of voice."""
    if sum(line.lstrip().startswith(("-", "–")) for line in cue.lines) > 1:
        findings.note("dialogue", cue.text_line, " ".join(cue.lines))
