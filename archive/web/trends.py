"""How often something is said over the years (`/tren`): up to four queries beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.web.addresses import public_address, with_query
from archive.web.asking import Asked, filter_pairs
from archive.web.curves import PER, SMALL, Chart, Point, Series, draw_chart
from archive.web.forms import answer, in_all_forms
from archive.web.parameters import texts_of
from archive.web.periods import filter_period, replaced_by, say_period
from archive.web.reading import resources
from archive.web.searching import read_asked
from search import SearchRequest

MOST_QUERIES = 4
MOST_MARKS = 8
YEARS_BY_MONTH = 3
"""Where all lies within so many years, months are counted."""
KIND = "pernyataan"
"""What is counted: only statements hold words that were said."""

blueprint = Blueprint("trends", __name__)


@dataclass(frozen=True, slots=True)
class Asking:
    """The queries of the page, with filters that hold for all of them."""

    queries: tuple[str, ...]
    asked: Asked

    def request(self, query: str) -> SearchRequest:
        """The search for one of the queries."""
        filters = {**self.asked.request.filters, "jenis": (KIND,)}
        return replace(self.asked.request, query=query, filters=filters, page=1)


@in_all_forms(blueprint, "/tren")
def show(form: str) -> ResponseReturnValue:
    """Occurrences for each 10,000 words, by year; what they are counted from stands beside them.

    Where all lies within three years, by month.
    """
    asking = read_asking()
    series = trace_all(asking)
    rows = [row for one in series for row in series_data(one)]
    data = {"per": PER, "total": len(rows), "trends": rows}
    chart = draw_chart(series)
    context = {
        "asking": asking,
        "chart": chart,
        "marks": marks_of(chart),
        "lines": lines_of(chart),
        "most": MOST_QUERIES,
        "small": SMALL,
    }
    return answer(form, "trends/show.html", context, data, rows)


def read_asking() -> Asking:
    """What the address asks for. Raises BadRequest for more than four queries."""
    queries = texts_of("q")
    if len(queries) > MOST_QUERIES:
        raise BadRequest(
            _("Paling banyak %(most)s pencarian dapat dibandingkan.", most=MOST_QUERIES)
        )
    return Asking(queries, Asked(read_asked()))


def trace_all(asking: Asking) -> list[Series]:
    """Each query over the years, or over the months of a few. Raises QueryOverBudget."""
    by_year = [trace(asking, query) for query in asking.queries]
    years = {int(point.period) for one in by_year for point in one.points}
    if not years or max(years) - min(years) >= YEARS_BY_MONTH:
        return by_year
    return [trace(asking, query, months=True) for query in asking.queries]


def trace(asking: Asking, query: str, *, months: bool = False) -> Series:
    """One query over the years or months."""
    request = asking.request(query)
    points = tuple(
        Point(one.year, one.documents, one.occurrences, one.words, address_of(request, one.year))
        for one in resources().index.count_by_year(request, months=months)
    )
    return Series(query, asking.asked.describe(request), points)


def address_of(request: SearchRequest, period: str) -> str:
    """What was said of it in a year or month."""
    others = filter_pairs(request, *replaced_by(period))
    return with_query("/cari", [("q", request.query), *others, *filter_period(period)])


def marks_of(chart: Chart) -> list[str]:
    """What stands below each column: as many years or months as have room."""
    step = -(-len(chart.periods) // MOST_MARKS)
    short = [
        f"{month}/{year[2:]}" if month else year
        for year, _dash, month in (period.partition("-") for period in chart.periods)
    ]
    return [text if place % step == 0 else "" for place, text in enumerate(short)]


def lines_of(chart: Chart) -> Sequence[tuple[str, int, Sequence[Point | None]]]:
    """(period in words, words said in it, the point of each query), for the table.

    A year of which nothing is kept is named; a month is not.
    """
    found = []
    for place, period in enumerate(chart.periods):
        points = [curve.points[place] for curve in chart.curves]
        words = max((point.words for point in points if point), default=0)
        if words or "-" not in period:
            found.append((say_period(period), words, points))
    return found


def series_data(series: Series) -> list[dict[str, Any]]:
    """The points of a query as rows."""
    return [
        {
            "query": series.query,
            "described": series.described,
            "period": point.period,
            "per_10000": round(point.rate, 3) if point.rate is not None else None,
            "occurrences": point.occurrences,
            "statements": point.documents,
            "words": point.words,
            "is_small": point.is_small,
            "url": public_address(point.address),
        }
        for point in series.points
    ]
