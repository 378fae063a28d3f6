"""Organisations that someone spoke for in what is published, their offices and who held them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive.catalogue.addresses import follow_slug
from archive.catalogue.people import first_day
from archive.catalogue.programmes import other_names
from archive.catalogue.values import Link
from archive.catalogue.visibility import (
    is_heard,
    is_public,
    is_public_organisation,
    is_public_person,
)
from archive.models import (
    Appearance,
    Attribution,
    Episode,
    Organisation,
    Person,
    Position,
    Succession,
    Tenure,
    Voice,
)
from archive.periods import Bound


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation of the list, with the published episodes in which someone speaks for it."""

    link: Link
    parent: str | None
    episodes: int
    fictional: bool


@dataclass(frozen=True, slots=True)
class HolderView:
    """Someone who held a position, with a page (`person`) or only a name."""

    name: str
    person: Link | None
    kind: str
    began: Bound
    ended: Bound
    held_on: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position of an organisation and who held it, latest first."""

    link: Link
    holders: tuple[HolderView, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """A neighbouring organisation: linked where it has a page."""

    name: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation's page."""

    id: int
    link: Link
    aliases: tuple[str, ...]
    summary: str | None
    fictional: bool
    parent: Kin | None
    children: tuple[Kin, ...]
    successors: tuple[Kin, ...]
    predecessors: tuple[Kin, ...]
    positions: tuple[PositionView, ...]


def list_organisations(session: Session, default_rights: str) -> list[OrganisationRow]:
    """Organisations by name."""
    counts = count_episodes(session, default_rights)
    found = session.scalars(
        select(Organisation)
        .options(joinedload(Organisation.parent))
        .where(is_public_organisation(default_rights))
        .order_by(Organisation.name)
    )
    return [
        OrganisationRow(
            link=Link(one.slug, one.name),
            parent=one.parent.name if one.parent else None,
            episodes=counts.get(one.id, 0),
            fictional=one.fictional,
        )
        for one in found
    ]


def count_episodes(session: Session, default_rights: str) -> dict[int, int]:
    """In how many published episodes someone speaks for each organisation."""
    announced = (
        select(Appearance.organisation_id.label("organisation_id"), Appearance.episode_id)
        .join(Episode)
        .where(is_public(), Appearance.organisation_id.is_not(None))
    )
    heard = (
        select(Attribution.organisation_id, Voice.episode_id)
        .join(Voice, Voice.id == Attribution.voice_id)
        .where(is_heard(default_rights))
    )
    in_office = heard.join(Position, Position.id == Attribution.position_id)
    named = heard.where(Attribution.organisation_id.is_not(None))
    in_office = in_office.with_only_columns(Position.organisation_id, Voice.episode_id)
    seen = announced.union(named, in_office).subquery()
    counted = session.execute(
        select(seen.c.organisation_id, func.count())
        .where(seen.c.organisation_id.is_not(None))
        .group_by(seen.c.organisation_id)
    )
    return dict(counted.all())


def find_organisation(session: Session, slug: str, default_rights: str) -> OrganisationView:
    """One organisation. Raises Moved for a former slug, NotFound."""
    organisation = session.scalar(
        select(Organisation)
        .options(
            joinedload(Organisation.parent),
            selectinload(Organisation.children),
            selectinload(Organisation.aliases),
            selectinload(Organisation.successions).joinedload(Succession.successor),
            selectinload(Organisation.precessions).joinedload(Succession.predecessor),
            selectinload(Organisation.positions)
            .selectinload(Position.tenures)
            .options(joinedload(Tenure.person), selectinload(Tenure.evidence)),
        )
        .where(Organisation.slug == slug, is_public_organisation(default_rights))
    )
    if organisation is None:
        follow_slug(session, "organisation", slug, is_public_organisation(default_rights))
    return view_organisation(session, organisation, default_rights)


def view_organisation(
    session: Session, organisation: Organisation, default_rights: str
) -> OrganisationView:
    """The page of an organisation; neighbours and holders are linked where they have pages."""
    parents = [organisation.parent] if organisation.parent else []
    successors = [one.successor for one in organisation.successions]
    predecessors = [one.predecessor for one in organisation.precessions]
    near = [*parents, *organisation.children, *successors, *predecessors]
    kin = read_kin(session, near, default_rights)
    linked = read_linked_people(session, organisation, default_rights)
    return OrganisationView(
        id=organisation.id,
        link=Link(organisation.slug, organisation.name),
        aliases=other_names(organisation.name, [alias.name for alias in organisation.aliases]),
        summary=organisation.summary,
        fictional=organisation.fictional,
        parent=kin[organisation.parent.id] if organisation.parent else None,
        children=tuple(kin[one.id] for one in organisation.children if kin[one.id].link),
        successors=tuple(kin[one.id] for one in successors),
        predecessors=tuple(kin[one.id] for one in predecessors),
        positions=tuple(view_position(one, linked) for one in organisation.positions),
    )


def read_kin(session: Session, near: list[Organisation], default_rights: str) -> dict[int, Kin]:
    """Neighbours by id, with a link where they have a page."""
    ids = [one.id for one in near]
    paged = set(
        session.scalars(
            select(Organisation.id).where(
                Organisation.id.in_(ids), is_public_organisation(default_rights)
            )
        )
    )
    return {
        one.id: Kin(one.name, Link(one.slug, one.name) if one.id in paged else None) for one in near
    }


def read_linked_people(
    session: Session, organisation: Organisation, default_rights: str
) -> set[str]:
    """Which holders of the organisation's positions have a page."""
    ids = {tenure.person_id for position in organisation.positions for tenure in position.tenures}
    paged = select(Person.id).where(Person.id.in_(ids), is_public_person(default_rights))
    return set(session.scalars(paged))


def view_position(position: Position, linked: set[str]) -> PositionView:
    """A position with its holders that are not marked as deleted."""
    tenures = [tenure for tenure in position.tenures if tenure.deleted_at is None]
    return PositionView(
        Link(position.slug, position.name),
        tuple(
            HolderView(
                name=tenure.person.name,
                person=Link(tenure.person.slug, tenure.person.name)
                if tenure.person_id in linked
                else None,
                kind=tenure.kind,
                began=tenure.began,
                ended=tenure.ended,
                held_on=tuple((one.held_on, one.source) for one in tenure.evidence),
            )
            for tenure in sorted(tenures, key=first_day, reverse=True)
        ),
    )
