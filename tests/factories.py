"""Small real archives for tests: rows as the services write them, with sensible defaults.

`new_archive(folder)` opens one; each `make_` adds one thing to a writing session and returns it.
Names are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from archive.attributions import Office, attribute
from archive.audit import find_actor
from archive.checking import check_by_ear
from archive.indexing import rebuild
from archive.minting import mint_identifier, mint_identifiers
from archive.models import (
    Actor,
    Appearance,
    Broadcast,
    Episode,
    MintedSlug,
    Organisation,
    Person,
    Position,
    Programme,
    Recording,
    Revision,
    Station,
    Tenure,
    Topic,
    Voice,
)
from archive.names import match_key
from archive.permalinks import episode_slug, person_slug, position_slug, slugify
from archive.publishing import publish
from archive.resources import Resources, open_archive
from archive.revisions import Change, Provenance, latest_revision, save_revision
from archive.rows import Row, read_rows
from archive.settings import read_settings

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
BARS = "".join(f"{(place * 37) % 200 + 40:02x}" for place in range(120))

Said = tuple[str, str, float]
"""(voice, words, second at which they begin)"""


def new_archive(folder: Path, **settings: Any) -> Resources:
    """An empty archive in `folder`."""
    return open_archive(read_settings({}, HOME=folder, **settings))


def index_all(archive: Resources) -> None:
    """Bring the index up to everything that is in the database."""
    with archive.reading() as session:
        rebuild(session, archive.index, archive.settings["DEFAULT_RIGHTS"])


def make_actor(session: Session) -> Actor:
    """The command that tests act as."""
    return find_actor(session, "command", "tests")


def enter_slug(session: Session, kind: str, slug: str, entity: Any) -> None:
    """Enter a slug as given out."""
    session.merge(MintedSlug(kind=kind, slug=slug, entity=str(entity), minted_at=NOON))


def make_station(session: Session, name: str = "Radio Contoh", **values: Any) -> Station:
    """A station on WITA, invented unless told otherwise."""
    known: dict[str, Any] = {"zone": "Asia/Makassar", "fictional": True, "slug": slugify(name)}
    station = Station(name=name, **known | values)
    session.add(station)
    session.flush()
    enter_slug(session, "station", station.slug, station.id)
    return station


def make_programme(
    session: Session, name: str = "Bincang Pagi", station: Station | None = None, **values: Any
) -> Programme:
    """A programme, of `station` where one is given."""
    programme = Programme(name=name, slug=slugify(name), station=station, **values)
    session.add(programme)
    session.flush()
    enter_slug(session, "programme", programme.slug, programme.id)
    return programme


def make_person(session: Session, name: str = "Sari Melati", **values: Any) -> Person:
    """A person."""
    person = Person(
        id=mint_identifier(session, "person"),
        **{"slug": person_slug(name), "name": name, "key": match_key(name), "created_at": NOON}
        | values,
    )
    session.add(person)
    session.flush()
    enter_slug(session, "person", person.slug, person.id)
    return person


def make_organisation(session: Session, name: str = "Dinas Contoh", **values: Any) -> Organisation:
    """An organisation."""
    body = Organisation(name=name, slug=slugify(name), key=match_key(name), **values)
    session.add(body)
    session.flush()
    enter_slug(session, "organisation", body.slug, body.id)
    return body


def make_position(session: Session, name: str, organisation: Organisation) -> Position:
    """An office of an organisation."""
    slug = position_slug(name, organisation.name)
    position = Position(name=name, slug=slug, key=match_key(name), organisation=organisation)
    session.add(position)
    session.flush()
    enter_slug(session, "position", slug, position.id)
    return position


def make_tenure(
    session: Session, person: Person, position: Position, since: date | None, **values: Any
) -> Tenure:
    """A tenure that began on a certain day and lasts, unless told otherwise."""
    known: dict[str, Any] = {"from_earliest": since, "from_latest": since, "source": "SK"}
    tenure = Tenure(person=person, position=position, **known | values)
    session.add(tenure)
    session.flush()
    return tenure


def make_topic(session: Session, name: str, parent: Topic | None = None) -> Topic:
    """A topic."""
    topic = Topic(name=name, slug=slugify(name), parent=parent)
    session.add(topic)
    session.flush()
    enter_slug(session, "topic", topic.slug, topic.id)
    return topic


def make_episode(
    session: Session,
    programme: Programme,
    title: str = "Jalan Desa",
    on: date = date(2024, 3, 6),
    *,
    guests: Sequence[tuple[Person, str | None]] = (),
    topics: Sequence[Topic] = (),
    at: time | None = time(8, 30),
    state: str = "draft",
    **values: Any,
) -> Episode:
    """A draft with one broadcast; `guests` are (person, position that day)."""
    episode = Episode(
        id=mint_identifier(session, "episode"),
        **{"slug": episode_slug(on, title)} | values,
        programme=programme,
        title=title,
        on=on,
        state=state,
        created_at=NOON,
        topics=list(topics),
    )
    episode.broadcasts.append(Broadcast(ordinal=1, on=on, local_time=at, zone="Asia/Makassar"))
    for place, (person, position) in enumerate(guests):
        episode.appearances.append(
            Appearance(person=person, ordinal=place, part="guest", position_wording=position)
        )
    session.add(episode)
    session.flush()
    enter_slug(session, "episode", episode.slug, episode.id)
    return episode


def make_recording(session: Session, episode: Episode, **values: Any) -> Recording:
    """The current recording of an episode, with a wave and an access copy by name only."""
    recording = Recording(
        id=mint_identifier(session, "recording"),
        episode=episode,
        **{
            "received_at": NOON,
            "file_name": "siaran.mp3",
            "master_sha256": "a" * 64,
            "master_size": 1_000_000,
            "duration": 360.0,
            "access_sha256": "b" * 64,
            "access_size": 500_000,
            "bars": BARS,
        }
        | values,
    )
    session.add(recording)
    session.flush()
    return recording


def make_revision(
    session: Session,
    episode: Episode,
    said: Sequence[Said],
    label: str = "transkrip",
    recording: Recording | None = None,
) -> Revision:
    """The episode's next revision; every statement is new, its times are those of `recording`."""
    identifiers = mint_identifiers(session, "statement", len(said))
    rows = [
        Row(
            statement_id=identifier,
            voice=voice,
            text=words,
            start=start,
            end=start + 5,
            marks=((0, round(start * 1000)),),
            times_carried=False,
            language=episode.language,
            label=label,
            recording_id=recording.id if recording else None,
        )
        for identifier, (voice, words, start) in zip(identifiers, said, strict=True)
    ]
    change = Change(minted=frozenset(identifiers))
    return save_revision(session, episode, rows, change, make_actor(session), Provenance())


