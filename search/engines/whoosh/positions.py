"""Where terms stand: rows of terms, terms near each other, and how often they occur.

An occurrence is one number, document << SHIFT | position, so that occurrences of a term are a
sorted array, and "directly after" and "near" are comparisons of such arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inverted import Array, InvertedField, known
from search.engines.whoosh.plan import Row, Term
from search.engines.whoosh.segment import Segment

SHIFT = 17
"""Positions are below 1 << 16; the bit above keeps "near" from reaching the next document."""
WORTHWHILE = 3
"""Documents are picked out of a list where it has more than so many times as many."""

Documents = NDArray[np.uint32]
Occurrences = NDArray[np.int64]

_NO_DOCUMENTS: Documents = np.empty(0, dtype=np.uint32)
_NO_OCCURRENCES: Occurrences = np.empty(0, dtype=np.int64)

ALIKE = 16
"""Two arrays are of like length where neither has more than so many times as many."""


def list_occurrences(segment: Segment, part: Term | Row) -> Occurrences:
    """All occurrences of a term, or of the first term of a row, ascending."""
    terms = (part.term,) if isinstance(part, Term) else part.terms
    field = segment.fields.get(part.field)
    if field is None:
        return _NO_OCCURRENCES
    numbers = [field.find(term) for term in terms]
    if min(numbers) < 0:
        return _NO_OCCURRENCES
    if len(set(numbers)) == 1:
        return _list_row(field, numbers, None)
    return _list_row(field, numbers, documents_of_all(field, numbers))


def list_near(segment: Segment, parts: Sequence[Term | Row], distance: int) -> Occurrences:
    """Occurrences of the last part that a chain of the others leads to: each at most `distance`
    words from the one before it, in either direction, and not at the same place."""
    first, *others = parts
    found = list_occurrences(segment, first)
    for other in others:
        here = list_occurrences(segment, other)
        before = np.searchsorted(found, here - distance, side="left")
        after = np.searchsorted(found, here + distance, side="right")
        itself = np.searchsorted(found, here, side="right") - np.searchsorted(found, here)
        found = here[after - before > itself]
    return found


def documents_of(occurrences: Occurrences) -> Documents:
    """The documents of occurrences, ascending, each once."""
    return _squeeze((occurrences >> SHIFT).astype(np.uint32))


def documents_of_all(field: InvertedField, numbers: Iterable[int]) -> Documents:
    """Documents that hold all of the terms of these numbers, ascending; rarest terms first."""
    ranges = sorted((field.range_of(number) for number in set(numbers)), key=lambda r: r[1] - r[0])
    found: Documents = field.documents[slice(*ranges[0])]
    for first, end in ranges[1:]:
        found = found[is_among(found, field.documents[first:end])]
    return found


def is_among(documents: Documents, others: Documents) -> NDArray[np.bool_]:
    """Which of some documents are among others; both ascending."""
    if not len(others):
        return np.zeros(len(documents), dtype=bool)
    if len(others) > ALIKE * len(documents):
        at = np.searchsorted(others, documents)
        at[at == len(others)] = 0
        equal: NDArray[np.bool_] = others[at] == documents
        return equal
    size = int(max(others[-1], documents[-1] if len(documents) else 0)) + 1
    flags = np.zeros(size, dtype=bool)
    flags[others] = True
    return flags.take(documents)


def _list_row(field: InvertedField, numbers: list[int], among: Documents | None) -> Occurrences:
    """Occurrences of the first term that the other terms follow, one place after another."""
    order = sorted(
        set(range(len(numbers))),
        key=lambda at: field.range_of(numbers[at])[1] - field.range_of(numbers[at])[0],
    )
    found = _NO_OCCURRENCES
    for turn, at in enumerate(order):
        here = _read_occurrences(field, numbers[at], among)
        here -= at
        found = here if turn == 0 else _keep_common(found, here)
        if not len(found):
            break
    return found


def _read_occurrences(field: InvertedField, number: int, among: Documents | None) -> Occurrences:
    """The occurrences of a term; of those outside some documents that all hold it perhaps not all.

    Picking out most of the documents would cost more than leaving them in.
    """
    first, end = field.range_of(number)
    documents, often = field.documents[first:end], known(field.codes)[first:end] >> 8
    begin, stop = known(field.position_starts)[number : number + 2].tolist()
    positions = known(field.positions)
    if among is None or len(among) * WORTHWHILE > len(documents):
        return _occurrences(documents, often, positions[begin:stop])
    chosen = np.searchsorted(documents, among)
    ends = np.cumsum(often, dtype=np.int64)
    counts = often[chosen].astype(np.int64)
    stops = np.cumsum(counts)
    total = int(stops[-1]) if len(stops) else 0
    steps = np.arange(total) - np.repeat(stops - counts, counts)
    places = positions.take(begin + np.repeat(ends[chosen] - counts, counts) + steps)
    return _occurrences(among, counts, places)


def _occurrences(documents: Documents, often: Array, places: Array) -> Occurrences:
    found: Occurrences = np.repeat(documents.astype(np.int64), often) << SHIFT
    found += places
    return found


def _keep_common(some: Occurrences, others: Occurrences) -> Occurrences:
    """What both hold; both ascending. Of like length they are merged, which numpy's stable sort
    does with two ascending runs; else the few are looked up among the many."""
    few, many = (some, others) if len(some) < len(others) else (others, some)
    if not len(few):
        return _NO_OCCURRENCES
    if len(few) * ALIKE < len(many):
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        common: Occurrences = few[many[at] == few]
        return common
    both = np.concatenate((few, many))
    both.sort(kind="stable")
    twice: Occurrences = both[1:][both[1:] == both[:-1]]
    return twice


def _squeeze(documents: Documents) -> Documents:
    """Ascending documents without repetitions."""
    if not len(documents):
        return _NO_DOCUMENTS
    new = np.empty(len(documents), dtype=bool)
    new[0] = True
    np.not_equal(documents[1:], documents[:-1], out=new[1:])
    return documents[new]
