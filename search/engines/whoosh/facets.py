"""Counting the values of what was found: facets, and how often words were said over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from search.engines.whoosh.columns import Counts, column_of, days_of, values_of
from search.engines.whoosh.positions import Documents
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.schema import FILTER_FIELDS
from search.engines.whoosh.segment import Segment
from search.request import SearchRequest
from search.results import FACETS, Facet, FacetRow

if TYPE_CHECKING:
    from search.engines.whoosh.searching import Found

ROWS = 50
"""Rows of a facet, besides the chosen ones."""


def count_facets(
    request: SearchRequest, found: Sequence[Found], reading: Reading
) -> tuple[Facet, ...]:
    """The commonest values of every facet, each under all filters but its own."""
    return tuple(
        Facet(name, _count(name, found, reading, request.filters.get(name, ()))) for name in FACETS
    )


def rank_rows(counted: Sequence[tuple[str, int]], chosen: Sequence[str]) -> tuple[FacetRow, ...]:
    """The rows with the highest counts, and those of chosen values however low theirs are."""
    ranked = sorted(counted, key=lambda row: (-row[1], row[0]))
    kept = ranked[:ROWS] + [row for row in ranked[ROWS:] if row[0] in chosen]
    return tuple(FacetRow(value, count) for value, count in kept)


def _count(
    name: str, found: Sequence[Found], reading: Reading, chosen: Sequence[str]
) -> tuple[FacetRow, ...]:
    documents = [one.without(name) for one in found]
    if name == "tahun":
        return rank_rows(_count_years(reading.segments, documents), chosen)
    field = FILTER_FIELDS[name]
    column = column_of(reading, field)
    counts = column.count(
        [values_of(one, field).count(d) for one, d in zip(reading.segments, documents, strict=True)]
    )
    wanted = [column.texts.index(value) for value in chosen if value in column.texts]
    places = {*_highest(counts), *(at for at in wanted if counts[at])}
    return rank_rows([(column.texts[at], int(counts[at])) for at in places], chosen)


def _highest(counts: Counts) -> list[int]:
    """Where the counts above nought stand; of very many, those that can be among the first rows."""
    present = np.flatnonzero(counts)
    if len(present) > ROWS:
        held = counts[present]
        present = present[held >= np.partition(held, len(held) - ROWS)[len(held) - ROWS]]
    return present.tolist()


def _count_years(
    segments: Sequence[Segment], documents: Sequence[Documents]
) -> list[tuple[str, int]]:
    years = [days_of(one).take(d) // 10_000 for one, d in zip(segments, documents, strict=True)]
    known = np.concatenate([one[one >= 0] for one in years]) if years else np.empty(0, np.int32)
    counts = np.bincount(known)
    return [(f"{year:04}", int(counts[year])) for year in np.flatnonzero(counts)]
