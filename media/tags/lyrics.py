"""Text inside an audio file: lines, with times where the tag or LRC marks give them."""

import re
from collections.abc import Iterable, Iterator

from media.tags.model import LyricLine

LRC_MARK = re.compile(r"\[(\d{1,3}):([0-5]?\d)(?:[.:](\d{1,3}))?\]\s*", re.ASCII)
LRC_MARKS = re.compile(rf"(?:{LRC_MARK.pattern})*", re.ASCII)
LRC_HEADER = re.compile(r"\[[a-z#]+:[^\]]*\]", re.IGNORECASE)


def read_lines(text: str) -> list[LyricLine]:
    """The lines of a lyrics tag, LRC marks (`[03:12.50]`) read as times and sorted by them."""
    lines = [line for raw in text.replace("\x00", "").splitlines() for line in _lines_of(raw)]
    if all(line.start is None for line in lines):
        return lines
    return sorted(lines, key=lambda line: line.start or 0.0)


def _lines_of(raw: str) -> Iterator[LyricLine]:
    """One line of text; several marks before it repeat it, a header of LRC is none."""
    line = raw.strip()
    marks = LRC_MARKS.match(line)
    end = marks.end() if marks else 0
    starts: list[float | None] = [
        _seconds(*mark.groups()) for mark in LRC_MARK.finditer(line, 0, end)
    ]
    rest = line[end:]
    if rest and not LRC_HEADER.fullmatch(rest):
        yield from (LyricLine(start, rest) for start in starts or [None])


def _seconds(minutes: str, seconds: str, fraction: str | None) -> float:
    return int(minutes) * 60 + float(f"{seconds}.{fraction or 0}")


def join_syllables(pieces: Iterable[tuple[str, float]]) -> list[LyricLine]:
    """Lines of timed pieces: where any begins with a line end, only those begin a line."""
    timed = [(text.replace("\x00", ""), start) for text, start in pieces]
    if not any("\n" in text for text, _ in timed[1:]):
        return [LyricLine(start, text.strip()) for text, start in timed if text.strip()]
    lines: list[tuple[float, list[str]]] = []
    for text, start in timed:
        if not lines or text.startswith("\n"):
            lines.append((start, []))
        lines[-1][1].append(text)
    return [LyricLine(start, " ".join("".join(parts).split())) for start, parts in lines]
