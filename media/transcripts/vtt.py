"""WebVTT (W3C Candidate Recommendation of 4 April 2019, section 6), read leniently.

A cue without <v> is an unknown voice. Settings of cues speak of the screen and are passed over;
comments, style and regions are left out with a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from media.transcripts.cue_turns import mark_changes, note_dialogue, report_order, turns_of
from media.transcripts.cues import Block, Cue, CueReader, split_blocks
from media.transcripts.findings import Findings
from media.transcripts.labels import find_label
from media.transcripts.markup import read_markup
from media.transcripts.model import Turn
from media.transcripts.rolling import unroll
from media.transcripts.timecodes import split_timing

_LEFT_OUT = {"NOTE": "comment", "STYLE": "style", "REGION": "style"}


def read_vtt(lines: list[str], findings: Findings) -> list[Turn]:
    """The turns of a WebVTT file, one per cue and voice."""
    if not is_header(lines[header_at(lines)]):
        findings.problem("no header", 1)
    cues = list(CueReader(findings, names=True, claims=False).read(_speech(lines, findings)))
    turns = mark_changes(
        turn for cue in unroll(cues, findings) for turn in _read_cue(cue, findings)
    )
    report_order(turns, findings)
    return turns


def is_header(line: str) -> bool:
    """True for the first line of a WebVTT file."""
    return line.rstrip() == "WEBVTT" or line.startswith(("WEBVTT ", "WEBVTT\t"))


def header_at(lines: list[str]) -> int:
    """The index of the first line that is not blank, where the header should stand."""
    return next((at for at, line in enumerate(lines) if line.strip()), 0)


def read_language(lines: list[str]) -> str | None:
    """The language that the header names ("Language: id"), as written."""
    for line in lines[header_at(lines) + 1 :]:
        if not line.strip():
            break
        key, _, value = line.partition(":")
        if key.strip().casefold() == "language":
            return value.strip() or None
    return None


def _speech(lines: list[str], findings: Findings) -> Iterator[Block]:
    """The blocks that may hold cues."""
    first = header_at(lines) + 1
    for block in split_blocks(lines):
        rest = _without_comment(block, findings, may_be_header=block.line == first)
        if rest.lines:
            yield rest


def _without_comment(block: Block, findings: Findings, *, may_be_header: bool) -> Block:
    """The block without header, comment, style or region: these end at the next times."""
    header = may_be_header and is_header(block.lines[0])
    kind = "metadata" if header else _kind_left_out(block.lines[0])
    if kind is None:
        return block
    end = next((at for at, line in enumerate(block.lines) if split_timing(line)), len(block.lines))
    shown = [line for line in block.lines[:end] if not (header and _is_known(line))]
    if shown:
        findings.note(kind, block.line + header, " ".join(shown))
        for line in shown:
            findings.tell(line)
    return Block(block.line + end, block.lines[end:])


def _is_known(line: str) -> bool:
    """Whether a line of the header is read, or says nothing (Kind: captions)."""
    return is_header(line) or line.partition(":")[0].strip().casefold() in ("language", "kind")


def _kind_left_out(first: str) -> str | None:
    word = first.split(None, 1)[0]
    return _LEFT_OUT.get(word) if word == "NOTE" or first.strip() == word else None


def _read_cue(cue: Cue, findings: Findings) -> Iterator[Turn]:
    turns = list(
        turns_of(
            cue, read_markup("\n".join(cue.lines), cue.text_line, findings, (cue.start, cue.end))
        )
    )
    if not turns:
        findings.problem("no text", cue.line)
    if turns and turns[0].speaker is None and find_label(cue.lines[0]):
        findings.note("unread label", cue.text_line, cue.lines[0])
    note_dialogue(cue, findings)
    yield from turns
