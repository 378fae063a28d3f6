"""When a broadcast began, as exactly as is known: a time, a part of the day, or the day alone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from archive.calendar.days import format_day
from archive.calendar.errors import UnreadableTime
from archive.calendar.zones import to_utc, utc_offset, zone_label

#: Parts of the day as the record keeps them, with what each language calls them.
PARTS_OF_DAY = {
    "pagi": {"id": "pagi", "en": "morning"},
    "siang": {"id": "siang", "en": "midday"},
    "sore": {"id": "sore", "en": "afternoon"},
    "malam": {"id": "malam", "en": "evening"},
}
_PART_WORDS = {word: part for part, words in PARTS_OF_DAY.items() for word in words.values()} | {
    "petang": "sore",
    "noon": "siang",
    "night": "malam",
}

_CLOCK = re.compile(
    r"(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?\s*(?:([ap])\.?\s?m\.?)?",
    re.IGNORECASE | re.ASCII,
)
_NOON = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day in an IANA zone, with a time or a part of the day (a key of PARTS_OF_DAY)."""

    day: date
    at: time | None = None
    part_of_day: str | None = None
    zone: str | None = None

    @property
    def utc(self) -> datetime | None:
        """The aware UTC instant; None where time or zone is not known."""
        return to_utc(self.day, self.at, self.zone) if self.at and self.zone else None


def parse_moment(day: date, text: str, zone: str) -> Moment:
    """A Moment from what a manifest gives for the time: "08:30", "08.30", "pagi" or nothing.

    `zone` is an IANA name. Raises UnreadableTime.
    """
    if not text.strip():
        return Moment(day, zone=zone)
    if part := _PART_WORDS.get(text.strip().casefold()):
        return Moment(day, part_of_day=part, zone=zone)
    return Moment(day, at=parse_time(text), zone=zone)


def parse_part_of_day(text: str) -> str:
    """Read "Pagi", "morning" -> "pagi" (a key of PARTS_OF_DAY); raises UnreadableTime."""
    part = _PART_WORDS.get(text.strip().casefold())
    if part is None:
        raise UnreadableTime(f"“{text}” is no part of the day. Use pagi, siang, sore or malam.")
    return part


def parse_time(text: str) -> time:
    """Read "08:30", "08.30", "pukul 8.30", "8:30 a.m.", "08:30:15"; raises UnreadableTime."""
    match = _CLOCK.fullmatch(text.strip())
    try:
        return _clock_time(match) if match else time.fromisoformat("")
    except ValueError:
        raise UnreadableTime(
            f"“{text}” is no time of day. Use hours and minutes, for example 08:30."
        ) from None


def _clock_time(match: re.Match[str]) -> time:
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    half = (match[4] or "").lower()
    if half and not 1 <= hour <= _NOON:
        raise ValueError(match[0])
    return time(hour % _NOON + (_NOON if half == "p" else 0) if half else hour, minute, second)


def format_broadcast(moment: Moment, language: str = "id") -> str:
    """Say "Rabu, 15 Juni 2022, pukul 08.30 WITA"; "Wednesday, 15 June 2022, morning WITA …"."""
    when = format_time_of_day(moment, language)
    return ", ".join(filter(None, (format_day(moment.day, language), when)))


def format_time_of_day(moment: Moment, language: str = "id") -> str:
    """Say "pukul 08.30 WITA", "pagi WITA", "8:30 a.m. WITA (UTC+8)"; nothing for a day alone."""
    if moment.at:
        words = format_clock(moment.at, language)
    elif moment.part_of_day:
        words = PARTS_OF_DAY[moment.part_of_day][language]
    else:
        return ""
    return " ".join(filter(None, (words, _zone_words(moment, language))))


def format_clock(at: time, language: str = "id") -> str:
    """Say "pukul 08.30"; "8:30 a.m."."""
    if language == "id":
        return f"pukul {at:%H.%M}"
    half = "a.m." if at.hour < _NOON else "p.m."
    return f"{(at.hour - 1) % _NOON + 1}:{at.minute:02} {half}"


def _zone_words(moment: Moment, language: str) -> str:
    if not moment.zone:
        return ""
    label, offset = zone_label(moment.zone, moment.day), utc_offset(moment.zone, moment.day)
    return label if language == "id" or label == offset else f"{label} ({offset})"
