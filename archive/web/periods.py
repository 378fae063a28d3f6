"""Years and months as counts name them ("2022", "2022-06"): in words, and as filters."""

from __future__ import annotations

from datetime import date

from archive.calendar import format_month
from archive.calendar.spans import whole_month
from archive.web.languages import language


def say_period(period: str) -> str:
    """A year, or a month in words."""
    year, _dash, month = period.partition("-")
    return format_month(date(int(year), int(month), 1), language()) if month else year


def filter_period(period: str) -> list[tuple[str, str]]:
    """The parameters of an address that narrow it to a year or month."""
    year, _dash, month = period.partition("-")
    if not month:
        return [("tahun", year)]
    first, last = whole_month(date(int(year), int(month), 1))
    return [("dari", first.isoformat()), ("sampai", last.isoformat())]


def replaced_by(period: str) -> tuple[str, ...]:
    """The parameters whose place those of `filter_period` take."""
    return ("tahun", "dari", "sampai") if "-" in period else ("tahun",)
