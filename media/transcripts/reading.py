"""Which format a transcript file has, and its reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import PurePath

from media.errors import UnreadableTranscript
from media.transcripts.encoding import decode_lines
from media.transcripts.findings import Findings
from media.transcripts.model import Transcript, Turn
from media.transcripts.srt import read_srt
from media.transcripts.statements import cut_statements
from media.transcripts.timecodes import parse_cue_time, split_timing
from media.transcripts.txt import read_txt
from media.transcripts.vtt import header_at, is_header, read_language, read_vtt

READERS: dict[str, Callable[[list[str], Findings], list[Turn]]] = {
    "vtt": read_vtt,
    "srt": read_srt,
    "txt": read_txt,
}
"""Format -> reader of lines."""

_LOOKED_AT = 200
"""Lines in which a cue file shows its first times."""


def read_transcript(
    data: bytes, *, file_name: str | None = None, format: str | None = None
) -> Transcript:
    """Read a transcript file: its turns, its statements and what could not be read.

    `format` is one of READERS; without it the content decides, and where that is silent the end
    of `file_name`. Raises UnreadableTranscript where the file as a whole is no transcript.
    """
    findings = Findings()
    lines = decode_lines(data, findings)
    known = format or detect_format(lines, file_name)
    if known not in READERS:
        raise UnreadableTranscript(f"“{known}” is not read; known are {', '.join(READERS)}.")
    turns = READERS[known](lines, findings)
    if not turns:
        findings.problem("nothing", 1)
    return Transcript(
        format=known,
        language=read_language(lines) if known == "vtt" else None,
        turns=tuple(turns),
        statements=tuple(cut_statements(turns)),
        speakers=tuple(_speakers(turns)),
        problems=findings.problems,
        notes=findings.notes,
    )


def detect_format(lines: list[str], file_name: str | None = None) -> str:
    """The format of a file by its first lines, then by its name; "txt" where neither tells."""
    if is_header(lines[header_at(lines)].lstrip()):
        return "vtt"
    suffix = PurePath(file_name or "").suffix.removeprefix(".").casefold()
    if any(_has_times(line) for line in islice(lines, _LOOKED_AT)):
        return "vtt" if suffix == "vtt" else "srt"
    return suffix if suffix in READERS else "txt"


def _has_times(line: str) -> bool:
    times = split_timing(line)
    return bool(times) and any(parse_cue_time(code) is not None for code in times or ())


def _speakers(turns: Iterable[Turn]) -> Iterable[str]:
    """Labels, each once, in the order they are first heard."""
    return dict.fromkeys(turn.speaker for turn in turns if turn.speaker is not None)
