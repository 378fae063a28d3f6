"""Words that look like a misprint of a name."""

from __future__ import annotations

import pytest

from archive.editing.lines import Line
from archive.editing.spelling import find_doubts
from archive.rows import Row

NAMES = (
    "Kabupaten Tanah Bumbu",
    "Zairullah Azhar",
    "Dinas Pendidikan",
    "Kusan Hilir",
    "Banjarmasin",
)


def doubts(text):
    row = Row("a", None, text, None, None, (), False, "id", "transkrip", None)
    return [(one.found, one.proposal) for one in find_doubts([Line(row, ())], NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Di Tanah Bumbo ada dua puluh desa.", [("Tanah Bumbo", "Tanah Bumbu")]),
        ("Kami dari Banjarmasen.", [("Banjarmasen", "Banjarmasin")]),
        ("Kata Pak Zairulah begitu.", [("Zairulah", "Zairullah")]),
        ("Di Tanah Bumbu ada dua puluh desa.", []),
        ("di tanah bumbo ada dua puluh desa.", []),
        ("Dinas Pendapatan belum datang.", []),
        ("Kasan dan Husain pergi ke pasar.", []),
        ("Bumi itu bulat. Tanah itu basah.", []),
    ],
    ids=[
        "a pair",
        "one letter in eleven",
        "a letter that is lacking",
        "the name itself",
        "no capitals",
        "a common word",
        "too far for its length",
        "common words with capitals",
    ],
)
def test_only_what_is_near_a_name_is_doubted(text, expected):
    assert doubts(text) == expected
