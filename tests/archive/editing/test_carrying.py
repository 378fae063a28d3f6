"""Edits are carried on to a revision that was saved meanwhile; nothing is overwritten or lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.editing import delete, insert, move, reassign, reword
from archive.editing.carrying import carry
from archive.editing.lines import Line, Origin
from archive.rows import Row

TEXTS = ("Jalan desa diperbaiki.", "Air bersih belum sampai.", "Betul, Pak.", "Harga beras tetap.")


def line(name, text):
    row = Row(name, "Sekda", text, None, None, (), False, "id", "transkrip", None)
    return Line(row, tuple(Origin(name, True) for _ in text.split()))


BASE = tuple(line(f"s{number}", TEXTS[number % 4]) for number in range(8))


def said(lines):
    return [(one.id, one.row.text) for one in lines]


def test_what_nobody_else_touched_is_carried(lines=BASE):
    mine = reword(lines, "s1", "Air bersih sudah sampai.", "x")
    theirs = reassign(lines, "s2", "Camat")

    carried = carry(lines, mine, theirs)

    assert carried.count == 1
    assert carried.conflicts == ()
    assert said(carried.lines)[1] == ("s1", "Air bersih sudah sampai.")
    assert carried.lines[2].row.voice == "Camat"


def test_neighbours_are_carried_one_by_one():
    mine = reword(reword(BASE, "s1", "Air bersih sudah sampai.", "x"), "s2", "Betul sekali.", "x")
    theirs = reword(BASE, "s2", "Betul, Bu.", "x")

    carried = carry(BASE, mine, theirs)

    assert said(carried.lines)[1:3] == [("s1", "Air bersih sudah sampai."), ("s2", "Betul, Bu.")]
    assert [said(one.mine) for one in carried.conflicts] == [[("s2", "Betul sekali.")]]
    assert [said(one.theirs) for one in carried.conflicts] == [[("s2", "Betul, Bu.")]]


def test_a_line_that_was_moved_is_moved_or_left_where_it_is_but_never_lost():
    mine = move(BASE, "s7", "s1")
    theirs = reword(BASE, "s7", "Harga beras naik.", "x")

    carried = carry(BASE, mine, theirs)

    assert said(carried.lines) == said(theirs)
    assert carried.conflicts
    assert said(carry(BASE, mine, BASE).lines) == said(mine)


def test_a_new_line_stands_after_the_one_that_it_followed():
    mine = insert(BASE, "s3", "Baik.", "new")
    theirs = delete(BASE, "s0")

    assert [name for name, _ in said(carry(BASE, mine, theirs).lines)][2:4] == ["s3", "new"]


acts = st.lists(
    st.tuples(
        st.sampled_from(("reword", "delete", "insert", "move", "reassign")),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    max_size=6,
)


def changed(asked, mark):
    """The base after some acts; texts carry a mark of who changed them."""
    lines = BASE
    for number, (act, place, other) in enumerate(asked):
        if not lines:
            break
        name, there = lines[place % len(lines)].id, lines[other % len(lines)].id
        if act == "reword":
            lines = reword(lines, name, f"{TEXTS[other % 4]} {mark}{number}", f"{mark}r{number}")
        elif act == "delete":
            lines = delete(lines, name)
        elif act == "insert":
            lines = insert(lines, name, f"Baru {mark}{number}.", f"{mark}i{number}")
        elif act == "move":
            lines = move(lines, name, there)
        else:
            lines = reassign(lines, name, f"Suara {mark}{number}")
    return lines


@given(acts, acts)
def test_whatever_two_people_did_each_change_is_carried_or_handed_back(asked, others):
    mine, theirs = changed(asked, "a"), changed(others, "b")

    carried = carry(BASE, mine, theirs)

    names = [one.id for one in carried.lines]
    assert len(names) == len(set(names))
    handed_back = {one for conflict in carried.conflicts for one in said(conflict.mine)}
    base = set(said(BASE))
    for one in set(said(mine)) - base:
        assert one in handed_back or one in said(carried.lines)
    kept = {one.id: one for one in BASE}
    for one in theirs:
        if one != kept.get(one.id):
            assert replace(one) in carried.lines
    if not carried.conflicts and theirs == BASE:
        assert said(carried.lines) == said(mine)
