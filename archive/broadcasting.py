"""Stations, programmes and topics found by name or alias, and added where they are unknown."""

from typing import Any, TypeVar

from sqlalchemy import Select, String, bindparam, or_, select
from sqlalchemy.orm import QueryableAttribute, Session

from archive.minting import enter_slug, free_slug
from archive.models import (
    Programme,
    ProgrammeAlias,
    Station,
    StationAlias,
    Topic,
    TopicSynonym,
)
from archive.permalinks import slugify

NO_PROGRAMME = "Tanpa program"
"""The programme of a station for recordings that name none."""


Named = TypeVar("Named", Station, Programme, Topic)

KEY = bindparam("key", type_=String)


def _select_named(
    kind: type[Named], other: QueryableAttribute[str], owner: QueryableAttribute[Any]
) -> Select[Named]:
    """Whatever of a kind has the slug, or the `other` name of its `owner`, that is `:key`."""
    named = or_(kind.slug == KEY, kind.id.in_(select(owner).where(other == KEY)))
    return select(kind).where(named).order_by(kind.id)


STATIONS = _select_named(Station, StationAlias.key, StationAlias.station_id).limit(1)
PROGRAMMES = _select_named(Programme, ProgrammeAlias.key, ProgrammeAlias.programme_id)
TOPICS = _select_named(Topic, TopicSynonym.key, TopicSynonym.topic_id).limit(1)
"""Made once: an import asks for each row."""


def name_key(name: str) -> str:
    """What two writings of one name have in common: the signs of a slug."""
    return slugify(name) or name.casefold()


def find_station(session: Session, name: str) -> Station | None:
    """The station of this name, alias or slug."""
    return session.scalar(STATIONS, {"key": name_key(name)})


def add_station(session: Session, name: str, zone: str) -> Station:
    """A new station; its own name is an alias too, so that one look finds it."""
    slug = free_slug(session, "station", slugify(name) or "stasiun")
    station = Station(slug=slug, name=name, zone=zone)
    station.aliases.append(StationAlias(name=name, key=name_key(name)))
    session.add(station)
    session.flush()
    enter_slug(session, "station", slug, station.id)
    return station


def list_programmes_named(session: Session, name: str) -> list[Programme]:
    """All programmes of this name, alias or slug; several stations may have one each."""
    return list(session.scalars(PROGRAMMES, {"key": name_key(name)}))


def find_programme(session: Session, name: str, station: Station | None) -> Programme | None:
    """The programme of this name at the station; where none is given, the only one of the name.

    A programme without a station is taken for the named station's.
    """
    programmes = list_programmes_named(session, name)
    if station is None:
        return programmes[0] if len(programmes) == 1 else None
    at_station = [one for one in programmes if one.station_id == station.id]
    homeless = [one for one in programmes if one.station_id is None]
    return next(iter(at_station + homeless), None)


def add_programme(session: Session, name: str, station: Station | None) -> Programme:
    """A new programme; its own name is an alias too."""
    slug = free_slug(session, "programme", slugify(name) or "program")
    programme = Programme(slug=slug, name=name, station=station)
    programme.aliases.append(ProgrammeAlias(name=name, key=name_key(name)))
    session.add(programme)
    session.flush()
    enter_slug(session, "programme", slug, programme.id)
    return programme


def find_topic(session: Session, name: str) -> Topic | None:
    """The topic of this name, synonym or slug."""
    return session.scalar(TOPICS, {"key": name_key(name)})


def add_topic(session: Session, name: str, parent: Topic | None = None) -> Topic:
    """A new topic below `parent`, or at the top."""
    slug = free_slug(session, "topic", slugify(name) or "topik")
    topic = Topic(slug=slug, name=name, parent=parent)
    session.add(topic)
    session.flush()
    enter_slug(session, "topic", slug, topic.id)
    return topic
