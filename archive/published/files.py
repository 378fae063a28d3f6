"""A published revision as a transcript file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.intake import current_recording
from archive.models import Episode
from archive.published.access import WordsClosed
from archive.published.episodes import EpisodeView, find_episode
from archive.published.revisions import PublishedStatement, choose_published, read_published
from archive.published.speakers import HeardSpeaker
from archive.transcript_writing import as_written, colophon_of, file_name_of, state_rights
from media.transcripts import WrittenStatement, write_transcript


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """The bytes of a file and what it is called."""

    name: str
    data: bytes


def write_published(
    session: Session,
    slug: str,
    number: int | None,
    format: str,
    *,
    public_url: str,
    default_rights: str,
) -> TranscriptFile:
    """Published revision `number` of an episode, else the one that the public reads, as a file.

    Raises what `find_episode` and `choose_published` raise, WordsClosed, NotFound for an episode
    without a transcript, and Untimed.
    """
    view = find_episode(session, slug, default_rights)
    if view.is_closed:
        raise WordsClosed("The words of this episode are not open to the public.")
    shown, statements = read_revision(session, view, number)
    rights = state_rights(view.episode, current_recording(session, view.episode.id), default_rights)
    voices = {one.speaker.voice: who_is(one.speaker) for one in statements if one.speaker.voice}
    labels = [one.label for one in statements if one.gap is None]
    colophon = colophon_of(view.episode, shown, voices, rights, public_url, labels)
    written = [written_of(one, view.episode) for one in statements]
    data = write_transcript(format, colophon, written)
    return TranscriptFile(file_name_of(view.episode, shown, format), data)


def read_revision(
    session: Session, view: EpisodeView, number: int | None
) -> tuple[int, tuple[PublishedStatement, ...]]:
    """The number of the revision that is meant, and its statements."""
    if number is None:
        if view.revision is None:
            raise NotFound("This episode has no transcript.")
        return view.revision.number, view.statements
    revision = choose_published(view.revisions, number)
    return number, read_published(session, view.episode.id, revision)


def who_is(speaker: HeardSpeaker) -> str:
    """The person behind a label, with that day's position; the label itself where it is unknown."""
    named = speaker.named
    facts = (speaker.name, named.position, named.organisation) if named else (speaker.name,)
    return ", ".join(fact for fact in facts if fact)


def written_of(one: PublishedStatement, episode: Episode) -> WrittenStatement:
    """A published statement as a file holds it."""
    person = one.speaker.named.person.slug if one.speaker.named else None
    because = one.gap.because if one.gap else None
    return as_written(one.row, episode, person, because, one.label)
