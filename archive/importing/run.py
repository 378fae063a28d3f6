"""An import from its first row to its report; small transactions, so that others can write."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from archive.errors import ArchiveError
from archive.importing.context import Context, Findings
from archive.importing.episodes import import_row
from archive.importing.files import bring_files
from archive.importing.manifest import ManifestRow, Problem
from media.errors import MediaError

LONGEST_TRANSACTION = 0.5
"""Seconds of work between two commits (must: at most one)."""

BREATH = 0.025
"""Seconds between two transactions: others look for the write lock every tenth of a second."""

OUTCOMES = ("created", "updated", "unchanged", "failed")


@dataclass(slots=True)
class Report:
    """What an import did, in the shape that `gaung import --json` prints."""

    episodes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    statements: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: {"database": 0.0, "index": 0.0})
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, row: ManifestRow, findings: Findings) -> None:
        """Count one row and keep what there is to say of it."""
        self.episodes[findings.outcome] += 1
        self.statements += findings.statements
        self.notes.extend(f"Row {row.number}: {note}" for note in findings.notes)
        self.problems.extend(Problem(row.number, problem) for problem in findings.problems)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        problems = [{"row": one.row, "message": one.message} for one in self.problems]
        return {
            "episodes": self.episodes,
            "statements": self.statements,
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
            "problems": problems,
            "notes": self.notes,
        }


def import_rows(
    context: Context,
    rows: Iterable[ManifestRow],
    report: Report,
    done: Callable[[int], None],
    commit: Callable[[], None],
) -> None:
    """Take all rows over; `done` hears how many, `commit` ends a transaction.

    A row that fails is undone by itself and reported; what went before it stays.
    """
    began = last_commit = time.monotonic()
    for number, row in enumerate(rows, 1):
        if row.path("audio"):  # it may be large; no transaction waits for it
            commit()
        report.add(row, try_row(context, row))
        done(number)
        if time.monotonic() - last_commit > LONGEST_TRANSACTION:
            commit()
            time.sleep(BREATH)
            last_commit = time.monotonic()
    commit()
    report.seconds["database"] += time.monotonic() - began


def try_row(context: Context, row: ManifestRow) -> Findings:
    """Import one row; where it fails, nothing of it is kept."""
    try:
        files = bring_files(context, row)
        with context.session.begin_nested():
            findings = import_row(context, row, files)
    except (ArchiveError, MediaError, SQLAlchemyError) as error:
        return Findings(outcome="failed", problems=[say(error)])
    return findings


def say(error: Exception) -> str:
    """What a person is told of a row that failed."""
    if isinstance(error, SQLAlchemyError):
        return f"The database refused the row: {str(error).splitlines()[0]}"
    return str(error)
