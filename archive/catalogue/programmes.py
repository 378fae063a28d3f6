"""Programmes and stations that have something published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive.catalogue.addresses import follow_slug
from archive.catalogue.values import Link
from archive.catalogue.visibility import is_public
from archive.models import Broadcast, Episode, Programme, Station


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme: its page, and its line in a list (`episodes` published)."""

    id: int
    link: Link
    summary: str | None
    aliases: tuple[str, ...]
    language: str
    station: Link | None
    fictional: bool
    episodes: int


@dataclass(frozen=True, slots=True)
class StationView:
    """A station: its page, and its line in a list; `zone` is an IANA name."""

    id: int
    link: Link
    frequency: str | None
    place: str | None
    zone: str
    summary: str | None
    aliases: tuple[str, ...]
    fictional: bool
    episodes: int


def list_programmes(session: Session, station_id: int | None = None) -> list[ProgrammeView]:
    """Programmes with published episodes, by name; those of one station where it is given."""
    of_it = () if station_id is None else (Programme.station_id == station_id,)
    return read_programmes(session, *of_it)


def find_programme(session: Session, slug: str) -> ProgrammeView:
    """One programme. Raises Moved for a former slug, NotFound."""
    found = read_programmes(session, Programme.slug == slug)
    if not found:
        shown = select(Episode.programme_id).where(is_public())
        follow_slug(session, "programme", slug, Programme.id.in_(shown))
    return found[0]


def read_programmes(session: Session, *chosen: ColumnElement[bool]) -> list[ProgrammeView]:
    """The chosen programmes that have published episodes, with how many."""
    episodes = (
        select(Episode.programme_id, func.count().label("episodes"))
        .where(is_public())
        .group_by(Episode.programme_id)
        .subquery()
    )
    found = session.execute(
        select(Programme, episodes.c.episodes)
        .join(episodes, episodes.c.programme_id == Programme.id)
        .options(joinedload(Programme.station), selectinload(Programme.aliases))
        .where(*chosen)
        .order_by(Programme.name)
    )
    return [view_programme(programme, count) for programme, count in found]


def view_programme(programme: Programme, episodes: int) -> ProgrammeView:
    """The view of a programme with `episodes` published episodes."""
    station = programme.station
    return ProgrammeView(
        id=programme.id,
        link=Link(programme.slug, programme.name),
        summary=programme.summary,
        aliases=other_names(programme.name, [alias.name for alias in programme.aliases]),
        language=programme.language,
        station=Link(station.slug, station.name) if station else None,
        fictional=bool(station and station.fictional),
        episodes=episodes,
    )


def list_stations(session: Session) -> list[StationView]:
    """Stations that have broadcast something published, by name."""
    return read_stations(session)


def find_station(session: Session, slug: str) -> StationView:
    """One station. Raises Moved for a former slug, NotFound."""
    found = read_stations(session, Station.slug == slug)
    if not found:
        aired = select(select_aired().subquery().c.station_id)
        follow_slug(session, "station", slug, Station.id.in_(aired))
    return found[0]


def read_stations(session: Session, *chosen: ColumnElement[bool]) -> list[StationView]:
    """The chosen stations that made or carried a published episode, with how many."""
    aired = select_aired().subquery()
    counts = (
        select(aired.c.station_id, func.count().label("episodes"))
        .group_by(aired.c.station_id)
        .subquery()
    )
    found = session.execute(
        select(Station, counts.c.episodes)
        .join(counts, counts.c.station_id == Station.id)
        .options(selectinload(Station.aliases))
        .where(*chosen)
        .order_by(Station.name)
    )
    return [view_station(station, count) for station, count in found]


def select_aired() -> CompoundSelect[*tuple[Any, ...]]:
    """(episode, station): who made or carried each published episode."""
    own = select(Episode.id, Programme.station_id).join(Programme).where(is_public())
    carried = select(Episode.id, Broadcast.station_id).join(Broadcast).where(is_public())
    return own.union(carried)


def view_station(station: Station, episodes: int) -> StationView:
    """The view of a station with `episodes` published episodes."""
    return StationView(
        id=station.id,
        link=Link(station.slug, station.name),
        frequency=station.frequency,
        place=station.place,
        zone=station.zone,
        summary=station.summary,
        aliases=other_names(station.name, [alias.name for alias in station.aliases]),
        fictional=station.fictional,
        episodes=episodes,
    )


def other_names(name: str, aliases: list[str]) -> tuple[str, ...]:
    """Aliases without the name itself, which is entered as one so that a look finds it."""
    return tuple(alias for alias in aliases if alias != name)
