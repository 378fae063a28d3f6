from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.roots import list_roots
from search.analysis.shadows import OWN, shadow
from search.analysis.stemming import stem


@pytest.mark.parametrize(
    "spellings",
    [
        # before 1947 and before 1972
        "soerabaja surabaya",
        "djakarta jakarta",
        "tjokroaminoto cokroaminoto",
        "sjarifuddin syarifuddin",
        "masjarakat masyarakat",
        "achir akhir",
        "djoenaidi junaidi",
        "poetra putra putera",
        "tjoetjoe cucu",
        # sounds of loan words
        "trofi tropi trophy",
        "kritik keritik kritiq",
        "provinsi propinsi",
        "november nopember",
        "aktif aktip aktiv",
        "izin ijin idzin",
        "zaman jaman dzaman",
        "rezeki rejeki",
        "ustaz ustas ustadz",
        "ramadan ramadhan",
        "syukur sukur",
        "insyaf insaf",
        "khotbah kotbah",
        "khawatir kawatir",
        "taksi taxi",
        "kualitas kwalitas kwalitet",
        "teknik tehnik",
        # letters doubled, or not
        "massal masal",
        "sunnah sunah",
        "hobi hobby",
        "tangga tanggga",
        # the e that is hardly heard, the vowel before the end
        "terampil trampil",
        "negeri negri",
        "cokelat coklat",
        "skala sekala",
        "stasiun setasiun",
        "praktik praktek",
        "apotek apotik",
        "telur telor",
        "kampung kampong",
        # endings of one meaning
        "realisasi realisir",
        "universitas universitet universiteit",
    ],
)
def test_spellings_of_one_word_have_one_shadow(spellings: str) -> None:
    assert len({shadow(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "saja saya",
        "raja raya",
        "baja baya",
        "menjala menyala",
        "panjang payang",
        "fakta pakta",
        "masa massa",
        "banding bandeng",
        "modal model",
        "karat karet",
        "sesat sesaat",
        "mengajar menghajar",
        "menggarap mengharap",
        "bukan bukaan",
        "masukan masukkan",
        "harus arus",
        "mudah muda",
        "2022 202",
        "pas vas",
    ],
)
def test_words_that_are_two_keep_two_shadows(words: str) -> None:
    assert len({shadow(word) for word in words.split()}) == 2


def test_no_two_roots_share_a_shadow() -> None:
    meetings: dict[str, set[str]] = defaultdict(set)
    for root in list_roots():
        meetings[shadow(root)].add(stem(root))

    assert [words for words in meetings.values() if len(words) > 1] == []


def test_a_word_that_keeps_its_letters_does_so_for_a_reason() -> None:
    assert all(shadow(word) == word for word in OWN)


@given(st.text(max_size=40))
def test_any_text_has_a_shadow(word: str) -> None:
    assert bool(shadow(word)) == bool(word)


@given(st.text("abdefghijkoszdjtnwyqx", max_size=9))
def test_a_shadow_keeps_three_letters_so_that_a_long_word_never_meets_a_single_letter(
    word: str,
) -> None:
    assert len(shadow(word)) >= min(len(word), 3)
