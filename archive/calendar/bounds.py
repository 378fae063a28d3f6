"""Uncertain dates in words: "sekitar 2021", "sebelum Maret 2022", "sampai sekarang"."""

from datetime import date

from archive.calendar.dates import QUALIFIERS, parse_date
from archive.calendar.days import format_date, format_month
from archive.calendar.spans import (
    DAY,
    Unit,
    longest_from,
    longest_until,
    unit_of,
    whole_day,
    whole_month,
)
from archive.periods import Bound

WORDS = {
    "id": {
        "about": "sekitar {}",
        "before": "sebelum {}",
        "after": "setelah {}",
        "between": "antara {} dan {}",
        "now": "sampai sekarang",
        "unknown": "tidak diketahui",
    },
    "en": {
        "about": "around {}",
        "before": "before {}",
        "after": "after {}",
        "between": "between {} and {}",
        "now": "until now",
        "unknown": "unknown",
    },
}


def format_bound(bound: Bound, language: str = "id") -> str:
    """Say a bound in words: "15 Juni 2022", "Juni 2022", "sekitar 2021", "sebelum Maret 2022".

    What the bound means decides; only "about" is taken from how it was written, since a year on
    either side could be said in no other way.
    """
    words = WORDS[language]
    if bound.is_now:
        return words["now"]
    if about := QUALIFIERS["about"].fullmatch(bound.written or ""):
        return words["about"].format(format_bound(parse_date(about[1]), language))
    if bound.earliest and bound.latest:
        return _format_span(bound.earliest, bound.latest, language)
    if bound.latest:
        after = bound.latest + DAY
        return words["before"].format(_format_unit(longest_from(after), after, language))
    if bound.earliest:
        before = bound.earliest - DAY
        return words["after"].format(_format_unit(longest_until(before), before, language))
    return bound.written or words["unknown"]


def format_period(began: Bound, ended: Bound, language: str = "id") -> str:
    """Say a period in words: "Maret 2021 – 15 Juni 2022"; "sekitar 2020 – sampai sekarang"."""
    return f"{format_bound(began, language)} – {format_bound(ended, language)}"


def _format_span(first: date, last: date, language: str) -> str:
    if unit := unit_of((first, last)):
        return _format_unit(unit, first, language)
    return WORDS[language]["between"].format(
        _format_unit(longest_from(first), first, language),
        _format_unit(longest_until(last), last, language),
    )


def _format_unit(unit: Unit, day: date, language: str) -> str:
    if unit is whole_day:
        return format_date(day, language)
    return format_month(day, language) if unit is whole_month else str(day.year)
