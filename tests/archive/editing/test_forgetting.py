"""Words are withdrawn while somebody edits: they go, what nothing was withdrawn of stays."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from transcribed import RICE, ROAD, WATER

from archive import editing
from archive.editing import Line, open_copy, read_copy
from archive.editing.copies import read_head
from archive.editing.finishing import bring_back, save_copy, throw_away
from archive.editing.lines import Origin
from archive.editing.notices import list_put_back
from archive.editing.putting_back import Gone, rid_of
from archive.editing.tags import tag_of
from archive.models import Statement, Tombstone, WorkingAct
from archive.rows import Row
from archive.withdrawing import withdraw_words


def withdraw(desk, statement):
    withdraw_words(desk.session, desk.session.get_one(Statement, statement), "privacy", desk.actor)
    desk.session.expire_all()


def save(desk):
    return save_copy(desk.session, desk.episode, desk.actor, "suntingan", None).attached


def stands(desk):
    copy = read_copy(desk.session, desk.episode)
    return [(line.id, line.row.text) for line in copy.lines]


def told(desk, since=None):
    back = list_put_back(desk.session, desk.episode, since)
    return [(one.number, [row.statement_id for row in one.rows]) for one in back]


def test_a_statement_that_was_joined_to_withdrawn_words_stands_again_where_it_stood(desk):
    one, two, three, four = desk.ids
    desk.do("reword", one, text=f"{ROAD} Ya.")
    desk.do("merge", two, next=three)

    withdraw(desk, three)

    assert stands(desk) == [(one, f"{ROAD} Ya."), (two, WATER), (three, None), (four, RICE)]
    assert told(desk) == [(1, [two, three])]
    assert save(desk).gone == 0
    assert desk.read() == [(one, f"{ROAD} Ya."), (two, WATER), (three, None), (four, RICE)]
    assert told(desk) == []


def test_words_that_were_corrected_before_they_were_withdrawn_leave_a_gap(desk):
    desk.do("reword", desk.ids[1], text=f"{WATER} Ya.")

    withdraw(desk, desk.ids[1])
    save(desk)

    assert desk.read()[1] == (desk.ids[1], None)
    assert desk.session.scalars(select(Tombstone)).all() == []


def test_what_somebody_deleted_stays_deleted_when_other_words_are_withdrawn(desk):
    desk.do("delete", desk.ids[0])
    desk.do("reword", desk.ids[1], text=f"{WATER} Ya.")

    withdraw(desk, desk.ids[1])

    assert [name for name, _ in stands(desk)] == list(desk.ids[1:])


def test_all_lines_that_share_words_with_a_spoiled_one_give_way_together(desk):
    one, two, three, four = desk.ids
    _, split = desk.do("split", two, word=8, second="~b")
    second = split.names["~b"]
    desk.do("merge", second, next=three)
    desk.do("reword", four, text=f"{RICE} Ya.")

    withdraw(desk, three)

    assert stands(desk) == [(one, ROAD), (two, WATER), (three, None), (four, f"{RICE} Ya.")]


def test_a_copy_that_was_thrown_away_comes_back_with_what_nothing_was_withdrawn_of(desk):
    one, two, three, four = desk.ids
    desk.do("merge", two, next=three)
    throw_away(desk.session, desk.episode, desk.actor)

    withdraw(desk, three)
    bring_back(desk.session, desk.episode, desk.actor)

    assert stands(desk) == [(one, ROAD), (two, WATER), (three, None), (four, RICE)]
    assert told(desk) == [(1, [two, three])]


def test_whoever_has_the_transcript_open_is_told_of_withdrawn_words(desk):
    versions = []
    for statement in desk.ids:
        versions.append(read_head(desk.session, desk.episode).version)
        withdraw(desk, statement)
        versions.append(read_head(desk.session, desk.episode).version)
        if statement == desk.ids[0]:
            desk.do("reword", desk.ids[3], text=f"{RICE} Ya.")
        if statement == desk.ids[1]:
            throw_away(desk.session, desk.episode, desk.actor)

    assert all(one < other for one, other in zip(versions[::2], versions[1::2], strict=True))
    assert versions == sorted(versions)


def test_words_that_were_typed_before_they_were_saved_under_another_identifier_go_too(desk):
    one = desk.ids[0]
    said = "nomor telepon ibu itu nol delapan satu dua"
    desk.do("reword", one, text=f"{ROAD} {said}")
    parted, split = desk.do("split", one, word=13, second="~b")
    save(desk)

    withdraw(desk, split.names["~b"])

    assert desk.do("undo", of=parted)[1].code == "forgotten"
    assert "telepon" not in json.dumps(
        [act.content for act in desk.session.scalars(select(WorkingAct))]
    )
    assert desk.read()[:2] == [(one, ROAD), (split.names["~b"], None)]


def test_what_others_said_in_the_same_words_stays_as_it_was_edited(desk):
    _, said = desk.do("insert", desk.ids[1], text=WATER, fresh="~a")
    save(desk)
    desk.do("reword", desk.ids[1], text=f"{WATER} Ya.")

    withdraw(desk, said.names["~a"])

    assert stands(desk)[1:3] == [(desk.ids[1], f"{WATER} Ya."), (said.names["~a"], None)]


def test_no_tag_confirms_a_guess_at_withdrawn_words(desk):
    one, two, three, _ = desk.ids
    seen = {tag_of(line) for line in desk.open() if line.id == two}
    for act, statement, values in (
        ("reword", two, {"text": f"{WATER} Ya."}),
        ("move", two, {"before": one}),
        ("reassign", two, {"voice": "Camat"}),
        ("merge", two, {"next": one}),
        ("hear", two, {"heard": True}),
        ("split", two, {"word": 14, "second": "~c"}),
        ("reword", two, {"text": " "}),
    ):
        desk.do(act, statement if statement_stands(desk, statement) else one, **values)
        lines = open_copy(desk.session, desk.episode).lines
        seen |= {tag_of(line) for line in lines if two in {line.id, *line.held}}

    withdraw(desk, two)

    kept = json.dumps([act.content for act in desk.session.scalars(select(WorkingAct))])
    assert [tag for tag in seen if tag in kept] == []
    assert "kampung" not in kept
    assert statement_stands(desk, three)


def statement_stands(desk, name):
    return any(line.id == name for line in open_copy(desk.session, desk.episode).lines)


def test_acts_that_held_none_of_the_withdrawn_words_can_be_undone_still(desk):
    one, two, three, _ = desk.ids
    reworded, _ = desk.do("reword", two, text=f"{WATER} Ya.")
    merged, _ = desk.do("merge", two, next=three)
    parted, _ = desk.do("undo", of=merged)
    moved, _ = desk.do("move", three, before=one)

    withdraw(desk, three)

    assert desk.do("undo", of=merged)[1].code == "forgotten"
    assert desk.do("undo", of=parted)[1].code == "forgotten"
    assert desk.do("undo", of=moved)[1].done
    assert desk.do("undo", of=reworded)[1].done
    assert stands(desk)[1:3] == [(two, WATER), (three, None)]


def line(name, text):
    row = Row(name, "Sekda", text, None, None, (), False, "id", "transkrip", None, 1, "hash")
    return Line(row, tuple(Origin(name, True) for _ in text.split()))


BASE = tuple(line(f"s{place}", f"kata{place} " * (2 + place % 4) + "akhir.") for place in range(6))


@given(st.randoms(), st.lists(st.integers(0, 4), max_size=12), st.integers(0, 5))
def test_no_withdrawn_word_stays_and_no_other_goes_but_by_an_editor(random, acts, place):
    lines = BASE
    for number, act in enumerate(acts):
        lines = edit(lines, act, random, f"n{number}")
    gone = f"s{place}"
    base = tuple(
        replace(one, row=replace(one.row, text=None), origins=()) if one.id == gone else one
        for one in BASE
    )

    rid = rid_of(lines, Gone(gone), base)

    words = Counter(word for one in rid.lines for word in one.words)
    before = Counter(word for one in lines for word in one.words)
    assert words[f"kata{place}"] == 0
    for one in BASE:
        word = one.words[0]
        assert one.id == gone or words[word] in (before[word], one.words.count(word))
    names = [one.id for one in rid.lines]
    assert len(names) == len(set(names))
    assert [one for one in lines if one in rid.lines] == [one for one in rid.lines if one in lines]


def edit(lines, act, random, fresh):
    one = random.choice(lines)
    if act == 0 and len(one.words) > 1:
        return editing.split(lines, one.id, random.randint(2, len(one.words)), fresh)
    if act == 1 and one is not lines[-1]:
        return editing.merge(lines, one.id)
    if act == 2 and len(lines) > 1:
        return editing.delete(lines, one.id)
    if act == 3:
        return editing.move(lines, one.id, random.choice([None, *(line.id for line in lines)]))
    return editing.reword(lines, one.id, f"{one.row.text} lagi.", fresh)
