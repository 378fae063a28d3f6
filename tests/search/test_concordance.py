"""Words in their context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.concordance import CONTEXT, Line, list_lines, sort_lines

TEXT = "Anggaran jalan desa naik, jalan kota tidak."


def line(left: str, right: str) -> Line[str]:
    return Line("s", left, "air", right, 0)


def test_each_place_stands_between_what_goes_before_and_what_follows() -> None:
    lines = list_lines([("s", TEXT, [(9, 14), (26, 31)])])

    assert lines == [
        Line("s", "Anggaran", "jalan", "desa naik, jalan kota tidak.", 9),
        Line("s", "Anggaran jalan desa naik,", "jalan", "kota tidak.", 26),
    ]


def test_words_that_follow_each_other_are_one_keyword() -> None:
    (only,) = list_lines([("s", TEXT, [(9, 14), (15, 19)])])

    assert only.keyword == "jalan desa"


def test_words_with_a_comma_between_them_are_two() -> None:
    assert len(list_lines([("s", "air, air", [(0, 3), (5, 8)])])) == 2


@given(
    st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=60), st.integers(0, 59)
)
def test_the_context_is_whole_words_and_not_longer_than_it_may_be(
    words: list[str], place: int
) -> None:
    place %= len(words)
    text = " ".join(words)
    start = len(" ".join(words[:place])) + (1 if place else 0)

    (only,) = list_lines([("s", text, [(start, start + len(words[place]))])])

    before, after = only.left.split(), only.right.split()
    assert before == words[place - len(before) : place]
    assert after == words[place + 1 : place + 1 + len(after)]
    assert max(len(only.left), len(only.right)) <= CONTEXT
    if len(before) < place:
        assert len(" ".join(words[place - len(before) - 1 : place])) >= CONTEXT


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("kanan", ["Bersih", "keruh", "keruh sekali"]),
        ("kiri", ["keruh sekali", "Bersih", "keruh"]),
        ("tanggal", ["keruh", "keruh sekali", "Bersih"]),
    ],
)
def test_lines_are_sorted_by_the_words_next_to_the_keyword(order: str, expected: list[str]) -> None:
    lines = [line("punya", "keruh"), line("minum", "keruh sekali"), line("ada", "Bersih")]
    by_left = [line("di kota", "keruh"), line("sumur ada", "keruh sekali"), line("dari", "Bersih")]

    found = sort_lines(by_left if order == "kiri" else lines, order)

    assert [one.right for one in found] == expected
