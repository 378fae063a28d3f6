"""Episodes that have something in common with one, and what: topics, guests, the next edition.

What few episodes share weighs more than what many share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.values import Link
from archive.catalogue.visibility import is_public
from archive.models import Appearance, Episode, Person, Programme, Segment, Topic
from archive.models.broadcasting import episode_topics, segment_topics

TOPIC, PERSON = "topik", "tokoh"
BEFORE, AFTER = "before", "after"
MOST_SHARED = 2000
"""Rows of shared topics and people that are looked at, those of the latest episodes first."""
NEIGHBOUR = 0.4
"""How much it weighs to be the edition before or after; a topic that two episodes share is 1."""


@dataclass(frozen=True, slots=True)
class Related:
    """An episode and why it is named: shared topics, shared guests, the edition before or after."""

    episode: Link
    programme: Link
    on: date
    language: str
    topics: tuple[Link, ...]
    people: tuple[Link, ...]
    neighbour: str | None


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that another episode has too."""

    episode_id: str
    kind: str
    link: Link


def list_related(session: Session, episode: Episode, limit: int = 4) -> list[Related]:
    """Published episodes with most in common with this one, in three queries."""
    shared = read_shared(session, episode.id)
    neighbours = read_neighbours(session, episode)
    chosen = choose(shared, neighbours, limit)
    reasons: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for one in shared:
        reasons[one.episode_id][one.kind].append(one.link)
    rows = read_rows(session, chosen)
    return [
        Related(
            *rows[key],
            tuple(reasons[key][TOPIC]),
            tuple(reasons[key][PERSON]),
            neighbours.get(key),
        )
        for key in chosen
        if key in rows
    ]


def choose(shared: Sequence[Shared], neighbours: Iterable[str], limit: int) -> list[str]:
    """The episodes that have most in common; of equals those met first."""
    common = Counter((one.kind, one.link.slug) for one in shared)
    weights: dict[str, float] = defaultdict(float)
    for one in shared:
        weights[one.episode_id] += 1 / log2(1 + common[one.kind, one.link.slug])
    for key in neighbours:
        weights[key] += NEIGHBOUR
    return sorted(weights, key=lambda key: -weights[key])[:limit]


def read_shared(session: Session, episode_id: str) -> list[Shared]:
    """What other published episodes share with this one, latest first."""
    parts = select_topics(episode_id).union(select_guests(episode_id)).subquery()
    found = session.execute(
        select(parts)
        .join(Episode, Episode.id == parts.c.episode_id)
        .where(is_public(), Episode.id != episode_id)
        .order_by(Episode.on.desc(), Episode.id, parts.c.name)
        .limit(MOST_SHARED)
    )
    return [Shared(key, kind, Link(slug, name)) for key, kind, slug, name in found]


def select_topics(episode_id: str) -> Select[*tuple[Any, ...]]:
    """(episode, TOPIC, slug, name) of the topics of this episode, wherever they are given."""
    whole = select(episode_topics.c.episode_id, episode_topics.c.topic_id)
    part = select(Segment.episode_id, segment_topics.c.topic_id).join(
        segment_topics, segment_topics.c.segment_id == Segment.id
    )
    own_whole = whole.where(episode_topics.c.episode_id == episode_id)
    own_part = part.where(Segment.episode_id == episode_id)
    mine = select(own_whole.union(own_part).subquery().c.topic_id)
    given = (
        whole.where(episode_topics.c.topic_id.in_(mine))
        .union(part.where(segment_topics.c.topic_id.in_(mine)))
        .subquery()
    )
    return select(given.c.episode_id, literal(TOPIC).label("kind"), Topic.slug, Topic.name).join(
        Topic, Topic.id == given.c.topic_id
    )


def select_guests(episode_id: str) -> Select[*tuple[Any, ...]]:
    """(episode, PERSON, slug, name) of the guests of this episode; hosts are everywhere."""
    is_guest = func.coalesce(Appearance.part, "guest") == "guest"
    mine = select(Appearance.person_id).where(Appearance.episode_id == episode_id, is_guest)
    return (
        select(Appearance.episode_id, literal(PERSON).label("kind"), Person.slug, Person.name)
        .join(Person, Person.id == Appearance.person_id)
        .where(Appearance.person_id.in_(mine), is_guest, Person.deleted_at.is_(None))
    )


def read_neighbours(session: Session, episode: Episode) -> dict[str, str]:
    """The editions of the programme before and after this one."""
    others = select(Episode.id).where(
        is_public(), Episode.programme_id == episode.programme_id, Episode.id != episode.id
    )
    is_before = or_(
        Episode.on < episode.on, and_(Episode.on == episode.on, Episode.id < episode.id)
    )
    before = others.where(is_before).order_by(Episode.on.desc(), Episode.id.desc()).limit(1)
    after = others.where(~is_before).order_by(Episode.on, Episode.id).limit(1)
    found = session.execute(select(before.scalar_subquery(), after.scalar_subquery())).one()
    return {key: side for key, side in zip(found, (BEFORE, AFTER), strict=True) if key}


def read_rows(session: Session, ids: Sequence[str]) -> dict[str, tuple[Link, Link, date, str]]:
    """(episode, programme, day, language) by id."""
    found = session.execute(
        select(
            Episode.id,
            Episode.slug,
            Episode.title,
            Programme.slug,
            Programme.name,
            Episode.on,
            Episode.language,
        )
        .join(Programme, Programme.id == Episode.programme_id)
        .where(Episode.id.in_(ids), is_public())
    )
    return {
        key: (Link(slug, title), Link(programme, name), on, language)
        for key, slug, title, programme, name, on, language in found
    }
