"""docs/query.md is the manual of the query language: what it shows is what happens."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import search.query
from search import QueryOverBudget, SearchRequest, describe, note_sentence, refusal_sentence
from search.dates import MONTHS
from search.parsing import parse_query
from search.query import FIELDS
from search.tokens import OPERATORS

TODAY = date(2022, 6, 15)
MANUAL = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")
UNDERSTOOD, NOTED = "| typed | understood | in English |", "| typed | noted | in English |"
ROW = re.compile(r"\| `(.+?)` \| (.+?) \| (.+?) \|")


def read_rows(heading: str) -> list[tuple[str, str, str]]:
    """The rows of all tables with this heading."""
    tables = [text.partition("\n\n")[0] for text in MANUAL.split(heading)[1:]]
    found = [ROW.fullmatch(line) for table in tables for line in table.splitlines()[2:]]
    return [(match[1], match[2], match[3]) for match in found if match]


def say(typed: str, language: str) -> str:
    def format_day(day: date) -> str:
        return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"

    return describe(SearchRequest(typed, today=TODAY), language, format_day=format_day)


def say_notes(typed: str, language: str) -> list[str]:
    try:
        return [note_sentence(note, language) for note in parse_query(typed, TODAY).notes]
    except QueryOverBudget as refusal:
        return [refusal_sentence(refusal, language)]


@pytest.mark.parametrize(("typed", "indonesian", "english"), read_rows(UNDERSTOOD))
def test_the_manual_says_what_is_understood(typed: str, indonesian: str, english: str) -> None:
    assert (say(typed, "id"), say(typed, "en")) == (indonesian, english)
    assert say_notes(typed, "id") == []


@pytest.mark.parametrize(("typed", "indonesian", "english"), read_rows(NOTED))
def test_the_manual_says_what_is_noted(typed: str, indonesian: str, english: str) -> None:
    assert (say_notes(typed, "id"), say_notes(typed, "en")) == ([indonesian], [english])


def test_the_manual_leaves_out_no_row_no_field_and_no_operator() -> None:
    shown = read_rows(UNDERSTOOD) + read_rows(NOTED)
    typed = " ".join(query for query, _, _ in shown)

    assert len(shown) == MANUAL.count("\n| `")
    assert [field for field in FIELDS if f"{field}:" not in typed] == []
    assert [word for word in OPERATORS if word not in MANUAL] == []


def test_the_grammar_of_the_manual_is_that_of_the_code() -> None:
    (grammar,) = re.findall(r"```text\n(.*?)\n```", MANUAL, re.DOTALL)
    indented = "\n".join(f"    {line}" for line in grammar.splitlines())

    assert indented in str(search.query.__doc__)
