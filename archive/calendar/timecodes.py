"""Places in a recording, lengths of time and amounts, as each language writes them."""

import re
from math import floor

from archive.calendar.errors import UnreadableTimecode

_MARKS = {"id": ".", "en": ":"}
_TIMECODE = re.compile(r"(?:(\d{1,3})[.:])?(\d{1,3})[.:](\d\d)(?:[,.](\d{1,3}))?", re.ASCII)
_MINUTE, _HOUR = 60, 3600

#: Singular and plural; Indonesian nouns do not change after a number.
UNITS = {
    "id": {"hour": ("jam", "jam"), "minute": ("menit", "menit"), "second": ("detik", "detik")},
    "en": {
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
        "second": ("second", "seconds"),
    },
}


def format_timecode(seconds: float, language: str = "id") -> str:
    """Say "03.12", "1.03.12" (Indonesian has dots); "03:12", "1:03:12". Parts of a second drop."""
    hours, rest = divmod(max(0, floor(seconds)), _HOUR)
    parts = (f"{hours}",) if hours else ()
    return _MARKS[language].join((*parts, f"{rest // _MINUTE:02}", f"{rest % _MINUTE:02}"))


def format_timecodes(start: float, end: float | None, language: str = "id") -> str:
    """Say "12.30–12.47"; the start alone where the end is unknown or falls on the same second."""
    first = format_timecode(start, language)
    last = first if end is None else format_timecode(end, language)
    return first if last == first else f"{first}–{last}"


def parse_timecode(text: str) -> float:
    """Read "03.12", "1:03:12", "75.00", "03:12,5" -> seconds; raises UnreadableTimecode."""
    match = _TIMECODE.fullmatch(text.strip())
    if not match or int(match[3]) >= _MINUTE or (match[1] and int(match[2]) >= _MINUTE):
        raise UnreadableTimecode(f"“{text}” is no time code. Use minutes and seconds: 03.12.")
    whole = int(match[1] or 0) * _HOUR + int(match[2]) * _MINUTE + int(match[3])
    return whole + float(f"0.{match[4] or 0}")


def format_media_fragment(start: float, end: float | None = None) -> str:
    """Give "t=192" or "t=192.5,205": the time of a W3C Media Fragment, in seconds."""
    times = (start,) if end is None else (start, end)
    return "t=" + ",".join(f"{round(seconds, 3):.3f}".rstrip("0").rstrip(".") for seconds in times)


def format_duration(seconds: float, language: str = "id") -> str:
    """Say "35 detik", "42 menit", "1 jam 3 menit"; from a minute on rounded to whole minutes."""
    if seconds < _MINUTE:
        return _counted(floor(seconds), "second", language)
    hours, minutes = divmod(floor(seconds / _MINUTE + 0.5), _MINUTE)
    counts = ((hours, "hour"), (minutes, "minute"))
    return " ".join(_counted(count, unit, language) for count, unit in counts if count)


def format_number(value: float, language: str = "id", decimals: int = 0) -> str:
    """Say "12.345,6" in Indonesian, "12,345.6" in English."""
    english = f"{value:,.{decimals}f}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))


def _counted(count: int, unit: str, language: str) -> str:
    singular, plural = UNITS[language][unit]
    return f"{format_number(count, language)} {singular if count == 1 else plural}"
