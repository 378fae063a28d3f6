from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import find_spans, list_words
from search.analysis.highlighting import Pattern, is_near


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (Pattern(("desa",)), ["Desa", "desa", "desa"]),
        (Pattern(("desa", "desa")), ["desa-desa"]),
        (Pattern(("layanan", "publik")), ["layanan “publik"]),
        (Pattern(("publik", "layanan")), []),
        (Pattern(("layan",), prefix=True), ["layanan"]),
        (Pattern(("untuk", "lay"), prefix=True), ["untuk layanan"]),
        (Pattern(("anggarn",), fuzzy=True), ["Anggaran"]),
        (Pattern(("1500000",)), ["1.500.000"]),
    ],
)
def test_what_was_asked_for_is_marked_and_nothing_else(pattern: Pattern, found: list[str]) -> None:
    text = "Anggaran Desa Rp1.500.000 untuk layanan “publik”, di desa-desa."

    spans = find_spans(text, [pattern])

    assert [text[start:end] for start, end in spans] == found


def test_overlapping_phrases_are_one_mark_and_neighbours_stay_two() -> None:
    text = "satu dua tiga empat"

    spans = find_spans(
        text, [Pattern(("satu", "dua")), Pattern(("dua", "tiga")), Pattern(("empat",))]
    )

    assert [text[start:end] for start, end in spans] == ["satu dua tiga", "empat"]


@pytest.mark.parametrize(
    ("word", "near"),
    [("jalan", True), ("jalann", True), ("jaln", True), ("ajlan", True), ("jalur", False)],
)
def test_one_letter_away(word: str, near: bool) -> None:
    assert is_near(word, "jalan") is near


WORDS = st.sampled_from(["desa", "jalan", "Air", "a", "JALAN", "x-y", "“", ",", "é", "1.000"])
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
PATTERNS = st.lists(
    st.builds(
        Pattern,
        st.lists(
            st.sampled_from(["desa", "jalan", "air", "a", "é", "1000"]), min_size=1, max_size=3
        ).map(tuple),
        prefix=st.booleans(),
    ),
    max_size=4,
)


@given(TEXTS, PATTERNS)
def test_marks_lie_in_the_text_apart_from_each_other_and_around_whole_words(
    text: str, patterns: list[Pattern]
) -> None:
    spans = find_spans(text, patterns)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(list_words(text[start:end]) for start, end in spans)
    assert all(not text[end : end + 1].isalnum() for _, end in spans)


@given(TEXTS, PATTERNS)
def test_a_word_is_marked_exactly_where_a_pattern_fits(text: str, patterns: list[Pattern]) -> None:
    words = list_words(text)
    fits = any(
        pattern.matches(words[n : n + len(pattern.words)])
        for pattern in patterns
        for n in range(len(words) - len(pattern.words) + 1)
    )

    assert bool(find_spans(text, patterns)) is fits
