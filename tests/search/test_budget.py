from __future__ import annotations

import pytest

from search import QueryOverBudget, parse_query, refusal_sentence
from search.wording import LANGUAGES, NOTES, REFUSALS, Note, note_sentence


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a" * 513, "length"),
        (" OR ".join(f"k{n}" for n in range(33)), "terms"),
        (" ".join(['"dua kata"'] * 33), "terms"),
        ("(" * 9 + "desa" + ")" * 9, "depth"),
        ("(" * 500, "depth"),
        ("NOT " * 200 + "desa", "length"),
        ("de*", "prefix"),
        ("*", "prefix"),
        ("desa-de*", "prefix"),
        ("*desa", "wildcard"),
        ("*a*", "wildcard"),
        ("de*sa", "wildcard"),
        ("desa**", "wildcard"),
        ("tokoh:*", "prefix"),
    ],
)
def test_a_query_over_the_budget_is_refused_with_the_reason(typed: str, code: str) -> None:
    with pytest.raises(QueryOverBudget) as refused:
        parse_query(typed)

    assert refused.value.code == code
    assert all(refusal_sentence(refused.value, language).endswith(".") for language in LANGUAGES)


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 512,
        " ".join(f"k{n}" for n in range(32)),
        '"' + " ".join(["kata"] * 40) + '"',
        "(" * 8 + "desa" + ")" * 8,
        "NOT " * 100 + "desa",
        "des*",
    ],
)
def test_a_query_at_the_edge_of_the_budget_is_read(typed: str) -> None:
    assert parse_query(typed).notes == ()


def test_every_note_and_every_refusal_is_a_sentence_in_each_language() -> None:
    notes = [note_sentence(Note(code, "x"), lang) for code in NOTES for lang in LANGUAGES]
    refusals = [
        refusal_sentence(QueryOverBudget(code, 3, "x"), lang)
        for code in REFUSALS
        for lang in LANGUAGES
    ]

    assert all(sentence.endswith((".", "?")) and "{" not in sentence for sentence in notes + refusals)
