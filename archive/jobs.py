"""Background work: jobs begin as outbox rows, the worker runs them beside the index.

The worker's main loop applies the outbox; each lane of jobs has a thread of its own, so that the
index follows while an hour of sound is listened to (docs/decisions/0016-jobs-beside-the-index.md).
A job commits per step and may be run again at any time: its task does nothing twice.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.exc import SQLAlchemyError

from archive.calendar import today_in
from archive.errors import ArchiveError
from archive.failed_searches import keep_failures, note_failure, read_notes
from archive.indexer import apply_now, hold_index
from archive.models import Job
from archive.outbox import PREPARE_RECORDING, RECOGNISE_SPEECH, SYNCHRONISE
from archive.preparing import prepare_recording
from archive.recognition import recognise_speech
from archive.resources import Resources
from archive.synchronising import synchronise_transcript
from media.errors import MediaError

logger = logging.getLogger("gaung.worker")

IDLE_SECONDS = 0.5
MOST_ATTEMPTS = 3
STOP_SECONDS = 5.0
"""Seconds that an ending worker gives its jobs to put themselves back."""
WORKER_ENDED = "The worker ended each time it tried."

Listener = Callable[[float], None]
Task = Callable[[Resources, str, Mapping[str, Any], Listener], Sequence[str]]
TASKS: dict[str, Task] = {
    PREPARE_RECORDING: prepare_recording,
    RECOGNISE_SPEECH: recognise_speech,
    SYNCHRONISE: synchronise_transcript,
}
"""Topic of the outbox row -> what is done for its entity, with the job's parameters.

