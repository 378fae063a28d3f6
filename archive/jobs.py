"""Background work: jobs begin as outbox rows, the worker runs them one after another.

A job commits per step and may be run again at any time: its task does nothing twice.
"""

import logging
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from archive.calendar import today_in
from archive.failed_searches import keep_failures, note_failure, read_notes
from archive.indexer import apply_now, hold_index
from archive.models import Job
from archive.outbox import PREPARE_RECORDING
from archive.preparing import prepare_recording
from archive.resources import Resources
from media.errors import MediaError

logger = logging.getLogger("gaung.worker")

IDLE_SECONDS = 0.5
MOST_ATTEMPTS = 3
WORKER_ENDED = "The worker ended each time it tried."

Task = Callable[[Resources, str, Callable[[float], None]], Sequence[str]]
TASKS: dict[str, Task] = {PREPARE_RECORDING: prepare_recording}
"""Topic of the outbox row -> what is done for its entity; the last argument hears the progress.

A task returns what was wrong with the file, in sentences, though the job could be done.
"""

TIDY_SECONDS = 60.0
"""Seconds between two looks at what searches noted."""

LEFTOVERS_AFTER = 86_400.0
"""Seconds after which the beginnings of recordings that never arrived are deleted."""


def work(resources: Resources, until_idle: bool = False) -> None:
    """Be the worker: apply the outbox and run jobs, until the parent process ends.

    Waits while another process is the indexer. `until_idle` returns once nothing is left to do.
    """
    parent = os.getppid()
    with hold_index(resources.lock_path, wait=True):
        logger.info("The worker is at work.")
        resources.store.discard_leftovers(LEFTOVERS_AFTER)
        recover_jobs(resources)
        tidied = float("-inf")
        while os.getppid() == parent:
            if time.monotonic() - tidied >= TIDY_SECONDS:
                tidied = time.monotonic()
                keep_failed_searches(resources)
            busy = index_step(resources) or run_next_job(resources)
            if not busy and until_idle:
                return
            if not busy:
                time.sleep(IDLE_SECONDS)


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
    """Let jobs wait again that failed or that a killed worker left running, three times at most.

    What failed for want of space is done after a restart; what kills each worker is given up.
    """
    again = Job.state.in_(("running", "failed")) & (Job.attempts < MOST_ATTEMPTS)
    deadly = (Job.state == "running") & (Job.attempts >= MOST_ATTEMPTS)
    with resources.writing() as session:
        session.execute(update(Job).where(again).values(state="waiting"))
        session.execute(update(Job).where(deadly).values(state="failed", message=WORKER_ENDED))
        session.commit()


def run_next_job(resources: Resources) -> bool:
    """Run the oldest waiting job; returns whether there was one."""
    job = begin_next(resources)
    if job is None:
        return False
    seq, task, entity, attempts = job
    try:
        problems = TASKS[task](resources, entity, progress_of(resources, seq))
    except MediaError as error:
        note_job(resources, seq, state="failed", message=str(error))
        logger.warning("Job %d (%s %s) failed: %s", seq, task, entity, error)
    except Exception as error:  # a fault of ours or of the machine: try again, then say so
        state = "waiting" if attempts < MOST_ATTEMPTS else "failed"
        note_job(resources, seq, state=state, message=str(error))
        logger.exception("Job %d (%s %s) stopped.", seq, task, entity)
    else:
        message = " ".join(problems) or None
        note_job(resources, seq, state="done", progress=1.0, message=message)
    return True


def begin_next(resources: Resources) -> tuple[int, str, str, int] | None:
    """Mark the oldest waiting job as running: (seq, task, entity, attempts with this one)."""
    with resources.reading() as session:
        oldest = select(Job.seq).where(Job.state == "waiting").order_by(Job.seq).limit(1)
        seq = session.scalar(oldest)
    if seq is None:
        return None
    with resources.writing() as session:
        job = session.get_one(Job, seq)
        job.state, job.attempts, job.updated_at = "running", job.attempts + 1, datetime.now(UTC)
        session.commit()
        return job.seq, job.task, job.entity, job.attempts


def note_job(resources: Resources, seq: int, **values: object) -> None:
    """Keep how a job stands."""
    with resources.writing() as session:
        session.execute(
            update(Job).where(Job.seq == seq).values(updated_at=datetime.now(UTC), **values)
        )
        session.commit()


def progress_of(resources: Resources, seq: int) -> Callable[[float], None]:
    """A listener that keeps a job's progress, at most once a second."""
    last = time.monotonic()

    def note(fraction: float) -> None:
        nonlocal last
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            note_job(resources, seq, progress=fraction)

    return note
