"""The demo archive's stations, programmes, organisations, people, positions, tenures and topics.

What the keys of catalogue.json mean: README.md beside this file.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from archive.broadcasting import add_programme, add_station, add_topic, name_key
from archive.models import (
    Organisation,
    OrganisationAlias,
    Person,
    PersonAlias,
    Position,
    PositionAlias,
    Programme,
    ProgrammeAlias,
    Station,
    StationAlias,
    Succession,
    Tenure,
    TenureEvidence,
    Topic,
    TopicSynonym,
)
from archive.names import Name, format_name, match_key
from archive.offices import add_organisation, add_position
from archive.people import add_person
from archive.periods import Bound

Entry = dict[str, Any]


@dataclass(slots=True)
class Entries:
    """What was loaded so far, by the keys of the file."""

    session: Session
    stations: dict[str, Station] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)


def load_catalogue(session: Session, catalogue: dict[str, list[Entry]]) -> Entries:
    """Load all lists but the episodes."""
    entries = Entries(session)
    for name, load in LOADERS.items():
        for entry in catalogue[name]:
            load(entries, entry)
    link_organisations(entries, catalogue["organisations"])
    session.flush()
    return entries


def load_station(entries: Entries, entry: Entry) -> None:
    """Load one station with its aliases."""
    station = add_station(entries.session, entry["name"], entry["zone"])
    station.frequency, station.place = entry["frequency"], entry["place"]
    station.summary, station.fictional = entry["description"], entry["fictional"]
    station.aliases += [StationAlias(name=name, key=name_key(name)) for name in entry["aliases"]]
    entries.stations[entry["key"]] = station


def load_programme(entries: Entries, entry: Entry) -> None:
    """Load one programme with its aliases."""
    programme = add_programme(entries.session, entry["title"], entries.stations[entry["station"]])
    programme.summary = entry["description"]
    programme.is_descriptive = entry["title_is_descriptive"]
    programme.aliases += [
        ProgrammeAlias(name=name, key=name_key(name)) for name in entry["aliases"]
    ]
    entries.programmes[entry["key"]] = programme


def load_organisation(entries: Entries, entry: Entry) -> None:
    """Load one organisation with its aliases."""
    organisation = add_organisation(entries.session, entry["name"])
    organisation.summary, organisation.fictional = entry["description"], entry["fictional"]
    organisation.aliases += [
        OrganisationAlias(name=name, key=name_key(name)) for name in entry["aliases"]
    ]
    entries.organisations[entry["key"]] = organisation


def link_organisations(entries: Entries, listed: list[Entry]) -> None:
    """Set parents and successors, once all organisations are there."""
    for entry in listed:
        organisation = entries.organisations[entry["key"]]
        if entry["parent"]:
            organisation.parent = entries.organisations[entry["parent"]]
        if entry["successor"]:
            ended = bound_of(entry["dissolved"])
            entries.session.add(
                Succession(
                    predecessor=organisation,
                    successor=entries.organisations[entry["successor"]],
                    on=ended.latest if ended.earliest == ended.latest else None,
                    written=ended.written,
                )
            )


def load_person(entries: Entries, entry: Entry) -> None:
    """Load one person with dated aliases."""
    written = format_name(Name(tuple(entry["honorifics"]), entry["name"], tuple(entry["degrees"])))
    person = add_person(entries.session, written, fictional=entry["fictional"])
    person.summary = entry["note"]
    for alias in entry["aliases"]:
        began, ended = bound_of(alias["from"]), bound_of(alias["until"])
        person.aliases.append(
            PersonAlias(
                name=alias["name"],
                key=match_key(alias["name"]),
                kind=alias["kind"],
                from_earliest=began.earliest,
                from_latest=began.latest,
                from_written=began.written,
                until_earliest=ended.earliest,
                until_latest=ended.latest,
                until_written=ended.written,
            )
        )
    entries.people[entry["key"]] = person


def load_position(entries: Entries, entry: Entry) -> None:
    """Load one position with its aliases."""
    organisation = entries.organisations[entry["organisation"]]
    position = add_position(entries.session, entry["name"], organisation)
    position.aliases += [PositionAlias(name=name, key=name_key(name)) for name in entry["aliases"]]
    entries.positions[entry["key"]] = position


def load_tenure(entries: Entries, entry: Entry) -> None:
    """Load one tenure with its days of evidence."""
    tenure = Tenure(
        person=entries.people[entry["person"]],
        position=entries.positions[entry["position"]],
        kind=entry["kind"],
        began=bound_of(entry["from"]),
        ended=bound_of(entry["until"]),
        source=entry["source"],
    )
    tenure.evidence = [
        TenureEvidence(held_on=date.fromisoformat(proof["date"]), source=proof["source"])
        for proof in entry["held_on"]
    ]
    entries.session.add(tenure)
    entries.tenures[entry["key"]] = tenure


def load_topic(entries: Entries, entry: Entry) -> None:
    """Load one topic with its synonyms; parents stand before their children."""
    topic = add_topic(entries.session, entry["name"], entries.topics.get(entry["parent"] or ""))
    topic.synonyms = [TopicSynonym(name=name, key=name_key(name)) for name in entry["synonyms"]]
    entries.topics[entry["key"]] = topic


LOADERS = {
    "stations": load_station,
    "programmes": load_programme,
    "organisations": load_organisation,
    "people": load_person,
    "positions": load_position,
    "tenures": load_tenure,
    "topics": load_topic,
}


def bound_of(entry: Entry | None) -> Bound:
    """A bound of the file; null is unknown."""
    if entry is None:
        return Bound()
    earliest, latest = (
        date.fromisoformat(entry[name]) if entry[name] else None for name in ("earliest", "latest")
    )
    return Bound(earliest, latest, entry["written"])
