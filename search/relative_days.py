"""Days that are counted from today: "kemarin", "minggu lalu", "3 bulan lalu", "7 hari terakhir"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from search.periods import (
    DAY,
    Period,
    days_before,
    months_before,
    weeks_before,
    whole_day,
    whole_month,
    whole_week,
    whole_year,
    years_before,
)

_UNITS: dict[str, tuple[Callable[[date], Period], Callable[[date, int], date]]] = {
    "hari": (whole_day, days_before),
    "minggu": (whole_week, weeks_before),
    "bulan": (whole_month, months_before),
    "tahun": (whole_year, years_before),
}

_NAMED = {
    "hari ini": ("hari", 0, "today"),
    "kemarin": ("hari", 1, "yesterday"),
    "minggu ini": ("minggu", 0, "this week"),
    "minggu lalu": ("minggu", 1, "last week"),
    "bulan ini": ("bulan", 0, "this month"),
    "bulan lalu": ("bulan", 1, "last month"),
    "tahun ini": ("tahun", 0, "this year"),
    "tahun lalu": ("tahun", 1, "last year"),
}
"""How a time is written; its unit, how many units ago, and what it is called in English."""

_SYNONYMS = {english: written for written, (_, _, english) in _NAMED.items()} | {
    "kemaren": "kemarin",
    "hari kemarin": "kemarin",
    "minggu kemarin": "minggu lalu",
    "bulan kemarin": "bulan lalu",
    "tahun kemarin": "tahun lalu",
}

_ENGLISH_UNITS = {"day": "hari", "week": "minggu", "month": "bulan", "year": "tahun"}
_INDONESIAN_UNITS = {unit: english for english, unit in _ENGLISH_UNITS.items()}

_COUNTED = re.compile(r"(?:([1-9]\d{0,2}) |se)(hari|minggu|bulan|tahun) (lalu|terakhir)", re.ASCII)
_ENGLISH = (
    (re.compile(r"([1-9]\d{0,2}) (day|week|month|year)s? ago", re.ASCII), "lalu"),
    (re.compile(r"(?:the )?last ([1-9]\d{0,2}) (day|week|month|year)s?", re.ASCII), "terakhir"),
)


def read_relative(typed: str, today: date) -> tuple[date, date, str] | None:
    """First day, last day and written form of a time in small letters; None where it is none.

    "3 bulan lalu" is the whole month, "3 bulan terakhir" what lies between that day and today.
    """
    written = _to_indonesian(typed.replace(" yang ", " ").replace("pekan", "minggu"))
    if written in _NAMED:
        unit, count, _ = _NAMED[written]
        return (*_whole(unit, count, today), written)
    if match := _COUNTED.fullmatch(written):
        count, unit = int(match[1] or 1), match[2]
        text = f"{count} {unit} {match[3]}"
        return (*_counted(unit, count, match[3], today), text)
    return None


def say_relative(text: str, language: str) -> str | None:
    """The written form of a relative time in "id" or "en"; None for any other text."""
    if text in _NAMED:
        return text if language == "id" else _NAMED[text][2]
    match = _COUNTED.fullmatch(text)
    if match is None or language == "id":
        return text if match else None
    amount = f"{match[1]} {_INDONESIAN_UNITS[match[2]]}{'' if match[1] == '1' else 's'}"
    return f"{amount} ago" if match[3] == "lalu" else f"the last {amount}"


def _to_indonesian(typed: str) -> str:
    for pattern, relation in _ENGLISH:
        if match := pattern.fullmatch(typed):
            return f"{match[1]} {_ENGLISH_UNITS[match[2]]} {relation}"
    return _SYNONYMS.get(typed, typed)


def _whole(unit: str, count: int, today: date) -> Period:
    whole, before = _UNITS[unit]
    return whole(before(today, count))


def _counted(unit: str, count: int, relation: str, today: date) -> Period:
    if relation == "lalu":
        return _whole(unit, count, today)
    return _UNITS[unit][1](today, count) + DAY, today
