"""Days, months, years and ranges of them, as they are typed behind `tanggal:`.

    2022-06-15   15/6/22   15 Juni 2022   June 15, 2022   Rabu, 15 Juni 2022      a day
    2022-06   6/2022   Juni 2022                                                  a month
    2022                                                                          a year
    2022-06..2022-09   1-15 Juni 2022   Juni hingga Agustus 2022                  a range
    kemarin   minggu lalu   3 bulan lalu   7 hari terakhir                        from today

Months and relative days in Indonesian or English, also abbreviated. Two digits of a year are those
of 1969 to 2068. Years from 1800 to 2199 are known; weeks begin on Monday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from search.periods import Period, whole_day, whole_month, whole_year, write_period
from search.relative_days import read_relative
from search.wording import Note

MAX_LENGTH = 64
"""Characters; what is longer is no date."""

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_VARIANTS = {
    "pebruari": 2, "peb": 2, "pebr": 2, "mrt": 3, "apl": 4, "agt": 8, "ags": 8, "agst": 8,
    "agus": 8, "sept": 9, "nopember": 11, "nop": 11,
}  # fmt: skip

MONTH_NUMBERS = {
    word: number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
    for word in (name.lower(), name.lower()[:3])
} | _VARIANTS
"""The month that a word in small letters names."""

_WEEKDAYS = {
    word: number
    for names in (
        ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
    for number, word in enumerate(names)
} | {"jum'at": 4, "jum’at": 4, "ahad": 6}

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_NUMBER = r"(?P<month>\d\d?)"
_DAY = r"(?P<day>\d\d?)"
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:18|19|20|21)\d\d|\d\d)"

_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        rf"{_YEAR}([-/.]){_NUMBER}\2{_DAY}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_DAY}([-/.]){_NUMBER}\2{_SHORT_YEAR}",
        rf"{_DAY}[ -]?{_MONTH}[ -]'?{_SHORT_YEAR}",
        rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_YEAR}[-/]{_NUMBER}",
        rf"{_NUMBER}[-/]{_YEAR}",
        rf"{_MONTH}[ -]{_YEAR}",
        _YEAR,
        rf"{_DAY}[ -]?{_MONTH}",
        rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?",
        _MONTH,
    )
)
_NAMING = re.compile(r"^(?:tanggal|tgl\.?|bulan|tahun|thn\.?) ")
_WITH_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)}),? \(?(\d[^()]*)\)?")
_BETWEEN = (
    re.compile(r" ?\.\. ?"),
    re.compile(r" (?:hingga|sampai|sampai dengan|s\.?/?d\.?|to|until|[-–—]) "),
    re.compile(r"[-–—]"),
)

_MAY_BE_A_NUMBER = re.compile(r"[\d.]+|\d+[-/]\d+")

_BEGINNINGS = {
    *MONTH_NUMBERS,
    *_WEEKDAYS,
    *("hari", "kemarin", "kemaren", "minggu", "pekan", "bulan", "tahun", "tanggal", "tgl"),
    *("sehari", "seminggu", "sebulan", "setahun"),
    *("today", "yesterday", "this", "last"),
}
"""Words that a date may begin with; others need not be tried."""

_SHORT = 2
_LAST_MONTH = 12
_FIRST_SHORT_YEAR = 69  # two digits as POSIX strptime reads them


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `since` to `until`, both inclusive, and how they are written behind `tanggal:`."""

    since: date
    until: date
    text: str
    notes: tuple[Note, ...] = ()


def read_days(typed: str, today: date) -> Stretch | None:
    """The days that a text names, seen from `today`; None where it names none.

    What no calendar has is read as well as may be, with a note that says so.
    """
    written = " ".join(typed.split())
    if not written or len(written) > MAX_LENGTH:
        return None
    found = _read_one(written.lower(), today) or _read_range(written.lower(), today)
    if found is None:
        return None
    meant = write_filter(found.text)
    notes = (Note(note.code, written, reading=meant) for note in found.notes)
    return replace(found, notes=tuple(notes))


