"""Curves over years or months as numbers for SVG: each a column, WIDTH by HEIGHT units in all.

The drawing is stretched to its place; strokes keep their width. A point of few words is drawn
faintly, and the line to it too: chance alone moves it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log10

WIDTH, HEIGHT = 1000, 200
PER = 10_000
SMALL = 10_000
"""Words of a year or month below which a rate says little."""
STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """A query in one period: a year ("2022") or a month ("2022-06").

    `words` is all that was said in it, `address` what was found.
    """

    period: str
    documents: int
    occurrences: int
    words: int
    address: str

    @property
    def rate(self) -> float | None:
        """Occurrences for each PER words; None where nothing was said."""
        return PER * self.occurrences / self.words if self.words else None

    @property
    def is_small(self) -> bool:
        """Whether so little was said that the rate says little."""
        return self.words < SMALL


@dataclass(frozen=True, slots=True)
class Series:
    """A query over the years, and the query in words."""

    query: str
    described: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point where it lies."""

    x: int
    y: int
    point: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """A series with a point or None for each period; paths of firm and faint lines."""

    series: Series
    points: tuple[Point | None, ...]
    dots: tuple[Dot, ...]
    firm: str
    faint: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves on one scale that ends at `top`; `steps` are its values, the highest first."""

    periods: tuple[str, ...]
    curves: tuple[Curve, ...]
    top: float
    steps: tuple[float, ...]

    @property
    def is_silent(self) -> bool:
        """Whether nothing of it was ever said, so that there is nothing to draw."""
        return not any(dot.point.occurrences for curve in self.curves for dot in curve.dots)


def draw_chart(series: Sequence[Series]) -> Chart:
    """All series over the periods from the first to the last of which anything is known."""
    periods = list_periods({point.period for one in series for point in one.points})
    rates = [point.rate or 0.0 for one in series for point in one.points]
    top = nice_top(max(rates, default=0.0))
    curves = tuple(draw_curve(one, periods, top) for one in series)
    return Chart(periods, curves, top, (top, top / 2, 0.0))


def list_periods(known: Collection[str]) -> tuple[str, ...]:
    """The years, or the months, from the first known to the last."""
    if not known:
        return ()
    first, last = min(known), max(known)
    if len(first) == len("2022"):
        return tuple(str(year) for year in range(int(first), int(last) + 1))
    months = range(count_months(first), count_months(last) + 1)
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in months)


def count_months(period: str) -> int:
    """Months from the beginning of our reckoning to "2022-06"."""
    year, month = period.split("-")
    return 12 * int(year) + int(month) - 1


def nice_top(highest: float) -> float:
    """A round number not below the highest rate; 1 where all are nought."""
    if highest <= 0:
        return 1.0
    unit = 10.0 ** (ceil(log10(highest)) - 1)
    return next(step * unit for step in STEPS if step * unit >= highest * 0.999)


def draw_curve(series: Series, periods: Sequence[str], top: float) -> Curve:
    """One curve; a period without words breaks its line."""
    known = {point.period: point for point in series.points}
    points = tuple(known.get(period) for period in periods)
    placed = [place_dot(place, point, len(periods), top) for place, point in enumerate(points)]
    pairs = list(pairwise(placed))
    strokes = [(a, b) for a, b in pairs if a and b]
    return Curve(
        series,
        points,
        tuple(dot for dot in placed if dot),
        "".join(stroke(a, b) for a, b in strokes if not is_faint(a, b)),
        "".join(stroke(a, b) for a, b in strokes if is_faint(a, b)),
    )


def place_dot(place: int, point: Point | None, count: int, top: float) -> Dot | None:
    """A point in the middle of its column; None where nothing was said."""
    if point is None or point.rate is None:
        return None
    return Dot(round(WIDTH * (place + 0.5) / count), round(HEIGHT * (1 - point.rate / top)), point)


def is_faint(one: Dot, other: Dot) -> bool:
    """Whether a line rests on few words at either end."""
    return one.point.is_small or other.point.is_small


def stroke(one: Dot, other: Dot) -> str:
    """A line between two dots."""
    return f"M{one.x} {one.y}L{other.x} {other.y}"
