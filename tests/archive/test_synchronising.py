"""Words without times find theirs: what is estimated, what stays, what is refused."""

import numpy as np
import pytest
from factories import make_actor, make_episode, make_programme
from spoken import SENTENCES, needs_espeak, perform, write

from archive.errors import Refused
from archive.intake import receive
from archive.jobs import work
from archive.models import Episode, Job, Revision, Statement, WorkingCopy
from archive.outbox import SYNCHRONISE, begin_job
from archive.publishing import current_publication, publish, withdraw
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.staff.asking import NOT_ALLOWED_ANY_MORE, WITHDRAWN_SINCE
from archive.staff.users import add_user, change_role, disable_user, find_user
from archive.synchronising import (
    MAY_NOT_PUBLISH,
    UNSEEN,
    plan_synchronising,
    synchronise_transcript,
)
from archive.transcript_files import write_saved
from archive.transcripts import attach
from archive.withdrawing import withdraw_words
from media.transcripts import read_transcript

UNTIMED = "\n".join(f"Narasumber: {sentence}" for sentence in SENTENCES)
MARKED = UNTIMED.replace("Narasumber: Lalu", "[00:00:16] Narasumber: Lalu")


@pytest.fixture
def spoken(tmp_path):
    """A recording of SENTENCES, and the seconds at which they begin."""
    samples, starts = perform()
    return write(tmp_path / "siaran.wav", samples), starts


def fill(archive, recording, text=UNTIMED):
    """An episode with a recording and a transcript; its identifier, and that of its actor."""
    with archive.writing() as session:
        episode = make_episode(session, make_programme(session))
        actor = make_actor(session)
        if recording:
            receive(session, archive.store, episode, recording, actor)
        transcript = read_transcript(text.encode(), file_name="naskah.txt")
        attach(session, episode, transcript, actor, Provenance("human"))
        session.commit()
        return episode.id, actor.id


def rows_of(archive, episode_id):
    with archive.reading() as session:
        return read_rows(session, latest_revision(session, episode_id).id)


def synchronise(archive, episode_id, actor_id, **parameters):
    heard = []
    problems = synchronise_transcript(
        archive, episode_id, {"actor": actor_id, **parameters}, heard.append
    )
    assert heard == sorted(heard)
    return problems


@needs_espeak
def test_an_untimed_transcript_keeps_its_words_and_is_given_estimated_times(archive, spoken):
    recording, starts = spoken
    episode, actor = fill(archive, recording)
    before = rows_of(archive, episode)

    assert synchronise(archive, episode, actor) == []

    after = rows_of(archive, episode)
    assert [(row.statement_id, row.text, row.voice, row.wording_id) for row in after] == [
        (row.statement_id, row.text, row.voice, row.wording_id) for row in before
    ]
    assert [row.start for row in after] == pytest.approx(starts, abs=0.4)
    assert all(row.times_estimated and row.end > row.start and row.marks for row in after)
    with archive.reading() as session:
        revision = latest_revision(session, episode)
        assert (revision.number, revision.kind) == (2, "corrected")
        assert revision.reason.startswith("Waktu diperkirakan mesin")


@needs_espeak
def test_files_say_which_times_are_estimates_and_come_back_as_such(archive, spoken):
    episode, actor = fill(archive, spoken[0])
    synchronise(archive, episode, actor)
    with archive.writing() as session:
        slug = session.get_one(Episode, episode).slug
        files = {
            name: write_saved(session, slug, None, name, public_url="", default_rights="public")
            for name in ("vtt", "json")
        }
        assert files["vtt"].count(b"NOTE Waktu berikut ini perkiraan.") == len(SENTENCES)
        assert files["json"].count(b'"timesEstimated": true') == len(SENTENCES)
        for name, data in files.items():
            brought = read_transcript(data, file_name=f"naskah.{name}")
            who = make_actor(session)
            known = session.get_one(Episode, episode)
            assert not attach(session, known, brought, who, Provenance("corrected")).changed


