"""How often words were said, year by year, and how much was said at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.document import STATEMENT
from search.engines.whoosh.columns import days_of
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.evaluation import Evaluation
from search.engines.whoosh.lowering import recall_meaning
from search.engines.whoosh.plan import All, Beginning, Either, Every, Near, OneOf, Plan, Row, Term
from search.engines.whoosh.positions import SHIFT, Documents, list_near, list_occurrences
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.searching import find, plan_filters
from search.query import Query
from search.request import SearchRequest
from search.results import YearCount

Counts = NDArray[np.int64]


def count_by_year(
    request: SearchRequest, query: Query, reading: Reading, *, months: bool = False
) -> tuple[YearCount, ...]:
    """Each year, or month, in which anything was said, ascending."""
    dictionary = Dictionary(reading)
    meaning = recall_meaning(query.root, dictionary, expand=request.expand)
    width = 100 if months else 10_000
    totals: dict[int, list[int]] = {}
    for found in find(request, meaning.plan, dictionary):
        segment = found.evaluation.segment
        spoken = _spoken(found.evaluation, request)
        periods = days_of(segment) // width
        counted = (
            (found.match.documents, np.ones(len(found.match.documents), dtype=np.int64)),
            (
                found.match.documents,
                _occurrences(found.evaluation, meaning.counted, found.match.documents),
            ),
            (spoken, segment.lengths.take(spoken).astype(np.int64)),
        )
        for place, (documents, weights) in enumerate(counted):
            _add(totals, place, periods.take(documents), weights)
    return tuple(
        YearCount(_name(period, months), *totals[period]) for period in sorted(totals) if period > 0
    )


def _spoken(evaluation: Evaluation, request: SearchRequest) -> Documents:
    """All statements under the filters of the request."""
    kind: Plan = OneOf("kind", (STATEMENT.encode(),))
    return evaluation.match(All((kind, *plan_filters(request).values())), scored=False).documents


def _occurrences(evaluation: Evaluation, plans: Sequence[Plan], documents: Documents) -> Counts:
    """How often the words of the query occur in each of the documents."""
    total = np.zeros(evaluation.segment.size, dtype=np.int64)
    for plan in plans:
        total += _count(evaluation, plan)
    return total.take(documents)


def _count(evaluation: Evaluation, plan: Plan) -> Counts:
    segment = evaluation.segment
    match plan:
        case Either(parts) | All(parts):
            total: Counts = np.add.reduce([_count(evaluation, part) for part in parts])
            return total
        case Term() | Row():
            found = list_occurrences(segment, plan)
        case Near(parts, distance):
            found = list_near(segment, parts, distance)
        case OneOf(field, terms):
            parts = tuple(Term(field, term) for term in terms)
            return _count(evaluation, Either(parts or (Term(field, b""),)))
        case Beginning(field, prefix):
            inverted = segment.fields.get(field)
            first, end = (0, 0) if inverted is None else inverted.find_prefix(prefix)
            terms = () if inverted is None else tuple(inverted.list_terms(first, end))
            return _count(evaluation, OneOf(field, terms))
        case Every():
            return np.zeros(segment.size, dtype=np.int64)
        case _:
            return evaluation.mask(plan).astype(np.int64)
    counted: Counts = np.bincount(found >> SHIFT, minlength=segment.size)
    return counted


def _add(totals: dict[int, list[int]], place: int, periods: NDArray[np.int32], by: Counts) -> None:
    known, where = np.unique(periods, return_inverse=True)
    sums = np.bincount(where, weights=by, minlength=len(known))
    for period, value in zip(known.tolist(), sums.tolist(), strict=True):
        totals.setdefault(period, [0, 0, 0])[place] += int(value)


def _name(period: int, months: bool) -> str:
    return f"{period // 100:04}-{period % 100:02}" if months else f"{period:04}"
