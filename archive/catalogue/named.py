"""Everything with a name that what is published names, for a reader who types its beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, select, union
from sqlalchemy.orm import Session

from archive.catalogue.hits import NAMED
from archive.catalogue.people import SHOWN_ALIASES
from archive.catalogue.visibility import (
    is_public,
    is_public_organisation,
    is_public_person,
    is_public_topic,
)
from archive.models import (
    Appearance,
    Attribution,
    Episode,
    Organisation,
    OrganisationAlias,
    Person,
    PersonAlias,
    Programme,
    ProgrammeAlias,
    Publication,
    Topic,
    TopicSynonym,
)
from archive.models.broadcasting import episode_topics
from archive.models.transcripts import publication_attributions

PERSON, TOPIC, PROGRAMME, ORGANISATION = "tokoh", "topik", "program", "lembaga"


@dataclass(frozen=True, slots=True)
class Named:
    """A person, topic, programme or organisation: `kind` as in addresses, its slug, its names.

    The first name is its own; `episodes` are those that name it or let it speak.
    """

    kind: str
    slug: str
    names: tuple[str, ...]
    episodes: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where one kind is read: its key, (key, further name) rows, (key, episodes) rows."""

    key: SQLColumnExpression[Any]
    aliases: Select[Any, Any]
    counts: Select[Any, Any]


def list_named(session: Session, default_rights: str) -> list[Named]:
    """All that is public and has a name, in a constant number of queries."""
    return [named for kind in SOURCES for named in read_kind(session, kind, default_rights)]


def read_kind(session: Session, kind: str, default_rights: str) -> Iterator[Named]:
    """All of one kind that is public."""
    source = SOURCES[kind]
    chosen = select(source.key, *NAMED[kind]).where(is_open(kind, default_rights))
    counts: dict[Any, int] = dict(session.execute(source.counts).all())
    aliases: dict[Any, list[str]] = {}
    for key, alias in session.execute(source.aliases):
        aliases.setdefault(key, []).append(alias)
    for key, slug, name in session.execute(chosen):
        yield Named(kind, slug, (name, *aliases.get(key, [])), counts.get(key, 0))


def read_open_names(
    session: Session, kind: str, slugs: set[str], default_rights: str
) -> dict[str, str]:
    """The present names of those of the slugs that are public now."""
    chosen = select(*NAMED[kind]).where(NAMED[kind][0].in_(slugs), is_open(kind, default_rights))
    return dict(session.execute(chosen).all())


def is_open(kind: str, default_rights: str) -> ColumnElement[bool]:
    """Whether something of this kind is named by what is published."""
    return CONDITIONS[kind](default_rights)


def has_public_episode(_default_rights: str) -> ColumnElement[bool]:
    """Whether a Programme has a published episode."""
    return exists().where(Episode.programme_id == Programme.id, is_public())


CONDITIONS: dict[str, Callable[[str], ColumnElement[bool]]] = {
    PERSON: is_public_person,
    TOPIC: lambda _default_rights: is_public_topic(),
    PROGRAMME: has_public_episode,
    ORGANISATION: is_public_organisation,
}


def count_appearing(
    announced: SQLColumnExpression[Any], heard: SQLColumnExpression[Any]
) -> Select[Any, Any]:
    """Episodes by who is announced for them or heard in them; good enough to rank by."""
    spoken: Select[Any, Any] = select(heard.label("who"), Publication.episode_id)
    spoken = (
        spoken.join(
            publication_attributions, publication_attributions.c.attribution_id == Attribution.id
        )
        .join(Publication, Publication.id == publication_attributions.c.publication_id)
        .where(Publication.withdrawn_at.is_(None), heard.is_not(None))
    )
    named = select(announced, Appearance.episode_id).join(Episode).where(is_public())
    both = union(spoken, named.where(announced.is_not(None))).subquery()
    return select(both.c.who, func.count()).group_by(both.c.who)


SOURCES = {
    PERSON: Source(
        Person.id,
        select(PersonAlias.person_id, PersonAlias.name).where(PersonAlias.kind.in_(SHOWN_ALIASES)),
        count_appearing(Appearance.person_id, Attribution.person_id),
    ),
    TOPIC: Source(
        Topic.id,
        select(TopicSynonym.topic_id, TopicSynonym.name),
        select(episode_topics.c.topic_id, func.count())
        .join(Episode)
        .where(is_public())
        .group_by(episode_topics.c.topic_id),
    ),
    PROGRAMME: Source(
        Programme.id,
        select(ProgrammeAlias.programme_id, ProgrammeAlias.name),
        select(Episode.programme_id, func.count())
        .where(is_public())
        .group_by(Episode.programme_id),
    ),
    ORGANISATION: Source(
        Organisation.id,
        select(OrganisationAlias.organisation_id, OrganisationAlias.name),
        count_appearing(Appearance.organisation_id, Attribution.organisation_id),
    ),
}
"""How each kind is read; the kinds are those whose names are offered."""
