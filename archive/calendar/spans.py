"""Whole days, months and years: what a date without a day, or without a month, can mean."""

from collections.abc import Callable
from datetime import date, timedelta

DAY = timedelta(days=1)

Span = tuple[date, date]
"""First and last day, both inclusive."""


def whole_day(day: date) -> Span:
    """The span of the day itself."""
    return day, day


def whole_month(day: date) -> Span:
    """The span of the month that the day lies in."""
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1) - DAY


def whole_year(day: date) -> Span:
    """The span of the year that the day lies in."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


Unit = Callable[[date], Span]

#: Longest first: what can be said shorter, is.
UNITS: tuple[Unit, ...] = (whole_year, whole_month, whole_day)


def unit_of(span: Span) -> Unit | None:
    """The unit that the span is one whole of; None for any other stretch."""
    return next((unit for unit in UNITS if unit(span[0]) == span), None)


def longest_from(day: date) -> Unit:
    """The longest unit that begins on the day."""
    return next(unit for unit in UNITS if unit(day)[0] == day)


def longest_until(day: date) -> Unit:
    """The longest unit that ends on the day."""
    return next(unit for unit in UNITS if unit(day)[1] == day)
