"""Marked words as pieces: nothing is lost, nothing is added, nothing becomes HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.highlighting import LONG, Piece, cut, excerpt

SENTENCES = " ".join(f"Kalimat nomor {number} tentang desa." for number in range(40))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and spans in it, ascending and apart."""
    text = draw(st.text(min_size=1, max_size=60))
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, [
        (start, stop) for start, stop in zip(ends[::2], ends[1::2], strict=False) if start < stop
    ]


@given(marked_texts())
def test_the_pieces_are_the_text_and_the_marked_ones_are_the_spans(
    marked: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = marked

    pieces = cut(text, spans)

    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.marked] == [text[a:b] for a, b in spans]


def test_a_short_text_is_shown_whole() -> None:
    shown = excerpt("Anggaran desa.", [(9, 13)])

    assert shown.pieces == (Piece("Anggaran "), Piece("desa", marked=True), Piece("."))
    assert not shown.begins_late
    assert not shown.ends_early


@given(st.integers(0, len(SENTENCES) - 5))
def test_an_excerpt_of_a_long_text_holds_its_first_mark_and_is_not_much_longer(place: int) -> None:
    shown = excerpt(SENTENCES, [(place, place + 4)])

    said = "".join(piece.text for piece in shown.pieces)
    assert SENTENCES[place : place + 4] in [piece.text for piece in shown.pieces if piece.marked]
    assert said in SENTENCES
    assert len(said) <= LONG
    assert shown.begins_late == (not SENTENCES.startswith(said))


def test_an_excerpt_begins_and_ends_with_a_sentence_where_one_is_near() -> None:
    text = "A" * 400 + ". Di sini anggaran disebut. " + "B" * 400

    shown = excerpt(text, [(410, 418)])

    assert shown.begins_late
    assert shown.pieces[0].text == "Di sini "


@pytest.mark.parametrize("text", ["x" * 2000, "kata " * 400])
def test_a_text_without_marks_or_sentences_begins_at_the_beginning(text: str) -> None:
    shown = excerpt(text, [])

    assert text.startswith(shown.pieces[0].text)
    assert shown.ends_early
