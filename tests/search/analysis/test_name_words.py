from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.names import HONORIFICS, list_name_words
from search.analysis.words import list_words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Dr. H. Ambo Sakka, M.Pd", ["ambo", "sakka"]),
        ("Dr.H. Ambo Sakka", ["ambo", "sakka"]),
        ("Prof. Dr. Ir. H. Udin Lestari", ["udin", "lestari"]),
        ("Hj. Siti Jum'ah, S.Sos., M.Si", ["siti", "jumah"]),
        ("dr. Sri Wahyuni, Sp.A(K)", ["sri", "wahyuni"]),
        ("KH. Ahmad, Lc, MA", ["ahmad"]),
        ("AKBP (Purn) Tri Mulyadi, SIK", ["tri", "mulyadi"]),
        ("ambo sakka, sh, mh", ["ambo", "sakka"]),
        ("Ambo Sakka M.Pd.", ["ambo", "sakka"]),
        ("HM Ramli Azhar", ["m", "ramli", "azhar"]),
        ("H. M. Ramli Azhar", ["m", "ramli", "azhar"]),
        ("Ho Simin", ["ho", "simin"]),
        ("HO SIMIN", ["ho", "simin"]),
        ("Andi Latif", ["andi", "latif"]),
        ("Gusti Ayu", ["gusti", "ayu"]),
        ("S.A. Rahman", ["s", "a", "rahman"]),
        ("Pak Camat, Batulicin", ["camat", "batulicin"]),
        ("Mulyadi", ["mulyadi"]),
        ("Haji", ["haji"]),
        (", M.Pd", []),
        ("", []),
    ],
)
def test_a_name_is_its_words_without_honorifics_and_degrees(written: str, words: list[str]) -> None:
    assert list_name_words(written) == words


@pytest.mark.parametrize("name", ["Mulyadi", "Pertiwi", "Berlian", "Kemala", "Sekarini", "Dinanti"])
def test_a_name_is_never_stemmed(name: str) -> None:
    assert list_name_words(f"H. {name}, S.E.") == [name.lower()]


@given(st.text(alphabet="Hh.K ,MadrSi'()", max_size=24))
def test_no_word_is_invented_and_a_text_of_words_never_becomes_nothing(written: str) -> None:
    words = list_name_words(written)

    letters = iter("".join(list_words(written)))
    assert all(letter in letters for letter in "".join(words))
    assert words or not list_words(written.partition(",")[0])


def test_honorifics_are_single_words_as_they_are_compared() -> None:
    assert all(list_words(mark) == [mark] for mark in HONORIFICS)
