"""What an editor did to lines becomes a revision: identifiers, tombstones, successors."""

from __future__ import annotations

import pytest
from factories import make_revision
from sqlalchemy import select
from transcribed import RICE, ROAD, SHORT, WATER

from archive.editing import (
    delete,
    drop_copy,
    insert,
    keep_copy,
    merge,
    move,
    read_copy,
    reassign,
    revert,
    reword,
    save_lines,
    split,
)
from archive.errors import NotFound, Refused
from archive.models import Statement, Successor, Tombstone
from archive.rows import read_rows
from archive.withdrawing import withdraw_words


def successors(desk):
    return set(desk.session.execute(select(Successor.statement_id, Successor.successor_id)).all())


def graves(desk):
    return set(desk.session.scalars(select(Tombstone.statement_id)))


def test_the_part_with_most_words_keeps_the_identifier_and_the_other_succeeds(desk):
    road, fresh = desk.ids[0], desk.fresh()

    desk.save(split(desk.open(), road, 4, fresh))

    assert desk.read()[:2] == [
        (fresh, "Jalan desa itu"),
        (road, "akan kita perbaiki mulai bulan depan dengan dana kabupaten."),
    ]
    assert successors(desk) == {(road, fresh)}
    assert graves(desk) == set()


@pytest.mark.parametrize("words", [1, 2])
def test_a_part_of_few_words_that_was_split_off_succeeds_too(desk, words):
    road, fresh = desk.ids[0], desk.fresh()

    desk.save(split(desk.open(), road, words + 1, fresh))

    assert [name for name, _ in desk.read()[:2]] == [fresh, road]
    assert successors(desk) == {(road, fresh)}


def test_a_split_divides_times_and_marks_where_the_words_part(desk):
    first, second = split(desk.open(), desk.ids[0], 7, desk.fresh())[:2]

    assert first.row.start == 0.0
    assert 0.0 < first.row.end == second.row.start < second.row.end == 5.0
    assert second.row.marks[0] == (0, round(second.row.start * 1000))


def test_what_is_merged_has_the_identifier_of_most_words_and_the_other_leaves_a_tombstone(desk):
    _, water, short, _ = desk.ids

    desk.save(merge(desk.open(), water))

    assert desk.read()[1] == (water, f"{WATER} {SHORT}")
    assert graves(desk) == {short}
    assert successors(desk) == {(short, water)}


def test_a_merge_that_is_split_again_before_it_is_saved_keeps_both_identifiers(desk):
    road, water, *_ = desk.ids
    merged = merge(desk.open(), road)

    saved = desk.save(split(merged, merged[0].id, len(ROAD.split()) + 1, desk.fresh()))

    assert (saved.kept, saved.new, saved.gone) == (4, 0, 0)
    assert [name for name, _ in desk.read()[:2]] == [road, water]


def test_a_merge_that_is_split_again_later_gives_both_identifiers_back(desk):
    road, water, *_ = desk.ids
    desk.save(merge(desk.open(), road))

    saved = desk.save(split(desk.open(), desk.read()[0][0], len(ROAD.split()) + 1, desk.fresh()))

    assert desk.read()[:2] == [(road, ROAD), (water, WATER)]
    assert (saved.new, saved.revived) == (0, 1)


def test_an_identifier_does_not_go_to_words_that_were_merged_into_its_statement(desk):
    road = desk.ids[0]
    desk.save(insert(desk.open(), road, "Ini kalimat yang ditambahkan kemudian.", desk.fresh()))
    desk.save(merge(desk.open(), road))
    shortened = "Jalan desa itu Ini kalimat yang ditambahkan kemudian."
    desk.save(reword(desk.open(), road, shortened, desk.fresh()))

    desk.save(split(desk.open(), road, 4, desk.fresh()))

    assert desk.read()[0] == (road, "Jalan desa itu")


def test_corrected_words_keep_the_identifier_the_times_and_who_spoke(desk):
    road = desk.ids[0]

    desk.save(reword(desk.open(), road, ROAD.replace("perbaiki", "bangun"), desk.fresh()))

    row = read_rows(desk.session, desk.latest.id)[0]
    assert (row.statement_id, row.text) == (road, ROAD.replace("perbaiki", "bangun"))
    assert (row.voice, row.start, row.end, row.marks) == ("Sekda", 0.0, 5.0, ((0, 0),))
    assert successors(desk) == set()


def test_words_of_which_none_stays_are_another_statement_that_succeeds(desk):
    road, fresh = desk.ids[0], desk.fresh()

    desk.save(reword(desk.open(), road, RICE, fresh))

    assert desk.read()[0] == (fresh, RICE)
    assert graves(desk) == {road}
    assert successors(desk) == {(road, fresh)}


def test_a_short_statement_is_corrected_into_another_short_one(desk):
    short = desk.ids[2]

    desk.save(reword(desk.open(), short, "Tidak, Bu.", desk.fresh()))

    assert desk.read()[2] == (short, "Tidak, Bu.")


@pytest.mark.parametrize("label", ["mesin"])
def test_the_label_of_a_machine_lapses_when_a_person_changes_the_words(desk, label):
    make_revision(desk.session, desk.episode, [("Sekda", ROAD, 0.0)], label)
    (line,) = desk.open()

    (changed,) = reword((line,), line.id, f"{ROAD} Ya.", desk.fresh())
    (voiced,) = reassign((line,), line.id, "Camat")

    assert changed.row.label == "transkrip"
    assert voiced.row.label == label


