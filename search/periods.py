"""Whole days, weeks, months and years, and those before them."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)

Period = tuple[date, date]
"""First and last day, both inclusive."""


def whole_day(day: date) -> Period:
    """The day itself."""
    return day, day


def whole_week(day: date) -> Period:
    """The week of the day, from Monday to Sunday."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def whole_month(day: date) -> Period:
    """The month of the day."""
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1) - DAY


def whole_year(day: date) -> Period:
    """The year of the day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def days_before(day: date, count: int) -> date:
    """The day so many days earlier."""
    return day - count * DAY


def weeks_before(day: date, count: int) -> date:
    """The same day of the week so many weeks earlier."""
    return day - 7 * count * DAY


def months_before(day: date, count: int) -> date:
    """The same day so many months earlier; the last of that month where it has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 - count, 12)
    last = whole_month(date(year, month + 1, 1))[1]
    return last.replace(day=min(day.day, last.day))


def years_before(day: date, count: int) -> date:
    """The same day so many years earlier; 28 February for the 29th where there is none."""
    return months_before(day, 12 * count)


def write_period(period: Period) -> str:
    """A day, a month or a year in its shortest form: "2022-06-15", "2022-06", "2022"."""
    since, until = period
    if period == whole_year(since):
        return f"{since.year:04}"
    if period == whole_month(since):
        return f"{since.year:04}-{since.month:02}"
    return since.isoformat() if since == until else f"{since.isoformat()}..{until.isoformat()}"
