"""How well stems bring together what a searcher wants and keep apart what only looks alike.

A form is found by a query where their stems are equal. The held-out half of labelled.tsv was
written before the stemmer and never tuned to.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from search.analysis.stemming import stem


class Query(NamedTuple):
    set: str
    query: str
    wanted: list[str]
    unwanted: list[str]


def read_queries() -> list[Query]:
    lines = Path(__file__).with_name("labelled.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [Query(name, query, w.split(), u.split()) for name, query, w, u in rows]


def f1(stemmer: Callable[[str], str], queries: list[Query]) -> float:
    found = [(q, form) for q in queries for form in q.wanted if stemmer(form) == stemmer(q.query)]
    wrong = [(q, form) for q in queries for form in q.unwanted if stemmer(form) == stemmer(q.query)]
    wanted = sum(len(q.wanted) for q in queries)
    return 2 * len(found) / (len(found) + len(wrong) + wanted)


QUERIES = read_queries()


@pytest.mark.parametrize("name", ["held-out", "tuned"])
def test_stems_bring_together_what_is_wanted_and_nothing_else(name: str) -> None:
    queries = [query for query in QUERIES if query.set == name]

    assert f1(stem, queries) >= 0.95


@pytest.mark.parametrize("name", ["held-out", "tuned"])
def test_snowball_does_worse(name: str) -> None:
    snowball = pytest.importorskip("snowballstemmer").stemmer("indonesian").stemWord
    queries = [query for query in QUERIES if query.set == name]

    theirs, ours = f1(snowball, queries), f1(stem, queries)

    print(f"\n{name}, {len(queries)} queries: F1 {ours:.3f}, Snowball {theirs:.3f}")
    assert theirs < ours


def test_the_set_is_large_enough_and_no_query_stands_in_it_twice() -> None:
    names = [query.query for query in QUERIES]

    assert len(set(names)) == len(names) >= 100
    assert all(query.wanted and query.unwanted for query in QUERIES)