def test_another_voice_or_place_changes_neither_words_nor_wording(desk):
    before = {row.statement_id: row for row in read_rows(desk.session, desk.latest.id)}
    road, water, _, rice = desk.ids
    lines = move(reassign(desk.open(), road, "Camat"), rice, water)

    saved = desk.save(lines)

    after = read_rows(desk.session, desk.latest.id)
    assert [row.statement_id for row in after] == [road, rice, water, desk.ids[2]]
    assert after[0].voice == "Camat"
    assert all(row.wording_id == before[row.statement_id].wording_id for row in after)
    assert (saved.kept, saved.new, saved.gone) == (4, 0, 0)


def test_a_deletion_stays_through_later_edits(desk):
    short = desk.ids[2]
    desk.save(delete(desk.open(), short))

    desk.save(reword(desk.open(), desk.ids[0], ROAD + " Ya.", desk.fresh()))

    assert short not in dict(desk.read())
    assert graves(desk) == {short}


def test_going_back_gives_every_statement_its_identifier_its_words_and_its_wording(desk):
    road, water, *_ = desk.ids
    first = read_rows(desk.session, desk.latest.id)
    desk.save(delete(merge(desk.open(), road), desk.ids[3]))

    saved = desk.save(revert(desk.open(), first), "kembali")

    after = read_rows(desk.session, desk.latest.id)
    assert [row.content for row in after] == [row.content for row in first]
    assert [row.wording_id for row in after] == [row.wording_id for row in first]
    assert saved.revision.number == 3
    merged = ({road, water} - {desk.read(desk.latest)[0][0]}).pop()
    assert (saved.kept, saved.revived, saved.new, saved.gone) == (2, 2, 0, 0)
    assert merged in graves(desk)


def test_going_back_does_not_bring_withdrawn_words_back(desk):
    first = desk.latest
    water = desk.ids[1]
    desk.save(delete(desk.open(), water))
    withdraw_words(desk.session, desk.session.get(Statement, water), "privacy", desk.actor)

    desk.save(revert(desk.open(), read_rows(desk.session, first.id)), "kembali")

    assert desk.read()[1] == (water, None)


@pytest.mark.parametrize(
    "act",
    [
        lambda lines, name: split(lines, name, 1, "x"),
        lambda lines, name: split(lines, name, 99, "x"),
        lambda lines, name: reword(lines, name, "  ", "x"),
        lambda lines, name: insert(lines, name, "", "x"),
        lambda lines, name: merge(lines, lines[-1].id),
    ],
    ids=["before the first", "after the last", "no words", "nothing new", "nothing follows"],
)
def test_what_cannot_be_done_is_refused(desk, act):
    with pytest.raises(Refused):
        act(desk.open(), desk.ids[0])


def test_a_statement_that_is_not_there_is_not_found(desk):
    with pytest.raises(NotFound):
        delete(desk.open(), "00000000")


def test_withdrawn_words_can_be_neither_changed_nor_merged(desk):
    withdraw_words(desk.session, desk.session.get(Statement, desk.ids[1]), "court", desk.actor)

    for act in (
        lambda lines: reword(lines, desk.ids[1], ROAD, "x"),
        lambda lines: merge(lines, desk.ids[0]),
    ):
        with pytest.raises(Refused):
            act(desk.open())


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_revision_has_a_reason(desk, reason):
    with pytest.raises(Refused):
        desk.save(delete(desk.open(), desk.ids[0]), reason)


def test_lines_of_a_revision_that_is_no_longer_the_latest_are_refused(desk):
    base, lines = desk.latest, desk.open()
    desk.save(delete(desk.open(), desk.ids[0]))

    with pytest.raises(Refused, match="since revision 1"):
        save_lines(desk.session, desk.episode, base, lines, desk.actor, "suntingan")


def test_a_transcript_without_any_words_is_refused(desk):
    with pytest.raises(Refused):
        desk.save(())


def test_a_working_copy_comes_back_as_it_was_kept(desk):
    lines = split(merge(desk.open(), desk.ids[0]), desk.ids[3], 3, desk.fresh())
    keep_copy(desk.session, desk.episode, desk.latest, desk.open(), desk.actor)

    keep_copy(desk.session, desk.episode, desk.latest, lines, desk.actor)
    desk.session.expire_all()

    assert read_copy(desk.session, desk.episode).lines == lines
    assert read_copy(desk.session, desk.episode).base.id == desk.latest.id
    drop_copy(desk.session, desk.episode)
    with pytest.raises(NotFound):
        read_copy(desk.session, desk.episode)


def test_withdrawn_words_leave_the_working_copy_too_wherever_they_went(desk):
    water, fresh = desk.ids[1], desk.fresh()
    lines = split(merge(desk.open(), desk.ids[0]), desk.ids[0], 9, fresh)
    keep_copy(desk.session, desk.episode, desk.latest, lines, desk.actor)

    withdraw_words(desk.session, desk.session.get(Statement, water), "privacy", desk.actor)

    desk.session.expire_all()
    kept = read_copy(desk.session, desk.episode).lines
    assert not any("kampung" in (line.row.text or "") for line in kept)
    assert [line.id for line in kept][-2:] == list(desk.ids[2:])