@needs_espeak
def test_times_that_corrected_words_keep_are_still_estimates(archive, spoken):
    episode, actor = fill(archive, spoken[0])
    synchronise(archive, episode, actor)
    with archive.writing() as session:
        corrected = read_transcript(UNTIMED.replace("Enam", "Tujuh").encode(), file_name="b.txt")
        known = session.get_one(Episode, episode)
        attach(session, known, corrected, make_actor(session), Provenance("corrected"))
        session.commit()
    assert all(row.times_estimated for row in rows_of(archive, episode))


@needs_espeak
def test_synchronising_again_finds_the_same_and_makes_no_revision(archive, spoken):
    episode, actor = fill(archive, spoken[0])
    synchronise(archive, episode, actor)
    synchronise(archive, episode, actor)
    with archive.reading() as session:
        assert latest_revision(session, episode).number == 2


@needs_espeak
def test_a_time_that_a_file_gave_is_never_overwritten(archive, spoken):
    episode, actor = fill(archive, spoken[0], MARKED)
    (given,) = [row for row in rows_of(archive, episode) if row.start is not None]

    synchronise(archive, episode, actor)

    after = rows_of(archive, episode)
    kept = next(row for row in after if row.statement_id == given.statement_id)
    assert (kept.start, kept.end, kept.times_estimated) == (16.0, given.end, False)
    assert all(row.times_estimated for row in after if row is not kept and row.start is not None)
    known = [row.start for row in after if row.start is not None]
    assert known == sorted(known)


@needs_espeak
def test_what_a_person_confirmed_is_no_estimate(archive, spoken):
    episode, actor = fill(archive, spoken[0])
    third = rows_of(archive, episode)[2].statement_id

    synchronise(archive, episode, actor, confirmed={third: spoken[1][2]})

    row = rows_of(archive, episode)[2]
    assert (row.start, row.times_estimated) == (pytest.approx(spoken[1][2], abs=0.001), False)


@needs_espeak
def test_a_transcript_of_something_else_gets_no_times(archive, tmp_path):
    noise = np.random.default_rng(3).standard_normal(22050 * 30) * 0.1
    episode, actor = fill(archive, write(tmp_path / "desis.wav", noise))

    problems = synchronise(archive, episode, actor)

    assert problems == ["The words of this transcript were not found in this recording."]
    assert [row.start for row in rows_of(archive, episode)] == [None] * len(SENTENCES)


@needs_espeak
def test_the_worker_synchronises_in_the_background(archive, spoken):
    episode, actor = fill(archive, spoken[0])
    with archive.writing() as session:
        seq = begin_job(
            session, SYNCHRONISE, episode, {"actor": actor, "publish": True, "revision": 1}
        )
        session.commit()

    work(archive, until_idle=True)

    with archive.reading() as session:
        assert session.get_one(Job, seq).state == "done"
        assert session.get_one(Episode, episode).state == "published"
    assert all(row.times_estimated for row in rows_of(archive, episode))


@pytest.fixture
def asked(archive, spoken):
    """A public episode of which a publisher asks for times and publishing; the job's facts."""
    episode, _ = fill(archive, spoken[0])
    with archive.writing() as session:
        user = add_user(session, "Penerbit", "publisher", None)
        known = session.get_one(Episode, episode)
        publish(session, known, latest_revision(session, episode), user.actor)
        parameters = {"actor": user.actor_id, "publish": True, "revision": 1}
        seq = begin_job(session, SYNCHRONISE, episode, parameters)
        session.commit()
        return episode, seq


def what_became(archive, asked):
    """How the job ended and what it says, the latest revision, and the one that is public."""
    episode, seq = asked
    work(archive, until_idle=True)
    with archive.reading() as session:
        job = session.get_one(Job, seq)
        public = current_publication(session, episode)
        latest = latest_revision(session, episode).number
        return job.state, job.message, latest, public and public.revision.number


