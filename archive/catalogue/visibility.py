"""What the public may see, in one place, as conditions for queries (interface.md).

Entries: published episodes that are not marked as deleted. Words: those of an episode's current
publication, unless its recording is for staff only. Audio: only where the rights say `public`.
Rights that a recording does not state are the episode's, else the archive's default;
archive/rights.py says the same of single recordings. Conditions never change once they are made,
so each is made once: a page of results spent a third of its time on making them anew.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_, select
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


@cache
def is_public(episode: type[Episode] = Episode) -> ColumnElement[bool]:
    """Whether an Episode is listed and has a page."""
    return and_(episode.state == "published", episode.deleted_at.is_(None))


@cache
def has_current_recording() -> ColumnElement[bool]:
    """Joins a Recording to its Episode: the one that counts, if any."""
    return and_(
        Recording.episode_id == Episode.id, Recording.is_current, Recording.deleted_at.is_(None)
    )


@cache
def words_are_open(
    default_rights: str, episode: type[Episode] = Episode, recording: type[Recording] = Recording
) -> ColumnElement[bool]:
    """Whether the words of an Episode, outer-joined with its Recording, may be read."""
    stated = func.coalesce(recording.rights, episode.rights, default_rights)
    return stated.in_(WORDS_ARE_PUBLIC)


@cache
def audio_is_open(default_rights: str) -> ColumnElement[bool]:
    """Whether the access copy of an Episode's joined Recording is there and may be heard."""
    stated = func.coalesce(Recording.rights, Episode.rights, default_rights)
    return and_(Recording.access_sha256.is_not(None), stated == "public")


def names_public_episode(column: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether the episode that `column` names is public; asked row by row, by its key."""
    episode = aliased(Episode)
    return exists().where(episode.id == column, is_public(episode))


@cache
def is_open_publication(default_rights: str) -> ColumnElement[bool]:
    """Whether a Publication is the current one of a public episode whose words may be read.

    Asked row by row, by keys: for the few publications of one person, place or page.
    """
    later, episode, recording = aliased(Publication), aliased(Episode), aliased(Recording)
    recorded = and_(
        recording.episode_id == episode.id, recording.is_current, recording.deleted_at.is_(None)
    )
    opened = (
        select(episode.id)
        .outerjoin(recording, recorded)
        .where(
            episode.id == Publication.episode_id,
            is_public(episode),
            words_are_open(default_rights, episode, recording),
        )
    )
    followed = exists().where(
        later.episode_id == Publication.episode_id,
        later.id > Publication.id,
        later.withdrawn_at.is_(None),
    )
    return and_(
        Publication.withdrawn_at.is_(None),
        ~followed,
        opened.correlate(Publication).exists(),
    )


@cache
def is_heard(default_rights: str) -> ColumnElement[bool]:
    """Whether an Attribution is shown by an open publication: its voice is heard in open words."""
    shown = (
        select(publication_attributions.c.publication_id)
        .join(Publication, Publication.id == publication_attributions.c.publication_id)
        .where(
            publication_attributions.c.attribution_id == Attribution.id,
            is_open_publication(default_rights),
        )
    )
    return shown.correlate(Attribution).exists()


@cache
def is_public_person(default_rights: str) -> ColumnElement[bool]:
    """Whether a Person is named by a published episode: announced for it or heard in it."""
    announced = exists().where(
        Appearance.person_id == Person.id, names_public_episode(Appearance.episode_id)
    )
    heard = exists().where(Attribution.person_id == Person.id, is_heard(default_rights))
    return and_(or_(announced, heard), Person.deleted_at.is_(None), Person.merged_into_id.is_(None))


@cache
def is_public_organisation(default_rights: str) -> ColumnElement[bool]:
    """Whether an Organisation is one that someone spoke for in a published episode."""
    announced = exists().where(
        Appearance.organisation_id == Organisation.id, names_public_episode(Appearance.episode_id)
    )
    named = exists().where(Attribution.organisation_id == Organisation.id, is_heard(default_rights))
    office = (
        select(Position.id)
        .join(Attribution, Attribution.position_id == Position.id)
        .where(Position.organisation_id == Organisation.id, is_heard(default_rights))
    )
    return or_(named, office.correlate(Organisation).exists(), announced)


@cache
def is_public_topic() -> ColumnElement[bool]:
    """Whether a Topic is given to a published episode or to a segment of one."""
    whole = exists().where(
        episode_topics.c.topic_id == Topic.id, names_public_episode(episode_topics.c.episode_id)
    )
    part = exists().where(
        segment_topics.c.topic_id == Topic.id,
        Segment.id == segment_topics.c.segment_id,
        names_public_episode(Segment.episode_id),
    )
    return or_(whole, part)
