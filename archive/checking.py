"""Checked by ear: who heard which words in which recording, kept, taken back and read.

A check is of a wording and a recording. New words are a new wording and a replaced recording is
another one, so a check lapses by itself; words that come back are checked again. The label that
follows from it is decided in archive/verification.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.database import insert_rows
from archive.errors import NotFound
from archive.models import Actor, Check, Episode, Recording, Revision
from archive.outbox import tell_index
from archive.revisions import latest_revision
from archive.rows import Row, read_rows

CHECKED, TAKEN_BACK = "words checked by ear", "check by ear taken back"


class Heard(NamedTuple):
    """Somebody heard the words of the row at `place` (from 1); with `heard` False nobody did.

    `text` is what the words were: a row that reads otherwise is not what was heard.
    """

    place: int
    text: str
    actor_id: int
    heard: bool = True


class Standing(NamedTuple):
    """A check that stands: when it was kept, and the name of who heard the words."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How many checks were kept and how many withdrawn.

    `passed_over` are the places of rows that cannot be checked: they read otherwise, have no words
    any more, or refer to no recording.
    """

    kept: int = 0
    withdrawn: int = 0
    passed_over: tuple[int, ...] = ()


def check_by_ear(
    session: Session, episode: Episode, statements: Sequence[str], actor: Actor
) -> Kept:
    """Keep that `actor` heard these statements of the latest revision in their recording.

    Raises NotFound for one that the revision does not hold.
    """
    return note_statements(session, episode, statements, actor, heard=True)


def withdraw_check(
    session: Session, episode: Episode, statements: Sequence[str], actor: Actor
) -> Kept:
    """Take the checks of these statements back, whoever they are by.

    Raises NotFound for one that the latest revision does not hold.
    """
    return note_statements(session, episode, statements, actor, heard=False)


def note_statements(
    session: Session, episode: Episode, statements: Sequence[str], actor: Actor, *, heard: bool
) -> Kept:
    """`keep_checks` of statements of the latest revision. Raises NotFound."""
    revision = latest_revision(session, episode.id)
    rows = read_rows(session, revision.id) if revision else []
    places = {row.statement_id: place for place, row in enumerate(rows, 1)}
    absent = next((name for name in statements if name not in places), None)
    if revision is None or absent is not None:
        raise NotFound(f"The latest revision of {episode.slug} has no statement {absent or ''}.")
    noted = [
        Heard(places[name], rows[places[name] - 1].text or "", actor.id, heard)
        for name in dict.fromkeys(statements)
    ]
    return keep_checks(session, episode, revision, noted)


def keep_checks(
    session: Session, episode: Episode, revision: Revision, heard: Iterable[Heard]
) -> Kept:
    """Keep what was heard of the rows of a revision, with one audit entry a person and recording.

    A check is dated when it is kept. What stands already is passed without a word. Tells the
    index.
    """
    rows = read_rows(session, revision.id)
    noted = [(one, rows[one.place - 1]) for one in heard if 0 < one.place <= len(rows)]
    able = [(one, row) for one, row in noted if can_be_heard(one, row)]
    fresh = [(one, row) for one, row in able if one.heard and row.checked_at is None]
    undone = [(one, row) for one, row in able if not one.heard and row.checked_at is not None]
    insert_rows(session, Check, [check_of(one, row) for one, row in fresh])
    withdraw_standing(session, [row for _, row in undone])
    entity = f"{episode.id}/r{revision.number}"
    for act, acted in ((CHECKED, fresh), (TAKEN_BACK, undone)):
        record_checks(session, act, entity, acted)
    if fresh or undone:
        tell_index(session, episode.id, revision.number)
    taken = {one.place for one, _ in able}
    passed = tuple(one.place for one, _ in noted if one.place not in taken)
    return Kept(len(fresh), len(undone), passed)


def can_be_heard(one: Heard, row: Row) -> bool:
    """Whether a row holds the words that were heard, and says in which recording."""
    return bool(row.text) and row.text == one.text and row.recording_id is not None


def check_of(one: Heard, row: Row) -> dict[str, object]:
    """The columns of a new check."""
    return {
        "wording_id": row.wording_id,
        "recording_id": row.recording_id,
        "actor_id": one.actor_id,
        "at": datetime.now(UTC),
    }


def withdraw_standing(session: Session, rows: Sequence[Row]) -> None:
    """Set the standing checks of rows to withdrawn."""
    now = datetime.now(UTC)
    for row in rows:
        session.execute(
            update(Check)
            .where(
                Check.wording_id == row.wording_id,
                Check.recording_id == row.recording_id,
                Check.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=now)
        )


def record_checks(
    session: Session, act: str, entity: str, acted: Sequence[tuple[Heard, Row]]
) -> None:
    """An audit entry for each person and recording: hashes of the words by statement, no words."""

    def group_of(pair: tuple[Heard, Row]) -> tuple[int, str]:
        return pair[0].actor_id, pair[1].recording_id or ""

    for (actor_id, recording_id), group in groupby(sorted(acted, key=group_of), key=group_of):
        recording = session.get_one(Recording, recording_id)
        hashes = {row.statement_id: row.wording_hash or "" for _, row in group}
        hashes["recording"] = recording.master_sha256
        record_act(session, session.get_one(Actor, actor_id), act, entity, hashes)


def read_checks(session: Session, rows: Iterable[Row]) -> Mapping[tuple[int, str], Standing]:
    """The standing checks of the wordings of rows, by (wording, recording)."""
    wordings = {row.wording_id for row in rows if row.wording_id is not None}
    chosen = (
        select(Check.wording_id, Check.recording_id, Check.at, Actor.name)
        .join(Actor, Actor.id == Check.actor_id)
        .where(Check.wording_id.in_(wordings), Check.withdrawn_at.is_(None))
    )
    return {
        (wording_id, recording_id): Standing(at, name)
        for wording_id, recording_id, at, name in session.execute(chosen)
    }
