"""People named by what is published: their names, posts over time, topics, years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive.catalogue.addresses import Moved, follow_slug
from archive.catalogue.holdings import Counted, read_latest_posts
from archive.catalogue.values import PAGE_SIZE, Link, Page
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
    PersonAlias,
    Position,
    Tenure,
    Topic,
    Voice,
)
from archive.models.broadcasting import episode_topics
from archive.periods import Bound

SHOWN_ALIASES = ("short", "nickname", "title-region", "epithet", "former")
"""Kinds of aliases that a page names; misprints only help to find someone."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the list: the latest position given, and in how many published episodes."""

    link: Link
    honorifics: tuple[str, ...]
    degrees: tuple[str, ...]
    position: str | None
    episodes: int
    fictional: bool


@dataclass(frozen=True, slots=True)
class TenureView:
    """Who held a position how, from and until when, and what shows it.

    `held_on` are days of evidence; a tenure known by these alone says nothing of other days.
    """

    position: str
    organisation: str | None
    organisation_slug: str | None
    kind: str
    began: Bound
    ended: Bound
    source: str | None
    held_on: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page."""

    id: str
    link: Link
    honorifics: tuple[str, ...]
    degrees: tuple[str, ...]
    aliases: tuple[str, ...]
    summary: str | None
    fictional: bool
    tenures: tuple[TenureView, ...]

    @property
    def full_name(self) -> str:
        """The name with what stands before and after it."""
        before = " ".join([*self.honorifics, self.link.name])
        return ", ".join([before, *self.degrees])


def list_people(
    session: Session, default_rights: str, page: int, size: int = PAGE_SIZE
) -> Page[PersonRow]:
    """People by name, `size` a page."""
    public = is_public_person(default_rights)
    total = session.scalar(select(func.count()).select_from(Person).where(public)) or 0
    people = session.scalars(
        select(Person)
        .where(public)
        .order_by(func.lower(Person.name), Person.id)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    ids = [person.id for person in people]
    posts = read_latest_posts(session, ids)
    episodes = count_episodes_of(session, ids, default_rights)
    rows = [
        PersonRow(
            link=Link(person.slug, person.name),
            honorifics=tuple(person.honorifics),
            degrees=tuple(person.degrees),
            position=posts.get(person.id),
            episodes=episodes.get(person.id, 0),
            fictional=person.fictional,
        )
        for person in people
    ]
    return Page(rows, page, total, size)


def count_episodes_of(
    session: Session, person_ids: list[str], default_rights: str
) -> dict[str, int]:
    """In how many published episodes each person is announced or heard."""
    announced = (
        select(Appearance.person_id, Appearance.episode_id)
        .join(Episode)
        .where(is_public(), Appearance.person_id.in_(person_ids))
    )
    heard = (
        select(Attribution.person_id, Voice.episode_id)
        .join(Voice, Voice.id == Attribution.voice_id)
        .where(Attribution.person_id.in_(person_ids), is_heard(default_rights))
    )
    seen = announced.union(heard).subquery()
    counted = session.execute(select(seen.c.person_id, func.count()).group_by(seen.c.person_id))
    return dict(counted.all())


def find_person(session: Session, slug: str, default_rights: str) -> PersonView:
    """One person. Raises Moved for a former slug or someone merged into another, NotFound."""
    person = session.scalar(
        select(Person)
        .options(selectinload(Person.aliases))
        .where(Person.slug == slug, is_public_person(default_rights))
    )
    if person is None:
        follow_merger(session, slug, default_rights)
        follow_slug(session, "person", slug, is_public_person(default_rights))
    return PersonView(
        id=person.id,
        link=Link(person.slug, person.name),
        honorifics=tuple(person.honorifics),
        degrees=tuple(person.degrees),
        aliases=names_shown(person.aliases),
        summary=person.summary,
        fictional=person.fictional,
        tenures=read_tenures(session, person.id, default_rights),
    )


def follow_merger(session: Session, slug: str, default_rights: str) -> None:
    """Raise Moved where the person of this slug was merged into another."""
    into = select(Person.merged_into_id).where(Person.slug == slug)
    present = session.scalar(
        select(Person.slug).where(
            Person.id == into.scalar_subquery(), is_public_person(default_rights)
        )
    )
    if present is not None:
        raise Moved(present)


def names_shown(aliases: list[PersonAlias]) -> tuple[str, ...]:
    """Further names that a page gives."""
    return tuple(alias.name for alias in aliases if alias.kind in SHOWN_ALIASES)


def read_tenures(session: Session, person_id: str, default_rights: str) -> tuple[TenureView, ...]:
    """The person's posts, latest first; an organisation is linked where it has a page."""
    tenures = session.scalars(
        select(Tenure)
        .options(
            joinedload(Tenure.position).joinedload(Position.organisation),
            selectinload(Tenure.evidence),
        )
        .where(Tenure.person_id == person_id, Tenure.deleted_at.is_(None))
    ).all()
    ids = {tenure.position.organisation_id for tenure in tenures} - {None}
    linked = set(
        session.scalars(
            select(Organisation.id).where(
                Organisation.id.in_(ids), is_public_organisation(default_rights)
            )
        )
    )
    return tuple(
        view_tenure(tenure, linked) for tenure in sorted(tenures, key=first_day, reverse=True)
    )


def first_day(tenure: Tenure) -> date:
    """The earliest day that a tenure tells of; the beginning of time where it tells of none."""
    known = [tenure.from_earliest, tenure.from_latest, *(one.held_on for one in tenure.evidence)]
    return min((day for day in known if day), default=date.min)


def view_tenure(tenure: Tenure, linked: set[int]) -> TenureView:
    """The view of a tenure; `linked` are the organisations that have a page."""
    organisation = tenure.position.organisation
    return TenureView(
        position=tenure.position.name,
        organisation=organisation.name if organisation else None,
        organisation_slug=organisation.slug if organisation and organisation.id in linked else None,
        kind=tenure.kind,
        began=tenure.began,
        ended=tenure.ended,
        source=tenure.source,
        held_on=tuple((one.held_on, one.source) for one in tenure.evidence),
    )


def list_topics_of(session: Session, person_id: str, limit: int) -> list[Counted]:
    """The topics of the published episodes that the person is announced for."""
    episodes = func.count(Episode.id)
    found = session.execute(
        select(Topic.slug, Topic.name, episodes)
        .join(episode_topics, episode_topics.c.topic_id == Topic.id)
        .join(Episode, Episode.id == episode_topics.c.episode_id)
        .join(Appearance, Appearance.episode_id == Episode.id)
        .where(is_public(), Appearance.person_id == person_id)
        .group_by(Topic.id)
        .order_by(episodes.desc(), Topic.name)
        .limit(limit)
    )
    return [Counted(Link(slug, name), count) for slug, name, count in found]
