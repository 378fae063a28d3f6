from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.transcripts import Spoken, Turn, cut_statements


def cue(
    text: str,
    start: float | None = None,
    end: float | None = None,
    *,
    speaker: str | None = "Kiki",
    begins: bool = False,
) -> Turn:
    marks = ((0, round(start * 1000)),) if start is not None else ()
    return Turn(speaker, text, start, end, marks, begins, 1)


def words(count: int, **marked: str) -> str:
    """w1 w2 … with marks after some: words(3, w2=",") is "w1 w2, w3"."""
    return " ".join(f"w{i}{marked.get(f'w{i}', '')}" for i in range(1, count + 1))


def sizes(statements: list[Spoken]) -> list[int]:
    return [len(statement.text.split(" ")) for statement in statements]


def test_neighbouring_cues_of_one_voice_join() -> None:
    turns = [cue("Jalan desa", 0, 2), cue("diaspal.", 2, 4), cue("Besok.", 6.5, 7)]

    statements = cut_statements(turns)

    assert statements == [
        Spoken("Kiki", 0, 7, "Jalan desa diaspal. Besok.", ((0, 0), (11, 2000), (20, 6500)), 1)
    ]


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (cue("dua", 5.0, 6), 1),
        (cue("dua", 5.001, 6), 2),
        (cue("dua", None, None), 1),
        (cue("dua", 2, 3, speaker="Rani"), 2),
        (cue("dua", 2, 3, speaker=None), 2),
        (cue("dua", 2, 3, begins=True), 2),
    ],
    ids=["3 s", "over 3 s", "no times", "other voice", "unknown voice", "label or paragraph"],
)
def test_a_silence_a_voice_or_the_file_parts_statements(second: Turn, count: int) -> None:
    statements = cut_statements([cue("satu", 0, 2), second])

    assert len(statements) == count


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([words(59, w59="."), "Lalu."], [60]),
        ([words(60, w60="."), "Lalu."], [60, 1]),
        ([words(60), "Lalu."], [61]),
        ([words(60, w60="."), words(60, w60="."), "Lalu."], [60, 60, 1]),
        ([words(61, w60="."), words(50, w50="."), "Lalu."], [111, 1]),
        ([words(60, w60=" H."), "Abdul."], [62]),
    ],
    ids=["59", "60", "no sentence end", "again", "end inside a cue", "abbreviation"],
)
def test_joining_ends_with_the_sentence_after_sixty_words(
    texts: list[str], expected: list[int]
) -> None:
    statements = cut_statements([cue(text) for text in texts])

    assert sizes(statements) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (words(120), [120]),
        (words(121, w40=".", w118=".", w119=","), [118, 3]),
        (words(121, w120="."), [120, 1]),
        (words(200, w121=".", w50=",", w159=","), [159, 41]),
        (words(200, w160=","), [160, 40]),
        (words(200, w161=","), [160, 40]),
        (words(160), [160]),
        (words(161), [160, 1]),
        (words(130, w100="!", w30=","), [100, 30]),
    ],
)
def test_a_long_statement_is_split_at_a_sentence_a_comma_or_the_limit(
    text: str, expected: list[int]
) -> None:
    statements = cut_statements([cue(text, begins=True)])

    assert sizes(statements) == expected


@pytest.mark.parametrize(
    ("turns", "keep", "expected"),
    [
        ([cue(words(5))], {2: True}, [2, 3]),
        ([cue(words(5))], {0: True, 5: True}, [5]),
        ([cue("a b", 0, 1), cue("c", 9, 10)], {2: False}, [3]),
        ([cue("a b", 0, 1), cue("c", 1, 2)], {2: True}, [2, 1]),
        ([cue("a b"), cue("c", begins=True)], {2: False}, [2, 1]),
        ([cue("a b"), cue("c", speaker="Rani")], {2: False}, [2, 1]),
        ([cue(words(60, w60=".")), cue("b")], {60: False}, [61]),
        ([cue(words(121, w40=".", w118="."))], {118: False}, [40, 81]),
        ([cue(words(170, w130=","))], {130: False}, [160, 10]),
        ([cue(words(170))], {160: False}, [159, 11]),
        ([cue(words(170))], dict.fromkeys(range(162), False), [162, 8]),
        ([cue(words(170))], dict.fromkeys(range(170), False), [170]),
        ([cue(words(200))], {100: True}, [100, 100]),
    ],
)
def test_boundaries_of_an_earlier_revision_are_kept(
    turns: list[Turn], keep: dict[int, bool], expected: list[int]
) -> None:
    statements = cut_statements(turns, keep)

    assert sizes(statements) == expected


def test_three_seconds_are_counted_in_milliseconds() -> None:
    turns = [cue("satu", 6, 6.3), cue("dua", 9.3, 10)]

    assert len(cut_statements(turns)) == 1


def test_words_are_numbered_through_the_whole_transcript() -> None:
    turns = [cue("a b c"), cue("d e f", speaker="Rani")]

    statements = cut_statements(turns, {4: True})

    assert [statement.text for statement in statements] == ["a b c", "d", "e f"]


