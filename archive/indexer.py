"""One indexer per archive: the lock, and how commands bring the index up to date.

The lock is `flock` on a file of the archive; it ends with the process that holds it, however
that dies.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from archive.errors import IndexerBusy
from archive.indexing import Report, apply_outbox, rebuild, stay_silent
from archive.outbox import ask_for_rebuild, last_seq
from archive.resources import Resources

LONGEST_WAIT = 30.0
"""Seconds that a command waits for another indexer to reach its rows."""
POLL_SECONDS = 0.2


@contextmanager
def hold_index(path: Path, wait: bool = False) -> Iterator[None]:
    """Be the only indexer. Raises IndexerBusy where another process is, unless `wait`."""
    with path.open("a") as file:
        lock(file, wait)
        yield


def lock(file: IO[str], wait: bool) -> None:
    """Take the lock of an open file; raises IndexerBusy where it is taken."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise IndexerBusy(
            "A worker of this archive holds the index, and rebuilds it on its own where it is "
            "missing or damaged."
        ) from None


def catch_up(resources: Resources, report: Report = stay_silent) -> bool:
    """Have everything written so far in the index, by this process or by a running worker.

    Returns False where a worker holds the lock and did not get there in time; it will.
    """
    with resources.reading() as session:
        wanted = last_seq(session)
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        try:
            with hold_index(resources.lock_path):
                apply_now(resources, report)
            return True
        except IndexerBusy:
            if resources.index.applied_seq >= wanted:
                return True
            time.sleep(POLL_SECONDS)
    return False


def rebuild_now(resources: Resources, report: Report = stay_silent) -> bool:
    """Build the index anew, by this process or by the worker that holds it.

    Returns False where that worker did not get there in time; it will.
    """
    try:
        with hold_index(resources.lock_path), resources.reading() as session:
            rebuild(session, resources.index, resources.settings["DEFAULT_RIGHTS"], report)
        return True
    except IndexerBusy:
        with resources.writing() as session:
            ask_for_rebuild(session)
            session.commit()
        return catch_up(resources, report)


def apply_now(resources: Resources, report: Report = stay_silent) -> int:
    """Apply the outbox, for a process that holds the lock; returns how many episodes."""
    with resources.reading() as session:
        rights = resources.settings["DEFAULT_RIGHTS"]
        return apply_outbox(session, resources.index, rights, report)
