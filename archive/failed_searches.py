"""Searches that found little or nothing, for staff: what does the archive lack, or not understand?

What filters hide is not lacking: a search is noted by what its words find without them.
A search never writes the database: it adds a line to a file beside it, and the worker moves the
lines there now and then (decision 0008). A line holds a day, a query and how much was found;
nothing of who asked.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from archive.database import insert_rows
from archive.models import FailedSearch

logger = logging.getLogger(__name__)

FEW = 3
"""Fewer hits than these are a failure: what someone looked for may be among them, or not."""
KEPT_DAYS = 30
LONGEST_QUERY = 512
MOST_BYTES = 1_000_000
"""Size of the file beyond which nothing is added until a worker has taken it."""
MOST_A_DAY = 5_000
"""Different queries kept of one day."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed search: its local day, the words as typed, how many hits they have unfiltered."""

    day: date
    query: str
    found: int


@dataclass(frozen=True, slots=True)
class FailedQuery:
    """A query over all days: how often it failed, what it found last, and on which days."""

    query: str
    times: int
    found: int
    first: date
    last: date


def notes_path(home: Path) -> Path:
    """The file that searches add their lines to."""
    return home / "failed-searches.jsonl"


def note_failure(home: Path, failure: Failure) -> None:
    """Add a line, in microseconds; where that cannot be done, the search goes on all the same."""
    line = json.dumps([failure.day.isoformat(), failure.query[:LONGEST_QUERY], failure.found])
    try:
        with open_notes(notes_path(home), os.O_WRONLY | os.O_CREAT | os.O_APPEND) as file:
            if os.fstat(file).st_size < MOST_BYTES:
                os.write(file, f"{line}\n".encode())
    except OSError:
        logger.warning("A failed search could not be noted.", exc_info=True)


@contextmanager
def open_notes(path: Path, flags: int) -> Iterator[int]:
    """The open file, for one process at a time; only the archive's own user may read it."""
    file = os.open(path, flags, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def read_notes(home: Path, take: bool = False) -> list[Failure]:
    """What was noted and is not yet in the database; `take` empties the file."""
    try:
        with open_notes(notes_path(home), os.O_RDWR) as file:
            lines = os.read(file, os.fstat(file).st_size).decode("utf-8", "replace").splitlines()
            if take:
                os.ftruncate(file, 0)
    except FileNotFoundError:
        return []
    return [failure for line in lines if (failure := parse_note(line))]


def parse_note(line: str) -> Failure | None:
    """A line of the file; None for one that was cut off by a full disk or a crash."""
    try:
        day, query, found = json.loads(line)
        return Failure(date.fromisoformat(day), str(query), int(found))
    except (ValueError, TypeError):
        return None


def keep_failures(session: Session, failures: Iterable[Failure], today: date) -> None:
    """Add failures to the table, and delete what is older than KEPT_DAYS."""
    oldest = today - timedelta(days=KEPT_DAYS)
    session.execute(delete(FailedSearch).where(FailedSearch.day <= oldest))
    counted: dict[tuple[date, str], list[int]] = {}
    for failure in failures:
        if failure.day > oldest:
            counted.setdefault((failure.day, failure.query), []).append(failure.found)
    for (day, query), found in counted.items():
        keep_query(session, day, query, found)


def keep_query(session: Session, day: date, query: str, found: Sequence[int]) -> None:
    """Count failures of one query on one day; new queries only while the day has room."""
    changed = session.execute(
        update(FailedSearch)
        .where(FailedSearch.day == day, FailedSearch.query == query)
        .values(times=FailedSearch.times + len(found), found=found[-1])
        .returning(FailedSearch.id)
    ).all()
    of_day = select(func.count()).select_from(FailedSearch).where(FailedSearch.day == day)
    if not changed and (session.scalar(of_day) or 0) < MOST_A_DAY:
        row = {"day": day, "query": query, "times": len(found), "found": found[-1]}
        insert_rows(session, FailedSearch, [row])


def list_failed(session: Session, noted: Iterable[Failure] = ()) -> list[FailedQuery]:
    """Failed queries, those that failed most often first; `noted` are not in the table yet."""
    rows = session.execute(
        select(FailedSearch.query, FailedSearch.day, FailedSearch.times, FailedSearch.found)
    ).all()
    later = [(one.query, one.day, 1, one.found) for one in noted]
    queries: dict[str, list[tuple[date, int, int]]] = {}
    for query, day, times, found in [*rows, *later]:
        queries.setdefault(query, []).append((day, times, found))
    failed = [sum_up(query, days) for query, days in queries.items()]
    return sorted(failed, key=lambda one: (-one.times, one.query))


def sum_up(query: str, days: Sequence[tuple[date, int, int]]) -> FailedQuery:
    """One query over its (day, times, found)."""
    ordered = sorted(days, key=lambda one: one[0])
    return FailedQuery(
        query=query,
        times=sum(times for _, times, _ in days),
        found=ordered[-1][2],
        first=ordered[0][0],
        last=ordered[-1][0],
    )
