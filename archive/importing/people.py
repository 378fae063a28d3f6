"""The people of a manifest row: who is meant, which position they hold that day, whose voice."""

from sqlalchemy import bindparam, select

from archive.attributions import (
    announced_by_key,
    announced_office,
    attribute_after,
    read_attributions,
)
from archive.importing.context import Context, Findings
from archive.importing.manifest import ManifestPerson
from archive.models import (
    Appearance,
    Attribution,
    Episode,
    Organisation,
    Person,
    Position,
    Tenure,
    Voice,
)
from archive.names import match_key
from archive.offices import (
    add_organisation,
    add_position,
    find_organisation,
    find_position,
    hold_position,
    parse_office,
)
from archive.people import add_evidence, add_person, list_look_alikes, meet_person


def set_people(
    context: Context,
    episode: Episode,
    entries: list[ManifestPerson],
    source: str,
    findings: Findings,
) -> None:
    """Make the episode's appearances those of the entries, in their order."""
    present = announced_by_key(episode)
    wanted = entries_by_key(entries, findings)
    for key in present.keys() - wanted.keys():
        episode.appearances.remove(present[key])
    for ordinal, (key, entry) in enumerate(wanted.items(), 1):
        appearance = present.get(key)
        found = find_organisation_of(context, entry)
        person = (
            appearance.person
            if appearance
            else meet_or_add(context, episode, entry, found, findings)
        )
        office = hold_office(context, episode, person, entry, found, source)
        if appearance is None:
            appearance = Appearance(person=person)
            episode.appearances.append(appearance)
        appearance.ordinal = ordinal
        appearance.position_wording = entry.position
        appearance.organisation, appearance.position, appearance.tenure = office
    context.session.flush()


def entries_by_key(entries: list[ManifestPerson], findings: Findings) -> dict[str, ManifestPerson]:
    """Entries by match key; of two for one person the first counts, and the other is a problem."""
    wanted: dict[str, ManifestPerson] = {}
    for entry in entries:
        if wanted.setdefault(match_key(entry.name), entry) is not entry:
            findings.problems.append(f"people: {entry.name} stands twice; the first entry counts.")
    return wanted


def find_organisation_of(context: Context, entry: ManifestPerson) -> Organisation | None:
    """The organisation of an entry, where it is known."""
    return find_organisation(context.session, entry.organisation) if entry.organisation else None


def meet_or_add(
    context: Context,
    episode: Episode,
    entry: ManifestPerson,
    organisation: Organisation | None,
    findings: Findings,
) -> Person:
    """The known person of the same full name and organisation, else a new one with a note."""
    session = context.session
    if organisation is not None or entry.organisation is None:
        person = meet_person(session, entry.name, organisation, episode.programme.id)
        if person is not None:
            return person
    alike = list_look_alikes(session, entry.name)
    if alike:
        named = ", ".join(f"{person.name} ({person.slug})" for person in alike)
        findings.notes.append(f"{entry.name} was added as a new person; look-alikes: {named}.")
    return add_person(session, entry.name)


HeldOffice = tuple[Organisation | None, Position | None, Tenure | None]


def hold_office(
    context: Context,
    episode: Episode,
    person: Person,
    entry: ManifestPerson,
    known: Organisation | None,
    source: str,
) -> HeldOffice:
    """The office of that day with its evidence; it invents no from or until.

    `known` is the organisation of the entry, which is added where there is none yet.
    """
    organisation = known
    if known is None and entry.organisation is not None:
        organisation = add_organisation(context.session, entry.organisation)
    if entry.position is None:
        return organisation, None, None
    office = parse_office(entry.position)
    position = find_position(context.session, office.name, organisation)
    position = position or add_position(context.session, office.name, organisation)
    tenure = hold_position(context.session, person, position, office.kind)
    add_evidence(tenure, episode.on, entry.position, source)
    return organisation, position, tenure


def attribute_voices(context: Context, episode: Episode, source: str, findings: Findings) -> None:
    """Name the voices whose label meets an appearance by match key; others stay unknown.

    A voice that someone else named stays as it is.
    """
    session = context.session
    voices = session.scalars(VOICES, {"episode": episode.id}).all()
    by_key = announced_by_key(episode)
    known = read_attributions(session, episode.id)
    for voice in voices:
        appearance = by_key.get(match_key(voice.label))
        if appearance is not None and may_name(context, known.get(voice.id), appearance, findings):
            office = announced_office(appearance, episode.on)
            person = appearance.person
            latest = known.get(voice.id)
            known[voice.id] = attribute_after(
                session, latest, episode, voice, person, office, source, context.actor
            )
    unknown = [voice.label for voice in voices if voice.id not in known]
    if unknown:
        findings.notes.append(f"Unknown voices: {', '.join(unknown)}.")


VOICES = select(Voice).where(Voice.episode_id == bindparam("episode")).order_by(Voice.id)
"""The voices of the episode `:episode`, in the order in which they were entered."""


def may_name(
    context: Context, known: Attribution | None, appearance: Appearance, findings: Findings
) -> bool:
    """Whether the importer may name a voice; says so in a note where another named it."""
    if known is None or known.actor_id == context.actor.id:
        return True
    if known.person_id != appearance.person_id:
        findings.notes.append(f"A voice named by hand is not made {appearance.person.name}.")
    return False
