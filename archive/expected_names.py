"""Names that may be heard in an episode, the likeliest first: what a recogniser is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.attributions import read_attributions
from archive.models import Appearance, Attribution, Episode, Organisation, Person, Topic

MOST = 400
"""Names that are offered; a recogniser takes what it has room for, some fifty."""


def list_expected_names(session: Session, episode: Episode) -> tuple[str, ...]:
    """Those of the episode - people, their posts, station, programme, topics - then the archive's.

    People are named without honorifics and degrees, as they are spoken of.
    """
    names = (*names_of_episode(session, episode), *names_of_archive(session))
    return tuple(dict.fromkeys(filter(None, map(str.strip, names))))[:MOST]


def names_of_episode(session: Session, episode: Episode) -> Iterator[str]:
    """Who and what is announced for the episode, or was named in it."""
    appearances = episode.appearances
    attributions = list(read_attributions(session, episode.id).values())
    yield from (one.person.name for one in appearances)
    yield from (one.person.name for one in attributions if one.person is not None)
    yield from posts_of(appearances)
    yield from posts_of(attributions)
    if episode.programme.station is not None:
        yield episode.programme.station.name
    yield episode.programme.name
    yield from (topic.name for topic in episode.topics)


def posts_of(held: Iterable[Appearance | Attribution]) -> Iterator[str]:
    """The wordings of positions, and the organisations they are in."""
    for one in held:
        if one.position_wording:
            yield one.position_wording
        if isinstance(one, Appearance) and one.organisation is not None:
            yield one.organisation.name


def names_of_archive(session: Session) -> Iterator[str]:
    """People, those announced most often first; then organisations and topics, the newest first."""
    often = (
        select(Person.name)
        .outerjoin(Appearance)
        .where(Person.merged_into_id.is_(None), Person.deleted_at.is_(None))
        .group_by(Person.id)
        .order_by(func.count(Appearance.id).desc(), Person.id)
        .limit(MOST)
    )
    yield from session.scalars(often)
    for model in (Organisation, Topic):
        yield from session.scalars(select(model.name).order_by(model.id.desc()).limit(MOST))
