"""Cuts that were ours stay, and what a file cannot say is kept from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment import Carried, New, Old, align, carry_times, keep_cuts
from media.transcripts import Spoken, Turn, cut_statements

ONE = "Jalan desa itu kita perbaiki bulan depan."
TWO = "Jembatan menunggu hasil lelang yang kedua."
THREE = "Air bersih sampai ke kampung tahun ini."


def cue(text: str, start: float, speaker: str | None = None) -> Turn:
    return Turn(speaker, text, start, start + 2, (), False, 1)


def paragraph(text: str, speaker: str | None = "Narasumber") -> Turn:
    return Turn(speaker, text, None, None, (), True, 1)


def words(text: str) -> list[str]:
    return text.split(" ")


def as_old(statements: list[Spoken]) -> list[Old]:
    return [
        Old(f"s{n}", row.text, row.speaker, row.start, row.end, row.marks)
        for n, row in enumerate(statements)
    ]


def kept_cuts(
    old: list[Old], turns: list[Turn], *, cues: bool, unlabelled: bool = False
) -> list[str]:
    heard = [word for turn in turns for word in words(turn.text)]
    keep = keep_cuts(old, heard, cues=cues, unlabelled=unlabelled)
    return [row.text for row in cut_statements(turns, keep)]


def test_a_cut_between_cues_stays_though_the_silence_is_gone() -> None:
    before = as_old(cut_statements([cue(ONE, 0), cue(TWO, 20)]))

    after = kept_cuts(before, [cue(ONE, 0), cue(TWO, 2)], cues=True)

    assert after == [ONE, TWO]


def test_what_stood_together_stays_together_though_a_silence_has_come() -> None:
    before = as_old(cut_statements([cue(ONE, 0), cue(TWO, 2)]))

    after = kept_cuts(before, [cue(ONE, 0), cue(TWO, 20)], cues=True)

    assert after == [f"{ONE} {TWO}"]


@pytest.mark.parametrize(
    ("today", "cuts"),
    [
        ("kami minta maaf lalu kami mulai", {3}),
        ("kami minta maaf lantas kami mulai", {3}),
        ("kami minta ampun lalu kami mulai", {3}),
        ("kami minta maaf kami mulai", {3}),
        ("kami minta lalu kami mulai", {2}),
        ("kami minta ampun lantas kami mulai", set()),
    ],
)
def test_a_cut_stays_beside_the_word_that_stood_beside_it(today: str, cuts: set[int]) -> None:
    before = [Old("a", "kami minta maaf", None), Old("b", "lalu kami mulai", None)]

    keep = keep_cuts(before, words(today), cues=True)

    assert {place for place, is_cut in keep.items() if is_cut} == cuts


def test_words_that_came_between_continue_the_earlier_statement_or_begin_with_a_sentence() -> None:
    before = [Old("a", "kami minta maaf", None), Old("b", "lalu kami mulai", None)]

    continued = keep_cuts(before, words("kami minta maaf sekali lalu kami mulai"), cues=True)
    begun = keep_cuts(before, words("kami minta maaf. Nah lalu kami mulai"), cues=True)

    assert continued == {1: False, 2: False, 4: True, 5: False, 6: False}
    assert begun == {1: False, 2: False, 3: True, 5: False, 6: False}


def test_a_paragraph_that_a_person_joined_to_the_one_before_is_not_cut_off_again() -> None:
    before = as_old(cut_statements([paragraph(ONE), paragraph(TWO)]))

    assert keep_cuts(before, words(f"{ONE} {TWO}"), cues=False).get(7) is None
    assert kept_cuts(before, [paragraph(f"{ONE} {TWO}")], cues=False) == [f"{ONE} {TWO}"]


def test_changes_of_voice_are_kept_where_the_new_file_names_no_speakers() -> None:
    before = [Old("a", ONE, "Pewara"), Old("b", TWO, "Narasumber"), Old("c", THREE, "Pewara")]
    turns = [cue(ONE, 0), cue(TWO, 2), cue(THREE, 4)]

    assert kept_cuts(before, turns, cues=False, unlabelled=True) == [ONE, TWO, THREE]
    assert kept_cuts(before, turns, cues=False) == [f"{ONE} {TWO} {THREE}"]


sentences = st.lists(
    st.sampled_from(["jalan", "desa", "itu", "kita", "bangun", "tahun", "ini,", "depan."]),
    min_size=1,
    max_size=60,
).map(" ".join)


@given(st.lists(sentences, min_size=1, max_size=8), st.integers(0, 9))
def test_a_long_speech_is_cut_again_where_it_was_cut(parts: list[str], gap: int) -> None:
    turns = [cue(text, n * (2 + gap)) for n, text in enumerate(parts)]
    first = cut_statements(turns)

    again = kept_cuts(as_old(first), turns, cues=True)

    assert again == [row.text for row in first]


def test_a_correction_early_in_a_long_speech_moves_no_later_cut() -> None:
    speech = " ".join(f"kata{n} jalan{n} desa{n} itu{n}," for n in range(50))
    before = as_old(cut_statements([paragraph(speech)]))
    corrected = speech.replace("kata3 jalan3", "kata3 betul betul sekali jalan3")

    after = kept_cuts(before, [paragraph(corrected)], cues=False)

    assert len(after) == len(before) == 2
    assert after[1:] == [row.text for row in before[1:]]
    assert align(before, [New(text, "Narasumber") for text in after]).gone == ()


TIMED = [
    Old("a", ONE, "Pewara", 1.0, 8.0, ((0, 1000), (11, 3000))),
    Old("b", TWO, "Narasumber", 10.0, 16.0, ((0, 10000),)),
]


def test_a_text_without_times_keeps_those_of_its_words() -> None:
    after = [New(f"Nah, {ONE}", "Pewara"), New(THREE, "Pewara"), New(TWO, "Narasumber")]

    assert carry_times(TIMED, after) == (
        Carried(1.0, 8.0, ((0, 1000), (16, 3000))),
        Carried(),
        Carried(10.0, 16.0, ((0, 10000),)),
    )


def test_a_split_takes_its_time_from_the_mark_or_from_between_marks() -> None:
    head, at_mark, between = ONE[:10], ONE[11:], ONE[15:]

    exact = carry_times(TIMED, [New(head, "Pewara"), New(at_mark, "Pewara")])
    guessed = carry_times(TIMED, [New(ONE[:14], "Pewara"), New(between, "Pewara")])

    assert exact == (Carried(1.0, 3.0, ((0, 1000),)), Carried(3.0, 8.0, ((0, 3000),)))
    assert guessed[1].start is not None
    assert 3.0 < guessed[1].start < 4.0
    assert guessed[0].end == guessed[1].start


def test_a_merged_statement_reaches_from_the_first_word_to_the_last() -> None:
    (carried,) = carry_times(TIMED, [New(f"{ONE} {TWO}", "Pewara")])

    assert (carried.start, carried.end) == (1.0, 16.0)
    assert carried.marks == ((0, 1000), (11, 3000), (42, 10000))


def test_where_only_beginnings_are_known_no_end_is_made_up() -> None:
    before = [Old("a", ONE, "Pewara", 1.0, None, ((0, 1000),))]

    assert carry_times(before, [New(ONE, "Pewara")]) == (Carried(1.0, None, ((0, 1000),)),)
    assert carry_times(before, [New(ONE[11:], "Pewara")]) == (Carried(),)


def test_times_that_a_file_gives_itself_stay() -> None:
    assert carry_times(TIMED, [New(ONE, "Pewara", 5.0, 9.0)]) == (Carried(),)


def test_a_file_without_speakers_keeps_the_voices_of_its_words() -> None:
    after = [New(ONE, None, 0.0, 2.0), New(THREE, None, 3.0, 4.0), New(TWO, None, 5.0, 7.0)]

    voices = [carried.voice for carried in carry_times(TIMED, after)]

    assert voices == ["Pewara", None, "Narasumber"]


def test_a_statement_that_moved_keeps_its_times() -> None:
    after = [New(TWO, "Narasumber"), New(ONE, "Pewara")]
    identifiers = align(TIMED, after).identifiers

    first, second = carry_times(TIMED, after, identifiers)

    assert identifiers == ("b", "a")
    assert (first.start, second.start) == (10.0, 1.0)


@given(
    st.lists(st.tuples(sentences, st.floats(0, 9), st.floats(0, 9)), min_size=1, max_size=5),
    st.lists(sentences, min_size=1, max_size=5),
)
def test_carried_moments_rise_and_lie_within_their_statement(
    timed: list[tuple[str, float, float]], after: list[str]
) -> None:
    before = [Old(f"s{n}", text, None, a, a + b) for n, (text, a, b) in enumerate(timed)]
    after = [*after, timed[0][0]]

    for text, carried in zip(
        after, carry_times(before, [New(t, None) for t in after]), strict=True
    ):
        if carried.start is not None and carried.end is not None:
            moments = [carried.start, *(ms / 1000 for _, ms in carried.marks[1:]), carried.end]
            assert moments == sorted(moments)
            assert all(0 <= at < len(text) for at, _ in carried.marks)