def act(archive, episode_id, doing):
    with archive.writing() as session:
        doing(session, session.get_one(Episode, episode_id))
        session.commit()


@needs_espeak
def test_what_its_publisher_has_seen_is_published_with_its_times(archive, asked):
    assert what_became(archive, asked) == ("done", None, 2, 2)


@needs_espeak
def test_words_saved_since_it_was_asked_for_are_not_published_by_it(archive, asked):
    def save_other_words(session, episode):
        other = read_transcript(UNTIMED.replace("Enam", "Tujuh").encode(), file_name="b.txt")
        attach(session, episode, other, make_actor(session), Provenance("corrected"))

    act(archive, asked[0], save_other_words)

    assert what_became(archive, asked) == ("done", UNSEEN, 3, 1)


def test_a_withdrawn_episode_is_left_as_it_is_by_work_that_waited(archive, asked):
    act(
        archive, asked[0], lambda session, one: withdraw(session, one, "error", make_actor(session))
    )

    assert what_became(archive, asked) == ("failed", WITHDRAWN_SINCE, 1, None)
    with archive.reading() as session:
        assert session.get_one(Episode, asked[0]).state == "withdrawn"


def test_nothing_is_done_for_a_user_who_was_disabled_since(archive, asked):
    def disable(session, _episode):
        disable_user(session, find_user(session, "Penerbit"), make_actor(session))

    act(archive, asked[0], disable)

    assert what_became(archive, asked) == ("failed", NOT_ALLOWED_ANY_MORE, 1, 1)


@needs_espeak
def test_who_may_only_edit_by_now_publishes_nothing(archive, asked):
    def lower(session, _episode):
        change_role(session, find_user(session, "Penerbit"), "editor", make_actor(session))

    act(archive, asked[0], lower)

    assert what_became(archive, asked) == ("done", MAY_NOT_PUBLISH, 2, 1)


def withdraw_second(archive, episode_id):
    """Blank the words of the second statement; its identifier."""
    with archive.writing() as session:
        rows = read_rows(session, latest_revision(session, episode_id).id)
        statement = session.get_one(Statement, rows[1].statement_id)
        withdraw_words(session, statement, "privacy", make_actor(session))
        session.commit()
        return statement.id


@needs_espeak
def test_words_withdrawn_meanwhile_shift_no_time_of_the_others(archive, spoken):
    recording, starts = spoken
    episode, actor = fill(archive, recording)
    gone = []

    def listen(_done):
        if not gone:
            gone.append(withdraw_second(archive, episode))

    problems = synchronise_transcript(archive, episode, {"actor": actor}, listen)

    after = rows_of(archive, episode)
    assert problems == []
    assert [row.statement_id for row in after if row.text is None] == gone
    kept = [(row.start, start) for row, start in zip(after, starts, strict=True) if row.text]
    assert [found for found, _ in kept] == pytest.approx([start for _, start in kept], abs=0.4)
    assert after[0].end < starts[1] + 0.4
    assert after[1].start is None


def test_an_episode_without_a_recording_is_refused(archive):
    episode, _ = fill(archive, None)
    with archive.reading() as session, pytest.raises(Refused, match="no recording"):
        plan_synchronising(session, archive.store, session.get_one(Episode, episode))


def test_what_is_being_edited_is_not_synchronised(archive, spoken):
    episode, actor = fill(archive, spoken[0])
    with archive.writing() as session:
        revision = session.query(Revision).one()
        copy = WorkingCopy(
            episode_id=episode,
            based_on_id=revision.id,
            content=[],
            version=3,
            actor_id=actor,
            saved_at=revision.saved_at,
        )
        session.add(copy)
        session.flush()
        with pytest.raises(Refused, match="being edited"):
            plan_synchronising(session, archive.store, session.get_one(Episode, episode))
