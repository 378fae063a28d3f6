"""A transcript file that staff sent: found for its sender, read, seen as what it would become."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from archive.errors import NotFound
from archive.models import Episode, User
from archive.staff.drafts import OpenedEpisode, open_episode
from archive.staff.roles import NotAllowed
from archive.transcript_previews import Preview, preview
from archive.transcript_uploads import Desk, Upload, find_upload
from archive.web.reading import settings
from archive.web.visitor import current_user, now
from media.transcripts import Transcript, read_transcript

AT_ONCE = BoundedSemaphore(2)
"""Files that are read at the same time: each may take a second of the processor."""
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Looked:
    """A kept file that was read, and what saving it would do (None: it holds no words)."""

    upload: Upload
    transcript: Transcript
    preview: Preview | None


def open_to_edit(session: Session, slug: str, user: User) -> OpenedEpisode:
    """An episode that this user may edit. Raises NotFound, or NotAllowed for one only to read."""
    opened = open_episode(session, slug, user)
    if "edit" not in opened.acts:
        raise NotAllowed(user.role, "edit")
    return opened


def desk_of(episode: Episode) -> Desk:
    """Where this user's files for an episode lie."""
    return Desk(settings().home, current_user().id, episode.id)


def read_gently(data: bytes, name: str | None) -> Transcript:
    """Read a file, a few at a time. Raises UnreadableTranscript, or ServiceUnavailable (503)."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise ServiceUnavailable(_("Terlalu banyak berkas yang dibaca bersamaan."), retry_after=30)
    try:
        return read_transcript(data, file_name=name)
    finally:
        AT_ONCE.release()


def look(session: Session, episode: Episode, key: str) -> Looked:
    """Read a kept file and see what saving it would do. Raises NoSuchUpload."""
    try:
        upload = find_upload(desk_of(episode), key, now())
    except NotFound:
        raise NoSuchUpload(episode.slug) from None
    transcript = read_gently(upload.data, upload.file_name)
    has_words = bool(transcript.statements)
    return Looked(upload, transcript, preview(session, episode, transcript) if has_words else None)


class NoSuchUpload(NotFound):
    """The file was saved, thrown away, or is another user's."""

    def __init__(self, slug: str) -> None:
        """Keep the episode that it was sent for."""
        super().__init__(f"No such file was sent for {slug}.")
        self.slug = slug
