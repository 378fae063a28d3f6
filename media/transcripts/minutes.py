"""Minutes that a transcriber marks in words: "[menit 5]", "Menit ke-12:", "(12'30\")", "5'".

In brackets they may stand at the start or the end of a line, bare only alone or before a colon.
"""

from __future__ import annotations

import re

from media.transcripts.timecodes import LineTime

_MINUTES = (
    r"(?:menit|mnt|minute|min)\.?\s{0,3}(?:ke\s{0,2}-?\s{0,2})?(?P<minutes>\d{1,3})"
    r"(?:[:.,'’′](?P<seconds>\d\d)(?!\d))?"
)
_FEET = r"(?P<feet>\d{1,3})\s{0,2}['’′]\s{0,2}(?:(?P<inches>\d{1,2})\s{0,2}(?:[\"”″]|''|’’))?"
_COUNTED = r"(?P<counted>\d{1,3})\s{1,3}(?:menit|mnt)"
_BARE = re.compile(rf"(?:{_MINUTES}|{_FEET})\s{{0,3}}(?::(?!\d)|\Z)", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"[\[(]\s{{0,3}}(?:{_MINUTES}|{_FEET}|{_COUNTED})\s{{0,3}}[\])]:?", re.IGNORECASE
)
_TAIL = 24  # characters: no such mark is longer
_SIXTY = 60
_WORDS = ("m", "'", "’", "′")


def take_leading_minute(line: str) -> tuple[LineTime, str] | None:
    """A minute marked at the start of a stripped line, and the line without it."""
    match = _IN_BRACKETS.match(line) or _BARE.match(line)
    return (_time(match), line[match.end() :].lstrip()) if match else None


def take_trailing_minute(line: str) -> tuple[LineTime, str] | None:
    """A minute marked in brackets at the end of a stripped line, and the line without it."""
    if line[-1:] not in ("]", ")"):
        return None
    at = max(line.rfind("[", -_TAIL), line.rfind("(", -_TAIL))
    match = _IN_BRACKETS.fullmatch(line, at) if at >= 0 else None
    return (_time(match), line[:at].rstrip()) if match else None


def is_minute(time: LineTime) -> bool:
    """Whether a time was marked in words."""
    return any(sign in time.written.casefold() for sign in _WORDS)


def _time(match: re.Match[str]) -> LineTime:
    groups = match.groupdict()
    minutes = groups["minutes"] or groups["feet"] or groups.get("counted") or "0"
    seconds = int(groups["seconds"] or groups["inches"] or 0)
    time = (int(minutes) * _SIXTY + seconds) * 1000 if seconds < _SIXTY else None
    return LineTime(time, None, match.group(), True)
