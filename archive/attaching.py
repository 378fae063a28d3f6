"""A transcript file that was read becomes a revision: its voices named, and published if asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.attributions import NO_OFFICE, Office, announced_office, attribute, read_attributions
from archive.models import Actor, Appearance, Episode, Person, Voice
from archive.people import Held, list_positions_on
from archive.periods import Inside
from archive.proposals import list_holders
from archive.publishing import publish
from archive.revisions import Provenance, latest_revision
from archive.rows import Row
from archive.transcript_labels import call_checked
from archive.transcripts import Attached, attach, kind_of
from archive.withdrawing import follows_withdrawal
from media.transcripts import Transcript

LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Brought:
    """A transcript file as it was brought: what it says, its name, the hash of its bytes."""

    transcript: Transcript
    file_name: str | None
    sha256: str

    @classmethod
    def of(cls, transcript: Transcript, file_name: str | None, data: bytes) -> Brought:
        """What was read from `data`."""
        name = file_name[:LONGEST_NAME] if file_name else None
        return cls(transcript, name, sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Naming:
    """Who the voices of some labels are (None: unknown), and on whose word.

    `nameless` is a label for the words that the file gives to nobody, where they are one voice's;
    `sources` has the labels that somebody else's word names than `source`.
    """

    people: Mapping[str, Person | None]
    source: str
    nameless: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file; `is_held_back`: it was to be published, and somebody has to look."""

    attached: Attached
    is_held_back: bool


def attach_brought(
    session: Session,
    episode: Episode,
    brought: Brought,
    actor: Actor,
    *,
    naming: Naming,
    publish_it: bool,
    reason: str | None,
    kind: str | None = None,
    is_checked: bool = False,
) -> Outcome:
    """Save a file as the next revision, name voices and publish; `kind` None: as its format says.

    `is_checked`: a person went through all of it, so that no words are a machine's any more.
    Where words of the episode were withdrawn, the file may bring them back: a new revision is then
    saved and not published. Raises Refused for a transcript without words.
    """
    written = kind or kind_of(brought.transcript, latest_revision(session, episode.id))
    provenance = Provenance(
        written, reason, brought.transcript.format, brought.file_name, brought.sha256
    )

    def finish(rows: Sequence[Row]) -> Sequence[Row]:
        named = call_nameless(naming.nameless, rows)
        return call_checked(named) if is_checked else named

    attached = attach(session, episode, brought.transcript, actor, provenance, finish)
    name_voices(session, episode, naming, actor)
    held_back = publish_it and attached.changed and follows_withdrawal(session, attached.revision)
    if publish_it and not held_back:
        publish(session, episode, attached.revision, actor)
    return Outcome(attached, held_back)


def call_nameless(label: str | None, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, those of no voice under a label; None leaves them."""
    if label is None:
        return rows
    return [replace(row, voice=label) if row.voice is None else row for row in rows]


def name_voices(session: Session, episode: Episode, naming: Naming, actor: Actor) -> None:
    """Attribute the voices that are named; a voice that was never known stays without a word."""
    known = read_attributions(session, episode.id)
    for voice in list_voices(session, episode):
        if voice.label not in naming.people:
            continue
        person = naming.people[voice.label]
        if person is None and voice.id not in known:
            continue
        office = office_on(session, episode, person, voice.label) if person else NO_OFFICE
        source = naming.sources.get(voice.label, naming.source)
        attribute(session, episode, voice, person, office, source, actor)


def list_voices(session: Session, episode: Episode) -> list[Voice]:
    """The voices of an episode, in the order in which they were entered."""
    chosen = select(Voice).where(Voice.episode_id == episode.id).order_by(Voice.id)
    return list(session.scalars(chosen))


def office_on(session: Session, episode: Episode, person: Person, label: str) -> Office:
    """The position of a person on the day of the episode.

    As announced for the episode; else the office that the label names, where it was surely theirs;
    else the only position surely held on that day; else none.
    """
    announced = session.scalar(
        select(Appearance).where(
            Appearance.episode_id == episode.id, Appearance.person_id == person.id
        )
    )
    if announced is not None:
        return announced_office(announced, episode.on)
    named = [one for one in list_holders(session, label, episode.on) if one.person is person]
    held = named or list_positions_on(session, person.id, episode.on)
    sure = [one for one in held if one.inside is Inside.SURELY]
    return office_of_tenure(sure[0], episode) if len(sure) == 1 else NO_OFFICE


def office_of_tenure(held: Held, episode: Episode) -> Office:
    """A position held by tenure, as an attribution states it."""
    return Office(
        wording=held.wording,
        position_id=held.position.id,
        organisation_id=held.position.organisation_id,
        tenure_id=held.tenure.id,
        held_on=episode.on,
    )
