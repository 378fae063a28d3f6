"""What the archive holds and lacks, by programme and year.

Nobody knows how much was ever broadcast: what counts as broadcast here is what the archive has an
entry for, and its length is known as far as a recording or a timed transcript tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    extract,
    func,
    select,
)
from sqlalchemy.orm import Session

from archive.catalogue.values import Link
from archive.catalogue.visibility import has_current_recording, is_open_publication, is_public
from archive.models import Check, Episode, Programme, Publication, Recording, RevisionRow, Station
from archive.verification import covers_row


@dataclass(frozen=True, slots=True)
class Material:
    """Published episodes by what there is of them, and how long it lasts in seconds.

    `complete` have a recording and words, `facts_only` neither. `aired` is the length of all of
    them, but for the `unmeasured` ones; of this `recorded`, `transcribed` and `checked` (heard and
    compared word for word) are the parts that are kept, can be read and were compared.
    """

    episodes: int = 0
    complete: int = 0
    recording_only: int = 0
    words_only: int = 0
    facts_only: int = 0
    unmeasured: int = 0
    aired: float = 0.0
    recorded: float = 0.0
    transcribed: float = 0.0
    checked: float = 0.0

    def __add__(self, other: Material) -> Material:
        return Material(*(getattr(self, name) + getattr(other, name) for name in _COUNTS))


_COUNTS = tuple(field.name for field in fields(Material))


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """One programme in one year; a year of which nothing is known has no episodes."""

    year: int
    material: Material


@dataclass(frozen=True, slots=True)
class ProgrammeCoverage:
    """A programme from its first known year to its last."""

    programme: Link
    station: Link | None
    fictional: bool
    years: tuple[YearCoverage, ...]

    @property
    def total(self) -> Material:
        """All years together."""
        return sum((one.material for one in self.years), Material())


def read_coverage(session: Session, default_rights: str) -> tuple[ProgrammeCoverage, ...]:
    """Every programme with published episodes, by name, in one query over all of them."""
    records = session.execute(select_coverage(default_rights)).all()
    by_programme = groupby(records, key=lambda record: tuple(record[:5]))
    return tuple(cover_programme(about, list(rows)) for about, rows in by_programme)


def cover_programme(about: tuple[Any, ...], records: Sequence[Any]) -> ProgrammeCoverage:
    """One programme; years between its first and last of which nothing is known are named too."""
    slug, name, station, station_name, fictional = about
    known = {int(record[5]): Material(*record[6:]) for record in records}
    return ProgrammeCoverage(
        Link(slug, name),
        Link(station, station_name) if station else None,
        bool(fictional),
        tuple(
            YearCoverage(year, known.get(year, Material()))
            for year in range(min(known), max(known) + 1)
        ),
    )


def sum_material(
    coverage: Iterable[ProgrammeCoverage],
    is_wanted: Callable[[ProgrammeCoverage, int], bool] = lambda programme, year: True,
) -> Material:
    """What there is of the programmes and years wanted; of everything unless told otherwise."""
    return sum(
        (
            one.material
            for programme in coverage
            for one in programme.years
            if is_wanted(programme, one.year)
        ),
        Material(),
    )


def select_coverage(default_rights: str) -> Any:
    """(programme, its name, station, its name, fictional, year, the fields of Material …)."""
    words = select_words(default_rights)
    has_words, has_sound = words.c.episode_id.is_not(None), Recording.id.is_not(None)
    length = func.coalesce(Recording.duration, words.c.until)
    year = extract("year", Episode.on)
    about = (Programme.slug, Programme.name, Station.slug, Station.name, Station.fictional)
    return (
        select(
            *about,
            year,
            func.count(),
            func.count().filter(and_(has_sound, has_words)),
            func.count().filter(and_(has_sound, ~has_words)),
            func.count().filter(and_(~has_sound, has_words)),
            func.count().filter(and_(~has_sound, ~has_words)),
            func.count().filter(length.is_(None)),
            total(length),
            total(Recording.duration),
            total(case((has_words, length))),
            total(words.c.checked),
        )
        .select_from(Episode)
        .join(Programme, Programme.id == Episode.programme_id)
        .outerjoin(Station, Station.id == Programme.station_id)
        .outerjoin(Recording, has_current_recording())
        .outerjoin(words, words.c.episode_id == Episode.id)
        .where(is_public())
        .group_by(*about, year)
        .order_by(Programme.name, Programme.slug, year)
    )


def select_words(default_rights: str) -> Subquery:
    """By episode whose words may be read: the second at which they end, seconds checked by ear."""
    spoken = RevisionRow.end - RevisionRow.start
    return (
        select(
            Publication.episode_id,
            func.max(RevisionRow.end).label("until"),
            func.sum(case((Check.id.is_not(None), spoken), else_=0.0)).label("checked"),
        )
        .join(RevisionRow, RevisionRow.revision_id == Publication.revision_id)
        .outerjoin(Check, covers_row())
        .where(is_open_publication(default_rights))
        .group_by(Publication.episode_id)
        .subquery()
    )


def total(seconds: SQLColumnExpression[Any]) -> ColumnElement[float]:
    """The sum of what is known of a length; nothing known is nothing."""
    return func.coalesce(func.sum(seconds), 0.0)
