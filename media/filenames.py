"""What a file name says: a date, and a title in the rest of it.

Recordings come as `2022-06-15 Dialog Pagi.mp3`, `REC_20220615_083000.wav` or `Talkshow 15 Juni
2022.m4a`. A date is taken only where it can be read in one way: `15-06-22` and names with two
different dates give none.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

SUFFIX = re.compile(
    r"\.(mp[234]|m4[ab]|aac|flac|og[ga]|opus|wave?|aiff?|aifc|wma|vtt|srt|txt|docx|odt|json|ttml)$",
    re.IGNORECASE,
)

MONTHS = {
    "januari january jan": 1,
    "februari february pebruari feb peb": 2,
    "maret march mar": 3,
    "april apr": 4,
    "mei may": 5,
    "juni june jun": 6,
    "juli july jul": 7,
    "agustus august agu ags agt aug": 8,
    "september sept sep": 9,
    "oktober october okt oct": 10,
    "november nopember nov nop": 11,
    "desember december des dec": 12,
}
MONTH_BY_NAME = {name: number for names, number in MONTHS.items() for name in names.split()}

NAMES = "|".join(sorted(MONTH_BY_NAME, key=len, reverse=True))
PIECES = {
    "YYYY": r"(?P<year>(?:19|20)[0-9]{2})",
    "MM": r"(?P<month>[01][0-9])",
    "DD": r"(?P<day>[0-3][0-9])",
    "M": r"(?P<month>[01]?[0-9])",
    "D": r"(?P<day>[0-3]?[0-9])",
    "NAME": rf"(?P<name>{NAMES})",
    "-": r"(?P<gap>[ _.-])",
    "=": r"(?P=gap)",
    "~": r"[ _.,-]*",
}
DATES = ["YYYY - M = D", "D - M = YYYY", "YYYY MM DD", "DD MM YYYY"]
DATES += ["D ~ NAME ~ YYYY", "NAME ~ D - YYYY", "NAME ~ D , ~ YYYY", "YYYY ~ NAME ~ D"]
TIME = r"(?:[T _-]+[0-2][0-9](?:[.:-][0-5][0-9]){1,2}|[T _-]?[0-2][0-9](?:[0-5][0-9]){2})"


def _compile(pattern: str) -> re.Pattern[str]:
    """A date pattern as a regular expression, not inside a longer number or word."""
    pieces = "".join(PIECES.get(piece, piece) for piece in pattern.split())
    before = "(?<![a-z])" if pattern.startswith("NAME") else "(?<![0-9])"
    return re.compile(rf"{before}{pieces}(?![0-9])(?:{TIME}(?![0-9]))?", re.IGNORECASE)


DATE_PATTERNS = [_compile(pattern) for pattern in DATES]


class FileName(NamedTuple):
    """A title, never empty for a name that is not, and the day that the name states, if any."""

    title: str
    date: date | None


def read_file_name(name: str) -> FileName:
    """Read a date and a title from a file name; folders and known suffixes are left out.

    A date is one of the calendar (30 February is none) in a year from 1900 to 2099; a time of day
    that follows it is dropped with it. Without a date the whole name is the title.
    """
    stem = SUFFIX.sub("", re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1])
    days = {day for day, _ in _dates_in(stem)}
    if len(days) != 1:
        return FileName(_title_of(stem) or stem, None)
    rest = stem
    for _, written in _dates_in(stem):
        rest = rest.replace(written, " ")
    return FileName(_title_of(rest) or stem, days.pop())


def _dates_in(stem: str) -> Iterator[tuple[date, str]]:
    for pattern in DATE_PATTERNS:
        for match in pattern.finditer(stem):
            day = _date_of(match.groupdict())
            if day is not None:
                yield day, match.group()


def _date_of(parts: dict[str, str | None]) -> date | None:
    month = parts.get("month") or MONTH_BY_NAME[(parts.get("name") or "").lower()]
    try:
        return date(int(parts["year"] or 0), int(month), int(parts["day"] or 0))
    except ValueError:
        return None


def _title_of(text: str) -> str:
    words = text.replace("_", " ").strip(" -.,()[]")
    if " " not in words:
        words = words.replace("-", " ")
    return " ".join(words.split())