def hear(session: Session, episode: Episode, *places: int, by: str = "Lina") -> None:
    """Somebody hears the statements at these places (from 1) of the latest revision; all of them
    where none is named."""
    revision = latest_revision(session, episode.id)
    rows = read_rows(session, revision.id) if revision else []
    chosen = [row for place, row in enumerate(rows, 1) if place in places or not places]
    listener = find_actor(session, "person", by)
    check_by_ear(session, episode, [row.statement_id for row in chosen], listener)


def name_voice(
    session: Session,
    episode: Episode,
    label: str,
    person: Person | None,
    office: Office | None = None,
) -> None:
    """Say whose voice `label` is."""
    voice = session.query(Voice).filter_by(episode_id=episode.id, label=label).one()
    actor = make_actor(session)
    attribute(session, episode, voice, person, office or Office(), "naskah", actor)


def make_published(
    session: Session,
    programme: Programme,
    said: Sequence[Said] = (),
    people: dict[str, tuple[Person, str | None]] | None = None,
    **values: Any,
) -> Episode:
    """A published episode; `people` says whose voices the labels are, with that day's position.

    Without `said` it is published without a transcript.
    """
    named = people or {}
    episode = make_episode(session, programme, guests=list(named.values()), **values)
    revision = make_revision(session, episode, said) if said else None
    for label, (person, position) in named.items():
        if said:
            name_voice(session, episode, label, person, Office(wording=position))
    publish(session, episode, revision, make_actor(session))
    return episode
