from __future__ import annotations

from datetime import date

import pytest
from hostile_queries import LONGEST, PATTERNS, list_hostile

from search import Query, QueryOverBudget, SearchRequest, describe, format_query, parse_query
from search.budget import MAX_CHARACTERS, MAX_TERMS
from search.query import list_leaves
from search.wording import LANGUAGES, note_sentence, refusal_sentence

TODAY = date(2022, 6, 15)


def parse_or_none(typed: str) -> Query | None:
    try:
        return parse_query(typed, TODAY)
    except QueryOverBudget as refusal:
        assert all(refusal_sentence(refusal, language) for language in LANGUAGES)
        return None


@pytest.mark.parametrize("typed", [pytest.param(query, id=name) for name, query in list_hostile()])
def test_a_hostile_query_is_read_within_the_budget_or_refused_with_a_sentence(typed: str) -> None:
    query = parse_or_none(typed)

    if query:
        assert len(list_leaves(query.root)) <= MAX_TERMS
        assert all(note_sentence(note, code) for note in query.notes for code in LANGUAGES)
        assert all(describe(SearchRequest(typed, today=TODAY), code) for code in LANGUAGES)


@pytest.mark.parametrize("typed", [pytest.param(query, id=name) for name, query in list_hostile()])
def test_a_hostile_query_that_is_read_means_the_same_when_it_is_written_back(typed: str) -> None:
    query = parse_or_none(typed)
    written = format_query(query) if query else ""

    if query and len(written) <= MAX_CHARACTERS:
        assert parse_query(written, TODAY) == query


def test_there_are_enough_hostile_patterns_and_none_of_them_twice() -> None:
    assert LONGEST == MAX_CHARACTERS
    assert len(PATTERNS) >= 200
    assert len({*PATTERNS.values()}) == len(PATTERNS)
    assert all(len(pattern) <= LONGEST for pattern in PATTERNS.values())


def test_one_character_more_than_allowed_is_refused() -> None:
    with pytest.raises(QueryOverBudget, match="length"):
        parse_query("a" * (LONGEST + 1), TODAY)
