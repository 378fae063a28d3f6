"""When the words of a statement are heard."""

import pytest

from archive.published.timing import time_of_beginning, time_of_end
from archive.rows import Row

WORDS = "satu dua tiga empat lima enam"


def row_with(**values: object) -> Row:
    """A row of six words, said from second 10 to 22."""
    known: dict[str, object] = {
        "statement_id": "k3f9m2xd",
        "voice": "A",
        "text": WORDS,
        "start": 10.0,
        "end": 22.0,
        "marks": ((0, 10_000), (14, 15_000)),
        "times_carried": False,
        "language": "id",
        "label": "transkrip",
        "recording_id": None,
    }
    return Row(**(known | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(("word", "begins"), [(1, 10.0), (4, 15.0)])
def test_a_marked_word_begins_exactly_at_its_mark(word: int, begins: float) -> None:
    assert time_of_beginning(row_with(), word) == begins


@pytest.mark.parametrize("word", [2, 3, 5, 6])
def test_between_marks_a_word_is_heard_whole(word: int) -> None:
    row = row_with()

    begins, ends = time_of_beginning(row, word), time_of_end(row, word)

    first, last = (10.0, 15.0) if word < 4 else (15.0, 22.0)
    assert begins is not None and ends is not None
    assert first <= begins < ends <= last


def test_the_last_word_ends_with_its_statement() -> None:
    assert time_of_end(row_with(), 6) == 22.0


def test_without_times_nothing_is_made_up() -> None:
    row = row_with(start=None, end=None, marks=())

    assert (time_of_beginning(row, 2), time_of_end(row, 2)) == (None, None)


def test_withdrawn_words_keep_the_times_of_their_statement() -> None:
    row = row_with(text=None, marks=())

    assert (time_of_beginning(row, 1), time_of_end(row, 1)) == (10.0, 22.0)
