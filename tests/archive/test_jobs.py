"""Background work: it begins with an outbox row, survives its worker, and says why it failed."""

import subprocess
import sys
from pathlib import Path

import pytest
from factories import make_actor, make_episode, make_programme
from sqlalchemy import select, update

from archive import jobs
from archive.intake import receive
from archive.jobs import recover_jobs, run_next_job, work
from archive.models import AuditEntry, Job, Recording
from archive.outbox import PREPARE_RECORDING, begin_job
from media.errors import StoreFull
from media.tags import read_tags

AUDIO = Path(__file__).parent.parent / "fixtures" / "audio"
KILLED_AT_WORK = """
import os, sys
from archive import jobs
from archive.resources import open_archive
from archive.settings import read_settings
jobs.TASKS[jobs.PREPARE_RECORDING] = lambda *call: os.kill(os.getpid(), 9)
jobs.work(open_archive(read_settings({}, HOME=__import__("pathlib").Path(sys.argv[1]))))
"""


def take(archive, path):
    """Receive a file for a new episode; returns the recording's identifier."""
    with archive.writing() as session:
        episode = make_episode(session, make_programme(session))
        recording = receive(session, archive.store, episode, path, make_actor(session))
        session.commit()
        return recording.id


def job_of(archive):
    with archive.reading() as session:
        return session.scalar(select(Job))


def read_recording(archive, identifier):
    with archive.reading() as session:
        recording = session.get_one(Recording, identifier)
        _ = recording.peaks
        return recording


def test_a_recording_is_made_ready_to_be_heard(archive):
    identifier = take(archive, AUDIO / "tagged.mp3")

    work(archive, until_idle=True)

    recording = read_recording(archive, identifier)
    copy = read_tags(archive.store.path(recording.access_sha256))
    assert job_of(archive).state == "done"
    assert (copy.format, copy.title) == ("mp3", "Jalan Desa")
    assert recording.access_size == archive.store.path(recording.access_sha256).stat().st_size
    assert recording.duration == pytest.approx(read_tags(AUDIO / "tagged.mp3").duration, abs=0.1)
    assert recording.peaks
    assert len(recording.bars) == 240
    with archive.reading() as session:
        acts = session.scalars(select(AuditEntry.act)).all()
    assert "recording prepared" in acts


def test_a_job_that_is_done_is_not_done_again(archive):
    identifier = take(archive, AUDIO / "plain.mp3")
    work(archive, until_idle=True)
    before = read_recording(archive, identifier).access_sha256
    with archive.writing() as session:
        begin_job(session, PREPARE_RECORDING, identifier)
        session.commit()

    work(archive, until_idle=True)

    with archive.reading() as session:
        assert session.scalars(select(Job.state)).all() == ["done", "done"]
        acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("recording prepared") == 1
    assert read_recording(archive, identifier).access_sha256 == before


def test_a_recording_that_cannot_be_heard_says_why(archive, tmp_path):
    broken = tmp_path / "siaran.mp3"
    broken.write_bytes(b"ID3 dan lain-lain")
    take(archive, broken)

    work(archive, until_idle=True)

    job = job_of(archive)
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.message
    assert "Traceback" not in job.message


def test_a_fault_of_ours_is_tried_three_times(archive, monkeypatch):
    take(archive, AUDIO / "plain.mp3")

    def fail(*call):
        raise RuntimeError("tangan kanan")

    monkeypatch.setitem(jobs.TASKS, PREPARE_RECORDING, fail)

    work(archive, until_idle=True)

    job = job_of(archive)
    assert (job.state, job.attempts, job.message) == ("failed", 3, "tangan kanan")


def test_a_job_of_a_killed_worker_waits_again_and_is_finished_by_the_next(archive):
    identifier = take(archive, AUDIO / "plain.mp3")
    command = [sys.executable, "-c", KILLED_AT_WORK, str(archive.settings.home)]

    status = subprocess.run(command, stderr=subprocess.DEVNULL).returncode

    assert status == -9
    assert job_of(archive).state == "running"
    work(archive, until_idle=True)
    assert job_of(archive).state == "done"
    assert read_recording(archive, identifier).access_sha256


def test_a_job_that_kills_its_worker_each_time_is_given_up(archive):
    take(archive, AUDIO / "plain.mp3")
    with archive.writing() as session:
        session.execute(update(Job).values(state="running", attempts=jobs.MOST_ATTEMPTS))
        session.commit()

    recover_jobs(archive)

    job = job_of(archive)
    assert (job.state, job.attempts) == ("failed", 3)
    assert job.message


def test_jobs_run_in_the_order_they_began(archive, monkeypatch):
    seen = []

    def see(_, entity, parameters, tell):
        seen.append(entity)
        return ()

    monkeypatch.setitem(jobs.TASKS, PREPARE_RECORDING, see)
    with archive.writing() as session:
        for entity in ("a", "b", "c"):
            begin_job(session, PREPARE_RECORDING, entity)
        session.commit()

    while run_next_job(archive):
        pass

    assert seen == ["a", "b", "c"]


def test_a_full_disk_is_said_in_a_sentence_and_tried_again_by_the_next_worker(archive, monkeypatch):
    take(archive, AUDIO / "plain.mp3")

    def fail(*call):
        raise StoreFull("The disk is full.")

    monkeypatch.setitem(jobs.TASKS, PREPARE_RECORDING, fail)

    run_next_job(archive)

    assert (job_of(archive).state, job_of(archive).message) == ("failed", "The disk is full.")
    recover_jobs(archive)
    assert job_of(archive).state == "waiting"
