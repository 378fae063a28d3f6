"""The transcripts of a demo episode as WebVTT: as spoken, or as it was first written down."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from archive.demo.script import Cue

LEFT_OUT, JOINED = "-", "&"


class Line(NamedTuple):
    """A cue of the file; start and end in seconds."""

    start: float
    end: float
    label: str
    words: str
    language: str | None = None


def as_spoken(cues: list[Cue]) -> Iterator[Line]:
    """The lines of a transcript without mistakes, with the true times."""
    for cue in cues:
        yield Line(cue.start, cue.end, cue.label, cue.written, cue.language)


def as_first_written(cues: list[Cue]) -> Iterator[Line]:
    """The lines of the first transcript: its mistakes, additions and omissions."""
    lines: list[Line] = []
    for cue in cues:
        if not cue.mistakes:
            lines.extend(as_spoken([cue]))
        elif cue.mistakes[0][1] == JOINED:
            before = lines.pop()
            lines.append(before._replace(end=cue.end, words=f"{before.words} {cue.written}"))
        elif cue.mistakes[0][1] != LEFT_OUT:
            lines.extend(_shared(cue, [*cue.mistakes, *cue.added]))
    yield from lines


def _shared(cue: Cue, parts: list[tuple[str, str]]) -> Iterator[Line]:
    """Parts (label, words) that share the time of one cue by their length."""
    start, pace = cue.start, (cue.end - cue.start) / sum(len(words) for _label, words in parts)
    for label, words in parts:
        end = start + pace * len(words)
        yield Line(start, end, label, words)
        start = end


def a_little_late(lines: Iterator[Line]) -> Iterator[Line]:
    """The same lines with times as a person sets them: late, each turn by as much."""
    chance = random.Random(1506)  # noqa: S311  # repeatable, no secret
    speaker, late, earliest = "", 0.0, 0.0
    for line in lines:
        if line.label != speaker:
            speaker, late = line.label, chance.uniform(0.05, 0.4)
        earliest = max(earliest, line.start + late)
        yield line._replace(start=earliest, end=line.end + late)


def format_vtt(title: str, lines: Iterator[Line]) -> str:
    """A WebVTT file with voice tags, and language tags where a line is not Indonesian."""
    head = f"WEBVTT - {title}\nLanguage: id\n\nNOTE\nSiaran rekaan untuk arsip contoh Gaung.\n"
    return "\n".join([head, *(_format_cue(number, line) for number, line in enumerate(lines, 1))])


def _format_cue(number: int, line: Line) -> str:
    words = f"<lang {line.language}>{line.words}</lang>" if line.language else line.words
    return f"{number}\n{_clock(line.start)} --> {_clock(line.end)}\n<v {line.label}>{words}\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
