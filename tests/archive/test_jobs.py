"""Background work: it begins with an outbox row, survives its worker, and says why it failed."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from factories import make_actor, make_episode, make_programme
from sqlalchemy import select, update

from archive import jobs
from archive.errors import Refused
from archive.intake import receive
from archive.jobs import recover_jobs, run_next_job, work
from archive.models import AuditEntry, Job, Recording
from archive.outbox import PREPARE_RECORDING, begin_job, last_seq, tell_index
from archive.queue import cancel_job
from media.errors import StoreFull
from media.tags import read_tags

AUDIO = Path(__file__).parent.parent / "fixtures" / "audio"
LONG = "long task"
PATIENCE = 20.0
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


class Held:
    """A task that goes on until it is let go, as one of an hour would."""

    def __init__(self):
        self.began, self.may_end, self.given = threading.Event(), threading.Event(), []
        self.saved = False

    def __call__(self, resources, entity, parameters, on_progress):
        self.given.append((entity, parameters))
        self.began.set()
        while not self.may_end.wait(0.05):
            on_progress(0.5)
        self.saved = True
        return ()


@pytest.fixture
def held(monkeypatch):
    task = Held()
    monkeypatch.setitem(jobs.TASKS, LONG, task)
    yield task
    task.may_end.set()


@pytest.fixture
def at_work(archive):
    """A worker in a thread, until nothing is left to do."""
    threads = []

    def start():
        threads.append(threading.Thread(target=work, args=(archive, True)))
        threads[-1].start()
        return threads[-1]

    yield start
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def begin(archive, task, entity, parameters=None):
    with archive.writing() as session:
        seq = begin_job(session, task, entity, parameters)
        session.commit()
    return seq


def job_at(archive, seq):
    with archive.reading() as session:
        return session.get_one(Job, seq)


def wait_until(holds):
    for _ in range(int(PATIENCE / 0.05)):
        if holds():
            return True
        threading.Event().wait(0.05)
    return False


def test_the_index_follows_while_a_long_job_goes_on(archive, held, at_work):
    seq = begin(archive, LONG, "eeeeeeee")
    at_work()
    assert held.began.wait(PATIENCE)

    with archive.writing() as session:
        episode = make_episode(session, make_programme(session))
        tell_index(session, episode.id)
        session.commit()
        wanted = last_seq(session)

    assert wait_until(lambda: archive.index.applied_seq >= wanted)
    assert job_at(archive, seq).state == "running"
    held.may_end.set()


def test_a_worker_that_is_to_end_when_idle_waits_for_its_jobs(archive, held, at_work):
    seq = begin(archive, LONG, "eeeeeeee")
    worker = at_work()
    assert held.began.wait(PATIENCE)

    worker.join(2 * jobs.IDLE_SECONDS)

    assert worker.is_alive()
    held.may_end.set()
    worker.join(PATIENCE)
    assert job_at(archive, seq).state == "done"


def test_a_recording_is_prepared_while_a_job_of_hours_goes_on(archive, held, at_work):
    seq = begin(archive, LONG, "eeeeeeee")
    at_work()
    assert held.began.wait(PATIENCE)

    identifier = take(archive, AUDIO / "plain.mp3")

    assert wait_until(lambda: read_recording(archive, identifier).access_sha256)
    assert job_at(archive, seq).state == "running"
    held.may_end.set()


def test_a_task_is_given_the_parameters_of_its_job(archive, held):
    held.may_end.set()
    begin(archive, LONG, "eeeeeeee", {"replace": True, "language": "bjn"})
    begin(archive, LONG, "ffffffff")

    work(archive, until_idle=True)

    assert held.given == [("eeeeeeee", {"replace": True, "language": "bjn"}), ("ffffffff", {})]


def test_a_cancelled_job_stops_and_saves_nothing(archive, held, at_work):
    seq = begin(archive, LONG, "eeeeeeee")
    worker = at_work()
    assert held.began.wait(PATIENCE)

    with archive.writing() as session:
        cancel_job(session, seq, make_actor(session))
        session.commit()

    worker.join(PATIENCE)
    assert not worker.is_alive()
    assert (job_at(archive, seq).state, held.saved) == ("cancelled", False)


def test_a_worker_that_ends_puts_its_job_back_and_counts_no_attempt(archive, held):
    seq = begin(archive, LONG, "eeeeeeee")
    stop = threading.Event()
    lane = threading.Thread(target=run_next_job, args=(archive, [LONG], stop))
    lane.start()
    assert held.began.wait(PATIENCE)

    stop.set()
    lane.join(PATIENCE)

    job = job_at(archive, seq)
    assert (job.state, job.attempts, held.saved) == ("waiting", 0, False)


def test_a_rule_of_the_archive_fails_a_job_at_once(archive, monkeypatch):
    def refuse(*call):
        raise Refused("Revision 3 was made by a person.")

    monkeypatch.setitem(jobs.TASKS, LONG, refuse)
    seq = begin(archive, LONG, "eeeeeeee")

    run_next_job(archive)

    job = job_at(archive, seq)
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.message == "Revision 3 was made by a person."


def test_a_job_of_hours_that_failed_is_not_begun_again_by_a_restart(archive, monkeypatch):
    def refuse(*call):
        raise Refused("Revision 3 was made by a person.")

    monkeypatch.setitem(jobs.TASKS, LONG, refuse)
    seq = begin(archive, LONG, "eeeeeeee")
    run_next_job(archive)

    recover_jobs(archive)

    assert job_at(archive, seq).state == "failed"


def test_a_job_that_hears_nothing_is_put_back_all_the_same(archive, monkeypatch):
    began, may_end = threading.Event(), threading.Event()

    def be_deaf(*call):
        began.set()
        may_end.wait(PATIENCE)
        return ()

    monkeypatch.setitem(jobs.TASKS, LONG, be_deaf)
    monkeypatch.setattr(jobs, "STOP_SECONDS", 0.1)
    seq = begin(archive, LONG, "eeeeeeee")

    with jobs.lanes_at_work(archive):
        assert began.wait(PATIENCE)

    assert (job_at(archive, seq).state, job_at(archive, seq).attempts) == ("waiting", 0)
    may_end.set()
