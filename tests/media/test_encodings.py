import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.tags.encodings import decode_bytes, is_guess, mend, read_again

WORDS = st.text(st.sampled_from("abcdeghiknrstuABDR 0123–’“”é—…"), min_size=1, max_size=40)
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=2, max_size=40)


@given(WORDS)
def test_utf_8_that_a_tag_calls_latin_1_is_read_as_it_was_meant(text):
    assert read_again(text.encode("utf-8").decode("latin-1")) == text


def as_windows_1252(data):
    """Bytes as a tool shows them that takes all for Windows-1252, where five mean nothing."""
    return "".join(
        bytes([byte]).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252")
        for byte in data
    )


@given(WORDS)
def test_utf_8_that_was_written_twice_is_mended(text):
    assert mend(as_windows_1252(text.encode())) == text


@given(LATIN, st.sampled_from(["utf-16", "utf-16-le", "utf-16-be"]))
def test_utf_16_is_told_with_and_without_its_mark(text, encoding):
    assert decode_bytes(text.encode(encoding)) == text


@given(LATIN)
def test_plain_text_stays_as_it_is(text):
    assert read_again(text) == mend(text) == decode_bytes(text.encode()) == text


@pytest.mark.parametrize("text", ["Café Kita", "Direkam – siaran", "“Jalan desa”", "naïf, déjà vu"])
def test_windows_1252_is_read_and_is_no_guess(text):
    written = text.encode("cp1252").decode("latin-1")

    assert read_again(written) == text
    assert not is_guess(written)


@pytest.mark.parametrize("text", ["Café", "广播电台", "Ñandú — tío", "Ωmega"])
def test_text_that_is_right_is_not_mended(text):
    assert mend(text) == text


def test_gbk_is_a_guess():
    assert is_guess("早间对话".encode("gbk").decode("latin-1"))
    assert not is_guess("Dialog Pagi")


@given(st.binary(max_size=300))
def test_bytes_that_are_no_text_become_something_that_can_be_written(data):
    assert decode_bytes(data).encode("utf-8")[:0] == b""
