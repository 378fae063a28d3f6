"""Acts on a working copy: each exactly once, on what was seen, by whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import pytest
from factories import make_recording
from sqlalchemy import func, select
from transcribed import RICE, ROAD, SHORT, WATER

from archive.audit import find_actor
from archive.editing import open_copy, read_copy, save_lines
from archive.editing.asked import read_act
from archive.editing.batches import do_acts
from archive.editing.tags import tag_of
from archive.models import MintedIdentifier, Statement, WorkingAct
from archive.withdrawing import withdraw_words

NUMBERS = count(1)


class Browser:
    """One that edits: it sends acts with the tags of what it saw last."""

    def __init__(self, desk, name="Sari"):
        self.desk = desk
        self.actor = find_actor(desk.session, "person", name)
        self.look()

    def look(self):
        self.seen = {line.id: tag_of(line) for line in self.lines}

    @property
    def lines(self):
        return open_copy(self.desk.session, self.desk.episode).lines

    def act(self, act, statement=None, **values):
        identifier = str(UUID(int=next(NUMBERS)))
        asked = {"id": identifier, "act": act, **values}
        if statement is not None:
            asked = {"statement": statement, "seen": self.seen.get(statement, ""), **asked}
        if act == "merge":
            asked.setdefault("next_seen", self.seen[values["next"]])
        return asked

    def send(self, *asked):
        acts = [read_act(one) for one in asked]
        now = datetime.now(UTC)
        done = do_acts(self.desk.session, self.desk.episode, acts, self.actor, now)
        self.desk.session.expire_all()
        return done.outcomes

    def do(self, act, statement=None, **values):
        (outcome,) = self.send(self.act(act, statement, **values))
        self.look()
        return outcome


@pytest.fixture
def sari(desk):
    return Browser(desk)


def texts(browser):
    return [line.row.text for line in browser.lines]


def kept_acts(desk):
    return desk.session.scalar(select(func.count()).select_from(WorkingAct))


def test_the_first_act_opens_a_working_copy_and_the_transcript_stays_as_it_was(desk, sari):
    before = desk.read()

    outcome = sari.do("reword", desk.ids[0], text=ROAD + " Ya.")

    assert outcome.done
    assert texts(sari) == [ROAD + " Ya.", WATER, SHORT, RICE]
    assert read_copy(desk.session, desk.episode).version == 2
    assert desk.read() == before


def test_an_act_that_is_sent_again_answers_as_it_did_and_is_not_done_again(desk, sari):
    act = sari.act("insert", desk.ids[0], text="Baik.", fresh="~a")
    first = sari.send(act)

    again = sari.send(act, act)

    assert again == [first[0], first[0]]
    assert texts(sari) == [ROAD, "Baik.", WATER, SHORT, RICE]
    assert kept_acts(desk) == 1


def test_an_act_that_was_refused_is_not_done_when_it_is_sent_again_later(desk, sari):
    budi = Browser(desk, "Budi")
    act = sari.act("reword", desk.ids[0], text="Jalan desa itu kita perbaiki.")
    budi.do("reword", desk.ids[0], text=ROAD + " Ya.")
    first = sari.send(act)
    budi.do("reword", desk.ids[0], text=ROAD)

    assert sari.send(act) == first
    assert texts(sari)[0] == ROAD


def test_an_act_on_a_line_that_somebody_else_changed_changes_nothing(desk, sari):
    budi = Browser(desk, "Budi")
    budi.do("reword", desk.ids[0], text=ROAD + " Ya.")

    (outcome,) = sari.send(sari.act("reword", desk.ids[0], text=ROAD + " Betul."))

    assert (outcome.done, outcome.why, outcome.statement) == (False, "changed", desk.ids[0])
    assert texts(sari)[0] == ROAD + " Ya."


def test_two_editors_at_different_lines_do_not_notice_each_other(desk, sari):
    budi = Browser(desk, "Budi")

    one, other = sari.send(sari.act("reword", desk.ids[0], text=ROAD + " Ya.")) + budi.send(
        budi.act("reassign", desk.ids[1], voice="Ibu RT")
    )

    assert one.done and other.done
    assert [line.row.voice for line in sari.lines] == ["Sekda", "Ibu RT", "Sekda", "Pewara"]


def test_acts_of_one_queue_build_upon_each_other(desk, sari):
    first = sari.act("reword", desk.ids[0], text=ROAD + " Ya.")
    then = sari.act("reassign", desk.ids[0], voice="Camat", seen=first["id"])

    outcomes = sari.send(first, then)

    assert all(one.done for one in outcomes)
    assert (sari.lines[0].row.text, sari.lines[0].row.voice) == (ROAD + " Ya.", "Camat")


def test_what_builds_upon_an_act_in_conflict_is_in_conflict_too(desk, sari):
    Browser(desk, "Budi").do("reword", desk.ids[0], text=ROAD + " Ya.")
    first = sari.act("reword", desk.ids[0], text=ROAD + " Betul.")
    then = sari.act("reassign", desk.ids[0], voice="Camat", seen=first["id"])

    assert [one.why for one in sari.send(first, then)] == ["changed", "changed"]


def test_what_follows_an_act_that_could_not_be_done_at_all_is_done(desk, sari):
    first = sari.act("reword", desk.ids[0], text="   ")
    then = sari.act("reassign", desk.ids[0], voice="Camat", seen=first["id"])

    assert [(one.done, one.code) for one in sari.send(first, then)] == [
        (False, "empty"),
        (True, None),
    ]


def test_a_statement_is_called_by_the_name_of_its_browser_until_its_own_is_known(desk, sari):
    put_in = sari.act("insert", desk.ids[0], text="Baik, Bu.", fresh="~a")
    change = sari.act("reword", "~a", text="Baik, Bu RT.", seen=put_in["id"])

    outcome, then = sari.send(put_in, change)
    later = sari.act("reassign", "~a", voice="Camat", seen=change["id"])
    sari.send(later)

    assert then.done
    line = sari.lines[1]
    assert (line.row.text, line.row.voice) == ("Baik, Bu RT.", "Camat")
    assert outcome.names == {"~a": line.id}


def test_the_part_without_an_identifier_gets_the_name_of_the_browser(desk, sari):
    outcome = sari.do("split", desk.ids[0], word=4, fresh="~a")

    assert [line.id for line in sari.lines[:2]] == [outcome.names["~a"], desk.ids[0]]


def test_words_that_are_another_statement_are_found_under_the_former_identifier(desk, sari):
    change = sari.act("reword", desk.ids[0], text=RICE)
    then = sari.act("reassign", desk.ids[0], voice="Camat", seen=change["id"])

    first, second = sari.send(change, then)

    line = sari.lines[0]
    assert first.names == {desk.ids[0]: line.id}
    assert second.done
    assert line.row.voice == "Camat"


def test_a_merged_statement_is_found_under_both_identifiers(desk, sari):
    _, water, short, _ = desk.ids
    merge = sari.act("merge", water, next=short)
    then = sari.act("reassign", short, voice="Camat", seen=merge["id"])

    assert [one.done for one in sari.send(merge, then)] == [True, True]
    assert sari.lines[1].row.voice == "Camat"


def test_a_merge_needs_the_next_one_as_it_was_seen(desk, sari):
    budi = Browser(desk, "Budi")
    merge = sari.act("merge", desk.ids[0], next=desk.ids[1])
    budi.do("insert", desk.ids[0], text="Sebentar.", fresh="~b")

    (outcome,) = sari.send(merge)

    assert (outcome.why, outcome.code) == ("changed", "not-next")


def test_a_statement_that_somebody_deleted_is_gone(desk, sari):
    act = sari.act("reword", desk.ids[2], text="Betul.")
    Browser(desk, "Budi").do("delete", desk.ids[2])

    (outcome,) = sari.send(act)

    assert (outcome.why, outcome.statement) == ("gone", None)


@pytest.mark.parametrize(
    ("act", "values", "code"),
    [
        ("reword", {"text": " "}, "empty"),
        ("split", {"word": 99}, "split"),
        ("split", {"word": 1}, "split"),
        ("insert", {"text": ""}, "empty"),
        ("time", {"start": 11.0}, "time-order"),
        ("time", {"start": 5.0, "end": 2.0}, "time"),
        ("hear", {"heard": True}, "no-recording"),
        ("reword", {}, "unreadable"),
        ("dance", {}, "unreadable"),
    ],
)
def test_what_cannot_be_done_is_refused_and_says_why(desk, sari, act, values, code):
    outcome = sari.do(act, desk.ids[0], **values)

    assert (outcome.done, outcome.why, outcome.code) == (False, "refused", code)
    assert texts(sari) == [ROAD, WATER, SHORT, RICE]


def test_the_last_statement_is_not_deleted(desk, sari):
    for name in desk.ids[1:]:
        sari.do("delete", name)

    assert sari.do("delete", desk.ids[0]).code == "last-one"


def test_new_words_need_no_identifier_of_their_own_while_they_are_corrections(desk, sari):
    def minted():
        return desk.session.scalar(select(func.count()).select_from(MintedIdentifier))

    before = minted()

    for ending in ("Ya.", "Ya, betul.", "Ya, betul sekali."):
        sari.do("reword", desk.ids[0], text=f"{ROAD} {ending}")

    assert minted() == before


EVERY_ACT = [
    ("reword", 0, {"text": ROAD + " Ya."}),
    ("reword", 0, {"text": RICE}),
    ("split", 0, {"word": 4, "fresh": "~a"}),
    ("insert", 1, {"text": "Baik.", "fresh": "~a"}),
    ("delete", 2, {}),
    ("delete", 0, {}),
    ("move", 3, {"before": 0}),
    ("move", 0, {"before": None}),
    ("reassign", 1, {"voice": "Camat"}),
    ("time", 1, {"start": 9.0, "end": 12.0}),
    ("merge", 1, {"next": 2}),
]


@pytest.mark.parametrize(("act", "place", "values"), EVERY_ACT)
def test_every_act_can_be_undone_and_done_again(desk, sari, act, place, values):
    ids = desk.ids
    values = {
        name: ids[value] if name in ("before", "next") and value is not None else value
        for name, value in values.items()
    }
    before = sari.lines
    done = sari.do(act, ids[place], **values)
    after = sari.lines

    undone = sari.do("undo", of=done.id)
    lines_then = sari.lines
    again = sari.do("undo", of=undone.id)

    assert done.done and undone.done and again.done
    assert after != before
    assert lines_then == before
    assert sari.lines == after


def test_an_act_is_not_undone_where_somebody_changed_the_line_since(desk, sari):
    done = sari.do("reword", desk.ids[0], text=ROAD + " Ya.")
    Browser(desk, "Budi").do("reassign", desk.ids[0], voice="Camat")

    undone = sari.do("undo", of=done.id)

    assert (undone.why, undone.statement) == ("changed", desk.ids[0])
    assert texts(sari)[0] == ROAD + " Ya."


def test_an_act_that_was_never_done_cannot_be_undone(desk, sari):
    assert sari.do("undo", of=str(UUID(int=10**9))).code == "no-such-act"


def test_words_heard_in_the_recording_are_noted_until_they_change(desk, sari):
    make_recording(desk.session, desk.episode)
    sari.do("hear", desk.ids[0], heard=True)
    heard = sari.lines[0].hearing

    sari.do("reassign", desk.ids[0], voice="Camat")
    still = sari.lines[0].hearing
    sari.do("reword", desk.ids[0], text=ROAD + " Ya.")

    assert (heard.heard, heard.name) == (True, "Sari")
    assert still == heard
    assert sari.lines[0].hearing is None


def test_a_time_of_a_person_is_no_longer_estimated_or_carried(desk, sari):
    sari.do("time", desk.ids[1], start=9.25)

    row = sari.lines[1].row
    assert (row.start, row.end, row.marks) == (9.25, 15.0, ((0, 9250),))
    assert (row.times_estimated, row.times_carried) == (False, False)


def test_a_time_can_be_taken_away(desk, sari):
    sari.do("time", desk.ids[1], start=None)

    assert (sari.lines[1].row.start, sari.lines[1].row.end, sari.lines[1].row.marks) == (
        None,
        None,
        (),
    )


def test_withdrawn_words_come_back_through_no_undo(desk, sari):
    merged = sari.do("merge", desk.ids[0], next=desk.ids[1])
    parted = sari.do("undo", of=merged.id)
    deleted = sari.do("delete", desk.ids[1])

    withdraw_words(desk.session, desk.session.get(Statement, desk.ids[1]), "privacy", desk.actor)
    desk.session.expire_all()

    for act in (merged, parted, deleted):
        assert sari.do("undo", of=act.id).code == "forgotten"
    acts = desk.session.scalars(select(WorkingAct)).all()
    assert not any("kampung" in str(act.content) for act in acts)
    assert not any("kampung" in (text or "") for text in texts(sari))


def test_a_saved_copy_is_one_revision_of_all_who_edited_it(desk, sari):
    budi = Browser(desk, "Budi")
    sari.do("reword", desk.ids[0], text=ROAD + " Ya.")
    budi.look()
    budi.do("delete", desk.ids[2])
    copy = read_copy(desk.session, desk.episode)

    save_lines(desk.session, desk.episode, copy.base, copy.lines, desk.actor, "suntingan")

    assert desk.read() == [
        (desk.ids[0], ROAD + " Ya."),
        (desk.ids[1], WATER),
        (desk.ids[3], RICE),
    ]
