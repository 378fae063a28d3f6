"""Who may read what, when one thing is asked for: it is shown, or an error says why it is not.

`archive.catalogue.visibility` says the same of lists, as conditions for queries.
"""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.addresses import Moved
from archive.episode_addresses import find_former
from archive.errors import ArchiveError, NotFound, Refused
from archive.intake import current_recording
from archive.models import AuditEntry, Episode, Publication, Recording
from archive.rights import audio_is_public, words_are_public


class Withdrawn(ArchiveError):
    """It was public and is no longer: the address stays, and says since when and why.

    `what` is episode, revision or words; `because` a reason class; `hash` is what is left of
    withdrawn words: it confirms no guess.
    """

    def __init__(
        self, what: str, because: str | None, at: datetime | None = None, hash: str | None = None
    ) -> None:
        """Keep all that a page may still say."""
        super().__init__(f"This {what} was withdrawn.")
        self.what, self.because, self.at, self.hash = what, because or "other", at, hash


class WordsClosed(Refused):
    """The entry is public, but the rights of its recording keep the words from the public."""


class AudioClosed(Refused):
    """The rights of a recording keep it from the public; `rights` are those in force."""

    def __init__(self, rights: str) -> None:
        """Keep the rights."""
        super().__init__(f"The rights of this recording are “{rights}”.")
        self.rights = rights


def require_public(session: Session, episode: Episode) -> None:
    """Raise Withdrawn where an episode was public once, NotFound where it never was."""
    if episode.state == "published" and episode.deleted_at is None:
        return
    if episode.state in ("published", "withdrawn") or was_published(session, episode.id):
        raise Withdrawn("episode", episode.withdrawn_because, withdrawn_at(session, episode.id))
    raise NotFound("Nothing is published here.")


def follow_episode(session: Session, slug: str) -> NoReturn:
    """Say where a slug leads that no episode has now.

    Raises Moved for a former one, Withdrawn where its episode is no longer public, else NotFound:
    what an episode that is not public is called now is not told.
    """
    former = find_former(session, slug)
    if former is None:
        raise NotFound(f"No episode is called {slug}.")
    require_public(session, former)
    raise Moved(former.slug)


def require_open_words(session: Session, episode: Episode, default_rights: str) -> None:
    """The same, and raise WordsClosed where the rights keep the transcript for staff."""
    require_public(session, episode)
    recording = current_recording(session, episode.id)
    if not words_are_public(episode, recording, default_rights):
        raise WordsClosed("The words of this episode are not open to the public.")


def require_open_audio(
    session: Session, recording: Recording, rights: str, default_rights: str
) -> None:
    """Raise AudioClosed unless the rights in force let everybody listen."""
    require_public(session, recording.episode)
    if not audio_is_public(recording.episode, recording, default_rights):
        raise AudioClosed(rights)


def was_published(session: Session, episode_id: str) -> bool:
    """Whether a revision of the episode was ever public."""
    published = select(Publication.id).where(Publication.episode_id == episode_id).limit(1)
    return session.scalar(published) is not None


def withdrawn_at(session: Session, episode_id: str) -> datetime | None:
    """When the episode was withdrawn last, by the audit log."""
    acts = select(func.max(AuditEntry.at)).where(
        AuditEntry.entity == episode_id, AuditEntry.act.startswith("episode withdrawn")
    )
    return session.scalar(acts)
