"""Draft to published to withdrawn, and the words of a statement taken away for good."""

from datetime import UTC, datetime

import pytest
from factories import (
    make_actor,
    make_episode,
    make_person,
    make_programme,
    make_published,
    make_revision,
    name_voice,
    new_archive,
)
from sqlalchemy import select

from archive.attributions import read_frozen_attributions
from archive.errors import MistypedIdentifier, NotFound, Refused
from archive.models import AuditEntry, Publication, Statement, Wording
from archive.outbox import last_seq
from archive.publishing import current_publication, publish, restore, withdraw
from archive.rows import read_rows
from archive.withdrawing import Withdrawn, follows_withdrawal, withdraw_named, withdraw_words

SECRET = "Rahasia keluarga yang tidak boleh tersisa di mana pun."
SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Narasumber", SECRET, 5.0)]


@pytest.fixture
def programme(session):
    return make_programme(session)


def acts(session):
    return session.scalars(select(AuditEntry.act).order_by(AuditEntry.seq)).all()


def test_publishing_a_draft_makes_episode_and_revision_public(session, programme):
    episode = make_episode(session, programme)
    revision = make_revision(session, episode, SAID)

    changed = publish(session, episode, revision, make_actor(session))

    assert changed
    assert episode.state == "published"
    assert current_publication(session, episode.id).revision_id == revision.id
    assert acts(session)[-2:] == ["episode published", "revision published"]


def test_publishing_again_changes_nothing(session, programme):
    episode = make_published(session, programme, SAID)
    revision = current_publication(session, episode.id).revision
    before = (last_seq(session), acts(session))

    assert not publish(session, episode, revision, make_actor(session))

    assert (last_seq(session), acts(session)) == before
    assert session.query(Publication).count() == 1


def test_a_voice_named_since_makes_a_new_publication_of_the_same_revision(session, programme):
    episode = make_published(session, programme, SAID)
    before = current_publication(session, episode.id)
    name_voice(session, episode, "Narasumber", make_person(session))

    assert publish(session, episode, before.revision, make_actor(session))

    after = current_publication(session, episode.id)
    assert after.id != before.id
    assert after.revision_id == before.revision_id
    frozen = read_frozen_attributions(session, [before.id, after.id])
    assert (len(frozen[before.id]), len(frozen[after.id])) == (0, 1)


def test_an_episode_without_a_transcript_can_be_public(session, programme):
    episode = make_episode(session, programme)

    assert publish(session, episode, None, make_actor(session))

    assert current_publication(session, episode.id) is None


def test_the_latest_publication_counts_and_an_earlier_revision_can_come_back(session, programme):
    episode = make_published(session, programme, SAID)
    first = current_publication(session, episode.id).revision
    second = make_revision(session, episode, SAID[:1])
    actor = make_actor(session)

    publish(session, episode, second, actor)
    assert current_publication(session, episode.id).revision_id == second.id
    publish(session, episode, first, actor)

    assert current_publication(session, episode.id).revision_id == first.id
    assert session.query(Publication).count() == 3


def test_a_deleted_episode_is_not_published(session, programme):
    episode = make_episode(session, programme, deleted_at=datetime.now(UTC))

    with pytest.raises(Refused, match="deleted"):
        publish(session, episode, None, make_actor(session))


def test_a_withdrawn_episode_is_not_published_by_who_publishes_a_revision(session, programme):
    episode = make_published(session, programme, SAID)
    second = make_revision(session, episode, SAID[:1])
    actor = make_actor(session)
    withdraw(session, episode, "privacy", actor)

    for revision in (second, None):
        with pytest.raises(Refused, match="withdrawn and stays so"):
            publish(session, episode, revision, actor)

    assert (episode.state, episode.withdrawn_because) == ("withdrawn", "privacy")
    assert current_publication(session, episode.id) is None


def test_a_withdrawal_taken_back_makes_public_what_was_public_then(session, programme):
    episode = make_published(session, programme, SAID)
    first = current_publication(session, episode.id).revision
    actor = make_actor(session)
    withdraw(session, episode, "error", actor)
    make_revision(session, episode, SAID[:1])

    restore(session, episode, actor)

    assert (episode.state, episode.withdrawn_because) == ("published", None)
    assert current_publication(session, episode.id).revision_id == first.id
    assert acts(session)[-3:] == [
        "withdrawal taken back",
        "episode published",
        "revision published",
    ]


