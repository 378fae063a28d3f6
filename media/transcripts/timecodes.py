"""Times as transcript files write them, in milliseconds.

Every pattern is bounded, so matching takes time in proportion to the line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CUE_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9})|[:;](\d\d))?", re.ASCII)
_MISSPELT_ARROWS = ("->", "—>", "–>", "→")

PAL, NTSC = 25, 30  # frames in a second
_LIMIT = 60  # minutes in an hour, seconds in a minute


def _code(name: str) -> str:
    """The pattern of 1:02, 01:02, 00:01:02 or 00.01.02, with or without a fraction or frames."""
    seconds = rf"(?:(?P={name}_by)\d\d(?:[:;](?P<{name}_frames>\d\d)(?!\d))?)?"
    return rf"(?P<{name}>\d{{1,3}}(?P<{name}_by>[:.])\d\d{seconds}(?:[.,]\d{{1,3}})?)"


_RANGE = rf"{_code('start')}(?:\s{{0,3}}(?:-->|->|→|-|–|—|s\.?d\.?)\s{{0,3}}{_code('end')})?"
_IN_BRACKETS = re.compile(rf"[\[({{<]\s{{0,3}}{_RANGE}\s{{0,3}}[\])}}>]", re.ASCII)
_BARE = re.compile(rf"{_RANGE}(?=\s|\Z)", re.ASCII)
_TAIL = 40  # characters: no timecode at the end of a line is longer
_SHORT = 2  # parts of a code without hours


class LineTime(NamedTuple):
    """A timecode found in a line of text: milliseconds, None where absent or impossible.

    `certain` is False for a bare 1:02, which may as well be a time of day that was spoken.
    `framed` where the code counts frames, as those of tapes do.
    """

    start: int | None
    end: int | None
    written: str
    certain: bool
    framed: bool = False


def parse_cue_time(code: str) -> int | None:
    """Milliseconds of [HH:]MM:SS[.mmm] (a comma will do, digits after it are a fraction).

    None where the text is no such time, or an impossible one (minutes or seconds over 59).
    """
    match = _CUE_TIME.fullmatch(code)
    if not match:
        return None
    hours, minutes, seconds, fraction, frames = match.groups(default="0")
    time = _milliseconds(int(hours), int(minutes), int(seconds), fraction)
    return None if time is None else time + _of_frames(frames)


def _of_frames(frames: str) -> int:
    """Milliseconds of frames: 25 in a second, or 30 where there are more."""
    count = int(frames)
    return count * 1000 // (PAL if count < PAL else NTSC)


def _milliseconds(hours: int, minutes: int, seconds: int, fraction: str) -> int | None:
    if minutes >= _LIMIT or seconds >= _LIMIT:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(fraction[:3].ljust(3, "0"))


def split_timing(line: str) -> tuple[str, str] | None:
    """The two times of a cue's timing line as written (settings left out); None if it is none.

    Any line with `-->` is one; a misspelt arrow needs a time before it.
    """
    if "-->" in line:
        left, _, right = line.partition("-->")
        return left.strip(), (right.split(None, 1) or [""])[0]
    if not line[:1].isdigit():
        return None
    for arrow in _MISSPELT_ARROWS:
        left, found, right = line.partition(arrow)
        if found and right.strip() and parse_cue_time(left.strip()) is not None:
            return left.strip(), right.split(None, 1)[0]
    return None


def is_timing(line: str) -> bool:
    """Whether a line is a cue's timing line, with two times that can be."""
    times = split_timing(line)
    return times is not None and all(parse_cue_time(code) is not None for code in times)


def take_leading(line: str) -> tuple[LineTime, str] | None:
    """A timecode at the start of a stripped line, and the line without it."""
    match = _IN_BRACKETS.match(line) or _BARE.match(line)
    if not match:
        return None
    time = _line_time(match)
    return (time, line[match.end() :].lstrip()) if time else None


def take_trailing(line: str) -> tuple[LineTime, str] | None:
    """A timecode at the end of a stripped line, and the line without it."""
    if not line[-1:].isdigit() and line[-1:] not in "])}>":
        return None
    begin = max(0, len(line) - _TAIL)
    for pattern in (_IN_BRACKETS, _BARE):
        for match in pattern.finditer(line, begin):
            free = match.start() == 0 or line[match.start() - 1].isspace()
            if match.end() == len(line) and free and (time := _line_time(match)):
                return time, line[: match.start()].rstrip()
    return None


def take_at(line: str, position: int) -> tuple[LineTime, str] | None:
    """A timecode in brackets at a position of a line, and what follows it."""
    match = _IN_BRACKETS.match(line, position)
    if not match:
        return None
    time = _line_time(match)
    return (time, line[match.end() :].lstrip()) if time else None


def _line_time(match: re.Match[str]) -> LineTime | None:
    """None where a bare code is rather a number: 08.30 without brackets.

    A range with one impossible time is impossible as a whole.
    """
    bracketed = match.re is _IN_BRACKETS
    start, end = (
        _parts(match[name], match[f"{name}_by"], match[f"{name}_frames"])
        for name in ("start", "end")
    )
    short = len(start) == _SHORT
    if short and not bracketed and match["start_by"] == ".":
        return None
    times = [_parse_parts(parts) for parts in (start, end) if parts]
    possible = None not in times
    begins = times[0] if possible else None
    ends = times[1] if possible and len(times) > 1 else None
    framed = match["start_frames"] is not None
    return LineTime(begins, ends, match.group(), bracketed or not short, framed)


def _parts(code: str | None, by: str | None, frames: str | None) -> list[str]:
    """Hours (if given), minutes, and seconds with their fraction after a full stop."""
    if code is None or by is None:
        return []
    if frames is not None:
        *larger, last = code[: -len(":00")].split(by, 2)
        return [*larger, f"{last}.{_of_frames(frames):03d}"]
    *larger, last = code.split(by, 2)
    return [*larger, last.replace(",", ".")]


def _parse_parts(parts: list[str]) -> int | None:
    """Milliseconds; where hours are not written, minutes may exceed an hour."""
    *larger, last = parts
    seconds, _, fraction = last.partition(".")
    if len(parts) > _SHORT:
        return _milliseconds(int(larger[0]), int(larger[1]), int(seconds), fraction or "0")
    hours, minutes = divmod(int(larger[0]), 60)
    return _milliseconds(hours, minutes, int(seconds), fraction or "0")


def format_time(milliseconds: int) -> str:
    """HH:MM:SS.mmm, as messages show it."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}.{rest:03d}"


def to_seconds(milliseconds: int | None) -> float | None:
    """Seconds, as turns and statements hold times."""
    return None if milliseconds is None else milliseconds / 1000


def to_milliseconds(seconds: float | None) -> int | None:
    """The whole milliseconds that seconds were made from."""
    return None if seconds is None else round(seconds * 1000)
