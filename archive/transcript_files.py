"""Transcripts by command: the episode found, the file attached, its voices named, the outcome said.

The shapes of `gaung transcript attach` and `show` (interface.md) are made here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.attaching import Brought, Naming, attach_brought, list_voices
from archive.attributions import announced_by_key, read_attributions
from archive.errors import NotFound, Refused
from archive.intake import current_recording
from archive.models import Actor, Attribution, Episode, Person, Revision, Voice
from archive.named_episodes import find_named_episode
from archive.names import match_key
from archive.people import find_person
from archive.periods import Inside
from archive.proposals import list_holders
from archive.publishing import current_publication
from archive.revisions import latest_revision
from archive.rows import Row, read_rows
from archive.transcript_doubts import find_doubts
from archive.transcript_writing import as_written, colophon_of, state_rights
from archive.transcripts import Attached
from media.transcripts import Transcript, read_transcript, write_transcript

ANNOUNCED = "announced for the episode"
"""On whose word a voice is somebody whose name is its label."""

MAY_BRING_BACK = (
    "Words of this transcript were withdrawn, and the file may bring them back: the revision was"
    " saved and not published. Look for them, then attach the file again to publish it."
)


def attach_file(
    session: Session,
    name: str,
    data: bytes,
    file_name: str,
    actor: Actor,
    *,
    maps: Mapping[str, str],
    publish_it: bool,
    reason: str | None,
) -> dict[str, Any]:
    """Attach a file to the episode called `name`; returns the shape of `transcript attach`.

    `maps` names voices: label -> slug of a person. A voice that nobody named yet, and whose label
    meets somebody announced for the episode, is theirs.
    Raises NotFound, Refused, UnreadableTranscript; then nothing was changed.
    """
    episode = find_named_episode(session, name)
    people = {label: find_mapped(session, slug) for label, slug in maps.items()}
    transcript = read_transcript(data, file_name=file_name)
    refuse_unheard(people, transcript)
    outcome = attach_brought(
        session,
        episode,
        Brought.of(transcript, file_name, data),
        actor,
        naming=name_by_command(session, episode, transcript, people),
        publish_it=publish_it,
        reason=reason,
    )
    notes = [
        *note_doubts(session, episode, transcript, outcome.attached),
        *transcript.notes,
        *note_voices(session, episode, outcome.attached),
    ]
    shape = shape_of(episode, outcome.attached, transcript, notes)
    if outcome.is_held_back:
        shape["problems"].append({"line": 0, "message": MAY_BRING_BACK})
    return shape


def name_by_command(
    session: Session, episode: Episode, transcript: Transcript, mapped: Mapping[str, Person]
) -> Naming:
    """Whom the voices of a file are: those announced for the episode, above them the `mapped`."""
    announced = meet_announced(session, episode, transcript)
    people: dict[str, Person | None] = {**announced, **mapped}
    sources = dict.fromkeys(announced.keys() - mapped.keys(), ANNOUNCED)
    return Naming(people, "named by command", sources=sources)


def meet_announced(session: Session, episode: Episode, transcript: Transcript) -> dict[str, Person]:
    """Who is announced for the episode, by the labels that meet their names by match key.

    A voice that was named already, or said to be unknown, is left as it is.
    """
    known = read_attributions(session, episode.id)
    voices = list_voices(session, episode)
    named = {voice.label for voice in voices if voice.id in known}
    labels = dict.fromkeys((*transcript.speakers, *(voice.label for voice in voices)))
    by_key = announced_by_key(episode)
    met = {label: by_key.get(match_key(label)) for label in labels if label not in named}
    return {label: appearance.person for label, appearance in met.items() if appearance}


def note_doubts(
    session: Session, episode: Episode, transcript: Transcript, attached: Attached
) -> list[str]:
    """Warnings that the file may be the transcript of another episode, and how to go back."""
    doubts = find_doubts(session, episode, transcript.facts, kept=attached.kept, gone=attached.gone)
    said = []
    if doubts.address:
        said.append(f"Warning: the file says that it is the transcript of {doubts.address}.")
    if doubts.gone:
        former = attached.revision.number - 1
        said.append(
            f"Warning: {doubts.gone} of {doubts.former} statements of revision {former} are gone."
            f" If the file is another episode's: gaung transcript revert {episode.slug}"
            f" --to {former} --reason …"
        )
    return said


def find_mapped(session: Session, slug: str) -> Person:
    """The person of a slug given with --map. Raises NotFound."""
    person = find_person(session, slug)
    if person is None:
        raise NotFound(f"There is no person {slug}; nothing was changed.")
    return person


def refuse_unheard(people: Mapping[str, Person], transcript: Transcript) -> None:
    """Raise Refused where a label that is to be named is not heard in the transcript."""
    unheard = [label for label in people if label not in transcript.speakers]
    if unheard and transcript.speakers:
        heard = ", ".join(transcript.speakers)
        raise Refused(f"No voice is called {', '.join(unheard)}; the voices are {heard}.")


def shape_of(
    episode: Episode, attached: Attached, transcript: Transcript, notes: Sequence[str]
) -> dict[str, Any]:
    """The JSON shape of `transcript attach`."""
    unchanged = [] if attached.changed else ["The statements are those of the latest revision."]
    return {
        "episode": episode.slug,
        "revision": attached.revision.number,
        "statements": attached.statements,
        "kept": attached.kept,
        "new": attached.new,
        "gone": attached.gone,
        "revived": attached.revived,
        "problems": [problem.as_dict() for problem in transcript.problems],
        "notes": [*unchanged, *notes],
    }


def note_voices(session: Session, episode: Episode, attached: Attached) -> list[str]:
    """Notes on the voices that nobody has named."""
    voices = list_voices(session, episode)
    known = read_attributions(session, episode.id)
    named = {voice.label: known[voice.id].person for voice in voices if voice.id in known}
    former = {new: (old, named.get(old)) for new, old in attached.former_labels.items()}
    unknown = [voice.label for voice in voices if voice.id not in known]
    return [
        note
        for label in unknown
        for note in note_renamed(label, *former.get(label, ("", None)))
        or note_unknown(session, episode, label)
    ]


def note_renamed(label: str, former: str, person: Person | None) -> list[str]:
    """What to say of a voice whose words stood under the label `former` of a known person."""
    if person is None:
        return []
    return [
        f"Unknown voice: {label}. Most of its words stood under “{former}” before, who is"
        f' {person.name}; if that is still right: --map "{label}={person.slug}".'
    ]


def note_unknown(session: Session, episode: Episode, label: str) -> list[str]:
    """What to say of a voice without a person: whose office its label names on that day, if any."""
    holders = list_holders(session, label, episode.on)
    if not holders:
        return [f"Unknown voice: {label}."]
    return [
        f"Unknown voice: {label}. On {episode.on} that office was"
        f" {'held' if one.inside is Inside.SURELY else 'possibly held'} by {one.person.name};"
        f' to name the voice: --map "{label}={one.person.slug}".'
        for one in holders
    ]


def show_transcript(session: Session, name: str, number: int | None) -> dict[str, Any]:
    """The shape of `transcript show`: the latest saved revision, or revision `number`.

    Raises NotFound.
    """
    episode = find_named_episode(session, name)
    revision = find_revision(session, episode, number)
    published = current_publication(session, episode.id)
    labels = {
        voice.id: voice.label
        for voice in session.scalars(select(Voice).where(Voice.episode_id == episode.id))
    }
    known = {
        labels[voice_id]: attribution
        for voice_id, attribution in read_attributions(session, episode.id).items()
    }
    return {
        "episode": episode.slug,
        "revision": revision.number,
        "published": published.revision.number if published else None,
        "statements": [show_row(row, known) for row in read_rows(session, revision.id)],
    }


def write_saved(
    session: Session,
    name: str,
    number: int | None,
    format: str,
    *,
    public_url: str,
    default_rights: str,
) -> bytes:
    """The latest saved revision, or revision `number`, as a transcript file.

    Raises NotFound, and Untimed for a format of cues where nothing has a time.
    """
    episode = find_named_episode(session, name)
    revision = find_revision(session, episode, number)
    rows = read_rows(session, revision.id)
    labels = select(Voice.id, Voice.label).where(Voice.episode_id == episode.id)
    named = read_attributions(session, episode.id)
    people = {label: named[id_] for id_, label in session.execute(labels) if id_ in named}
    voices = {label: who_is(one) for label, one in people.items() if one.person}
    rights = state_rights(episode, current_recording(session, episode.id), default_rights)
    verified = [row.verification for row in rows if row.text is not None]
    colophon = colophon_of(episode, revision.number, voices, rights, public_url, verified)
    slugs = {label: one.person.slug for label, one in people.items() if one.person}
    written = [as_written(row, episode, slugs.get(row.voice or "")) for row in rows]
    return write_transcript(format, colophon, written)


def who_is(attribution: Attribution) -> str:
    """The person of an attribution with that day's position."""
    name = attribution.person.name if attribution.person else ""
    return ", ".join(filter(None, (name, attribution.position_wording)))


def find_revision(session: Session, episode: Episode, number: int | None) -> Revision:
    """Revision `number` of an episode, or the latest saved. Raises NotFound."""
    if number is None:
        revision = latest_revision(session, episode.id)
    else:
        revision = session.scalar(
            select(Revision).where(Revision.episode_id == episode.id, Revision.number == number)
        )
    if revision is None:
        raise NotFound(f"{episode.slug} has no {f'revision {number}' if number else 'transcript'}.")
    return revision


def show_row(row: Row, known: Mapping[str, Attribution]) -> dict[str, Any]:
    """One statement of `transcript show`."""
    attribution = known.get(row.voice or "")
    person = attribution.person if attribution else None
    return {
        "id": row.statement_id,
        "speaker": row.voice,
        "person": person.slug if person else None,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "label": row.verification,
        "checked_at": row.checked_at.isoformat() if row.checked_at else None,
        "checked_by": row.checked_by,
    }
