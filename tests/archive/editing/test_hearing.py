"""When words are heard: times that a person gives, beside times that a machine found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.editing.hearing import AfterRecording, NoSuchTime, OutOfOrder, in_order, retime
from archive.editing.lines import Line, Origin
from archive.rows import Row


def line(name, start, *, estimated=False, marks=()):
    row = Row(name, None, "satu dua", start, start + 5, marks, False, "id", "transkrip", None)
    return Line(replace(row, times_estimated=estimated), (Origin(name, True),) * 2)


def test_a_statement_begins_between_those_whose_times_are_known():
    lines = (line("a", 0.0), line("b", 10.0), line("c", 20.0))

    for start in (-0.5, 20.5):
        with pytest.raises((OutOfOrder, NoSuchTime)):
            retime(lines, "b", start, None)
    assert retime(lines, "b", 19.0, None)[1].row.start == 19.0


def test_a_statement_ends_after_it_begins_and_while_the_recording_lasts():
    lines = (line("a", 0.0), line("b", 10.0))

    for start, end in ((12.0, 12.0), (12.0, 11.0), (12.0, 12.0004)):
        with pytest.raises(NoSuchTime):
            retime(lines, "b", start, end, 360.0)
    for start, end in ((400.0, None), (12.0, 362.0)):
        with pytest.raises(AfterRecording) as after:
            retime(lines, "b", start, end, 360.0)
        assert after.value.duration == 360.0
    assert retime(lines, "b", 359.0, 360.5, 360.0)[1].row.end == 360.5
    assert retime(lines, "b", 400.0, None)[1].row.start == 400.0


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((20.0, 0.0, 10.0), (None, 0.0, 10.0)),
        ((0.0, 20.0, 10.0), (0.0, None, 10.0)),
        ((0.0, 10.0, 20.0), (0.0, 10.0, 20.0)),
    ],
)
def test_times_of_what_was_moved_go_where_they_are_out_of_order(order, expected):
    lines = tuple(line(f"s{start}", start) for start in order)

    after = in_order(lines, {"s20.0"})

    assert tuple(one.row.start for one in after) == expected
    assert [one.row.text for one in after] == [one.row.text for one in lines]


def test_neighbours_whose_times_are_estimated_give_way():
    lines = (line("a", 0.0), line("b", 10.0), line("c", 20.0, estimated=True), line("d", 90.0))

    assert retime(lines, "b", 60.0, None)[1].row.start == 60.0
    with pytest.raises(OutOfOrder) as order:
        retime(lines, "b", 91.0, None)
    assert (order.value.earliest, order.value.latest) == (0.0, 90.0)


def test_moments_of_estimated_times_move_along_and_measured_ones_stay_where_they_fit():
    marks = ((0, 10_000), (5, 12_000))

    moved = retime((line("a", 10.0, estimated=True, marks=marks),), "a", 11.0, 16.0)
    stayed = retime((line("a", 10.0, marks=marks),), "a", 11.0, 16.0)
    cut = retime((line("a", 10.0, marks=marks),), "a", 12.5, 16.0)

    assert moved[0].row.marks == ((0, 11_000), (5, 13_000))
    assert not moved[0].row.times_estimated
    assert stayed[0].row.marks == ((0, 11_000), (5, 12_000))
    assert cut[0].row.marks == ((0, 12_500),)
