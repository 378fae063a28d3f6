"""Counting the values of what was found: facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from search.engines.whoosh.columns import Counts, column_of
from search.engines.whoosh.positions import Documents
from search.engines.whoosh.profiles import YEAR, Tally, profiles_of
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.schema import FILTER_FIELDS
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
    whole = _tally(reading, [one.match.documents for one in found])
    facets = []
    for name in FACETS:
        own = any(name in one.passing for one in found)
        tallies = _tally(reading, [one.without(name) for one in found]) if own else whole
        facets.append(
            Facet(name, _list_rows(name, tallies, reading, request.filters.get(name, ())))
        )
    return tuple(facets)


def rank_rows(counted: Sequence[tuple[str, int]], chosen: Sequence[str]) -> tuple[FacetRow, ...]:
    """The rows with the highest counts, and those of chosen values however low theirs are."""
    ranked = sorted(counted, key=lambda row: (-row[1], row[0]))
    kept = ranked[:ROWS] + [row for row in ranked[ROWS:] if row[0] in chosen]
    return tuple(FacetRow(value, count) for value, count in kept)


def _tally(reading: Reading, documents: Sequence[Documents]) -> list[Tally]:
    return [
        Tally(profiles_of(segment), own)
        for segment, own in zip(reading.segments, documents, strict=True)
    ]


def _list_rows(
    name: str, tallies: Sequence[Tally], reading: Reading, chosen: Sequence[str]
) -> tuple[FacetRow, ...]:
    counted = [one.count(name) for one in tallies]
    if name == YEAR:
        return rank_rows(_name_years(counted), chosen)
    column = column_of(reading, FILTER_FIELDS[name])
    counts = column.count(counted)
    wanted = [column.texts.index(value) for value in chosen if value in column.texts]
    places = {*_highest(counts), *(at for at in wanted if counts[at])}
    return rank_rows([(column.texts[at], int(counts[at])) for at in places], chosen)


def _name_years(counted: Sequence[Counts]) -> list[tuple[str, int]]:
    """The years above nought, which stands for no year, with their counts."""
    total: dict[int, int] = {}
    for counts in counted:
        for year in np.flatnonzero(counts).tolist():
            total[year] = total.get(year, 0) + int(counts[year])
    total.pop(0, None)
    return [(f"{year:04}", count) for year, count in total.items()]


def _highest(counts: Counts) -> list[int]:
    """Where the counts above nought stand; of very many, those that can be among the first rows."""
    present = np.flatnonzero(counts)
    if len(present) > ROWS:
        held = counts[present]
        present = present[held >= np.partition(held, len(held) - ROWS)[len(held) - ROWS]]
    return present.tolist()
