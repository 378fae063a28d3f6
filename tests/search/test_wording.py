from __future__ import annotations

from datetime import date

import pytest

from search import QueryOverBudget, parse_query, refusal_sentence
from search.budget import refuse_expansions
from search.query import FIELDS
from search.wording import LANGUAGES, NOTES, REFUSALS, Note, note_sentence

TODAY = date(2022, 6, 15)

NOTED = {
    "unclosed-quote": '"layanan publik',
    "unbalanced": "(anggaran",
    "dangling": "anggaran AND",
    "empty": "anggaran ???",
    "unknown-field": "warna:hijau",
    "meant-field": "tokho:ambo",
    "meant-operator": "anggaran or desa",
    "meant-days": "anggaran Juni 2022",
    "meant-near": '"anggaran desa"~5',
    "near-words": "anggaran NEAR tokoh:ambo",
    "near-distances": "anggaran NEAR/5 desa NEAR/7 jalan",
    "unknown-label": "label:resmi",
    "meant-label": "label:rekman",
    "unreadable-date": "tanggal:desa",
    "no-such-day": "tanggal:31/2/22",
    "month-first": "tanggal:6/15/22",
    "no-year": "tanggal:15 Juni",
    "weekday": "tanggal:Kamis, 15 Juni 2022",
    "backwards": "tanggal:2022..2020",
}
REFUSED = {
    "length": "a" * 513,
    "terms": "kata " * 33,
    "depth": "(" * 9 + "desa",
    "prefix": "de*",
    "wildcard": "*desa",
    "distance": "anggaran NEAR/51 desa",
    "open-range": "tanggal:2022..",
}


def test_each_note_has_a_query_that_calls_for_it() -> None:
    assert {*NOTES} - {*NOTED} == {"unavailable"}  # said by the index, whatever the query


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "typed"), NOTED.items())
def test_a_note_is_a_sentence_that_names_the_place_and_the_query_that_was_meant(
    code: str, typed: str, language: str
) -> None:
    (note,) = parse_query(typed, TODAY).notes

    sentence = note_sentence(note, language)

    assert note.code == code
    assert sentence[0].isupper() or sentence.startswith(("“", note.detail))
    assert sentence.endswith((".", "?"))
    assert "{" not in sentence
    assert note.detail in sentence
    assert note.query in sentence
    assert note.reading in sentence


def test_each_refusal_has_a_query_that_calls_for_it() -> None:
    assert {*REFUSALS} - {*REFUSED} == {"expansions"}  # counted in the index


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "typed"), REFUSED.items())
def test_a_refusal_is_a_sentence_that_names_the_limit(code: str, typed: str, language: str) -> None:
    with pytest.raises(QueryOverBudget) as refused:
        parse_query(typed, TODAY)

    sentence = refusal_sentence(refused.value, language)

    assert refused.value.code == code
    assert sentence[0].isupper() or sentence.startswith("“")
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert str(refused.value.limit or refused.value.found) in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_words_of_the_index_are_refused_with_the_limit(language: str) -> None:
    with pytest.raises(QueryOverBudget) as refused:
        refuse_expansions(201, "ang*", lambda: ["anggaran"])

    assert refused.value.words == ("anggaran",)
    sentence = refusal_sentence(refused.value, language)
    assert "200" in sentence
    assert "“ang*”" in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_are_named_to_whoever_takes_another(language: str) -> None:
    sentence = note_sentence(Note("unknown-field", "warna"), language)

    assert all(field in sentence for field in FIELDS)
