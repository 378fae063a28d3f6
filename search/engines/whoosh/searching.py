"""Answering a request from a reading.

The words say which documents fit and how well; filters are masks beside them, so that nothing in
the words can escape a filter, and each facet is counted under the masks of all other filters.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis.highlighting import find_spans
from search.engines.whoosh.columns import Column, Mask
from search.engines.whoosh.evaluation import Scores, evaluate, pattern_of
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.schema import FILTER_FIELDS, record_of
from search.query import Node, Query, list_leaves
from search.request import SearchRequest
from search.results import FACETS, Facet, FacetRow, Hit, Results, heard_at

FACET_ROWS = 50
"""Rows of a facet, besides the chosen ones."""


def answer(request: SearchRequest, query: Query, reading: Reading) -> Results:
    """The page of results that the request asks for; raises QueryOverBudget (expansions)."""
    found, scores = evaluate(query.root, reading)
    masks = make_masks(request, reading)
    kept = np.flatnonzero(_all_of(found, masks.values()))
    order = "terbaru" if request.order == "relevan" and not scores.any() else request.order
    page = sort_documents(kept, scores, order, reading)[request.first :][: request.page_size]
    return Results(
        query=query,
        hits=tuple(_hit(int(number), scores, query.root, reading) for number in page),
        total=len(kept),
        facets=tuple(count_facet(name, request, found, masks, reading) for name in FACETS),
        notes=query.notes,
        page=request.page,
        pages=-(-len(kept) // request.page_size),
    )


def make_masks(request: SearchRequest, reading: Reading) -> dict[str, Mask]:
    """For each filter that is set, the documents that pass it."""
    masks = {
        name: filter_column(name, reading).mask(values, reading.size)
        for name, values in request.filters.items()
        if values
    }
    if request.since or request.until:
        days = reading.column("day")
        wanted = _days_between(days.values, request.since, request.until)
        masks["hari"] = days.mask(wanted, reading.size)
    return masks


def filter_column(name: str, reading: Reading) -> Column:
    """The column that a filter looks at."""
    if name == "tahun":
        return reading.column("day").regroup(lambda day: day[:4])
    return reading.column(FILTER_FIELDS[name])


def sort_documents(
    numbers: NDArray[np.int64], scores: Scores, order: str, reading: Reading
) -> NDArray[np.int64]:
    """Document numbers in the order asked for.

    Equal ones stand latest first; within an episode as they were heard. What has no day is last.
    """
    days = reading.column("day").numbers(reading.size)[numbers]
    episodes = reading.column("episode").numbers(reading.size)[numbers]
    starts = reading.starts[numbers]
    by_day = np.where(days < 0, np.iinfo(np.int32).max, days if order == "terlama" else -days)
    keys: list[Any] = [numbers, starts, episodes, by_day]
    if order == "relevan":
        keys.append(-scores[numbers])
    return numbers[np.lexsort(keys)]


def count_facet(
    name: str, request: SearchRequest, found: Mask, masks: dict[str, Mask], reading: Reading
) -> Facet:
    """The commonest values of a facet under all filters but its own, and the chosen ones."""
    others = [mask for other, mask in masks.items() if other != name]
    counts = filter_column(name, reading).count(_all_of(found, others))
    ranked = sorted(counts, key=lambda row: (-row[1], row[0]))
    chosen = request.filters.get(name, ())
    rows = [row for place, row in enumerate(ranked) if place < FACET_ROWS or row[0] in chosen]
    return Facet(name, tuple(FacetRow(value, count) for value, count in rows))


def _all_of(found: Mask, masks: Any) -> Mask:
    kept = found.copy()
    for mask in masks:
        kept &= mask
    return kept


def _days_between(days: tuple[str, ...], since: date | None, until: date | None) -> list[str]:
    first = since.strftime("%Y%m%d") if since else ""
    last = until.strftime("%Y%m%d") if until else "99999999"
    return [day for day in days if first <= day <= last]


def _hit(number: int, scores: Scores, root: Node, reading: Reading) -> Hit:
    _, document = record_of(reading.searcher.stored_fields(number))
    leaves = list_leaves(root, wanted_only=True)
    said = [pattern_of(leaf) for leaf in leaves if leaf.field is None]
    named = [pattern_of(leaf) for leaf in leaves if leaf.field in (None, "tokoh")]
    highlights = find_spans(document.text, said)
    return Hit(
        document=document,
        score=round(float(scores[number]), 6),
        highlights=highlights,
        title_highlights=find_spans(document.title, named),
        start=heard_at(document, highlights),
    )
