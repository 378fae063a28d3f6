"""The queue of background work: who sees it, how long it takes, cancelled and tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from factories import make_actor, make_episode, make_programme, make_recording
from sqlalchemy import select

from archive.errors import NotFound
from archive.models import AuditEntry, Job, Programme, User
from archive.outbox import PREPARE_RECORDING, RECOGNISE_SPEECH, begin_job
from archive.queue import JobRow, cancel_job, find_job, list_jobs, list_jobs_of, try_again
from archive.staff.users import add_user

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def editor(session):
    return user(session, "Siti", "editor")


def user(session, name, role) -> User:
    return add_user(session, name, role, make_actor(session))


def prepare(session, **values):
    """A job for the recording of a new episode; returns the episode and the job."""
    programme = session.scalar(select(Programme)) or make_programme(session)
    episode = make_episode(session, programme, **values)
    recording = make_recording(session, episode)
    job = session.get_one(Job, begin_job(session, PREPARE_RECORDING, recording.id))
    job.updated_at = NOW
    session.flush()
    return episode, job


def row(**values) -> JobRow:
    usual = {
        "seq": 1,
        "task": PREPARE_RECORDING,
        "episode": "jalan-desa",
        "title": "Jalan desa",
        "state": "running",
        "progress": 0.25,
        "message": None,
        "asked_at": NOW,
        "started_at": NOW,
        "updated_at": NOW + timedelta(seconds=60),
        "may_change": True,
    }
    return JobRow(**{**usual, **values})


def test_a_job_is_that_of_the_episode_of_its_recording(session, editor):
    episode, job = prepare(session)
    other, _ = prepare(session, title="Air bersih")
    words = begin_job(session, RECOGNISE_SPEECH, episode.id)

    rows = list_jobs_of(session, editor, episode, NOW)

    assert [one.seq for one in rows] == [words, job.seq]
    assert {one.episode for one in rows} == {episode.slug}
    assert {one.episode for one in list_jobs(session, editor, NOW).rows} == {
        episode.slug,
        other.slug,
    }


def test_a_contributor_sees_no_job_of_somebody_elses_draft(session):
    _, job = prepare(session, state="draft")
    contributor = user(session, "Kiki", "contributor")

    assert list_jobs(session, contributor, NOW).rows == []
    with pytest.raises(NotFound):
        find_job(session, contributor, job.seq)


def test_a_contributor_sees_a_job_of_a_public_episode_and_may_not_change_it(session):
    _, job = prepare(session, state="published")

    found = find_job(session, user(session, "Kiki", "contributor"), job.seq)

    assert (found.seq, found.may_change) == (job.seq, False)


def test_what_runs_comes_first_then_what_failed_then_what_waits_in_its_turn(session, editor):
    states = ("waiting", "done", "failed", "waiting", "running")
    made = [prepare(session, title=f"Nomor {n}")[1] for n in range(len(states))]
    for job, state in zip(made, states, strict=True):
        job.state = state
    session.flush()

    rows = list_jobs(session, editor, NOW).rows

    assert [one.seq for one in rows] == [made[n].seq for n in (4, 2, 0, 3, 1)]


def test_what_ended_long_ago_is_not_shown(session, editor):
    _, job = prepare(session)
    job.state, job.updated_at = "done", NOW - timedelta(days=8)
    session.flush()

    assert list_jobs(session, editor, NOW).rows == []


@pytest.mark.parametrize(
    ("values", "seconds"),
    [
        ({}, 180.0),
        ({"progress": 0.5}, 60.0),
        ({"progress": 1.0}, 0.0),
        ({"progress": 0.01}, None),
        ({"state": "waiting"}, None),
        ({"started_at": None}, None),
        ({"updated_at": NOW + timedelta(seconds=1)}, None),
    ],
)
def test_the_rest_takes_as_long_a_share_as_what_is_done_took(values, seconds):
    one = row(**values)

    assert one.seconds_left(one.updated_at) == seconds


def test_time_goes_on_between_two_reports():
    assert row().seconds_left(NOW + timedelta(seconds=90)) == 150.0
    assert row().seconds_left(NOW + timedelta(hours=1)) == 0.0


def test_what_waits_can_be_cancelled_and_what_is_over_cannot(session):
    _, job = prepare(session)
    actor = make_actor(session)

    assert cancel_job(session, job.seq, actor)
    assert not cancel_job(session, job.seq, actor)

    session.refresh(job)
    assert job.state == "cancelled"
    acts = session.scalars(select(AuditEntry.act).where(AuditEntry.entity == job.entity)).all()
    assert acts.count("job cancelled") == 1


def test_what_failed_is_tried_again_with_all_its_tries(session):
    _, job = prepare(session)
    job.state, job.attempts, job.message, job.progress = "failed", 3, "The disk is full.", 0.4
    session.flush()

    assert try_again(session, job.seq, make_actor(session))

    session.refresh(job)
    assert (job.state, job.attempts, job.message, job.progress) == ("waiting", 0, None, 0.0)


def test_nothing_is_tried_again_where_the_same_waits_already(session):
    _, job = prepare(session)
    job.state = "cancelled"
    session.flush()
    begin_job(session, PREPARE_RECORDING, job.entity)

    assert not try_again(session, job.seq, make_actor(session))


def test_what_is_done_is_not_done_again(session):
    _, job = prepare(session)
    job.state = "done"
    session.flush()

    assert not try_again(session, job.seq, make_actor(session))
