"""Dates as people, manifests, tags and file names give them, often incomplete."""

import re
from collections.abc import Callable
from datetime import date

from archive.calendar.days import MONTHS, WEEKDAYS
from archive.calendar.errors import UnreadableDate
from archive.calendar.spans import DAY, Span, unit_of, whole_day, whole_month, whole_year
from archive.periods import UNTIL_NOW, Bound

#: What a month may be called; the press's own spellings stand beside the dictionary's.
_MONTH_NUMBERS = {
    word: number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
    for word in (name.casefold(), name.casefold()[:3])
} | {"agt": 8, "ags": 8, "sept": 9, "nop": 11, "nopember": 11, "peb": 2, "pebruari": 2}

_NOW_WORDS = frozenset({"sekarang", "sampai sekarang", "kini", "now", "until now", "present"})

QUALIFIERS = {
    kind: re.compile(rf"(?:{words})\s*(\S.*)", re.IGNORECASE)
    for kind, words in {
        "about": r"sekitar|kira-kira|kurang lebih|±|ca?\.|circa|around|about",
        "before": r"sebelum|before",
        "after": r"setelah|sesudah|after",
    }.items()
}
"""Words before a date that widen it; group 1 is the date."""

_BETWEEN = re.compile(r"(?:antara (.+?) dan|between (.+?) and) (.+)", re.IGNORECASE)

#: A weekday, brackets or both around a date; the weekday is not compared with the date here.
_WEEKDAY = "|".join((*WEEKDAYS["id"], *WEEKDAYS["en"], "Ahad", "Jum['’]at"))
_WITH_WEEKDAY = re.compile(rf"(?:(?:{_WEEKDAY})\b,? ?)?(\()?(.*?)(?(1)\))", re.IGNORECASE)

_FIRST_SHORT_YEAR = 69  # two digits as POSIX strptime reads them: 69-99 are of the last century
_SHORT = 2


def parse_date(text: str) -> Bound:
    """Read a date as the earliest and latest day it can mean; raises UnreadableDate.

    Days: "2022-06-15" (a time behind it is left alone), "20220615", "15/6/2022", "15-6-22",
    "15 Juni 2022", "Rabu (15/6/2022)", "June 15, 2022". Less than days: "2022-06", "6/2022",
    "Juni 2022", "2022". Qualified: "sekitar 2021" (one year, month or day more on either side),
    "sebelum Maret 2022", "setelah 2020", "antara 2019 dan 2021", "sekarang"; in English likewise.
    Years from 1800 to 2199 are known.
    """
    written = " ".join(text.split())
    if written.casefold() in _NOW_WORDS:
        return Bound(written=UNTIL_NOW)
    if match := _BETWEEN.fullmatch(written):
        return _between(_read_span(match[1] or match[2]), _read_span(match[3]), written)
    for kind, pattern in QUALIFIERS.items():
        if match := pattern.fullmatch(written):
            return _WIDENED[kind](_read_span(match[1]), written)
    return Bound(*_read_span(written), written)


def parse_day(text: str) -> date:
    """Read a date that names one day; raises UnreadableDate, also for a month or a year."""
    bound = parse_date(text)
    if bound.earliest is None or bound.earliest != bound.latest:
        raise UnreadableDate(f"“{text}” names no single day. Give day, month and year.")
    return bound.earliest


def _between(first: Span, last: Span, written: str) -> Bound:
    if first[0] > last[1]:
        raise UnreadableDate(f"“{written}” ends before it begins.")
    return Bound(first[0], last[1], written)


def _about(span: Span, written: str) -> Bound:
    unit = unit_of(span) or whole_day
    return Bound(unit(span[0] - DAY)[0], unit(span[1] + DAY)[1], written)


_WIDENED: dict[str, Callable[[Span, str], Bound]] = {
    "about": _about,
    "before": lambda span, written: Bound(None, span[0] - DAY, written),
    "after": lambda span, written: Bound(span[1] + DAY, None, written),
}

_YEAR = r"((?:18|19|20|21)\d\d)"
_MONTH_WORD = r"([A-Za-z]{3,9})\.?"

#: The shapes of a date and what reads each; the first that fits is the one.
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (rf"{_YEAR}-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d\S*)?", lambda m: _day(m[1], m[2], m[3])),
        (rf"{_YEAR}(\d\d)(\d\d)", lambda m: _day(m[1], m[2], m[3])),
        (rf"(\d\d?)([-/.])(\d\d?)\2(?:{_YEAR}|(\d\d))", lambda m: _day(m[4] or m[5], m[3], m[1])),
        (rf"(\d\d?) {_MONTH_WORD} {_YEAR}", lambda m: _day(m[3], m[2], m[1])),
        (rf"{_MONTH_WORD} (\d\d?), ?{_YEAR}", lambda m: _day(m[3], m[1], m[2])),
        (rf"{_YEAR}[-/](\d\d)", lambda m: _month(m[1], m[2])),
        (rf"(\d\d?)[-/]{_YEAR}", lambda m: _month(m[2], m[1])),
        (rf"{_MONTH_WORD} {_YEAR}", lambda m: _month(m[2], m[1])),
        (_YEAR, lambda m: whole_year(date(int(m[1]), 1, 1))),
    )
)


def _read_span(text: str) -> Span:
    """A date without qualifier, with or without its weekday."""
    with_weekday = _WITH_WEEKDAY.fullmatch(text)
    bare = with_weekday[2] if with_weekday else text
    for shape, read in _SHAPES:
        if match := shape.fullmatch(bare):
            try:
                return read(match)
            except (ValueError, KeyError):
                break
    raise UnreadableDate(f"“{text}” is no date. Give year-month-day, for example 2022-06-15.")


def _day(year: str, month: str, day: str) -> Span:
    return whole_day(date(_full_year(year), _month_number(month), int(day)))


def _month(year: str, month: str) -> Span:
    return whole_month(date(int(year), _month_number(month), 1))


def _month_number(text: str) -> int:
    return int(text) if text.isdigit() else _MONTH_NUMBERS[text.casefold()]


def _full_year(text: str) -> int:
    if len(text) > _SHORT:
        return int(text)
    return int(text) + (1900 if int(text) >= _FIRST_SHORT_YEAR else 2000)
