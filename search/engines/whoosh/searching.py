"""Answering a request from a reading.

The words say which documents fit and how well; filters are masks beside them, so that nothing in
the words can escape a filter, and each facet is counted under the masks of all other filters.
Every segment is searched by itself; counts are added up, and the best of all are put in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import msgspec
import numpy as np

from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.evaluation import Evaluation, Mask, Match
from search.engines.whoosh.facets import count_facets
from search.engines.whoosh.grouping import group_by_episode
from search.engines.whoosh.lowering import days_between, recall_meaning, year_of
from search.engines.whoosh.meaning import Meaning
from search.engines.whoosh.plan import Either, OneOf, Plan
from search.engines.whoosh.positions import Documents
from search.engines.whoosh.ranking import Place, rank
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.schema import FILTER_FIELDS
from search.query import Query
from search.request import SearchRequest
from search.results import Group, Hit, Results

DAY_RANGE = "hari"
"""The name of the mask of `dari` and `sampai` among those of the filters."""


class Found(msgspec.Struct, frozen=True):
    """What one segment holds: documents that fit the words, and which of them pass each filter."""

    evaluation: Evaluation
    words: Documents
    passing: Mapping[str, Mask]
    match: Match

    def without(self, filter_name: str) -> Documents:
        """The documents that fit the words and pass all filters but this one."""
        others = [mask for name, mask in self.passing.items() if name != filter_name]
        if len(others) == len(self.passing):
            return self.match.documents
        return self.words[reduce(np.logical_and, others)] if others else self.words


def answer(request: SearchRequest, query: Query, reading: Reading) -> Results:
    """The page of results that the request asks for; raises QueryOverBudget (expansions)."""
    dictionary = Dictionary(reading)
    meaning = recall_meaning(query.root, dictionary, expand=request.expand)
    found = find(request, meaning.plan, dictionary)
    page = _turn_to(request, found, meaning, reading)
    return Results(
        query=query,
        hits=page.hits,
        groups=page.groups,
        total=page.total,
        facets=count_facets(request, found, reading) if request.facets else (),
        expansions=tuple(meaning.expansions),
        offers=tuple(meaning.offers),
        notes=query.notes,
        page=request.page,
        pages=-(-page.total // request.page_size),
    )


class Page(msgspec.Struct, frozen=True):
    """The hits of one page, and how many results there are on all."""

    hits: tuple[Hit, ...]
    total: int
    groups: tuple[Group, ...] = ()


def _turn_to(
    request: SearchRequest, found: list[Found], meaning: Meaning, reading: Reading
) -> Page:
    matches, order = [one.match for one in found], order_of(request, found)
    if request.grouped:
        return _group(request, matches, order, meaning, reading)
    last = request.first + request.page_size
    places = rank(reading.segments, matches, order, last)[request.first :]
    return Page(make_hits(places, meaning, reading), sum(len(one.documents) for one in matches))


def _group(
    request: SearchRequest, matches: list[Match], order: str, meaning: Meaning, reading: Reading
) -> Page:
    sheaves, total = group_by_episode(reading, matches, order, request.first, request.page_size)
    groups = tuple(
        Group(one.episode, one.count, make_hits(one.places, meaning, reading)) for one in sheaves
    )
    return Page(tuple(hit for group in groups for hit in group.hits), total, groups)


def find(request: SearchRequest, plan: Plan, dictionary: Dictionary) -> list[Found]:
    """What each segment holds of a request."""
    filters, scored = plan_filters(request), request.order == "relevan"
    evaluations = [Evaluation(dictionary, n) for n in range(len(dictionary.reading.segments))]
    if not filters:
        return [_find_all(one, plan, scored) for one in evaluations]
    find_in = _find_apart if request.facets else _find_narrowed
    return [find_in(one, plan, filters, scored) for one in evaluations]


def _find_all(evaluation: Evaluation, plan: Plan, scored: bool) -> Found:
    match = evaluation.match(plan, scored=scored)
    return Found(evaluation, match.documents, {}, match)


def _find_apart(
    evaluation: Evaluation, plan: Plan, filters: Mapping[str, Plan], scored: bool
) -> Found:
    """Each filter asked about all that fits the words, as facets need it."""
    words = evaluation.match(plan, scored=False).documents
    passing = {name: evaluation.among(one, words) for name, one in filters.items()}
    kept = words[reduce(np.logical_and, passing.values())]
    scores = evaluation.score(plan, kept) if scored else None
    return Found(evaluation, words, passing, Match(kept, scores))


def _find_narrowed(
    evaluation: Evaluation, plan: Plan, filters: Mapping[str, Plan], scored: bool
) -> Found:
    """Each filter asked only about what passed those before it."""
    kept = evaluation.match(plan, scored=False).documents
    for one in filters.values():
        kept = kept[evaluation.among(one, kept)]
    scores = evaluation.score(plan, kept) if scored else None
    return Found(evaluation, kept, {}, Match(kept, scores))


def plan_filters(request: SearchRequest) -> dict[str, Plan]:
    """For each filter that is set, what passes it."""
    filters = {
        name: _plan_filter(name, values) for name, values in request.filters.items() if values
    }
    if request.since or request.until:
        filters[DAY_RANGE] = days_between(request.since, request.until)
    return filters


def _plan_filter(name: str, values: tuple[str, ...]) -> Plan:
    if name == "tahun":
        return Either(tuple(year_of(value) for value in values))
    return OneOf(FILTER_FIELDS[name], tuple(value.encode() for value in values))


def order_of(request: SearchRequest, found: list[Found]) -> str:
    """The order asked for; where nothing has a score, the latest first."""
    if request.order != "relevan":
        return request.order
    return "relevan" if any(one.match.is_ranked for one in found) else "terbaru"


def make_hits(places: Iterable[Place], meaning: Meaning, reading: Reading) -> tuple[Hit, ...]:
    """The hits at some places, with what is to be highlighted in them."""
    said, named = tuple(meaning.said), tuple(meaning.named)
    return tuple(
        Hit(
            reading.segments[place.segment].record(place.document),
            -place.worth,
            said,
            named,
        )
        for place in places
    )
