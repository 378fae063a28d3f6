"""Load the demo archive through the services that any archive is filled with."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from archive.attributions import NO_OFFICE, Office, announced_office, attribute
from archive.audit import find_actor, record_act
from archive.calendar import to_utc
from archive.demo.catalogue import Entries, Entry, load_catalogue
from archive.episode_addresses import mint_episode_slug
from archive.intake import receive
from archive.minting import mint_identifier
from archive.models import (
    Actor,
    Appearance,
    Broadcast,
    Episode,
    PressItem,
    Revision,
    Segment,
    Voice,
)
from archive.outbox import tell_index
from archive.publishing import publish
from archive.resources import Resources
from archive.revisions import Provenance, find_voices
from archive.transcripts import attach
from media.store import Store
from media.transcripts import read_transcript

FOLDER = Path(__file__).parent


def load_demo(resources: Resources, say: Callable[[str], None]) -> bool:
    """Fill an empty archive with the demo; returns False where the archive holds something."""
    with resources.writing() as session:
        if session.scalar(select(func.count(Episode.id))):
            return False
        say("Loading the demo archive …")
        catalogue = json.loads((FOLDER / "catalogue.json").read_text("utf-8"))
        actor = find_actor(session, "command", "gaung demo")
        entries = load_catalogue(session, catalogue)
        for entry in catalogue["episodes"]:
            load_episode(entries, resources.store, entry, actor)
        session.commit()
    return True


def load_episode(entries: Entries, store: Store, entry: Entry, actor: Actor) -> None:
    """Load one episode: its facts, its recording, every revision published in turn."""
    session = entries.session
    episode = add_episode(entries, entry)
    add_broadcasts(entries, episode, entry)
    add_appearances(entries, episode, entry)
    add_press(entries, episode, entry)
    record_act(session, actor, "episode created", episode.id)
    if entry["audio"]:
        receive(session, store, episode, FOLDER / entry["audio"], actor)
    revisions = [
        attach_transcript(entries, episode, entry, one, actor) for one in entry["transcripts"]
    ]
    if not revisions:
        publish(session, episode, None, actor)
    tell_index(session, episode.id)


def add_episode(entries: Entries, entry: Entry) -> Episode:
    """The episode itself, a draft, with topics and segments."""
    session = entries.session
    day = date.fromisoformat(entry["date"])
    identifier = mint_identifier(session, "episode")
    episode = Episode(
        id=identifier,
        slug=mint_episode_slug(session, identifier, day, entry["title"]),
        programme=entries.programmes[entry["programme"]],
        title=entry["title"],
        on=day,
        summary=entry["summary"],
        language=entry["language"],
        rights=entry["rights"],
        source_key=entry["key"],
        created_at=datetime.now(UTC),
        topics=[entries.topics[key] for key in entry["topics"]],
        segments=[
            Segment(start=one["start"], end=one["end"], title=one["title"])
            for one in entry["segments"]
        ],
    )
    session.add(episode)
    session.flush()
    return episode


def add_broadcasts(entries: Entries, episode: Episode, entry: Entry) -> None:
    """Every airing, the first one first; a station is named where it is not the programme's."""
    for ordinal, one in enumerate(entry["broadcasts"], 1):
        on = date.fromisoformat(one["date"])
        at = time.fromisoformat(one["time"]) if one["time"] else None
        station = entries.stations[one["station"]]
        episode.broadcasts.append(
            Broadcast(
                ordinal=ordinal,
                kind=one["kind"],
                station=None if station is episode.programme.station else station,
                on=on,
                local_time=at,
                part_of_day=one["part_of_day"],
                zone=one["zone"],
                planned_at=to_utc(on, at, one["zone"]) if at else None,
            )
        )


def add_appearances(entries: Entries, episode: Episode, entry: Entry) -> None:
    """The people announced, with the position of that day."""
    for ordinal, one in enumerate(entry["people"], 1):
        tenure = entries.tenures.get(one["tenure"] or "")
        episode.appearances.append(
            Appearance(
                person=entries.people[one["person"]],
                ordinal=ordinal,
                part=one["role"],
                position_wording=one["position"],
                organisation=entries.organisations.get(one["organisation"] or ""),
                position=tenure.position if tenure else None,
                tenure=tenure,
            )
        )
    entries.session.flush()


def add_press(entries: Entries, episode: Episode, entry: Entry) -> None:
    """The press reports of the episode, named only."""
    for one in entry["press"]:
        published = one["published_on"]
        item = PressItem(
            outlet=one["outlet"],
            title=one["title"],
            url=one["url"],
            published_on=date.fromisoformat(published) if published else None,
            note=one["note"],
            episodes=[episode],
        )
        entries.session.add(item)


def attach_transcript(
    entries: Entries, episode: Episode, entry: Entry, one: Entry, actor: Actor
) -> Revision:
    """Attach one transcript of the file, name its voices, publish the revision."""
    path = FOLDER / one["file"]
    data = path.read_bytes()
    transcript = read_transcript(data, file_name=path.name)
    digest = sha256(data).hexdigest()
    provenance = Provenance(one["kind"], one["reason"], transcript.format, path.name, digest)
    attached = attach(entries.session, episode, transcript, actor, provenance)
    name_voices(entries, episode, entry, actor)
    publish(entries.session, episode, attached.revision, actor)
    return attached.revision


def name_voices(entries: Entries, episode: Episode, entry: Entry, actor: Actor) -> None:
    """Attribute the voices that the file gives a person for; the others stay unknown."""
    heard = find_voices(entries.session, episode.id, ())
    for one in entry["voices"]:
        if one["label"] in heard and one["person"]:
            voice = entries.session.get_one(Voice, heard[one["label"]])
            person = entries.people[one["person"]]
            office = office_of(episode, person.id)
            attribute(entries.session, episode, voice, person, office, "demo archive", actor)


def office_of(episode: Episode, person_id: str) -> Office:
    """The position of a person as announced for the episode."""
    announced = (one for one in episode.appearances if one.person_id == person_id)
    appearance = next(announced, None)
    return announced_office(appearance, episode.on) if appearance else NO_OFFICE
