"""Organisations and their positions, found by name or alias, and what people held of them."""

import re
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, String, bindparam, or_, select
from sqlalchemy.orm import Session

from archive.broadcasting import name_key
from archive.minting import enter_slug, free_slug
from archive.models import (
    Organisation,
    OrganisationAlias,
    Person,
    Position,
    PositionAlias,
    Tenure,
)
from archive.permalinks import position_slug, slugify

ACTING = (
    ("plt", r"plt|pelaksana tugas"),
    ("plh", r"plh|pelaksana harian"),
    ("pjs", r"pjs|pejabat sementara|penjabat sementara"),
    ("pj", r"pj|penjabat"),
)
"""How an office may be held that is not definitive, and the words for it."""

ACTING_PATTERNS = tuple(
    (kind, re.compile(rf"(?:{words})\b\.?\s*", re.IGNORECASE)) for kind, words in ACTING
)


@dataclass(frozen=True, slots=True)
class WrittenOffice:
    """An office as written: how it is held (a kind of tenure) and its name without that."""

    kind: str
    name: str


def parse_office(wording: str) -> WrittenOffice:
    """Part "Plt. Kepala Dinas Kesehatan" into plt and the office."""
    for kind, pattern in ACTING_PATTERNS:
        match = pattern.match(wording)
        if match and match.end() < len(wording):
            return WrittenOffice(kind, wording[match.end() :])
    return WrittenOffice("definitif", wording)


def find_organisation(session: Session, name: str) -> Organisation | None:
    """The organisation of this name, alias or slug."""
    return session.scalar(organisations_named(), {"key": name_key(name)})


@cache
def organisations_named() -> Select[Organisation]:
    """The first organisation of the key `:key`."""
    key = bindparam("key", type_=String)
    aliased = select(OrganisationAlias.organisation_id).where(OrganisationAlias.key == key)
    named = or_(Organisation.key == key, Organisation.slug == key, Organisation.id.in_(aliased))
    return select(Organisation).where(named).order_by(Organisation.id).limit(1)


def add_organisation(session: Session, name: str) -> Organisation:
    """A new organisation."""
    slug = free_slug(session, "organisation", slugify(name) or "lembaga")
    organisation = Organisation(slug=slug, name=name, key=name_key(name))
    session.add(organisation)
    session.flush()
    enter_slug(session, "organisation", slug, organisation.id)
    return organisation


def find_position(
    session: Session, name: str, organisation: Organisation | None
) -> Position | None:
    """The position of this name or alias in the organisation (None: in none)."""
    asked = {"key": name_key(name), "organisation": organisation.id if organisation else None}
    return session.scalar(positions_named(), asked)


@cache
def positions_named() -> Select[Position]:
    """The first position of the key `:key` in the organisation `:organisation`, or in none."""
    key = bindparam("key", type_=String)
    aliased = select(PositionAlias.position_id).where(PositionAlias.key == key)
    named = or_(Position.key == key, Position.id.in_(aliased))
    there = Position.organisation_id.is_not_distinct_from(bindparam("organisation"))
    return select(Position).where(named, there).order_by(Position.id).limit(1)


def add_position(session: Session, name: str, organisation: Organisation | None) -> Position:
    """A new position of the organisation."""
    wanted = position_slug(name, organisation.name if organisation else "")
    slug = free_slug(session, "position", wanted)
    position = Position(slug=slug, name=name, key=name_key(name), organisation=organisation)
    session.add(position)
    session.flush()
    enter_slug(session, "position", slug, position.id)
    return position


def find_tenure(session: Session, person: Person, position: Position, kind: str) -> Tenure | None:
    """The person's tenure of the position of this kind."""
    asked = {"person": person.id, "position": position.id, "kind": kind}
    return session.scalar(TENURE, asked)


TENURE = (
    select(Tenure)
    .where(
        Tenure.person_id == bindparam("person"),
        Tenure.position_id == bindparam("position"),
        Tenure.kind == bindparam("kind"),
        Tenure.deleted_at.is_(None),
    )
    .order_by(Tenure.id)
    .limit(1)
)
"""The first tenure of `:position` by `:person` of the kind `:kind`."""


def hold_position(session: Session, person: Person, position: Position, kind: str) -> Tenure:
    """The person's tenure of the position, made without bounds where there is none."""
    tenure = find_tenure(session, person, position, kind)
    if tenure is None:
        tenure = Tenure(person=person, position=position, kind=kind)
        session.add(tenure)
        session.flush()
    return tenure