The last argument hears the progress, 0 to 1, and is where a job learns that it is to stop: it
raises Stopped, which a task lets through. A task says no with ArchiveError or MediaError: then it
is not tried again before the next start. It returns what was wrong with the file, in sentences,
though the job could be done.
"""

QUICK_TASKS = frozenset({PREPARE_RECORDING})
"""Tasks of minutes, which do not wait behind those of hours: their lane is the first."""

TIDY_SECONDS = 60.0
"""Seconds between two looks at what searches noted."""

LEFTOVERS_AFTER = 86_400.0
"""Seconds after which the beginnings of recordings that never arrived are deleted."""


class Stopped(Exception):
    """The job is to stop where it is: it was cancelled, or its worker ends."""


class Begun(NamedTuple):
    """A job that is marked as running; `attempts` counts this one."""

    seq: int
    task: str
    entity: str
    parameters: Mapping[str, Any]
    attempts: int


def work(resources: Resources, until_idle: bool = False) -> None:
    """Be the worker: apply the outbox and run jobs, until the parent process ends.

    Waits while another process is the indexer. `until_idle` returns once nothing is left to do.
    """
    with hold_index(resources.lock_path, wait=True):
        logger.info("The worker is at work.")
        resources.store.discard_leftovers(LEFTOVERS_AFTER)
        recover_jobs(resources)
        with lanes_at_work(resources):
            follow_outbox(resources, until_idle)


def follow_outbox(resources: Resources, until_idle: bool) -> None:
    """Keep the index up to date; with `until_idle` return once no job is left either."""
    parent, tidied = os.getppid(), float("-inf")
    while os.getppid() == parent:
        if time.monotonic() - tidied >= TIDY_SECONDS:
            tidied = time.monotonic()
            keep_failed_searches(resources)
        at_rest = until_idle and not jobs_left(resources)  # asked first: a job may write the outbox
        if index_step(resources):
            continue
        if at_rest:
            return
        time.sleep(IDLE_SECONDS)


@contextmanager
def lanes_at_work(resources: Resources) -> Iterator[None]:
    """Run jobs in threads of their own meanwhile: one for quick tasks, one for all others."""
    stop = threading.Event()
    lanes = [
        threading.Thread(target=run_lane, args=(resources, stop, quick), daemon=True)
        for quick in (True, False)
    ]
    for lane in lanes:
        lane.start()
    try:
        yield
    finally:
        stop.set()
        deadline = time.monotonic() + STOP_SECONDS
        for lane in lanes:
            lane.join(max(0.0, deadline - time.monotonic()))
        if any(lane.is_alive() for lane in lanes):
            put_all_back(resources)


def run_lane(resources: Resources, stop: threading.Event, quick: bool) -> None:
    """Run the jobs of one lane until `stop`; whatever fails, the lane goes on."""
    while not stop.is_set():
        try:
            busy = run_next_job(resources, lane_tasks(quick), stop)
        except Exception:  # the database may be back in a moment
            logger.exception("No job could be begun; trying again.")
            busy = False
        if not busy:
            stop.wait(IDLE_SECONDS)


def lane_tasks(quick: bool) -> Collection[str]:
    """The tasks of one of the two lanes."""
    return [task for task in TASKS if (task in QUICK_TASKS) == quick]


def jobs_left(resources: Resources) -> bool:
    """Whether any job waits or runs that this worker knows how to do."""
    left = Job.state.in_(("waiting", "running")) & Job.task.in_(TASKS)
    with resources.reading() as session:
        return bool(session.scalar(select(func.count()).where(left)))


def index_step(resources: Resources) -> bool:
    """Apply what the outbox holds; a failure is logged and tried again later."""
    try:
        count = apply_now(resources)
    except Exception:  # the worker outlives whatever one episode does to the index
        logger.exception("The index could not be brought up to date; trying again.")
        return False
    if count:
        logger.info("Indexed %d episodes.", count)
    return count > 0


def keep_failed_searches(resources: Resources) -> None:
    """Move what searches noted into the database; put back what it does not take now."""
    home = resources.settings.home
    failures = read_notes(home, take=True)
    try:
        with resources.writing() as session:
            keep_failures(session, failures, today_in(resources.settings["ZONE"]))
            session.commit()
    except SQLAlchemyError:
        logger.exception("Failed searches could not be kept; trying again.")
        for failure in failures:
            note_failure(home, failure)


def recover_jobs(resources: Resources) -> None:
    """Let jobs wait again that a killed worker left running, three times at most.

    What kills each worker is given up. A quick task that failed, for want of space perhaps, is done
    after a restart too; whether one of hours still is to be done, staff say.
    """
    failed = (Job.state == "failed") & Job.task.in_(QUICK_TASKS)
    again = (failed | (Job.state == "running")) & (Job.attempts < MOST_ATTEMPTS)
    deadly = (Job.state == "running") & (Job.attempts >= MOST_ATTEMPTS)
    with resources.writing() as session:
        session.execute(update(Job).where(again).values(state="waiting"))
        session.execute(update(Job).where(deadly).values(state="failed", message=WORKER_ENDED))
        session.commit()


def run_next_job(
    resources: Resources,
    tasks: Collection[str] | None = None,
    stop: threading.Event | None = None,
) -> bool:
    """Run the oldest waiting job, of `tasks` if given; returns whether there was one."""
    stop = stop or threading.Event()
    job = begin_next(resources, TASKS if tasks is None else tasks)
    if job is None:
        return False
    listener = progress_of(resources, job.seq, stop)
    try:
        problems = TASKS[job.task](resources, job.entity, job.parameters, listener)
    except Stopped:
        put_back(resources, job)
    except (ArchiveError, MediaError) as error:
        end_running(resources, job.seq, state="failed", message=str(error))
        logger.warning("Job %d (%s %s) failed: %s", job.seq, job.task, job.entity, error)
    except Exception as error:  # a fault of ours or of the machine: try again, then say so
        state = "waiting" if job.attempts < MOST_ATTEMPTS else "failed"
        end_running(resources, job.seq, state=state, message=str(error))
        logger.exception("Job %d (%s %s) stopped.", job.seq, job.task, job.entity)
    else:
        message = " ".join(problems) or None
        note_job(resources, job.seq, state="done", progress=1.0, message=message)
    return True


def begin_next(resources: Resources, tasks: Collection[str]) -> Begun | None:
    """Mark the oldest waiting job of these tasks as running; None where none waits."""
    waits = (Job.state == "waiting") & Job.task.in_(tasks)
    oldest = select(Job.seq).where(waits).order_by(Job.seq).limit(1)
    with resources.reading() as session:
        if session.scalar(oldest) is None:
            return None
    with resources.writing() as session:
        seq = session.scalar(oldest)
        if seq is None:  # cancelled between the two looks
            return None
        job, now = session.get_one(Job, seq), datetime.now(UTC)
        job.state, job.attempts, job.progress = "running", job.attempts + 1, 0.0
        job.started_at = job.updated_at = now
        session.commit()
        return Begun(job.seq, job.task, job.entity, job.parameters or {}, job.attempts)


def note_job(resources: Resources, seq: int, **values: object) -> None:
    """Keep how a job stands."""
    with resources.writing() as session:
        session.execute(
            update(Job).where(Job.seq == seq).values(updated_at=datetime.now(UTC), **values)
        )
        session.commit()


def end_running(resources: Resources, seq: int, **values: object) -> bool:
    """Keep how a job stands that still counts as running; False where it does not any more."""
    running = (Job.seq == seq) & (Job.state == "running")
    with resources.writing() as session:
        kept = session.execute(
            update(Job)
            .where(running)
            .values(updated_at=datetime.now(UTC), **values)
            .returning(Job.seq)
        ).all()
        session.commit()
    return bool(kept)


def put_back(resources: Resources, job: Begun) -> None:
    """Let a job wait again whose worker ends in good order: that was no attempt of its own."""
    end_running(resources, job.seq, state="waiting", attempts=job.attempts - 1, progress=0.0)
    logger.info("Job %d (%s %s) was stopped.", job.seq, job.task, job.entity)


def put_all_back(resources: Resources) -> None:
    """Let jobs wait again that heard nothing of the end of their worker; they end with it."""
    running = update(Job).where(Job.state == "running")
    with resources.writing() as session:
        session.execute(running.values(state="waiting", attempts=Job.attempts - 1, progress=0.0))
        session.commit()


def progress_of(resources: Resources, seq: int, stop: threading.Event | None = None) -> Listener:
    """A listener that keeps a job's progress, at most once a second.

    It raises Stopped where `stop` is set, or where the job does not count as running any more.
    """
    last = time.monotonic()

    def note(fraction: float) -> None:
        nonlocal last
        if stop is not None and stop.is_set():
            raise Stopped
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            if not end_running(resources, seq, progress=fraction):
                raise Stopped

    return note
