"""Charts as numbers for SVG: bars by year, tenures on a common scale. Units are those of the
view box that the template draws; nothing needs a style attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.catalogue.coverage import Material, ProgrammeCoverage
from archive.catalogue.people import TenureView
from archive.periods import Bound

BAR_HEIGHT = 100
SCALE = 1000
"""Width of the common scale of tenures."""


TICK, MOST_TICKS = 14, 24
"""Broadcasts of unknown length are ticks behind a bar, so far apart, at most so many."""


@dataclass(frozen=True, slots=True)
class MaterialBar:
    """What there is of a year's broadcasts, as lengths on the scale of all years shown."""

    aired: int
    recorded: int
    transcribed: int
    checked: int
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year, how many statements, and how high its bar is (0 to BAR_HEIGHT)."""

    year: int
    count: int
    height: int


@dataclass(frozen=True, slots=True)
class TenureBar:
    """A tenure and its stretch on the scale: surely held from `start` to `end`, possibly from
    `earliest` to `latest`; None where nothing of the kind is known. `days` are single proofs."""

    tenure: TenureView
    earliest: int
    latest: int
    start: int | None
    end: int | None
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TenureChart:
    """Tenures on one scale, with (place, year) marks for it."""

    bars: tuple[TenureBar, ...]
    years: tuple[tuple[int, int], ...]


def draw_years(years: Sequence[tuple[int, int]]) -> list[YearBar]:
    """Bars whose highest fills the chart; a year with anything in it shows at least a line."""
    most = max((count for _, count in years), default=0)
    return [
        YearBar(year, count, max(2, round(BAR_HEIGHT * count / most)) if count else 0)
        for year, count in years
    ]


def draw_coverage(coverage: Sequence[ProgrammeCoverage]) -> dict[tuple[str, int], MaterialBar]:
    """A bar for each year of each programme, by slug and year; the longest fills three quarters."""
    years = [(one.programme.slug, year) for one in coverage for year in one.years]
    longest = max((year.material.aired for _, year in years), default=0.0) or 1.0
    scale = 0.75 * SCALE / longest
    return {(slug, year.year): draw_material(year.material, scale) for slug, year in years}


def draw_material(material: Material, scale: float) -> MaterialBar:
    """One bar, `scale` units a second."""
    aired = round(material.aired * scale)
    return MaterialBar(
        aired,
        round(material.recorded * scale),
        round(material.transcribed * scale),
        round(material.checked * scale),
        tuple(aired + TICK * (place + 1) for place in range(min(material.unmeasured, MOST_TICKS))),
    )


def draw_tenures(tenures: Sequence[TenureView], today: date | None = None) -> TenureChart:
    """Tenures from the first known day to today, or to the last known one where that is later."""
    now = today or date.today()
    known = [day for tenure in tenures for day in days_of(tenure)]
    if not known:
        return TenureChart(tuple(TenureBar(one, 0, 0, None, None, ()) for one in tenures), ())
    first, last = date(min(known).year, 1, 1), date(max(*known, now).year, 12, 31)

    scale = Scale(first, last)
    return TenureChart(
        tuple(draw_tenure(one, scale, min(last, now)) for one in tenures),
        tuple((scale.place(date(year, 1, 1)), year) for year in range(first.year, last.year + 1)),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` on a line that is SCALE long."""

    first: date
    last: date

    def place(self, day: date) -> int:
        """Where a day lies."""
        return round(SCALE * (day - self.first).days / (self.last - self.first).days)


def draw_tenure(tenure: TenureView, scale: Scale, now: date) -> TenureBar:
    """One bar. An end that has not come is today; an open bound reaches to the scale's end."""
    proofs = tuple(scale.place(day) for day, _ in tenure.held_on)
    began, ended = tenure.began, tenure.ended
    if began.is_unknown and ended.is_unknown:
        return TenureBar(tenure, 0, 0, None, None, proofs)
    end = now if ended.is_now else ended.earliest
    sure = began.latest is not None and end is not None and began.latest <= end
    return TenureBar(
        tenure=tenure,
        earliest=scale.place(began.earliest or scale.first),
        latest=scale.place(now if ended.is_now else ended.latest or now),
        start=scale.place(began.latest) if sure and began.latest else None,
        end=scale.place(end) if sure and end else None,
        days=proofs,
    )


def days_of(tenure: TenureView) -> list[date]:
    """Every day that a tenure names."""
    bounds: tuple[Bound, ...] = (tenure.began, tenure.ended)
    days = [day for bound in bounds for day in (bound.earliest, bound.latest)]
    return [*(day for day in days if day), *(day for day, _ in tenure.held_on)]
