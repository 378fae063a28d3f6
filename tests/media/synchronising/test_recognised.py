"""Words of a transcript find their times among those that a recogniser heard."""

from hypothesis import given
from hypothesis import strategies as st

from media.synchronising import Anchor, Recognised, align_recognised

SAID = [
    ["Jalan", "ke", "Muara", "Gelam", "kami", "dahulukan."],
    ["Enam", "mobil", "tangki", "kami", "siapkan,", "gratis."],
]


def heard(text, start=0.0, pace=0.5):
    words = text.split()
    return [
        Recognised(word, start + place * pace, start + place * pace + 0.4)
        for place, word in enumerate(words)
    ]


def starts(fit):
    return [None if one is None else round(one.start / 1000, 1) for one in fit.words]


def test_words_begin_when_the_same_words_were_recognised():
    fit = align_recognised(
        SAID, heard("jalan ke muara gelam kami dahulukan enam mobil tangki kami siapkan gratis")
    )
    assert starts(fit) == [place * 0.5 for place in range(12)]
    assert fit.confidences == (1.0, 1.0)


def test_words_that_were_spelt_split_or_joined_otherwise_still_lend_their_times():
    fit = align_recognised(
        SAID, heard("jalan kemuara glam kami dahulu kan enam mobil tangki kami siapken gratis")
    )
    assert starts(fit)[5:9] == [2.0, 3.0, 3.5, 4.0]
    assert all(confidence > 0.8 for confidence in fit.confidences)


def test_a_statement_that_was_not_heard_has_no_place():
    fit = align_recognised(SAID, heard("jalan ke muara gelam kami dahulukan"))
    assert fit.words[6:] == (None,) * 6
    assert fit.confidences == (1.0, 0.0)


def test_without_recognised_words_nothing_has_a_place():
    fit = align_recognised(SAID, [])
    assert set(fit.words) == {None}
    assert fit.confidences == (0.0, 0.0)


def test_what_is_said_twice_is_found_where_an_anchor_says_it_is():
    twice = heard("jalan ke muara gelam kami dahulukan " * 2)

    fit = align_recognised([SAID[0]], twice, [Anchor(0, 3.0)])

    assert starts(fit) == [3.0, 3.5, 4.0, 4.5, 5.0, 5.5]


def test_words_before_an_anchor_are_not_looked_for_after_it():
    fit = align_recognised(SAID, heard(" ".join(SAID[0])), [Anchor(6, 1.5)])

    assert set(fit.words[:6]) == {None}
    assert set(fit.words[6:]) == {None}


WORDS = st.lists(st.text("abcdeng", min_size=1, max_size=7), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=5), WORDS)
def test_times_never_run_backwards(statements, recognised):
    fit = align_recognised(statements, heard(" ".join(recognised)))
    found = [one for one in fit.words if one is not None]
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.start <= one.end for one in found)
    assert len(fit.words) == sum(map(len, statements))
    assert len(fit.confidences) == len(statements)
