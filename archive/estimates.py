"""Times that a machine found are taken back: the transcript is again as it was before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.editing import Line, Lines, open_lines, revert, save_lines
from archive.editing.recordings import follow_recording
from archive.errors import Refused
from archive.models import Actor, Episode, Revision
from archive.revisions import latest_revision
from archive.rows import read_rows
from archive.synchronising import REASON, refuse_edited
from archive.transcripts import Attached

UNDONE = "Perkiraan waktu diurungkan"
"""The reason of the revision that takes them back."""


def is_of_search(revision: Revision | None) -> bool:
    """Whether a revision was made by looking for times."""
    return revision is not None and (revision.reason or "").startswith(REASON)


def undo_times(session: Session, episode: Episode, actor: Actor) -> Attached:
    """Save the transcript as it was before times were looked for, once or several times on end.

    What people changed after a search stays: then only the estimated times go. Raises Refused
    where no time is an estimate, or while somebody edits the transcript.
    """
    latest = latest_revision(session, episode.id)
    if latest is None or not (is_of_search(latest) or has_estimates(session, latest)):
        raise Refused("The latest revision holds no times that were found by a machine.")
    refuse_edited(session, episode)
    former = find_before_searches(session, latest)
    lines = open_lines(session, latest)
    undone = without_estimates(lines) if former is None else as_before(session, latest, former)
    return save_lines(session, episode, latest, undone, actor, UNDONE)


def has_estimates(session: Session, revision: Revision) -> bool:
    """Whether any time of a revision was found by a machine."""
    return any(row.times_estimated for row in read_rows(session, revision.id))


def find_before_searches(session: Session, latest: Revision) -> Revision | None:
    """The revision before the unbroken row of searches that ends with `latest`; None if none."""
    if not is_of_search(latest):
        return None
    earlier: Sequence[Revision] = session.scalars(
        select(Revision)
        .where(Revision.episode_id == latest.episode_id, Revision.number < latest.number)
        .order_by(Revision.number.desc())
    ).all()
    return next((one for one in earlier if not is_of_search(one)), None)


def as_before(session: Session, latest: Revision, former: Revision) -> Lines:
    """The lines of an earlier revision, in the recording that the latest refers to."""
    reverted = revert(open_lines(session, latest), read_rows(session, former.id))
    rows = read_rows(session, latest.id)
    return follow_recording(session, latest.episode_id, rows, reverted)


def without_estimates(lines: Lines) -> Lines:
    """The lines without the times that a machine found."""
    return tuple(untimed(line) if line.row.times_estimated else line for line in lines)


def untimed(line: Line) -> Line:
    """The line without times."""
    row = replace(
        line.row, start=None, end=None, marks=(), times_carried=False, times_estimated=False
    )
    return replace(line, row=row)
