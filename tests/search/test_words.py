from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import list_words, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anggaran DESA", ["anggaran", "desa"]),
        ("desa-desa", ["desa", "desa"]),
        ("kedesa -Desa", ["kedesa", "desa"]),
        ("masing‑masing, masing–masing", ["masing"] * 4),
        ("Jum'at Jum’at Jumat", ["jumat"] * 3),
        ("“layanan publik”", ["layanan", "publik"]),
        ("'layanan'", ["layanan"]),
        ("Rp1.500.000", ["rp", "1500000"]),
        ("Rp 1,500,000", ["rp", "1500000"]),
        ("2,5 persen", ["2.5", "persen"]),
        ("pukul 08.30", ["pukul", "08.30"]),
        ("15/6/2022", ["15", "6", "2022"]),
        ("Covid19 P3K 5G", ["covid19", "p3k", "5g"]),
        ("S.STP., M.Pd", ["s", "stp", "m", "pd"]),
        ("tidak_ada", ["tidak", "ada"]),
        ("الله أَكْبَر", ["الله", "أَكْبَر"]),
        ("Straße ＡＢＣ", ["strasse", "abc"]),
        ("tidak bukan belum yang di", ["tidak", "bukan", "belum", "yang", "di"]),
        ("… — ?!", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert list_words(text) == words


@given(st.text())
def test_a_token_stands_where_it_says_and_folds_to_what_it_says(text: str) -> None:
    tokens = list(tokenise(text))

    assert [token.word for token in tokens] == list_words(text)
    assert [w for token in tokens for w in list_words(text[token.start : token.end])] == [
        token.word for token in tokens
    ]
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.text(alphabet="aéñoü nA", max_size=20))
def test_the_same_word_typed_in_composed_and_in_single_letters_is_one_word(text: str) -> None:
    assert list_words(unicodedata.normalize("NFD", text)) == list_words(text)
