"""The rows of revisions as they are read: one statement, its voice, times and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from archive.models import (
    Actor,
    Check,
    Revision,
    RevisionRow,
    Statement,
    Voice,
    Wording,
)
from archive.verification import covers_row, shown_label

Marks = tuple[tuple[int, int], ...]
"""(character offset in the words, milliseconds from the start of the recording), …"""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of a revision; `text` is None where the words were withdrawn.

    `wording_id` and `wording_hash` are None only before the row is saved. `times_estimated` says
    that a machine found the times, `confidence` (0 to 1) how sure a recogniser was of the words.
    `label` is the row's own, `verification` the one to show. `checked_at` and `checked_by` are when
    and by whom the words were heard in the recording of the row, where such a check stands.
    """

    statement_id: str
    voice: str | None
    text: str | None
    start: float | None
    end: float | None
    marks: Marks
    times_carried: bool
    language: str
    label: str
    recording_id: str | None
    wording_id: int | None = None
    wording_hash: str | None = None
    times_estimated: bool = False
    confidence: float | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None

    @property
    def verification(self) -> str:
        """The label to show (archive/verification.py); new words are never checked ones."""
        checked = self.checked_at is not None and self.wording_id is not None
        return shown_label(self.label, checked=checked)

    @property
    def content(self) -> tuple[str, str | None, str | None, int | None, int | None]:
        """What makes two revisions the same: statement, voice, words, times in milliseconds."""
        times = (to_milliseconds(self.start), to_milliseconds(self.end))
        return (self.statement_id, self.voice, self.text, *times)

    @property
    def is_about(self) -> bool:
        """Whether its times are near the truth only: carried over, or found by a machine."""
        return self.times_carried or self.times_estimated

    @property
    def moments(self) -> Marks:
        """The marks with those of the first and the last sign, as far as they are known."""
        start, end = to_milliseconds(self.start), to_milliseconds(self.end)
        first = ((0, start),) if start is not None and self.marks[:1] != ((0, start),) else ()
        last = ((len(self.text or ""), end),) if end is not None else ()
        return (*first, *(mark for mark in self.marks if mark not in last), *last)


def to_milliseconds(seconds: float | None) -> int | None:
    """Whole milliseconds, the resolution that times are compared and hashed in."""
    return None if seconds is None else round(seconds * 1000)


ROW_COLUMNS = (
    RevisionRow.statement_id,
    Voice.label.label("voice"),
    Wording.text,
    RevisionRow.start,
    RevisionRow.end,
    RevisionRow.marks,
    RevisionRow.times_carried,
    RevisionRow.language,
    RevisionRow.label.label("own_label"),
    RevisionRow.recording_id,
    RevisionRow.wording_id,
    Wording.hash,
    RevisionRow.times_estimated,
    RevisionRow.confidence,
    Check.at.label("checked_at"),
    Actor.name.label("checked_by"),
    RevisionRow.revision_id,
)


def select_rows() -> Select[Any]:
    """The select that `row_of` reads, to be narrowed by its caller."""
    return (
        select(*ROW_COLUMNS)
        .select_from(RevisionRow)
        .join(Wording, Wording.id == RevisionRow.wording_id)
        .outerjoin(Voice, Voice.id == RevisionRow.voice_id)
        .outerjoin(Check, covers_row())
        .outerjoin(Actor, Actor.id == Check.actor_id)
    )


def count_rows(session: Session, revision: Revision | None) -> int:
    """How many statements a revision has; 0 for none."""
    if revision is None:
        return 0
    counted = select(func.count()).where(RevisionRow.revision_id == revision.id)
    return session.scalar(counted) or 0


def row_of(record: Any) -> Row:
    """The row that one record of `select_rows` stands for."""
    return Row(
        statement_id=record[0],
        voice=record[1],
        text=record[2],
        start=record[3],
        end=record[4],
        marks=tuple((offset, ms) for offset, ms in record[5]),
        times_carried=record[6],
        language=record[7],
        label=record[8],
        recording_id=record[9],
        wording_id=record[10],
        wording_hash=record[11],
        times_estimated=record[12],
        confidence=record[13],
        checked_at=record[14],
        checked_by=record[15],
    )


def read_rows(session: Session, revision_id: int) -> list[Row]:
    """The rows of a revision in their order."""
    return read_rows_of(session, [revision_id]).get(revision_id, [])


def read_rows_of(session: Session, revision_ids: Sequence[int]) -> dict[int, list[Row]]:
    """The rows of several revisions in their order, by revision."""
    chosen = select_rows().where(RevisionRow.revision_id.in_(revision_ids))
    ordered = chosen.order_by(RevisionRow.revision_id, RevisionRow.ordinal)
    records = session.execute(ordered)
    return {
        revision_id: [row_of(record) for record in group]
        for revision_id, group in groupby(records, key=lambda record: record.revision_id)
    }


def read_tombstones(session: Session, episode_id: str, revision_id: int) -> list[Row]:
    """The last rows of the episode's statements that this, its latest revision, does not hold."""
    last_seen = (
        select(RevisionRow.statement_id, func.max(RevisionRow.revision_id).label("revision_id"))
        .join(Revision, Revision.id == RevisionRow.revision_id)
        .where(Revision.episode_id == episode_id)
        .group_by(RevisionRow.statement_id)
        .having(func.max(RevisionRow.revision_id) != revision_id)
        .subquery()
    )
    chosen = select_rows().join(
        last_seen,
        (last_seen.c.statement_id == RevisionRow.statement_id)
        & (last_seen.c.revision_id == RevisionRow.revision_id),
    )
    ordered = chosen.order_by(RevisionRow.revision_id, RevisionRow.ordinal)
    return [row_of(record) for record in session.execute(ordered)]


def read_minted_words(session: Session, episode_id: str) -> dict[str, str]:
    """The first wording of the episode's statements that have had several, by statement.

    Of wordings that were withdrawn nothing is known; then it is the first that is left.
    """
    first = (
        select(func.min(Wording.id))
        .join(Statement, Statement.id == Wording.statement_id)
        .where(Statement.episode_id == episode_id, Wording.text.is_not(None))
        .group_by(Wording.statement_id)
        .having(func.count() > 1)
    )
    worded = select(Wording.statement_id, Wording.text).where(Wording.id.in_(first))
    return {record.statement_id: record.text or "" for record in session.execute(worded)}
