"""SubRip (SRT), which has no standard, as it is found: numbers that jump, missing blank lines, a
full stop for the comma, two digits of a second, tags, and labels "Name: words".

A label holds until the next. Words after a blank line inside a cue stay with that cue (noted);
words before the first cue belong to none (a problem).
"""

from __future__ import annotations

from itertools import pairwise

from media.transcripts.cue_labels import LabelledLine, attribute, label_lines
from media.transcripts.cue_turns import mark_changes, note_dialogue, report_order
from media.transcripts.cues import Cue, CueReader, parse_number, split_blocks
from media.transcripts.findings import Findings
from media.transcripts.markup import read_markup
from media.transcripts.model import Turn
from media.transcripts.own import COLOPHON, is_withdrawn_line
from media.transcripts.rolling import unroll


def read_srt(lines: list[str], findings: Findings) -> list[Turn]:
    """The turns of an SRT file, one per cue and voice."""
    every = list(CueReader(findings, names=False, claims=True).read(split_blocks(lines)))
    _note_numbers(every, findings)
    cues = [cue for cue in every if not _is_ours(cue, findings)]
    pairs = [(cue, _lines_of(cue, findings)) for cue in unroll(cues, findings)]
    turns = mark_changes(attribute(pairs, findings))
    report_order(turns, findings)
    return turns


def _is_ours(cue: Cue, findings: Findings) -> bool:
    """Whether a cue is one that this archive writes beside what was said; it is noted."""
    first = cue.lines[0].strip() if cue.lines else ""
    if first == COLOPHON:
        findings.note("colophon", cue.text_line, " ".join(cue.lines))
        for line in cue.lines:
            findings.tell(line)
    elif is_withdrawn_line(first):
        findings.note("withdrawn", cue.text_line, first)
    else:
        return False
    return True


def _note_numbers(cues: list[Cue], findings: Findings) -> None:
    """Note the first place where the numbers of cues do not go up by one."""
    numbers = [(parse_number(cue.number), cue) for cue in cues if cue.number]
    for (before, _), (number, cue) in pairwise(numbers):
        if number != before + 1:
            findings.note("numbering", cue.line, str(cue.number))
            return


def _lines_of(cue: Cue, findings: Findings) -> list[LabelledLine]:
    note_dialogue(cue, findings)
    lines: list[LabelledLine] = []
    for stretch in read_markup("\n".join(cue.lines), cue.text_line, findings, (cue.start, cue.end)):
        plain = "".join(piece for piece, _ in stretch.pieces)
        lines.extend(label_lines(plain.split("\n"), stretch.voice))
    return lines
