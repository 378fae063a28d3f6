"""Who speaks, as a publication froze it, and what was found out later."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.attributions import read_attributions, read_frozen_attributions
from archive.catalogue.values import Link
from archive.models import Attribution, Organisation, Person, Voice
from archive.names import Name, format_name


@dataclass(frozen=True, slots=True)
class Named:
    """A person as an attribution names one, with that day's position.

    `person` carries the name with honorifics and degrees, `plain_name` without them.
    """

    person: Link
    plain_name: str
    position: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """What a voice was attributed to after the publication: nobody, or `named`, since `at`."""

    named: Named | None
    at: datetime


@dataclass(frozen=True, slots=True)
class HeardSpeaker:
    """A voice, its label in the transcript, and who it is; an unknown voice stays unknown."""

    voice: str | None = None
    named: Named | None = None
    later: Later | None = None

    @property
    def name(self) -> str:
        """The name as written, else the label; "" for a voice without either."""
        return self.named.person.name if self.named else self.voice or ""

    @property
    def position(self) -> str | None:
        """The wording of that day's position."""
        return self.named.position if self.named else None


NOBODY = HeardSpeaker()


def read_speakers(
    session: Session, episode_id: str, publication_ids: Collection[int]
) -> dict[int, dict[int, HeardSpeaker]]:
    """The speakers of an episode by publication and voice, as each publication froze them."""
    chosen = select(Voice.id, Voice.label).where(Voice.episode_id == episode_id)
    voices = session.execute(chosen).all()
    frozen = read_frozen_attributions(session, publication_ids)
    latest = read_attributions(session, episode_id)
    return {
        publication_id: {
            voice_id: HeardSpeaker(
                label, named_by(shown.get(voice_id)), later_than(voice_id, shown, latest)
            )
            for voice_id, label in voices
        }
        for publication_id, shown in frozen.items()
    }


def later_than(
    voice_id: int, frozen: Mapping[int, Attribution], latest: Mapping[int, Attribution]
) -> Later | None:
    """The latest attribution of a voice where it says something else than the frozen one."""
    now = latest.get(voice_id)
    if now is None or named_by(now) == named_by(frozen.get(voice_id)):
        return None
    return Later(named_by(now), now.at)


def named_by(attribution: Attribution | None) -> Named | None:
    """Whom an attribution names; None for an unknown voice."""
    if attribution is None or attribution.person is None:
        return None
    position = attribution.position_wording
    return Named(
        Link(attribution.person.slug, full_name(attribution.person)),
        attribution.person.name,
        position,
        body_beside(position, attribution.organisation),
    )


def body_beside(position: str | None, organisation: Organisation | None) -> str | None:
    """The organisation, where the wording of the position does not tell which one it is.

    "Kepala Dinas PUPR Kabupaten Contoh" does: both end in the same two words.
    """
    if organisation is None:
        return None
    ending = " ".join(organisation.name.split()[-2:])
    return None if position and ending in position else organisation.name


def full_name(person: Person) -> str:
    """The name with honorifics and degrees, as citations write it."""
    return format_name(Name(tuple(person.honorifics), person.name, tuple(person.degrees)))
