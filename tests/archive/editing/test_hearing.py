"""When words are heard: times that a person gives, beside times that a machine found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.editing.hearing import NoSuchTime, OutOfOrder, retime
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
