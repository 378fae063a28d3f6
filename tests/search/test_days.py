"""Narrowing to days inside a query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from search import Document, Index, SearchRequest

MakeIndex = Callable[..., Index]

DAYS = {
    "d": date(2022, 6, 15),
    "m": date(2022, 6, 14),
    "y": date(2022, 1, 31),
    "o": date(2021, 12, 31),
}


def heard(name: str, day: date | None) -> Document:
    return Document(id=name, kind="pernyataan", text=f"desa {name}", episode=name, date=day)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tanggal:2022-06-15", "d"),
        ("tanggal:2022-06", "dm"),
        ("tahun:2022", "dmy"),
        ("tahun:2021-2022", "dmoy"),
        ("tanggal:2021-12-31..2022-01-31", "oy"),
        ("tanggal:kemarin", "m"),
        ("tanggal:tahun lalu", "o"),
        ("tanggal:2020", ""),
        ("desa -tahun:2022", "no"),
        ("tanggal:kemarin OR tanggal:2022-01", "my"),
        ("desa (tanggal:kemarin OR o)", "mo"),
        ("tanggal:2022 -tanggal:2022-06", "y"),
    ],
)
def test_days_inside_a_query_find_what_was_broadcast_then(
    query: str, found: str, make_index: MakeIndex
) -> None:
    index = make_index(*(heard(name, day) for name, day in DAYS.items()), heard("n", None))

    results = index.search(SearchRequest(query, today=date(2022, 6, 15)))

    assert sorted(hit.id for hit in results.hits) == sorted(found)
