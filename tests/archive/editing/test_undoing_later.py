"""An act is undone after its lines became a revision, or came into another recording."""

from __future__ import annotations

import pytest
from factories import make_recording
from sqlalchemy import select
from transcribed import WATER

from archive.editing import Origin, read_copy
from archive.editing.carrying import carry_copy
from archive.editing.finishing import bring_back, save_copy, throw_away
from archive.models import Recording, Successor, Tombstone
from archive.replacing import replace_recording
from archive.rows import read_rows


def save(desk):
    return save_copy(desk.session, desk.episode, desk.actor, "suntingan", None).attached.revision


def successors(desk):
    pairs = desk.session.scalars(select(Successor))
    return {(one.statement_id, one.successor_id, one.revision_id) for one in pairs}


def replace(desk, shift):
    """The recording was a wrong one; the one that stands now."""
    other = make_recording(
        desk.session, desk.episode, is_current=False, is_waiting=True, master_sha256="c" * 64
    )
    replace_recording(desk.session, desk.episode, shift, desk.actor, "rekaman salah")
    return other.id


def stands(desk):
    rows = read_rows(desk.session, desk.latest.id)
    return [(row.recording_id, row.start, row.marks[:1], row.verification) for row in rows]


def test_what_undoing_takes_away_from_a_saved_revision_is_succeeded_by_what_has_its_words(desk):
    split = desk.have_done("split", desk.ids[1], word=8, second="~b")
    second = read_rows(desk.session, save(desk).id)[2].statement_id

    desk.have_done("undo", of=split)
    joined = save(desk)

    assert desk.read()[1] == (desk.ids[1], WATER)
    graves = desk.session.scalars(select(Tombstone)).all()
    assert [(one.statement_id, one.revision_id) for one in graves] == [(second, joined.id)]
    assert (second, desk.ids[1], joined.id) in successors(desk)


def test_what_comes_back_says_whose_words_it_takes_from_a_saved_revision(desk):
    merge = desk.have_done("merge", desk.ids[0], next=desk.ids[1])
    merged = save(desk)
    kept, other = (desk.ids[0], desk.ids[1])

    desk.have_done("undo", of=merge)

    lines = read_copy(desk.session, desk.episode).lines
    assert [line.id for line in lines] == list(desk.ids)
    assert {one.statement for line in lines[:2] for one in line.origins} == {kept}
    parted = save(desk)
    assert (kept, other, parted.id) in successors(desk)
    assert (other, kept, merged.id) in successors(desk)


def test_a_single_word_that_comes_back_has_its_source(desk):
    _, two, three, _ = desk.ids
    desk.have_done("split", three, word=2, second="~b")
    save(desk)
    merge = desk.have_done("merge", two, next=three)
    save(desk)

    desk.have_done("undo", of=merge)

    lines = read_copy(desk.session, desk.episode).lines
    assert [line.row.text for line in lines][1:4] == [WATER, "Betul,", "Pak."]
    assert {one.statement for one in lines[2].origins} == {two}


def test_a_statement_that_was_gone_comes_back_as_new_to_the_revision(desk):
    deleted = desk.have_done("delete", desk.ids[2])
    save(desk)

    desk.have_done("undo", of=deleted)

    line = read_copy(desk.session, desk.episode).lines[2]
    assert (line.id, set(line.origins)) == (desk.ids[2], {Origin()})
    save(desk)
    assert desk.read()[2] == (desk.ids[2], "Betul, Pak.")


def test_undoing_what_was_carried_on_loses_no_words_of_the_newest_revision(desk):
    deleted = desk.have_done("delete", desk.ids[1])
    lines = desk.open()
    desk.save(lines[:3], "dari tempat lain")
    carry_copy(desk.session, desk.episode, desk.actor)

    desk.have_done("undo", of=deleted)

    line = read_copy(desk.session, desk.episode).lines[1]
    assert {one.statement for one in line.origins} == {desk.ids[1]}
    desk.have_done("merge", desk.ids[1], next=desk.ids[2])
    saved = save(desk)
    assert (desk.ids[2], desk.ids[1], saved.id) in successors(desk)


@pytest.mark.parametrize(
    ("shift", "start", "marks"),
    [(0.0, 20.0, ((0, 20_000),)), (2.5, 22.5, ((0, 22_500),)), (None, None, ())],
)
def test_what_comes_back_is_heard_in_the_recording_that_stands(heard, shift, start, marks):
    deleted = heard.have_done("delete", heard.ids[1])
    save(heard)
    other = replace(heard, shift)

    heard.have_done("undo", of=deleted)
    save(heard)

    assert heard.read()[1] == (heard.ids[1], WATER)
    rows = stands(heard)
    assert {row[0] for row in rows} == {other}
    assert {row[3] for row in rows} == {"transkrip"}
    assert rows[1][1:3] == (start, marks)


def test_words_that_come_back_were_heard_in_another_recording(heard):
    reworded = heard.have_done("reword", heard.ids[1], text=f"{WATER} Ya.")
    save(heard)
    other = replace(heard, 0.0)

    heard.have_done("undo", of=reworded)
    save(heard)

    assert heard.read()[1] == (heard.ids[1], WATER)
    assert {(row[0], row[3]) for row in stands(heard)} == {(other, "transkrip")}


@pytest.mark.parametrize(("shift", "start"), [(0.0, 20.0), (2.5, 22.5), (None, None)])
def test_what_is_carried_on_is_heard_in_the_recording_that_stands(heard, shift, start):
    heard.have_done("reword", heard.ids[1], text=f"{WATER} Ya.")
    heard.have_done("hear", heard.ids[1], heard=True)
    heard.have_done("hear", heard.ids[0], heard=True)
    throw_away(heard.session, heard.episode, heard.actor)
    other = replace(heard, shift)
    bring_back(heard.session, heard.episode, heard.actor)

    carried = carry_copy(heard.session, heard.episode, heard.actor)
    save(heard)

    assert (carried.count, carried.conflicts) == (1, ())
    rows = stands(heard)
    assert {row[0] for row in rows} == {other}
    assert {row[3] for row in rows} == {"transkrip"}
    assert rows[1][1] == start
    assert heard.read()[1] == (heard.ids[1], f"{WATER} Ya.")


def make_back(desk, former):
    """The former recording was the right one after all."""
    desk.session.get_one(Recording, former).is_waiting = True
    desk.session.flush()
    replace_recording(desk.session, desk.episode, -2.5, desk.actor, "yang semula benar")


def test_a_recording_that_came_back_has_the_times_that_it_had(heard):
    first = stands(heard)
    deleted = heard.have_done("delete", heard.ids[0])
    save(heard)
    replace(heard, 2.5)
    deleted_later = heard.have_done("delete", heard.ids[1])
    save(heard)
    make_back(heard, first[0][0])

    heard.have_done("undo", of=deleted_later)
    heard.have_done("undo", of=deleted)
    save(heard)

    assert [row[:3] for row in stands(heard)] == [row[:3] for row in first]
