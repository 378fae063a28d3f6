"""Published episodes as lists show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, load_only

from archive.calendar import Moment
from archive.catalogue.values import PAGE_SIZE, EpisodeRow, Guest, Link, Page
from archive.catalogue.visibility import is_heard, is_open_publication, is_public
from archive.models import (
    Appearance,
    Attribution,
    Broadcast,
    Episode,
    Person,
    Position,
    Programme,
    Publication,
    Recording,
    Segment,
    Voice,
)
from archive.models.broadcasting import episode_topics, segment_topics
from archive.rights import rights_of


def list_episodes(
    session: Session,
    default_rights: str,
    *chosen: ColumnElement[bool],
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Page[EpisodeRow]:
    """Published episodes, latest first; `chosen` are further conditions on Episode."""
    public = (is_public(), *chosen)
    total = session.scalar(select(func.count()).select_from(Episode).where(*public)) or 0
    ids = session.scalars(
        select(Episode.id)
        .where(*public)
        .order_by(Episode.on.desc(), Episode.id)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    return Page(read_episode_rows(session, ids, default_rights), page, total, size)


def of_programme(programme_id: int) -> ColumnElement[bool]:
    """Condition on Episode: an edition of this programme."""
    return Episode.programme_id == programme_id


def of_station(station_id: int) -> ColumnElement[bool]:
    """Condition on Episode: of one of the station's programmes, or carried by it (a relay)."""
    own = select(Programme.id).where(Programme.station_id == station_id)
    carried = select(Broadcast.episode_id).where(Broadcast.station_id == station_id)
    return or_(Episode.programme_id.in_(own), Episode.id.in_(carried))


def on_topic(topic_ids: Iterable[int]) -> ColumnElement[bool]:
    """Condition on Episode: it, or a segment of it, is about one of the topics."""
    wanted = list(topic_ids)
    whole = select(episode_topics.c.episode_id).where(episode_topics.c.topic_id.in_(wanted))
    part = select(Segment.episode_id).join(segment_topics)
    return Episode.id.in_(whole.union(part.where(segment_topics.c.topic_id.in_(wanted))))


def with_person(person_id: str, default_rights: str) -> ColumnElement[bool]:
    """Condition on Episode: the person is announced for it or heard in its open words."""
    announced = select(Appearance.episode_id).where(Appearance.person_id == person_id)
    heard = select_heard(default_rights).where(Attribution.person_id == person_id)
    return Episode.id.in_(announced.union(heard))


def from_organisation(organisation_id: int, default_rights: str) -> ColumnElement[bool]:
    """Condition on Episode: someone speaks for the organisation in it."""
    announced = select(Appearance.episode_id).where(Appearance.organisation_id == organisation_id)
    in_office = select(Position.id).where(Position.organisation_id == organisation_id)
    heard = select_heard(default_rights).where(
        or_(Attribution.organisation_id == organisation_id, Attribution.position_id.in_(in_office))
    )
    return Episode.id.in_(announced.union(heard))


def select_heard(default_rights: str) -> Select[str]:
    """Episodes of the attributions that open publications show, to be narrowed by the caller."""
    return (
        select(Voice.episode_id)
        .join(Attribution, Attribution.voice_id == Voice.id)
        .where(is_heard(default_rights))
    )


def read_episode_rows(
    session: Session, ids: Sequence[str], default_rights: str
) -> list[EpisodeRow]:
    """The rows of these episodes in this order, in five queries however many there are.

    The caller has made sure that they are public.
    """
    episodes = session.scalars(
        select(Episode)
        .join(Episode.programme)
        .outerjoin(Programme.station)
        .options(contains_eager(Episode.programme).contains_eager(Programme.station))
        .where(Episode.id.in_(ids))
    )
    by_id = {episode.id: episode for episode in episodes}
    firsts = read_first_broadcasts(session, ids)
    guests = read_guests(session, ids)
    recordings = read_recordings(session, ids)
    worded = read_worded(session, ids, default_rights)
    return [
        row_of(
            by_id[key],
            firsts.get(key),
            guests.get(key, ()),
            recordings.get(key),
            key in worded,
            default_rights,
        )
        for key in ids
    ]


def row_of(
    episode: Episode,
    first: Broadcast | None,
    guests: tuple[Guest, ...],
    recording: Recording | None,
    has_words: bool,
    default_rights: str,
) -> EpisodeRow:
    """One row."""
    programme, station = episode.programme, episode.programme.station
    rights = rights_of(episode, recording, default_rights)
    is_heard = recording is not None and rights == "public" and recording.access_sha256 is not None
    return EpisodeRow(
        id=episode.id,
        slug=episode.slug,
        title=episode.title,
        summary=episode.summary,
        language=episode.language,
        aired=moment_of(first) if first else Moment(episode.on),
        programme=Link(programme.slug, programme.name),
        station=Link(station.slug, station.name) if station else None,
        fictional=bool(station and station.fictional),
        guests=guests,
        rights=rights,
        is_recorded=recording is not None,
        duration=recording.duration if recording else None,
        bars=recording.bars if recording and is_heard else None,
        has_words=has_words,
        has_audio=is_heard,
    )


def moment_of(broadcast: Broadcast) -> Moment:
    """When a broadcast went on air, as exactly as it is known."""
    return Moment(broadcast.on, broadcast.local_time, broadcast.part_of_day, broadcast.zone)


def read_first_broadcasts(session: Session, ids: Sequence[str]) -> dict[str, Broadcast]:
    """The first airing of each episode."""
    found = session.scalars(
        select(Broadcast)
        .where(Broadcast.episode_id.in_(ids))
        .order_by(Broadcast.episode_id, Broadcast.ordinal.desc())
    )
    return {broadcast.episode_id: broadcast for broadcast in found}


def read_guests(session: Session, ids: Sequence[str]) -> dict[str, tuple[Guest, ...]]:
    """The people announced for each episode, guests before hosts."""
    found = session.execute(
        select(
            Appearance.episode_id,
            Person.slug,
            Person.name,
            Appearance.position_wording,
            Appearance.part,
        )
        .join(Person, Person.id == Appearance.person_id)
        .where(Appearance.episode_id.in_(ids), Person.deleted_at.is_(None))
        .order_by(func.coalesce(Appearance.part, "guest") == "host", Appearance.ordinal)
    )
    guests: dict[str, list[Guest]] = defaultdict(list)
    for episode_id, slug, name, position, part in found:
        guests[episode_id].append(Guest(Link(slug, name), position, part))
    return {key: tuple(people) for key, people in guests.items()}


def read_recordings(session: Session, ids: Sequence[str]) -> dict[str, Recording]:
    """The current recording of each episode, without its tags and peaks."""
    found = session.scalars(
        select(Recording)
        .options(
            load_only(
                Recording.episode_id,
                Recording.rights,
                Recording.duration,
                Recording.bars,
                Recording.access_sha256,
            )
        )
        .where(Recording.episode_id.in_(ids), Recording.is_current, Recording.deleted_at.is_(None))
    )
    return {recording.episode_id: recording for recording in found}


def read_worded(session: Session, ids: Sequence[str], default_rights: str) -> frozenset[str]:
    """Which of the episodes have words that the public may read."""
    worded = select(Publication.episode_id).where(
        Publication.episode_id.in_(ids), is_open_publication(default_rights)
    )
    return frozenset(session.scalars(worded))
