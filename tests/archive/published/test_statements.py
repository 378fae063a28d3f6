"""What a statement's address means over time (record.md)."""

import pytest
from factories import make_actor, make_person, name_voice
from sqlalchemy import update
from sqlalchemy.orm import Session
from told_archive import FIRST, SECOND, Talk, tell

from archive.attributions import Office
from archive.errors import NotFound
from archive.models import Publication, Recording, Statement
from archive.published.access import Withdrawn, WordsClosed
from archive.published.statements import StatementView, find_statement
from archive.publishing import publish, restore, withdraw
from archive.withdrawing import withdraw_words

ANSWER, THANKS, ENDING = 1, 2, 3
RIGHTS = "public"


def look(session: Session, talk: Talk, which: int, number: int | None = None) -> StatementView:
    """The view of one of r1's statements."""
    return find_statement(session, talk.ids[which], number, RIGHTS)


def test_without_a_revision_the_latest_published_wording_is_shown(
    session: Session, talk: Talk
) -> None:
    view = look(session, talk, ANSWER)

    assert view.revision.number == 2
    assert "tidak ada tahun ini" in (view.statement.row.text or "")
    assert not view.is_pinned


def test_a_revision_keeps_its_own_words(session: Session, talk: Talk) -> None:
    view = look(session, talk, ANSWER, 1)

    assert "desa ada tahun ini" in (view.statement.row.text or "")
    assert "tidak ada tahun ini" in (view.today.row.text or "")  # type: ignore[union-attr]


def test_a_statement_that_is_gone_is_a_tombstone_with_its_last_words(
    session: Session, talk: Talk
) -> None:
    view = look(session, talk, THANKS)

    assert view.is_tombstone
    assert (view.revision.number, view.statement.row.text) == (1, FIRST[4][3])


def test_a_tombstone_names_where_its_words_went(first_session: Session, first_talk: Talk) -> None:
    session, talk = first_session, first_talk
    thanks = FIRST[4][3]
    joined = [*FIRST[:4], ("Galuh", 20, 30, f"{thanks} {FIRST[5][3]}")]
    tell(session, talk.episode, joined)

    view = look(session, talk, THANKS)

    assert view.is_tombstone
    assert [one.id for one in view.successors] == [talk.ids[ENDING]]


def test_a_revision_that_was_never_published_is_not_found(session: Session, talk: Talk) -> None:
    tell(session, talk.episode, FIRST, opened=False)

    with pytest.raises(NotFound):
        look(session, talk, ANSWER, 3)
    assert look(session, talk, ANSWER).revision.number == 2


def test_a_statement_that_stands_only_in_drafts_is_not_found(session: Session, talk: Talk) -> None:
    fresh = ("Bupati", 30, 40, "Saya menambahkan satu hal yang belum disebut tadi.")
    draft = tell(session, talk.episode, [*SECOND, fresh], opened=False)
    added = draft.rows[-1].statement_id

    with pytest.raises(NotFound):
        find_statement(session, added, None, RIGHTS)


def test_a_statement_does_not_stand_in_a_revision_that_does_not_hold_it(
    session: Session, talk: Talk
) -> None:
    with pytest.raises(NotFound):
        look(session, talk, THANKS, 2)


def test_a_withdrawn_episode_says_so_with_the_class_of_the_reason(
    session: Session, talk: Talk
) -> None:
    withdraw(session, talk.episode, "court", make_actor(session))

    with pytest.raises(Withdrawn) as gone:
        look(session, talk, ANSWER, 1)
    assert (gone.value.what, gone.value.because) == ("episode", "court")
    assert gone.value.at is not None


def test_an_episode_published_again_keeps_what_was_cited_from_it(
    session: Session, talk: Talk
) -> None:
    actor = make_actor(session)
    withdraw(session, talk.episode, "error", actor)
    restore(session, talk.episode, actor)

    assert look(session, talk, ANSWER, 2).revision.number == 2
    with pytest.raises(Withdrawn):
        look(session, talk, ANSWER, 1)


def test_withdrawn_words_leave_a_gap_with_hash_and_reason(session: Session, talk: Talk) -> None:
    answer = session.get_one(Statement, talk.ids[ANSWER])
    withdraw_words(session, answer, "privacy", make_actor(session))

    statement = look(session, talk, ANSWER, 1).statement

    assert statement.words == ()
    assert statement.gap is not None
    assert (statement.gap.because, len(statement.gap.hash or "")) == ("privacy", 64)


def test_words_of_a_staff_only_recording_are_closed(session: Session, talk: Talk) -> None:
    session.execute(update(Recording).values(rights="staff-only"))

    with pytest.raises(WordsClosed):
        look(session, talk, ANSWER)


def test_a_revision_shows_who_spoke_as_its_publication_froze_it(
    session: Session, talk: Talk
) -> None:
    other = make_person(session, "Budi Contoh")
    name_voice(session, talk.episode, "Sekda", other, Office(wording="Asisten I"))

    speaker = look(session, talk, ANSWER, 1).statement.speaker

    assert speaker.name == "Dr. H. Ambo Sakti, M.Pd."
    assert speaker.position == "Sekretaris Daerah Contoh"
    assert speaker.later is not None and speaker.later.named is not None
    assert speaker.later.named.person.name == "Budi Contoh"


def test_publishing_again_shows_the_correction_at_the_latest_address_only(
    session: Session, talk: Talk
) -> None:
    actor = make_actor(session)
    first = look(session, talk, ANSWER, 1).revision
    second = look(session, talk, ANSWER, 2).revision
    name_voice(session, talk.episode, "Sekda", make_person(session, "Budi Contoh"))
    for one in (first, second):
        revision = session.get_one(Publication, one.publication_id).revision
        publish(session, talk.episode, revision, actor)

    assert look(session, talk, ANSWER).statement.speaker.name == "Budi Contoh"
    assert look(session, talk, ANSWER, 2).statement.speaker.name == "Dr. H. Ambo Sakti, M.Pd."


def test_an_unknown_voice_stays_unknown(session: Session, talk: Talk) -> None:
    speaker = look(session, talk, THANKS, 1).statement.speaker

    assert (speaker.named, speaker.name) == (None, "Penanya 1")


def test_an_older_revision_that_is_current_again_is_the_latest_wording(
    session: Session, talk: Talk
) -> None:
    first = look(session, talk, ANSWER, 1).revision
    revision = session.get_one(Publication, first.publication_id).revision
    publish(session, talk.episode, revision, make_actor(session))

    assert look(session, talk, ANSWER).revision.number == 1
    assert not look(session, talk, THANKS).is_tombstone
    assert len(SECOND) < len(FIRST)
