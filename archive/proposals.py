"""Whose voice a label may be: people with the reason for each, to be confirmed by a person.

One is proposed only where the label says it: the same full name, an alias, an office that one
person surely held on the day of the broadcast. Who merely resembles it is offered, never proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.attributions import read_attributions
from archive.broadcasting import name_key
from archive.models import Appearance, Episode, Person, PersonAlias, Voice
from archive.names import match_key, parse_name
from archive.offices import parse_office
from archive.people import Held, list_look_alikes, resolve_office
from archive.periods import Bound, Inside, place_day

REASONS = ("named", "announced", "announced office", "name", "alias", "office")
"""Why a label means somebody, the strongest first."""
OFFERS = ("former", "guest", "alike")
"""Why somebody is worth a thought: most words of the voice were theirs, they are heard or announced
in this episode, the name resembles the label."""
MOST_GUESTS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose voice a label may be.

    `because` is one of REASONS or OFFERS, `wording` the position or alias that it rests on; it
    is `is_sure` where a day leaves no doubt.
    """

    person: Person
    because: str
    wording: str | None = None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who a voice may be, the likeliest first; `proposed` unless a person says otherwise."""

    label: str
    candidates: tuple[Candidate, ...]
    proposed: Candidate | None


def propose(
    session: Session, episode: Episode, labels: Sequence[str], former_labels: Mapping[str, str]
) -> list[Proposal]:
    """Proposals for the labels of an episode, in their order.

    `former_labels`: labels new in the episode -> under which most of their words stood before.
    """
    room = read_room(session, episode)
    return [propose_one(session, room, label, former_labels.get(label)) for label in labels]


@dataclass(frozen=True, slots=True)
class Room:
    """Who is known to be in an episode: people by label, and those announced."""

    episode: Episode
    named: Mapping[str, Person]
    announced: tuple[Appearance, ...]


def read_room(session: Session, episode: Episode) -> Room:
    """The people of an episode as they are known now."""
    known = read_attributions(session, episode.id)
    voices = session.scalars(select(Voice).where(Voice.episode_id == episode.id))
    people = {voice.label: known[voice.id].person for voice in voices if voice.id in known}
    named = {label: person for label, person in people.items() if person is not None}
    return Room(episode, named, tuple(episode.appearances))


def propose_one(session: Session, room: Room, label: str, former: str | None) -> Proposal:
    """The proposal for one label."""
    found = once_each(find_candidates(session, room, label, former))
    first = found[0].because if found else ""
    strongest = [one for one in found if one.because == first in REASONS]
    sure = [one for one in strongest if one.is_sure]
    clear = len(strongest) == len(sure) == 1
    return Proposal(label, found, sure[0] if clear else None)


def once_each(candidates: Iterator[Candidate]) -> tuple[Candidate, ...]:
    """Every person once, by the strongest reason."""
    by_person: dict[str, Candidate] = {}
    for one in candidates:
        if one.person.deleted_at is None and one.person.merged_into_id is None:
            by_person.setdefault(one.person.id, one)
    return tuple(by_person.values())


def find_candidates(
    session: Session, room: Room, label: str, former: str | None
) -> Iterator[Candidate]:
    """Everybody worth a thought, in the order of REASONS, then of OFFERS."""
    if label in room.named:
        yield Candidate(room.named[label], "named")
    yield from find_announced(room, label)
    by_name = [*find_by_name(session, label), *find_by_alias(session, label, room.episode.on)]
    yield from by_name
    holders = [
        Candidate(held.person, "office", held.wording, held.inside is Inside.SURELY)
        for held in list_holders(session, label, room.episode.on)
    ]
    yield from holders
    if former is not None and former in room.named:
        yield Candidate(room.named[former], "former", former)
    yield from list_guests(room)
    if not by_name and not holders:
        yield from (Candidate(one, "alike") for one in list_look_alikes(session, label))


def find_announced(room: Room, label: str) -> Iterator[Candidate]:
    """People announced for the episode under this name, then under this office."""
    for one in room.announced:
        if is_full_name(label, one.person):
            yield Candidate(one.person, "announced", one.position_wording)
    keys = {name_key(label), name_key(parse_name(label).name)}
    for one in room.announced:
        if one.position_wording and name_key(one.position_wording) in keys:
            yield Candidate(one.person, "announced office", one.position_wording)


def is_full_name(label: str, person: Person) -> bool:
    """Whether a label is the name of a person, but for what stands before and after a name."""
    return parse_name(label).name.casefold() == person.name.casefold()


def find_by_name(session: Session, label: str) -> Iterator[Candidate]:
    """People of the archive whose full name the label is."""
    same_key = select(Person).where(Person.key == match_key(label)).order_by(Person.created_at)
    for person in session.scalars(same_key):
        if is_full_name(label, person):
            yield Candidate(person, "name")


def find_by_alias(session: Session, label: str, on: date) -> Iterator[Candidate]:
    """People of whom the label is another name that was, or may have been, in use on that day."""
    aliases = (
        select(PersonAlias).where(PersonAlias.key == match_key(label)).order_by(PersonAlias.id)
    )
    written = {label.casefold(), parse_name(label).name.casefold()}
    for alias in session.scalars(aliases):
        inside = place_alias(alias, on)
        if alias.name.casefold() in written and inside is not Inside.NOT:
            yield Candidate(alias.person, "alias", alias.name, inside is Inside.SURELY)


def find_named(session: Session, written: str) -> list[Person]:
    """People whose full name, or another name at any time, is the one that was written."""
    aliases = select(PersonAlias).where(PersonAlias.key == match_key(written))
    named = [one.person for one in find_by_name(session, written)]
    called = [
        one.person
        for one in session.scalars(aliases.order_by(PersonAlias.id))
        if one.name.casefold() == written.casefold()
    ]
    alive = {one.id: one for one in (*named, *called) if not (one.deleted_at or one.merged_into_id)}
    return list(alive.values())


def place_alias(alias: PersonAlias, on: date) -> Inside:
    """How a day lies to the time in which an alias was used; one without dates always is."""
    began = Bound(alias.from_earliest, alias.from_latest, alias.from_written)
    ended = Bound(alias.until_earliest, alias.until_latest, alias.until_written)
    if began.is_unknown and ended.is_unknown:
        return Inside.SURELY
    return place_day(on, began, ended)


def list_holders(session: Session, label: str, on: date) -> list[Held]:
    """Who held on that day the office that a label names: "Pak Sekda", "Plt. Sekda Tanbu".

    Sure holders first; where the label says how the office was held, only who held it so.
    """
    bare = parse_name(label).name
    office = parse_office(bare)
    for wording in dict.fromkeys((label, bare, office.name)):
        holders = resolve_office(session, wording, on)
        if holders:
            so = [one for one in holders if one.tenure.kind == office.kind]
            return so if office.kind != "definitif" else holders
    return []


def list_guests(room: Room) -> Iterator[Candidate]:
    """Whoever else is heard or announced in the episode."""
    posts = {one.person.id: one.position_wording for one in room.announced}
    heard = (*(one.person for one in room.announced), *room.named.values())
    for person in list({one.id: one for one in heard}.values())[:MOST_GUESTS]:
        yield Candidate(person, "guest", posts.get(person.id))
