"""Statements as SRT, cut into cues of at most two lines, as players show them.

A label stands where the voice changes. Words withdrawn leave a cue that says so; the colophon is
the last cue, after all that was said, since SRT has no comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from media.transcripts.cues import Cue
from media.transcripts.findings import Findings
from media.transcripts.labelling import Labeller
from media.transcripts.labels import find_label
from media.transcripts.markup import read_markup
from media.transcripts.own import COLOPHON, is_own_line, withdrawn_line
from media.transcripts.rolling import unroll
from media.transcripts.subtitles import break_line, cut_subtitles
from media.transcripts.timecodes import format_time, split_timing
from media.transcripts.vtt_writing import escape
from media.transcripts.written import SHORTEST, Colophon, Timed, WrittenStatement, time_all

PAUSE, SHOWN = 1000, 5000
"""Milliseconds after the last word until the colophon is shown, and for how long."""


class _Cue(NamedTuple):
    start: int
    end: int
    text: str


def format_srt(colophon: Colophon, statements: Sequence[WrittenStatement]) -> str:
    """The file."""
    timed = list(time_all(statements))
    cues = _unmistakable(list(_cues(timed)))
    after = max((cue.end for cue in cues), default=0) + PAUSE
    about = "\n".join([COLOPHON, *map(_harmless, colophon.lines())])
    return "\n".join(
        f"{number}\n{_code(cue.start)} --> {_code(cue.end)}\n{cue.text}\n"
        for number, cue in enumerate([*cues, _Cue(after, after + SHOWN, about)], 1)
    )


def _unmistakable(cues: list[_Cue]) -> list[_Cue]:
    """The cues; on one line each where they would be taken for captions that roll up."""
    read = [Cue(1, one.start, one.end, 1, one.text.split("\n"), [], None) for one in cues]
    if unroll(read, Findings()) is read:
        return cues
    return [one._replace(text=one.text.replace("\n", " ")) for one in cues]


def _cues(timed: Sequence[Timed]) -> Iterator[_Cue]:
    said = [one for one in timed if one.statement.text is not None]
    voices = [one.statement.speaker for one in said]
    changes = [voice for at, voice in enumerate(voices) if at == 0 or voice != voices[at - 1]]
    labeller = Labeller(changes)
    above: str | None = None
    first = True
    for one in timed:
        statement = one.statement
        if statement.text is None:
            end = max(one.end, one.start + SHORTEST)
            yield _Cue(one.start, end, withdrawn_line(statement.withdrawn))
            continue
        changed = first or statement.speaker != above
        yield from _cues_of(one, labeller, changed=changed)
        above, first = statement.speaker, False


def _cues_of(timed: Timed, labeller: Labeller, *, changed: bool) -> Iterator[_Cue]:
    """The cues of a statement; the label is repeated where words would be taken for one."""
    for number, piece in enumerate(cut_subtitles(timed)):
        labelled = (changed and number == 0) or find_label(piece.text) is not None
        label = labeller.label(timed.statement.speaker, piece.text) if labelled else ""
        lines = break_line(label + piece.text)
        if any(find_label(line) for line in lines[1:]):
            lines = [label + piece.text]
        yield _Cue(piece.start, piece.end, "\n".join(map(_harmless, lines)))


def _harmless(line: str) -> str:
    """A line that is read as it stands; what would be taken for more than words is escaped."""
    if is_own_line(line):
        return escape(line).replace("[", "&#91;", 1)
    stretches = read_markup(line, 1, Findings())
    plain = "".join(text for one in stretches for text, _ in one.pieces)
    if plain == line and len(stretches) == 1 and split_timing(line) is None:
        return line
    return escape(line).replace("→", "&#8594;").replace("-", "&#45;")


def _code(milliseconds: int) -> str:
    return format_time(milliseconds).replace(".", ",")