def test_a_withdrawal_of_an_episode_without_a_transcript_is_taken_back(session, programme):
    episode = make_episode(session, programme, state="published")
    withdraw(session, episode, "error", make_actor(session))

    restore(session, episode, make_actor(session))

    assert episode.state == "published"


@pytest.mark.parametrize("state", ["draft", "review", "published"])
def test_only_a_withdrawal_is_taken_back(session, programme, state):
    episode = make_episode(session, programme, state=state)

    with pytest.raises(Refused, match="not withdrawn"):
        restore(session, episode, make_actor(session))

    assert episode.state == state


def test_withdrawing_an_episode_leaves_no_current_publication_and_says_why(session, programme):
    episode = make_published(session, programme, SAID)
    seq = last_seq(session)

    said = withdraw_named(session, episode.slug, "court", make_actor(session))

    assert said == Withdrawn(episode=episode.slug)
    assert (episode.state, episode.withdrawn_because) == ("withdrawn", "court")
    assert current_publication(session, episode.id) is None
    assert acts(session)[-1] == "episode withdrawn: court"
    assert last_seq(session) == seq + 1


@pytest.mark.parametrize(
    ("state", "because"), [("draft", "court"), ("withdrawn", "court"), ("published", "boredom")]
)
def test_only_a_public_episode_is_withdrawn_and_for_a_known_reason(
    session, programme, state, because
):
    episode = make_episode(session, programme, state=state)

    with pytest.raises(Refused):
        withdraw(session, episode, because, make_actor(session))


def test_withdrawn_words_leave_a_gap_with_hash_and_reason_in_every_revision(session, programme):
    episode = make_published(session, programme, SAID)
    first = current_publication(session, episode.id).revision
    statement = session.get(Statement, read_rows(session, first.id)[1].statement_id)
    wording = session.scalar(select(Wording).where(Wording.statement_id == statement.id))
    known = wording.hash

    said = withdraw_named(session, statement.id.upper(), "privacy", make_actor(session))

    session.expire_all()
    assert said == Withdrawn(statement=statement.id)
    assert (wording.text, wording.nonce, wording.hash) == (None, None, known)
    assert (wording.withdrawn_because, wording.withdrawn_at.tzinfo) == ("privacy", UTC)
    assert [row.text for row in read_rows(session, first.id)] == [SAID[0][1], None]
    assert first.content_hash == current_publication(session, episode.id).revision.content_hash
    entry = session.scalar(select(AuditEntry).order_by(AuditEntry.seq.desc()))
    assert known in entry.body


def test_words_are_withdrawn_once(session, programme):
    episode = make_published(session, programme, SAID)
    statement = session.scalar(select(Statement).where(Statement.episode_id == episode.id))
    withdraw_words(session, statement, "error", make_actor(session))

    with pytest.raises(Refused, match="already"):
        withdraw_words(session, statement, "error", make_actor(session))


@pytest.mark.parametrize(
    ("name", "error"), [("k3f9m2xx", MistypedIdentifier), ("tidak-ada", MistypedIdentifier)]
)
def test_an_unknown_name_is_not_found(session, name, error):
    with pytest.raises(error):
        withdraw_named(session, name, "court", make_actor(session))


def test_an_identifier_of_nothing_is_not_found(session):
    from archive.permalinks import new_identifier

    with pytest.raises(NotFound, match="neither"):
        withdraw_named(session, new_identifier(), "court", make_actor(session))


def test_a_revision_saved_after_a_withdrawal_is_known_as_such(session, programme):
    episode, other = (make_published(session, programme, SAID, title=t) for t in ("Satu", "Dua"))
    first = current_publication(session, episode.id).revision
    statement = session.get(Statement, read_rows(session, first.id)[1].statement_id)

    withdraw_words(session, statement, "court", make_actor(session))

    second = make_revision(session, episode, SAID)
    assert follows_withdrawal(session, second)
    assert not follows_withdrawal(session, first)
    assert not follows_withdrawal(session, make_revision(session, other, SAID))


def test_withdrawn_words_are_gone_from_the_file_of_the_database(tmp_path):
    archive = new_archive(tmp_path)
    with archive.writing() as session:
        episode = make_published(session, make_programme(session), SAID)
        session.commit()
        statements = select(Statement).where(Statement.episode_id == episode.id)
        for statement in session.scalars(statements).all():
            withdraw_words(session, statement, "privacy", make_actor(session))
        session.commit()

    archive.engine.dispose()

    for file in tmp_path.glob("gaung.sqlite3*"):
        assert b"Rahasia keluarga" not in file.read_bytes(), file
