"""Which format a transcript file has, and its reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from media.transcripts.audacity import is_audacity, read_audacity
from media.transcripts.encoding import decode_lines
from media.transcripts.findings import Findings
from media.transcripts.headings import read_heading_language
from media.transcripts.language import read_language_tag
from media.transcripts.model import Transcript, Turn
from media.transcripts.office.reading import is_office, read_office
from media.transcripts.podcast import read_podcast
from media.transcripts.refusals import refusal
from media.transcripts.srt import read_srt
from media.transcripts.statements import cut_statements
from media.transcripts.tape import count_from_zero
from media.transcripts.timecodes import is_timing
from media.transcripts.ttml import read_ttml
from media.transcripts.txt import read_txt
from media.transcripts.vtt import header_at, is_header, read_language, read_vtt
from media.transcripts.whisper import read_whisper


class Read(NamedTuple):
    """What a reader gives: the turns, and the language as the file names it."""

    turns: list[Turn]
    language: object = None


Reader = Callable[[list[str], Findings], Read]

READERS: dict[str, Reader] = {
    "vtt": lambda lines, findings: Read(read_vtt(lines, findings), read_language(lines)),
    "srt": lambda lines, findings: Read(read_srt(lines, findings)),
    "ttml": lambda lines, findings: Read(*read_ttml(lines, findings)),
    "json": lambda lines, findings: Read(*read_podcast(lines, findings)),
    "whisper": lambda lines, findings: Read(*read_whisper(lines, findings)),
    "audacity": lambda lines, findings: Read(read_audacity(lines, findings)),
    "txt": lambda lines, findings: Read(read_txt(lines, findings), read_heading_language(lines)),
}
"""Format -> reader of lines."""

CUE_FORMATS = frozenset(("vtt", "srt", "ttml", "json", "whisper", "audacity"))
"""Formats whose pieces are cues, which statements may join; the others have paragraphs."""
SUFFIXES = frozenset((".vtt", ".srt", ".txt", ".ttml", ".dfxp", ".json", ".docx", ".odt"))
"""How the name of a transcript may end."""

_LOOKED_AT = 200
"""Lines in which a cue file shows its first times."""
_XML = ("<?xml", "<tt>", "<tt ", "<tt:tt", "<!--")


def read_transcript(
    data: bytes, *, file_name: str | None = None, format: str | None = None
) -> Transcript:
    """Read a transcript file: its turns, its statements and what could not be read.

    `format` is one of READERS; without it the content decides, and where that is silent the end
    of `file_name`; DOCX and ODT are known by their content alone. Raises UnreadableTranscript where
    the file as a whole is no transcript.
    """
    if format not in READERS and is_office(data):
        office = read_office(data)
        return _make_transcript(office.format, Read(office.turns, office.language), office.findings)
    findings = Findings()
    lines = decode_lines(data, findings)
    findings.know(lines)
    known = format or detect_format(lines, file_name)
    if known not in READERS:
        raise refusal("unknown format", format=known, known=", ".join(READERS))
    return _make_transcript(known, READERS[known](lines, findings), findings)


def _make_transcript(format: str, read: Read, findings: Findings) -> Transcript:
    """The transcript of what a reader gave."""
    turns, language = read
    if format in CUE_FORMATS:
        turns = count_from_zero(turns, findings)
    if not turns:
        findings.problem("nothing", 1)
    return Transcript(
        format=format,
        language=read_language_tag(language, findings),
        turns=tuple(turns),
        statements=tuple(cut_statements(turns)),
        speakers=tuple(_speakers(turns)),
        problems=findings.problems,
        noted=findings.noted,
        facts=findings.facts,
    )


def detect_format(lines: list[str], file_name: str | None = None) -> str:
    """The format of a file by its first lines, then by its name; "txt" where neither tells.

    Raises UnreadableTranscript for JSON that is no transcript.
    """
    first = lines[header_at(lines)].lstrip()
    if is_header(first):
        return "vtt"
    if first.startswith(_XML):
        return "ttml"
    if _is_json(lines):
        return _dialect(lines)
    if is_audacity(lines):
        return "audacity"
    suffix = PurePath(file_name or "").suffix.removeprefix(".").casefold()
    if any(map(is_timing, islice(lines, _LOOKED_AT))):
        return "vtt" if suffix == "vtt" else "srt"
    return suffix if suffix in ("vtt", "srt") else "txt"


def _is_json(lines: list[str]) -> bool:
    """Whether the first two signs are those of an object, or of a list of objects."""
    signs = "".join(islice(filter(None, map("".join, map(str.split, lines))), 2))[:2]
    return signs in ('{"', "{}", "[{", "[]")


def _dialect(lines: list[str]) -> str:
    """Which kind of JSON a file is, by the keys that it has first."""
    keys = {"startTime": "json", "body": "json", "start": "whisper", "offsets": "whisper"}
    keys |= {"text": "whisper", "segments": "json"}
    for key, format in keys.items():
        if any(f'"{key}"' in line for line in lines):
            return format
    raise refusal("other json")


def _speakers(turns: Iterable[Turn]) -> Iterable[str]:
    """Labels, each once, in the order they are first heard."""
    return dict.fromkeys(turn.speaker for turn in turns if turn.speaker is not None)
