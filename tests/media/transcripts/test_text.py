import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.transcripts import clean_text
from media.transcripts.text import remove_hidden


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Selamat\t pagi\r\n", "Selamat pagi"),
        ("Selamat\u00a0pagi\u2028dan\u3000siang", "Selamat pagi dan siang"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
        ("nol\x00, hapus\x7f, esc\x1b", "nol, hapus, esc"),
        ("balik\u202e kanan\u2066 \u200fkiri\u061c", "balik kanan kiri"),
        ("\ufeffawal\u2060 seka\u00adrang", "awal sekarang"),
        ("putus\ud800 sini", "putus\ufffd sini"),
        ("keluarga 👨\u200d👩\u200d👧 bahagia", "keluarga 👨\u200d👩\u200d👧 bahagia"),
        ("satu - dua", "satu - dua"),
        ("\u200b \u202e", ""),
    ],
)
def test_the_gate(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_what_the_gate_removes_is_counted() -> None:
    assert remove_hidden("a\x00b\u202ec\ud800\n") == ("abc\ufffd\n", 3)


ANY_TEXT = st.text(
    st.characters() | st.characters(categories=["Cs"]) | st.sampled_from("\u0301 \n\u200f")
)


@given(ANY_TEXT)
def test_the_gate_changes_nothing_the_second_time(raw: str) -> None:
    clean = clean_text(raw)

    assert clean_text(clean) == clean


@given(ANY_TEXT)
def test_clean_text_is_words_between_single_spaces(raw: str) -> None:
    clean = clean_text(raw)

    assert unicodedata.is_normalized("NFC", clean)
    assert all(word and word.split() == [word] for word in clean.split(" ") if clean)
    clean.encode("utf-8")
