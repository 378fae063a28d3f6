"""Rows against another recording: identifiers, words and voices stay, times follow the shift."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from archive.retiming import SLACK, recording_of, retime, shift_between
from archive.rows import Row

NEW, OLD = "9xnew", "9xold"
ROW = Row(
    statement_id="k3f9m2xd",
    voice="Sekda",
    text="Jalan desa kita perbaiki.",
    start=20.0,
    end=25.0,
    marks=((0, 20_000), (6, 21_500)),
    times_carried=True,
    language="id",
    label="transkrip",
    recording_id=OLD,
    wording_id=1,
    wording_hash="a",
    checked_at=datetime(2026, 11, 24, tzinfo=UTC),
    checked_by="Lina",
)
SECONDS = st.integers(0, 4_000_000).map(lambda ms: ms / 1000)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    start = draw(st.none() | SECONDS)
    end = None if start is None else draw(st.none() | SECONDS.map(lambda more: start + more))
    marks = () if start is None else ((0, round(start * 1000)),)
    return replace(ROW, start=start, end=end, marks=marks)


@given(
    st.lists(rows(), max_size=6),
    st.none() | SECONDS.filter(bool),
    st.none() | st.floats(-4000, 4000).map(lambda shift: round(shift, 3)),
)
def test_words_stay_and_times_lie_in_the_recording_or_are_gone(
    old: list[Row], duration: float | None, shift: float | None
) -> None:
    new = retime(old, NEW, duration, shift)

    unheard = [
        replace(row, start=None, end=None, marks=(), times_carried=False, checked_at=None,
                checked_by=None, recording_id=None)
        for row in old
    ]  # fmt: skip
    assert [
        replace(row, start=None, end=None, marks=(), times_carried=False, recording_id=None)
        for row in new.rows
    ] == unheard
    for before, after in zip(old, new.rows, strict=True):
        assert after.recording_id == NEW
        if after.start is None:
            assert (after.end, after.marks) == (None, ())
            assert (before.start is None) != (before in new.lost)
            continue
        assert before.start is not None
        assert shift is not None
        assert -0.001 <= after.start - (before.start + shift) <= SLACK
        latest = float("inf") if duration is None else duration + 0.001
        assert all(0 <= ms / 1000 <= latest for _, ms in after.marks)
        assert 0 <= after.start <= (after.end or after.start) <= latest


def test_kept_times_are_those_that_were() -> None:
    (row,) = retime([ROW], NEW, 30.0, 0.0).rows

    assert row == replace(ROW, recording_id=NEW, checked_at=None, checked_by=None)


def test_what_would_begin_before_the_recording_or_end_after_it_loses_its_times() -> None:
    early, late = ROW, replace(ROW, statement_id="b", start=600.0, end=610.0)

    earlier, later = (
        retime([early, late], NEW, 610.0, -25.0),
        retime([early, late], NEW, 605.0, 0.0),
    )

    assert (earlier.lost, later.lost) == ((early,), (late,))
    assert earlier.rows[1].start == 575.0


def test_an_end_that_rounding_put_after_the_recording_is_its_end() -> None:
    (row,) = retime([ROW], NEW, 24.7, 0.0).rows

    assert (row.start, row.end) == (20.0, 24.7)


def test_dropped_times_are_gone_and_not_estimated() -> None:
    (row,) = retime([ROW], NEW, 30.0, None).rows

    assert (row.start, row.end, row.marks, row.times_carried) == (None, None, (), False)


def test_the_shift_between_two_revisions_is_that_of_most_of_their_statements() -> None:
    old = [replace(ROW, statement_id=str(place), start=place * 10.0) for place in range(5)]
    new = [replace(row, start=(row.start or 0) - 12.5) for row in old[:4]]
    new += [replace(old[4], start=3.0), replace(ROW, statement_id="new")]

    assert shift_between(old, new) == -12.5
    assert shift_between(old, []) == 0.0


def test_rows_refer_to_the_recording_that_most_of_them_name() -> None:
    bare = replace(ROW, recording_id=None)

    assert recording_of([ROW, replace(ROW, recording_id=NEW), ROW, bare, bare]) == OLD
    assert recording_of([bare]) is None