def test_a_cut_inside_a_cue_is_timed_in_proportion_to_its_letters() -> None:
    turns = [cue("satu dua tiga", 10, 23)]

    first, second = cut_statements(turns, {1: True})

    assert (first.start, first.end, first.marks) == (10, 15, ((0, 10000),))
    assert (second.start, second.end, second.marks) == (15, 23, ((0, 15000),))


def test_a_cut_inside_a_cue_without_start_has_no_time() -> None:
    turns = [cue("satu dua", None, 4), cue("", 5, 6)]

    statements = cut_statements(turns, {1: True})

    assert [(s.start, s.end) for s in statements] == [(None, None), (None, 4)]


def test_a_cut_beside_a_known_time_uses_it() -> None:
    turns = [Turn("Kiki", "satu dua tiga", 10, None, ((0, 10000), (5, 11500)), False, 3)]

    statements = cut_statements(turns, {1: True, 2: True})

    assert [(s.start, s.end, s.marks) for s in statements] == [
        (10, 11.5, ((0, 10000),)),
        (11.5, None, ((0, 11500),)),
        (None, None, ()),
    ]


def test_cues_that_go_back_in_time_give_no_end_before_the_start() -> None:
    turns = [cue("satu", 100, 104), cue("dua", 5, 9), cue("tiga", 106, 105)]

    statements = cut_statements(turns, {2: True})

    assert [(s.start, s.end) for s in statements] == [(100, 104), (106, None)]
    assert statements[0].marks == ((0, 100000),)


def test_the_start_of_a_turn_without_marks_becomes_one() -> None:
    turns = [Turn("Kiki", "satu", 1.5, None, (), True, 1)]

    assert cut_statements(turns)[0].marks == ((0, 1500),)


WORD = st.sampled_from(["kata", "a", "H.", "Dr.", "ya,", "habis.", "apa?", "…", "-", "M.Pd."])


@st.composite
def transcripts(draw: st.DrawFn) -> list[Turn]:
    """Turns in the order of time, some without times, some long."""
    turns = []
    clock = 0
    for _ in range(draw(st.integers(0, 8))):
        text = " ".join(draw(st.lists(WORD, min_size=1, max_size=90)))
        clock += draw(st.sampled_from([0, 500, 4000]))
        start = draw(st.sampled_from([None, clock]))
        clock += 1000
        end = draw(st.sampled_from([None, clock]))
        marks = ((0, start),) if start is not None else ()
        turns.append(
            Turn(
                draw(st.sampled_from([None, "Kiki", "Rani"])),
                text,
                None if start is None else start / 1000,
                None if end is None else end / 1000,
                marks,
                draw(st.booleans()),
                len(turns) + 1,
            )
        )
    return turns


KEEP = st.dictionaries(st.integers(0, 400), st.booleans(), max_size=60)


def boundaries(statements: list[Spoken]) -> set[int]:
    return {0, *accumulate(sizes(statements))}


@given(transcripts(), KEEP)
def test_no_word_is_lost_doubled_or_moved(turns: list[Turn], keep: dict[int, bool]) -> None:
    statements = cut_statements(turns, keep)

    said = [word for statement in statements for word in statement.text.split(" ")]

    assert said == [word for turn in turns for word in turn.text.split(" ")]


@given(transcripts(), KEEP)
def test_kept_boundaries_hold_unless_the_file_cuts(
    turns: list[Turn], keep: dict[int, bool]
) -> None:
    starts = list(accumulate((len(turn.text.split(" ")) for turn in turns), initial=0))
    by_file = {
        start
        for start, (before, after) in zip(starts[1:], pairwise(turns), strict=False)
        if after.begins or after.speaker != before.speaker
    }
    total = starts[-1]

    cuts = boundaries(cut_statements(turns, keep)) - {0, total}

    assert by_file <= cuts
    assert {i for i, cut in keep.items() if cut and 0 < i < total} <= cuts
    assert not {i for i, cut in keep.items() if not cut} & (cuts - by_file)


@given(transcripts())
def test_no_statement_is_longer_than_the_limit(turns: list[Turn]) -> None:
    statements = cut_statements(turns)

    assert all(size <= 160 for size in sizes(statements))


@given(transcripts(), KEEP)
def test_times_never_go_backwards_inside_a_statement(
    turns: list[Turn], keep: dict[int, bool]
) -> None:
    for statement in cut_statements(turns, keep):
        offsets = [offset for offset, _ in statement.marks]
        moments = [moment for _, moment in statement.marks]

        assert offsets == sorted(set(offsets))
        assert moments == sorted(moments)
        assert all(0 <= offset < len(statement.text) for offset in offsets)
        if statement.start is not None:
            assert statement.marks[0] == (0, round(statement.start * 1000))
        if statement.start is not None and statement.end is not None:
            assert statement.start <= statement.end


@given(transcripts(), KEEP)
def test_cutting_again_with_every_boundary_kept_gives_the_same(
    turns: list[Turn], keep: dict[int, bool]
) -> None:
    statements = cut_statements(turns, keep)
    cuts = boundaries(statements)

    again = cut_statements(turns, {i: i in cuts for i in range(max(cuts))})

    assert again == statements
