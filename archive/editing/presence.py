"""Who has a transcript open, and at which statement: those who edit see each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.models import User, WorkingEditor

PRESENT = timedelta(seconds=60)
"""Who was not heard of for so long is no longer there."""
REFRESHED = timedelta(seconds=10)
"""How old what is known of somebody may be before it is written again."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody else who has it open: at which statement, heard of how many seconds ago."""

    name: str
    statement: str | None
    seconds: int


def is_due(
    session: Session, episode_id: str, user_id: int, statement: str | None, at: datetime
) -> bool:
    """Whether it is worth writing down that a user is here."""
    known = session.get(WorkingEditor, (episode_id, user_id))
    if known is None or at - known.seen_at >= REFRESHED:
        return True
    return statement is not None and known.statement_id != statement


def note_presence(
    session: Session, episode_id: str, user_id: int, statement: str | None, at: datetime
) -> None:
    """Write down that a user is here; whoever left long ago is forgotten."""
    session.execute(
        delete(WorkingEditor).where(
            WorkingEditor.episode_id == episode_id, WorkingEditor.seen_at < at - PRESENT
        )
    )
    known = session.get(WorkingEditor, (episode_id, user_id))
    if known is None:
        known = WorkingEditor(episode_id=episode_id, user_id=user_id, seen_at=at)
        session.add(known)
    known.seen_at = at
    known.statement_id = statement or known.statement_id
    session.flush()


def list_others(session: Session, episode_id: str, user_id: int, at: datetime) -> list[Editor]:
    """Everybody else who is here, by name."""
    here = (
        select(User.name, WorkingEditor.statement_id, WorkingEditor.seen_at)
        .join(User, User.id == WorkingEditor.user_id)
        .where(
            WorkingEditor.episode_id == episode_id,
            WorkingEditor.user_id != user_id,
            WorkingEditor.seen_at >= at - PRESENT,
        )
        .order_by(User.name)
    )
    return [
        Editor(name, statement, max(0, round((at - seen_at).total_seconds())))
        for name, statement, seen_at in session.execute(here)
    ]