def read_spoken_days(typed: str, today: date) -> Stretch | None:
    """The days that words of a sentence name beyond doubt, else None.

    That is a relative day, a whole date, or a month by its name with the year. A year alone may
    be any number, "6/2022" that of a law, and "15 Juni" of any year.
    """
    written = " ".join(typed.split())
    if len(written) > MAX_LENGTH or _MAY_BE_A_NUMBER.fullmatch(written):
        return None
    found = _read_one(written.lower(), today)
    if found is None or found.text.isdigit() or Note("no-year") in found.notes:
        return None
    return found


def may_begin_a_date(word: str) -> bool:
    """Whether it is worth while to read on: no word of a sentence but these begins a date."""
    return word[0].isdecimal() or word.lower() in _BEGINNINGS


def write_filter(text: str) -> str:
    """The filter of a written date: `tanggal:2022-06`, `tanggal:"tahun lalu"`."""
    return f'tanggal:"{text}"' if " " in text else f"tanggal:{text}"


def _read_one(written: str, today: date) -> Stretch | None:
    """A day, a month, a year or a relative time, in small letters."""
    if relative := read_relative(written, today):
        return Stretch(*relative)
    weekday = _WITH_WEEKDAY.fullmatch(written)
    bare = _NAMING.sub("", weekday[2] if weekday else written)
    for shape in _SHAPES:
        if match := shape.fullmatch(bare):
            found = _resolve(match.groupdict(), today)
            return _compare(found, _WEEKDAYS[weekday[1]]) if weekday else found
    return None


def _read_range(written: str, today: date) -> Stretch | None:
    """Two dates with a word or a dash between; the first may leave to the second what they share.

    "1-15 Juni 2022", "Juni hingga Agustus 2022".
    """
    for between in _BETWEEN:
        first, *rest = between.split(written)
        if len(rest) == 1 and (until := _read_one(rest[0], today)):
            readings = [_read_one(text, today) for text in _completions(first, rest[0])]
            found = [reading for reading in readings if reading]
            since = next((one for one in found if not one.notes), found[0] if found else None)
            return _join(since, until) if since else None
    return None


def _completions(first: str, second: str) -> Iterator[str]:
    """The text alone, then with the last words of the other: all but one, two … of them."""
    yield first
    words = second.split(" ")
    for number in range(1, len(words)):
        yield " ".join([first, *words[number:]])


def _join(since: Stretch, until: Stretch) -> Stretch:
    notes = (*since.notes, *until.notes)
    if since.since > until.until:
        since, until, notes = until, since, (*notes, Note("backwards"))
    return Stretch(since.since, until.until, f"{since.text}..{until.text}", notes)


def _resolve(parts: dict[str, str], today: date) -> Stretch:
    month, day = _month_number(parts.get("month")), int(parts.get("day") or 0)
    if "year" in parts:
        return _nearest(_full_year(parts["year"]), month, day)
    this_year = _nearest(today.year, month, day)
    found = this_year if this_year.since <= today else _nearest(today.year - 1, month, day)
    return replace(found, notes=(*found.notes, Note("no-year")))


def _nearest(year: int, month: int | None, day: int) -> Stretch:
    """The date, or what is nearest to one that does not exist; `day` 0 is a whole month."""
    if month is None:
        return _stretch(whole_year(date(year, 1, 1)))
    if not 1 <= month <= _LAST_MONTH:
        return _swapped(year, month, day)
    first, last = whole_month(date(year, month, 1))
    if not day:
        return _stretch((first, last))
    if day <= last.day:
        return _stretch(whole_day(date(year, month, day)))
    return _stretch((first, last), Note("no-such-day"))


def _swapped(year: int, month: int, day: int) -> Stretch:
    """Month and day the American way round; the year where that is no date either."""
    found = _nearest(year, day, month) if 1 <= day <= _LAST_MONTH and month else None
    if found is None or found.notes:
        return _stretch(whole_year(date(year, 1, 1)), Note("no-such-day"))
    return replace(found, notes=(Note("month-first"),))


def _stretch(period: Period, *notes: Note) -> Stretch:
    return Stretch(*period, write_period(period), notes)


def _compare(found: Stretch, weekday: int) -> Stretch:
    if found.since != found.until or found.since.weekday() == weekday:
        return found
    return replace(found, notes=(*found.notes, Note("weekday")))


def _month_number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else MONTH_NUMBERS[text]


def _full_year(text: str) -> int:
    if len(text) > _SHORT:
        return int(text)
    return int(text) + (1900 if int(text) >= _FIRST_SHORT_YEAR else 2000)
