"""A working copy ends: it is saved, thrown away, brought back; what is old is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from transcribed import ROAD

from archive.editing import copies, is_edited, keep_copy, open_copy, read_copy, reword
from archive.editing.copies import read_head
from archive.editing.finishing import NothingToSave, bring_back, save_copy, throw_away
from archive.editing.recent import Recent
from archive.errors import NotFound, Refused
from archive.models import WorkingAct


def change(desk, ending="Ya."):
    copy = open_copy(desk.session, desk.episode)
    lines = reword(copy.lines, desk.ids[0], f"{ROAD} {ending}", "x")
    return keep_copy(desk.session, desk.episode, copy.base, lines, desk.actor, copy)


def versions(desk):
    return read_head(desk.session, desk.episode).version


def test_versions_never_go_back_whatever_becomes_of_a_copy(desk):
    seen = [versions(desk)]
    change(desk)
    seen.append(versions(desk))
    save_copy(desk.session, desk.episode, desk.actor, "sunting", None)
    seen.append(versions(desk))
    change(desk, "Tentu.")
    seen.append(versions(desk))
    throw_away(desk.session, desk.episode, desk.actor)
    seen.append(versions(desk))
    desk.save(desk.open()[1:])
    seen.append(versions(desk))

    assert seen == sorted(set(seen))


def test_a_copy_that_was_saved_is_closed_and_there_is_nothing_more_to_save(desk):
    change(desk)
    save_copy(desk.session, desk.episode, desk.actor, "sunting", None)

    assert not is_edited(desk.session, desk.episode)
    with pytest.raises(NothingToSave):
        save_copy(desk.session, desk.episode, desk.actor, "sunting", None)


def test_what_was_thrown_away_comes_back_as_it_was_once(desk):
    lines = change(desk).lines
    throw_away(desk.session, desk.episode, desk.actor)

    bring_back(desk.session, desk.episode, desk.actor)

    assert read_copy(desk.session, desk.episode).lines == lines
    with pytest.raises(NotFound):
        bring_back(desk.session, desk.episode, desk.actor)


def test_nothing_is_brought_back_over_what_is_being_edited(desk):
    change(desk)
    throw_away(desk.session, desk.episode, desk.actor)
    change(desk, "Tentu.")

    with pytest.raises(Refused):
        bring_back(desk.session, desk.episode, desk.actor)

    assert read_copy(desk.session, desk.episode).lines[0].row.text == f"{ROAD} Tentu."


def test_acts_are_forgotten_after_thirty_days(desk):
    change(desk)
    throw_away(desk.session, desk.episode, desk.actor)
    long_ago = datetime.now(UTC) - timedelta(days=31)
    desk.session.execute(update(WorkingAct).values(at=long_ago))

    change(desk, "Tentu.")
    save_copy(desk.session, desk.episode, desk.actor, "sunting", None)

    acts = [act.content["act"] for act in desk.session.scalars(select(WorkingAct))]
    assert acts == ["saved"]


def test_a_change_that_was_undone_with_its_transaction_is_not_found_again(desk):
    change(desk)
    desk.session.commit()
    change(desk, "Tentu.")
    desk.session.rollback()

    assert read_copy(desk.session, desk.episode).lines[0].row.text == f"{ROAD} Ya."
    change(desk, "Betul.")
    desk.session.commit()
    desk.session.expire_all()
    assert read_copy(desk.session, desk.episode).lines[0].row.text == f"{ROAD} Betul."


def test_a_copy_reads_the_same_from_memory_and_from_the_database(desk):
    kept = change(desk)
    copies.RECENT = Recent(most=8)

    read = read_copy(desk.session, desk.episode)

    assert (read.lines, read.version, read.ordered, read.changed) == (
        kept.lines,
        kept.version,
        kept.ordered,
        kept.changed,
    )
