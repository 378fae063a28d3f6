"""Why nothing was found: what the archive has of the time and programmes asked for, and which
filter stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.catalogue.coverage import Material, ProgrammeCoverage, sum_material
from archive.web.asking import unfiltered, without
from archive.web.labels import FACET_TITLES
from archive.web.searching import Answer
from search import Index, SearchRequest

DAYS = ("dari", "sampai")


@dataclass(frozen=True, slots=True)
class WayOut:
    """This search without one filter (`title`: its values; "" for all): how much it finds."""

    name: str
    title: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`asked` is what there is of the programmes and years asked for; `is_narrowed` tells whether
    that is less than everything."""

    ways_out: tuple[WayOut, ...]
    asked: Material
    is_narrowed: bool


def explain(answer: Answer, index: Index, coverage: tuple[ProgrammeCoverage, ...]) -> Explanation:
    """Explain an answer without hits; one search for each filter that is set, and one for all."""
    request = answer.request
    names = filters_set(request)
    ways = [leave_out(answer, index, name) for name in names]
    useful = sorted((way for way in ways if way.count), key=lambda way: -way.count)
    if len(names) > 1 and not useful:
        count = count_found(index, replace(request, filters={}, since=None, until=None))
        useful = [WayOut("", "", count, unfiltered())] if count else []
    asked = sum_material(coverage, lambda one, year: is_asked(request, one, year))
    narrowed = {"program", "stasiun", "tahun", *DAYS} & set(names)
    return Explanation(tuple(useful), asked, bool(narrowed))


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
    return index.search(replace(request, page=1, page_size=1, grouped=False, facets=False)).total


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
