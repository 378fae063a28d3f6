"""Why nothing was found: which filter or word stands in the way, what is found without it, and
what the archive has of the time and programmes asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.catalogue.coverage import Material, ProgrammeCoverage, sum_material
from archive.web.addresses import base_path, query_without, with_query
from archive.web.asking import FILTER_NAMES, unfiltered, without
from archive.web.labels import FACET_TITLES
from archive.web.searching import Answer
from archive.web.timelines import Timeline, draw_timelines
from search import Index, SearchRequest, Way, find_ways

DAYS = ("dari", "sampai")
SHOWN = 5
"""Hits of the nearest query that are shown at once."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """This search without one filter (`title`: its values; "" for all): how much it finds."""

    name: str
    title: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Loosened:
    """A query that asks for less, in words, and its address; `request` is that of its search,
    which is without the filters where these let nothing of it through."""

    way: Way
    request: SearchRequest
    described: str
    address: str
    is_unfiltered: bool


@dataclass(frozen=True, slots=True)
class Nearest:
    """The first hits of the query that asks for the least less."""

    loosened: Loosened
    answer: Answer
    timelines: dict[str, Timeline]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`asked` is what there is of the programmes and years asked for; `is_narrowed` tells whether
    that is less than everything."""

    ways_out: tuple[WayOut, ...]
    loosened: tuple[Loosened, ...]
    nearest: Nearest | None
    asked: Material
    is_narrowed: bool


def explain(answer: Answer, index: Index, coverage: tuple[ProgrammeCoverage, ...]) -> Explanation:
    """Explain an answer without hits; one search for each filter that is set, one for all of them,
    and those of `search.loosening`."""
    request = answer.request
    names = filters_set(request)
    ways = [leave_out(answer, index, name) for name in names]
    useful = sorted((way for way in ways if way.count), key=lambda way: -way.count)
    if len(names) > 1 and not useful:
        count = count_found(index, replace(request, filters={}, since=None, until=None))
        useful = [WayOut("", "", count, unfiltered())] if count else []
    asked = sum_material(coverage, lambda one, year: is_asked(request, one, year))
    narrowed = {"program", "stasiun", "tahun", *DAYS} & set(names)
    loosened = loosen(answer)
    if not (loosened or useful) and names:
        loosened = loosen(answer, without_filters=True)
    nearest = show_nearest(loosened[0]) if loosened else None
    return Explanation(tuple(useful), loosened, nearest, asked, bool(narrowed))


def loosen(answer: Answer, *, without_filters: bool = False) -> tuple[Loosened, ...]:
    """The queries that ask for less and find something, under the filters or without them."""
    if not without_filters:
        ways, bare = answer.ways, answer.request
    else:
        bare = replace(answer.request, filters={}, since=None, until=None)
        ways = find_ways(answer.index, bare)
    left_out = ("hal", "q", *(FILTER_NAMES if without_filters else ()))
    requests = [(way, replace(bare, query=way.query)) for way in ways]
    return tuple(
        Loosened(way, one, answer.say(one), address_asking(way.query, left_out), without_filters)
        for way, one in requests
    )


def address_asking(query: str, left_out: Iterable[str]) -> str:
    """This page with another query, without some parameters."""
    return with_query(base_path(), [*query_without(*left_out), ("q", query)])


def show_nearest(loosened: Loosened) -> Nearest:
    """The first hits of a query that asks for less."""
    asked = replace(loosened.request, page=1, page_size=SHOWN, grouped=False)
    found = Answer(replace(asked, facets=False, suggest=False))
    return Nearest(loosened, found, draw_timelines(found.found))


def filters_set(request: SearchRequest) -> list[str]:
    """The parameters that narrow a search; the two days are one, under the name of the first."""
    days = [DAYS[0]] if request.since or request.until else []
    return [*request.filters, *days]


def leave_out(answer: Answer, index: Index, name: str) -> WayOut:
    """A search without one of its filters."""
    request = answer.request
    if name in DAYS:
        chips = (chip.title for chip in answer.chips if chip.name in DAYS)
        free = replace(request, since=None, until=None)
        return WayOut(name, listed(chips), count_found(index, free), without(*DAYS))
    rest = {key: values for key, values in request.filters.items() if key != name}
    values = (answer.title(name, value) for value in request.filters[name])
    title = f"{FACET_TITLES.get(name, name.capitalize())}: {listed(values)}"
    return WayOut(name, title, count_found(index, replace(request, filters=rest)), without(name))


def listed(texts: Iterable[str]) -> str:
    """Texts one after the other."""
    return ", ".join(texts)


def count_found(index: Index, request: SearchRequest) -> int:
    """How much a search finds."""
    one = replace(request, page=1, page_size=1, grouped=False, facets=False, suggest=False)
    return index.search(one).total


def is_asked(request: SearchRequest, programme: ProgrammeCoverage, year: int) -> bool:
    """Whether the filters of a search leave room for a programme in a year."""
    station = programme.station.slug if programme.station else ""
    wanted = request.filters.get
    return (
        programme.programme.slug in wanted("program", (programme.programme.slug,))
        and station in wanted("stasiun", (station,))
        and str(year) in wanted("tahun", (str(year),))
        and (request.since is None or request.since.year <= year)
        and (request.until is None or year <= request.until.year)
    )
