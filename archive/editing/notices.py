"""What whoever edits has to know of a working copy: lines that gave way to withdrawn words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.editing.conflicts import CLOSING
from archive.editing.finishing import PUT_BACK
from archive.models import Episode, Revision, WorkingAct
from archive.rows import Row, read_rows


@dataclass(frozen=True, slots=True)
class PutBack:
    """Statements that read as in the revision `number` again, since an edit of them held words
    that were withdrawn."""

    number: int
    rows: tuple[Row, ...]


def list_put_back(session: Session, episode: Episode, since: int | None = None) -> list[PutBack]:
    """What was put back into the open working copy, oldest first; after a version, if one is given.

    What happened before the copy was last saved or thrown away is of another copy.
    """
    kept = WorkingAct.content
    act = kept["act"].as_string()
    wanted = select(act, kept["base"], kept[PUT_BACK]).where(
        WorkingAct.episode_id == episode.id,
        WorkingAct.version > (-1 if since is None else since),
        act.in_((PUT_BACK, *CLOSING)),
    )
    told: list[PutBack] = []
    for kind, base, names in session.execute(wanted.order_by(WorkingAct.at)):
        told = [*told, read_put_back(session, base, names)] if kind == PUT_BACK else []
    return told


def read_put_back(session: Session, base_id: int, names: Collection[str]) -> PutBack:
    """Statements of a revision that stand again, as they read today."""
    base = session.get_one(Revision, base_id)
    rows = (row for row in read_rows(session, base.id) if row.statement_id in names)
    return PutBack(base.number, tuple(rows))
