"""Statements of published revisions, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.episodes import with_person
from archive.catalogue.values import Link
from archive.catalogue.visibility import (
    audio_is_open,
    has_current_recording,
    is_open_publication,
    is_public,
)
from archive.models import (
    Attribution,
    Check,
    Episode,
    Person,
    Programme,
    Publication,
    Recording,
    Revision,
    RevisionRow,
    Station,
    Voice,
    Wording,
)
from archive.models.transcripts import publication_attributions
from archive.verification import covers_row, label_column


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as its current publication shows it; `voice` is the label in the transcript.

    `label` is the one to show, `checked_at` when the words were checked by ear, if they were.
    `speaker` and `position` are those that the publication froze. `start`, `end` and `duration` (of
    the recording) are seconds; `recording` is the one that may be heard, None where none may.
    """

    id: str
    revision: int
    text: str
    language: str
    label: str
    checked_at: datetime | None
    start: float | None
    end: float | None
    voice: str | None
    speaker: Link | None
    position: str | None
    episode: Link
    on: date
    programme: Link
    fictional: bool
    duration: float | None
    recording: str | None


STATEMENT_COLUMNS = (
    RevisionRow.statement_id,
    Revision.number,
    Wording.text,
    RevisionRow.language,
    label_column(),
    Check.at,
    RevisionRow.start,
    RevisionRow.end,
    Voice.label,
    Person.slug,
    Person.name,
    Attribution.position_wording,
    Episode.slug,
    Episode.title,
    Episode.on,
    Programme.slug,
    Programme.name,
    Station.fictional,
    Recording.duration,
)


def select_statements(default_rights: str) -> Select[*tuple[Any, ...]]:
    """Statements that the public may read, to be narrowed by the caller; `row_of` reads them.

    Joined are Episode, Publication, Revision, RevisionRow, Wording, Programme, and outer Station,
    Recording, Check, Voice, Attribution (of the publication) and Person. Who plays a statement
    hears the recording that its times refer to, or none.
    """
    its_own = or_(RevisionRow.recording_id.is_(None), RevisionRow.recording_id == Recording.id)
    heard_in = case((and_(audio_is_open(default_rights), its_own), Recording.id))
    return (
        select(*STATEMENT_COLUMNS, heard_in)
        .select_from(RevisionRow)
        .join(Revision, Revision.id == RevisionRow.revision_id)
        .join(Publication, Publication.revision_id == Revision.id)
        .join(Episode, Episode.id == Publication.episode_id)
        .join(Programme, Programme.id == Episode.programme_id)
        .outerjoin(Station, Station.id == Programme.station_id)
        .join(Wording, Wording.id == RevisionRow.wording_id)
        .outerjoin(Recording, has_current_recording())
        .outerjoin(Check, covers_row())
        .outerjoin(Voice, Voice.id == RevisionRow.voice_id)
        .outerjoin(Attribution, is_frozen_for_row())
        .outerjoin(Person, and_(Person.id == Attribution.person_id, Person.deleted_at.is_(None)))
        .where(is_open_publication(default_rights), Wording.text.is_not(None))
    )


def is_frozen_for_row() -> ColumnElement[bool]:
    """Joins an Attribution to a RevisionRow: the one of its voice that the Publication froze."""
    frozen = (
        select(Attribution.id)
        .join(publication_attributions)
        .where(
            publication_attributions.c.publication_id == Publication.id,
            Attribution.voice_id == RevisionRow.voice_id,
        )
    )
    return Attribution.id.in_(frozen.correlate(Publication, RevisionRow))


def row_of(record: Any) -> StatementRow:
    """The row that one record of `select_statements` stands for."""
    (id_, revision, text, language, label, checked_at, start, end, voice, *about) = record
    person, *about = about
    name, position, episode, title, on, programme, programme_name, fictional, *sound = about
    duration, recording = sound
    return StatementRow(
        id=id_,
        revision=revision,
        text=text,
        language=language,
        label=label,
        checked_at=checked_at,
        start=start,
        end=end,
        voice=voice,
        speaker=Link(person, name) if person else None,
        position=position,
        episode=Link(episode, title),
        on=on,
        programme=Link(programme, programme_name),
        fictional=bool(fictional),
        duration=duration,
        recording=recording,
    )


def read_statements(
    session: Session, identifiers: list[str], default_rights: str
) -> dict[str, StatementRow]:
    """Those of the statements that the public may read now, by identifier."""
    found = session.execute(statements_called(default_rights), {"identifiers": identifiers})
    return {row.id: row for row in map(row_of, found)}


@cache
def statements_called(default_rights: str) -> Select[*tuple[Any, ...]]:
    """The statements `:identifiers` that the public may read; made once, for every page."""
    wanted = RevisionRow.statement_id.in_(bindparam("identifiers", expanding=True))
    return select_statements(default_rights).where(wanted)


def list_statements_by(
    session: Session, person_id: str, default_rights: str, limit: int
) -> list[StatementRow]:
    """What a person said in the last episodes, latest first, in the order of the broadcast."""
    latest = (
        select(Episode.id)
        .where(is_public(), with_person(person_id, default_rights))
        .order_by(Episode.on.desc(), Episode.id)
        .limit(LAST_EPISODES)
    )
    chosen = (
        select_statements(default_rights)
        .where(
            Episode.id.in_(session.scalars(latest).all()),
            Person.id == person_id,
            func.length(Wording.text) >= SHORTEST,
        )
        .order_by(Episode.on.desc(), Episode.id, RevisionRow.ordinal)
        .limit(limit)
    )
    return [row_of(record) for record in session.execute(chosen)]


LAST_EPISODES = 10

SHORTEST = 80
"""Characters below which a statement ("Betul.") says too little to stand alone in a list."""


def count_statements_by_year(
    session: Session, person_id: str, default_rights: str
) -> list[tuple[int, int]]:
    """(year, statements) of a person, from the first year to the last, empty ones included."""
    per_day = (
        select(Episode.on, func.count())
        .select_from(Attribution)
        .join(publication_attributions)
        .join(Publication, Publication.id == publication_attributions.c.publication_id)
        .join(Episode, Episode.id == Publication.episode_id)
        .join(
            RevisionRow,
            and_(
                RevisionRow.voice_id == Attribution.voice_id,
                RevisionRow.revision_id == Publication.revision_id,
            ),
        )
        .where(Attribution.person_id == person_id, is_open_publication(default_rights))
        .group_by(Episode.on)
    )
    years: dict[int, int] = {}
    for day, count in session.execute(per_day):
        years[day.year] = years.get(day.year, 0) + count
    span = range(min(years), max(years) + 1) if years else ()
    return [(year, years.get(year, 0)) for year in span]
