"""The revisions of a transcript that were published, and the statements as they stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from archive.errors import NotFound
from archive.models import Publication, Revision, RevisionRow, Wording
from archive.published.access import Withdrawn
from archive.published.speakers import NOBODY, HeardSpeaker, read_speakers
from archive.rows import Row, row_of, select_rows
from archive.verification import shown_label


class NoSuchRevision(NotFound):
    """A revision that was never published, or that does not hold a statement."""


@dataclass(frozen=True, slots=True)
class PublishedRevision:
    """A revision that was published at least once.

    `published_at` and `publication_id` are those of its first publication, which froze who speaks;
    `latest_publication_id` of its last. It is open while one publication of it stands, and current
    where that is the latest standing one of the episode.
    """

    id: int
    number: int
    kind: str
    reason: str | None
    content_hash: str
    published_at: datetime
    publication_id: int
    latest_publication_id: int
    is_open: bool
    is_current: bool
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that were withdrawn: when, for which class of reasons, and their hash."""

    at: datetime | None
    because: str
    hash: str | None


@dataclass(frozen=True, slots=True)
class PublishedStatement:
    """A statement as it stands in one published revision; `place` counts from 1.

    `frozen_at` is the first publication of a revision that is shown as it was then; None shows the
    statement as it is known today.
    """

    revision: int
    place: int
    row: Row
    speaker: HeardSpeaker
    gap: Gap | None = None
    frozen_at: datetime | None = None

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.row.statement_id

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, none where they were withdrawn."""
        return tuple(self.row.text.split(" ")) if self.row.text else ()

    @property
    def label(self) -> str:
        """Its verification label; a frozen one does not know of later checks."""
        if self.checked_later:
            return shown_label(self.row.label, checked=False)
        return self.row.verification

    @property
    def checked_later(self) -> datetime | None:
        """When its words were checked by ear, where that was after it was frozen."""
        at = self.row.checked_at
        return at if at and self.frozen_at and at > self.frozen_at else None


def list_published(session: Session, episode_id: str) -> tuple[PublishedRevision, ...]:
    """The published revisions of an episode by number."""
    publications = session.scalars(
        select(Publication)
        .options(joinedload(Publication.revision))
        .join(Publication.revision)
        .where(Publication.episode_id == episode_id)
        .order_by(Revision.number, Publication.id)
    ).all()
    standing = max((one.id for one in publications if one.withdrawn_at is None), default=None)
    return tuple(
        summarise(list(group), standing)
        for _, group in groupby(publications, key=attrgetter("revision_id"))
    )


def summarise(publications: list[Publication], standing: int | None) -> PublishedRevision:
    """A revision from all its publications; `standing` is the episode's current one."""
    first, revision = publications[0], publications[0].revision
    is_open = any(one.withdrawn_at is None for one in publications)
    return PublishedRevision(
        id=revision.id,
        number=revision.number,
        kind=revision.kind,
        reason=revision.reason,
        content_hash=revision.content_hash,
        published_at=first.at,
        publication_id=first.id,
        latest_publication_id=publications[-1].id,
        is_open=is_open,
        is_current=standing in {one.id for one in publications},
        withdrawn_at=None if is_open else publications[-1].withdrawn_at,
    )


def choose_published(revisions: Iterable[PublishedRevision], number: int) -> PublishedRevision:
    """Revision `number`. Raises NoSuchRevision, or Withdrawn where it was public once."""
    found = next((one for one in revisions if one.number == number), None)
    if found is None:
        raise NoSuchRevision(f"Revision {number} was never published.")
    if not found.is_open:
        raise Withdrawn("revision", None, found.withdrawn_at)
    return found


def current_of(revisions: Iterable[PublishedRevision]) -> PublishedRevision | None:
    """The revision that the public reads now."""
    return next((one for one in revisions if one.is_current), None)


def read_published(
    session: Session,
    episode_id: str,
    revision: PublishedRevision,
    *chosen: ColumnElement[bool],
    as_of: int | None = None,
) -> tuple[PublishedStatement, ...]:
    """Statements of a revision in their order; `chosen` are conditions on RevisionRow.

    `as_of` is the publication whose frozen speakers are shown, with the checks of today. By
    default both are those of the revision's first publication.
    """
    shown = {revision: as_of or revision.publication_id}
    return read_each(session, episode_id, shown, *chosen, is_frozen=as_of is None)


def read_each(
    session: Session,
    episode_id: str,
    shown: Mapping[PublishedRevision, int],
    *chosen: ColumnElement[bool],
    is_frozen: bool = True,
) -> tuple[PublishedStatement, ...]:
    """Statements of several revisions, each with the speakers of the publication beside it."""
    speakers = read_speakers(session, episode_id, set(shown.values()))
    about = {
        one.id: (one.number, speakers[publication], one.published_at if is_frozen else None)
        for one, publication in shown.items()
    }
    records = session.execute(
        select_rows()
        .add_columns(
            RevisionRow.ordinal,
            RevisionRow.voice_id,
            Wording.withdrawn_at,
            Wording.withdrawn_because,
        )
        .where(RevisionRow.revision_id.in_(about), *chosen)
        .order_by(RevisionRow.revision_id, RevisionRow.ordinal)
    )
    return tuple(statement_of(record, *about[record.revision_id]) for record in records)


def statement_of(
    record: Any,
    revision: int,
    speakers: dict[int, HeardSpeaker],
    frozen_at: datetime | None,
) -> PublishedStatement:
    """The statement that one record stands for."""
    row = row_of(record)
    gap = None
    if row.text is None:
        gap = Gap(record.withdrawn_at, record.withdrawn_because or "other", row.wording_hash)
    return PublishedStatement(
        revision, record.ordinal, row, speakers.get(record.voice_id, NOBODY), gap, frozen_at
    )


def is_statement(*identifiers: str) -> ColumnElement[bool]:
    """Condition on RevisionRow: one of these statements."""
    return RevisionRow.statement_id.in_(identifiers)


def between(first: int, last: int) -> ColumnElement[bool]:
    """Condition on RevisionRow: these places, both included."""
    return RevisionRow.ordinal.between(first, last)
