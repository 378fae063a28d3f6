"""Which words are right as they are written."""

from __future__ import annotations

import csv

import pytest

from search import is_known_word
from search.analysis.abbreviations import TABLE
from search.analysis.roots import list_overrides, list_roots


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sekda", True),
        ("SETDA", True),
        ("APB Desa", True),
        ("Sekretaris", True),
        ("Pelayanannya", True),
        ("Brigjen", True),
        ("Agustus", True),
        ("Setdo", False),
        ("Norkamala", False),
        ("Dinas Norkamala", False),
        ("", False),
    ],
)
def test_words_of_the_language_and_abbreviations_are_known_and_names_are_not(written, expected):
    assert is_known_word(written) is expected


def test_everything_in_the_tables_of_words_is_known():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    short = [row["abbreviation"] for row in rows] + [
        variant for row in rows for variant in row["variants"].split(";") if variant
    ]
    words = [
        *list_roots(),
        *list_roots("roots-banjar.txt"),
        *(one.word for one in list_overrides()),
    ]

    written = (*short, *(word.capitalize() for word in words))
    assert [one for one in written if not is_known_word(one)] == []
