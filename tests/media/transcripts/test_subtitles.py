from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.transcripts import WrittenStatement
from media.transcripts.subtitles import LONGEST, break_line, cut_subtitles
from media.transcripts.written import Timed

WORDS = st.lists(st.sampled_from(["jalan", "desa,", "ya.", "a", "x" * 30]), min_size=1, max_size=60)


def timed(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...] = ()) -> Timed:
    return Timed(
        WrittenStatement("b", "Kiki", start / 1000, end / 1000, text, marks), start, end, False
    )


@given(WORDS, st.integers(0, 9000), st.integers(0, 90_000))
def test_every_word_is_shown_once_in_its_order_and_time(
    words: list[str], start: int, length: int
) -> None:
    pieces = list(cut_subtitles(timed(" ".join(words), start, start + length)))

    assert " ".join(piece.text for piece in pieces).split(" ") == words
    assert pieces[0].start == start
    assert pieces[-1].end == max(start + length, pieces[-1].start + 1)
    assert all(piece.end > piece.start for piece in pieces)
    assert all(piece.start <= piece.end for piece in pieces)
    assert all(before.end == after.start for before, after in pairwise(pieces))
    assert all(len(piece.text) <= LONGEST for piece in pieces)


def test_a_cue_ends_with_a_sentence_and_begins_at_a_mark() -> None:
    first, second = f"{'kata ' * 9}habis.", f"{'lalu ' * 12}selesai."

    pieces = list(cut_subtitles(timed(f"{first} {second}", 0, 10_000, ((len(first) + 1, 7000),))))

    assert [(piece.start, piece.text) for piece in pieces] == [(0, first), (7000, second)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("pendek", ["pendek"]),
        ("a" * 60, ["a" * 60]),
        (f"{'a' * 30} {'b' * 30}", ["a" * 30, "b" * 30]),
    ],
)
def test_a_long_cue_has_two_lines_of_about_the_same_length(text: str, lines: list[str]) -> None:
    assert break_line(text) == lines
