"""Rows and near words, found with arrays, against reading every document."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from inversion import in_memory, invert

from search.engines.whoosh.plan import Row, Term
from search.engines.whoosh.positions import (
    documents_of,
    is_among,
    list_near,
    list_occurrences,
)
from search.engines.whoosh.segment import Segment

TEXTS = st.lists(st.lists(st.sampled_from("abc"), max_size=9), min_size=1, max_size=6)
TERMS = st.sampled_from(["a", "b", "c", "x"]).map(lambda word: Term("words", word.encode()))
ROWS = st.lists(st.sampled_from("abc"), min_size=2, max_size=3).map(
    lambda words: Row("words", tuple(word.encode() for word in words))
)


def segment_of(texts: list[list[str]]) -> Segment:
    return in_memory({"words": invert(texts)}, len(texts))


def places(words: list[str], part: Term | Row) -> list[int]:
    row = [t.decode() for t in ((part.term,) if isinstance(part, Term) else part.terms)]
    return [at for at in range(len(words)) if words[at : at + len(row)] == row]


def chained(words: list[str], parts: list[Term | Row], distance: int) -> bool:
    found = places(words, parts[0])
    for _, part in pairwise(parts):
        here = places(words, part)
        found = [at for at in here if any(at != b and abs(at - b) <= distance for b in found)]
    return bool(found)


@given(TEXTS, st.one_of(TERMS, ROWS))
def test_a_row_occurs_where_its_words_stand_one_after_another(
    texts: list[list[str]], part: Term | Row
) -> None:
    found = list_occurrences(segment_of(texts), part)

    expected = [(d, at) for d, words in enumerate(texts) for at in places(words, part)]
    assert [(int(one) >> 17, int(one) & 0xFFFF) for one in found] == expected


@given(TEXTS, st.lists(st.one_of(TERMS, ROWS), min_size=2, max_size=3), st.integers(1, 4))
def test_near_words_are_a_chain_of_short_steps(
    texts: list[list[str]], parts: list[Term | Row], distance: int
) -> None:
    found = documents_of(list_near(segment_of(texts), parts, distance))

    expected = [d for d, words in enumerate(texts) if chained(words, parts, distance)]
    assert found.tolist() == expected


@given(st.sets(st.integers(0, 90)), st.sets(st.integers(0, 90)))
def test_members_of_another_list_are_told_apart(some: set[int], others: set[int]) -> None:
    documents = np.array(sorted(some), dtype=np.uint32)

    among = is_among(documents, np.array(sorted(others), dtype=np.uint32))

    assert documents[among].tolist() == sorted(some & others)
