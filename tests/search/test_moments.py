"""A hit starts the audio at the very words: exact at a mark, a little early between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import moment_at

MARKS = ((0, 10_000), (50, 14_000), (100, 20_000))


@pytest.mark.parametrize(
    ("offset", "second"),
    [
        pytest.param(0, 10.0, id="at the first mark"),
        pytest.param(50, 14.0, id="at a mark inside"),
        pytest.param(25, 11.65, id="half way between two marks, less the lead"),
        pytest.param(51, 14.0, id="the lead never goes back before a mark"),
        pytest.param(126, 21.65, id="after the last mark, at the pace of talk"),
    ],
)
def test_a_place_in_the_words_is_heard_at(offset: int, second: float) -> None:
    assert moment_at(MARKS, offset) == pytest.approx(second)


def test_nothing_is_said_where_no_mark_stands_before() -> None:
    assert moment_at((), 3) is None
    assert moment_at(((5, 1000),), 3) is None


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 900_000)), min_size=1, max_size=12),
    st.integers(0, 600),
    st.integers(0, 600),
)
def test_later_words_are_never_heard_earlier(
    marks: list[tuple[int, int]], one: int, other: int
) -> None:
    offsets = sorted({offset for offset, _ in marks})
    rising = tuple(zip(offsets, sorted(ms for _, ms in marks), strict=False))
    early, late = (moment_at(rising, offset) for offset in sorted((one, other)))

    assert late is None or early is None or early <= late + 0.001
