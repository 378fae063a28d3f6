"""Curves over years as numbers for SVG: each year a column, WIDTH by HEIGHT units in all.

The drawing is stretched to its place; strokes keep their width. A point of few words is drawn
faintly, and the line to it too: chance alone moves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log10

WIDTH, HEIGHT = 1000, 200
PER = 10_000
SMALL = 10_000
"""Words of a year below which a rate says little."""
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """A query in one year; `words` is all that was said, `address` what was found."""

    year: str
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
    """A series with a point or None for each year of the chart; paths of firm and faint lines."""

    series: Series
    points: tuple[Point | None, ...]
    dots: tuple[Dot, ...]
    firm: str
    faint: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves on one scale that ends at `top`; `steps` are its values, the highest first."""

    years: tuple[str, ...]
    curves: tuple[Curve, ...]
    top: float
    steps: tuple[float, ...]


def draw_chart(series: Sequence[Series]) -> Chart:
    """All series over the years from the first to the last of which anything is known."""
    known = [int(point.year) for one in series for point in one.points]
    years = tuple(str(year) for year in range(min(known), max(known) + 1)) if known else ()
    rates = [point.rate or 0.0 for one in series for point in one.points]
    top = nice_top(max(rates, default=0.0))
    curves = tuple(draw_curve(one, years, top) for one in series)
    return Chart(years, curves, top, (top, top / 2, 0.0))


def nice_top(highest: float) -> float:
    """A round number not below the highest rate; 1 where all are nought."""
    if highest <= 0:
        return 1.0
    unit = 10.0 ** (ceil(log10(highest)) - 1)
    return next(step * unit for step in STEPS if step * unit >= highest * 0.999)


def draw_curve(series: Series, years: Sequence[str], top: float) -> Curve:
    """One curve; a year without words breaks its line."""
    known = {point.year: point for point in series.points}
    points = tuple(known.get(year) for year in years)
    placed = [place_dot(place, point, len(years), top) for place, point in enumerate(points)]
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
    """A point in the middle of its year's column; None where nothing was said."""
    if point is None or point.rate is None:
        return None
    return Dot(round(WIDTH * (place + 0.5) / count), round(HEIGHT * (1 - point.rate / top)), point)


def is_faint(one: Dot, other: Dot) -> bool:
    """Whether a line rests on few words at either end."""
    return one.point.is_small or other.point.is_small


def stroke(one: Dot, other: Dot) -> str:
    """A line between two dots."""
    return f"M{one.x} {one.y}L{other.x} {other.y}"
