"""What the public may see, in one place, as conditions for queries (interface.md).

Entries: published episodes that are not marked as deleted. Words: those of an episode's current
publication, unless its recording is for staff only. Audio: only where the rights say `public`.
Rights that a recording does not state are the episode's, else the archive's default;
archive/rights.py says the same of single recordings.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from archive.models import (
    Appearance,
    Attribution,
    Episode,
    Organisation,
    Person,
    Position,
    Publication,
    Recording,
    Segment,
    Topic,
)
from archive.models.broadcasting import episode_topics, segment_topics
from archive.models.transcripts import publication_attributions
from archive.rights import WORDS_ARE_PUBLIC


def is_public() -> ColumnElement[bool]:
    """Whether an Episode is listed and has a page."""
    return and_(Episode.state == "published", Episode.deleted_at.is_(None))


def has_current_recording() -> ColumnElement[bool]:
    """Joins a Recording to its Episode: the one that counts, if any."""
    return and_(
        Recording.episode_id == Episode.id, Recording.is_current, Recording.deleted_at.is_(None)
    )


def is_current_publication() -> ColumnElement[bool]:
    """Joins a Publication to its Episode: the latest that is not withdrawn."""
    other = aliased(Publication)
    latest = (
        select(func.max(other.id))
        .where(other.episode_id == Episode.id, other.withdrawn_at.is_(None))
        .correlate(Episode)
        .scalar_subquery()
    )
    return and_(Publication.episode_id == Episode.id, Publication.id == latest)


def words_are_open(default_rights: str) -> ColumnElement[bool]:
    """Whether the words of an Episode, outer-joined with its Recording, may be read."""
    return func.coalesce(Recording.rights, Episode.rights, default_rights).in_(WORDS_ARE_PUBLIC)


def audio_is_open(default_rights: str) -> ColumnElement[bool]:
    """Whether the access copy of an Episode's joined Recording is there and may be heard."""
    stated = func.coalesce(Recording.rights, Episode.rights, default_rights)
    return and_(Recording.access_sha256.is_not(None), stated == "public")


def select_open_publications(default_rights: str) -> Select[int]:
    """Publications whose words the public reads now, as a query that callers narrow or join."""
    return (
        select(Publication.id)
        .join(Episode, is_current_publication())
        .outerjoin(Recording, has_current_recording())
        .where(is_public(), words_are_open(default_rights))
    )


def select_spoken_for(default_rights: str) -> Select[Attribution]:
    """Attributions that open publications show: who is heard in the words the public reads."""
    return (
        select(Attribution)
        .join(publication_attributions)
        .where(
            publication_attributions.c.publication_id.in_(select_open_publications(default_rights))
        )
    )


def is_public_person(default_rights: str) -> ColumnElement[bool]:
    """Whether a Person is named by a published episode: announced for it or heard in it."""
    announced = select(Appearance.person_id).join(Episode).where(is_public())
    heard = select_spoken_for(default_rights).with_only_columns(Attribution.person_id)
    return and_(
        Person.id.in_(announced.union(heard.where(Attribution.person_id.is_not(None)))),
        Person.deleted_at.is_(None),
        Person.merged_into_id.is_(None),
    )


def is_public_organisation(default_rights: str) -> ColumnElement[bool]:
    """Whether an Organisation is one that someone spoke for in a published episode."""
    announced = select(Appearance.organisation_id).join(Episode).where(is_public())
    heard = select_spoken_for(default_rights)
    return Organisation.id.in_(
        announced.where(Appearance.organisation_id.is_not(None)).union(
            heard.with_only_columns(Attribution.organisation_id).where(
                Attribution.organisation_id.is_not(None)
            ),
            heard.with_only_columns(Position.organisation_id)
            .join(Position, Position.id == Attribution.position_id)
            .where(Position.organisation_id.is_not(None)),
        )
    )


def is_public_topic() -> ColumnElement[bool]:
    """Whether a Topic is given to a published episode or to a segment of one."""
    whole = select(episode_topics.c.topic_id).join(Episode).where(is_public())
    part = select(segment_topics.c.topic_id).join(Segment).join(Episode).where(is_public())
    return Topic.id.in_(whole.union(part))
