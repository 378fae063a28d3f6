"""Headings: the people, organisations and topics that an archive is entered under.

Each has a document of its own in the index, and which of them are public hangs on the episodes
that name them. So an episode's outbox row has the documents of its headings made anew as well; who
takes a heading out of an episode, or changes the heading itself, tells the index of it here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import CompoundSelect, Select, select, union
from sqlalchemy.orm import Session

from archive.models import (
    Appearance,
    Attribution,
    Organisation,
    Position,
    Segment,
    Succession,
    Tenure,
    Topic,
    Voice,
)
from archive.models.broadcasting import episode_topics, segment_topics
from archive.outbox import tell_index

T = TypeVar("T")

PERSON, ORGANISATION, TOPIC = "person", "organisation", "topic"
HEADING_KINDS = (PERSON, ORGANISATION, TOPIC)
AT_ONCE = 500
"""How many keys one query asks for."""


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A person by its identifier, an organisation or a topic by its number, as `slugs` has it."""

    kind: str
    key: str

    @property
    def entity(self) -> str:
        """How the outbox names it: `person:k3f9m2xd`; episodes stand there without a kind."""
        return f"{self.kind}:{self.key}"


def parse_heading(entity: str) -> Heading | None:
    """The heading that an entity of the outbox names, None for an episode."""
    kind, colon, key = entity.partition(":")
    return Heading(kind, key) if colon and kind in HEADING_KINDS else None


def read_headings_of(session: Session, episode_ids: Sequence[str]) -> set[Heading]:
    """All headings that the episodes name now or whose voices were ever theirs, public or not."""
    return {
        Heading(kind, str(key))
        for some in in_parts(episode_ids)
        for kind, chosen in headings_named(some).items()
        for key in session.scalars(chosen)
        if key is not None
    }


def headings_named(episode_ids: Collection[str]) -> dict[str, Select[tuple[str | int | None]]]:
    """By kind, the keys that the episodes name: three queries, however many episodes."""
    announced = Appearance.episode_id.in_(episode_ids)
    heard = Voice.episode_id.in_(episode_ids)
    voices = select(Attribution.person_id).join(Voice, Voice.id == Attribution.voice_id)
    offices = voices.outerjoin(Position, Position.id == Attribution.position_id).where(heard)
    parts = select(segment_topics.c.topic_id).join(Segment)
    named = {
        PERSON: (
            select(Appearance.person_id).where(announced),
            voices.where(heard),
        ),
        ORGANISATION: (
            select(Appearance.organisation_id).where(announced),
            offices.with_only_columns(Attribution.organisation_id),
            offices.with_only_columns(Position.organisation_id),
        ),
        TOPIC: (
            select(episode_topics.c.topic_id).where(episode_topics.c.episode_id.in_(episode_ids)),
            parts.where(Segment.episode_id.in_(episode_ids)),
        ),
    }
    return {kind: select(union(*queries).subquery().c[0]) for kind, queries in named.items()}


def tell_index_of(session: Session, headings: Iterable[Heading]) -> None:
    """Have the headings' own documents made anew: an episode no longer names them."""
    for heading in sorted(headings):
        tell_index(session, heading.entity)


def tell_index_of_change(session: Session, heading: Heading) -> None:
    """Have all documents made anew that say something of a heading which was itself changed.

    That is its own, those of its kin, and those of the episodes that name it or its kin.
    """
    family = {heading, *list_kin(session, heading)}
    tell_index_of(session, family)
    for episode_id in list_episodes_naming(session, family):
        tell_index(session, episode_id)


def list_kin(session: Session, heading: Heading) -> set[Heading]:
    """Headings whose documents name this one.

    Of an organisation: its parts, whom it followed and who follows it, who held an office in it;
    of a topic: all topics below it.
    """
    if heading.kind == ORGANISATION:
        return read_kin_of_organisation(session, int(heading.key))
    if heading.kind == TOPIC:
        return {Heading(TOPIC, str(key)) for key in list_topics_below(session, int(heading.key))}
    return set()


def read_kin_of_organisation(session: Session, key: int) -> set[Heading]:
    """Parts, predecessors, successors and office holders of an organisation."""
    near = union(
        select(Organisation.id).where(Organisation.parent_id == key),
        select(Succession.successor_id).where(Succession.predecessor_id == key),
        select(Succession.predecessor_id).where(Succession.successor_id == key),
    )
    spoke: CompoundSelect[Any] = union(
        select(Tenure.person_id).join(Position).where(Position.organisation_id == key),
        select(Appearance.person_id).where(Appearance.organisation_id == key),
        select(Attribution.person_id).where(Attribution.organisation_id == key),
    )
    bodies = {Heading(ORGANISATION, str(one)) for one in session.scalars(near)}
    return bodies | {Heading(PERSON, one) for one in session.scalars(spoke) if one}


def list_topics_below(session: Session, key: int) -> list[int]:
    """The topics below a topic at any depth; a ring in the data ends."""
    below = select(Topic.id).where(Topic.parent_id == key).cte(recursive=True)
    below = below.union(select(Topic.id).join(below, Topic.parent_id == below.c.id))
    return list(session.scalars(select(below.c.id)))


def list_episodes_naming(session: Session, headings: Iterable[Heading]) -> list[str]:
    """Identifiers of the episodes that name one of the headings, in any state."""
    chosen = list(headings)
    people = [one.key for one in chosen if one.kind == PERSON]
    bodies = [int(one.key) for one in chosen if one.kind == ORGANISATION]
    topics = [int(one.key) for one in chosen if one.kind == TOPIC]
    voices = select(Voice.episode_id).join(Attribution, Attribution.voice_id == Voice.id)
    offices = voices.join(Position, Position.id == Attribution.position_id)
    part = select(Segment.episode_id).join(segment_topics)
    naming = union(
        select(Appearance.episode_id).where(Appearance.person_id.in_(people)),
        voices.where(Attribution.person_id.in_(people)),
        select(Appearance.episode_id).where(Appearance.organisation_id.in_(bodies)),
        voices.where(Attribution.organisation_id.in_(bodies)),
        offices.where(Position.organisation_id.in_(bodies)),
        select(episode_topics.c.episode_id).where(episode_topics.c.topic_id.in_(topics)),
        part.where(segment_topics.c.topic_id.in_(topics)),
    )
    return sorted(session.scalars(naming))


def in_parts(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """The keys, AT_ONCE at a time."""
    for first in range(0, len(keys), AT_ONCE):
        yield keys[first : first + AT_ONCE]
