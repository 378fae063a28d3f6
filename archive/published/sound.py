"""The recording behind words: which one, whether it may be heard, and what of it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.intake import current_recording
from archive.models import Episode, Job, Recording
from archive.outbox import PREPARE_RECORDING
from archive.published.access import require_open_audio
from archive.rights import rights_of


class NotReady(Exception):
    """The access copy of a recording is still being made."""


class CannotBeHeard(Exception):
    """No access copy could be made of a recording: it is damaged, or holds no sound."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording as a page shows it.

    `is_open` says that everybody may listen, `is_ready` that the access copy is there, `has_failed`
    that none could be made; `size` is that of the access copy in bytes, `duration` in seconds. The
    hashes are SHA-256. `is_current` says that it is still the recording of its episode, `is_kept`
    that it was not deleted since.
    """

    id: str
    rights: str
    rights_statement: str | None
    is_open: bool
    is_ready: bool
    has_failed: bool
    size: int | None
    duration: float | None
    master_sha256: str
    access_sha256: str | None
    is_current: bool = True
    is_kept: bool = True

    @property
    def can_play(self) -> bool:
        """Whether a page offers to play it."""
        return self.is_open and self.is_ready and self.is_kept


def find_sound(
    session: Session, episode: Episode, recording_id: str | None, default_rights: str
) -> Sound | None:
    """The recording that times refer to, kept or not; else the episode's current one, if any."""
    recording = session.get(Recording, recording_id) if recording_id else None
    if recording is None:
        recording = current_recording(session, episode.id)
    return sound_of(session, episode, recording, default_rights) if recording else None


def read_wave(session: Session, sound: Sound) -> bytes:
    """The peaks of a recording (media/waveform.py); empty where there are none yet."""
    return session.scalar(select(Recording.peaks).where(Recording.id == sound.id)) or b""


def sound_of(
    session: Session, episode: Episode, recording: Recording, default_rights: str
) -> Sound:
    """What a page needs of a recording."""
    rights = rights_of(episode, recording, default_rights)
    return Sound(
        id=recording.id,
        rights=rights,
        rights_statement=recording.rights_statement or episode.rights_statement,
        is_open=rights == "public",
        is_ready=recording.access_sha256 is not None,
        has_failed=recording.access_sha256 is None and has_failed(session, recording),
        size=recording.access_size,
        duration=recording.duration,
        master_sha256=recording.master_sha256,
        access_sha256=recording.access_sha256,
        is_current=recording.is_current,
        is_kept=recording.deleted_at is None,
    )


def has_failed(session: Session, recording: Recording) -> bool:
    """Whether the worker has given up making the access copy of a recording."""
    failed = exists().where(
        Job.entity == recording.id, Job.task == PREPARE_RECORDING, Job.state == "failed"
    )
    return bool(session.scalar(select(failed)))


def find_access_copy(session: Session, identifier: str, default_rights: str) -> Recording:
    """The recording whose access copy everybody may hear.

    Raises NotFound, Withdrawn, AudioClosed; NotReady while the copy is being made, CannotBeHeard
    where none can be.
    """
    recording = session.get(Recording, identifier)
    if recording is None or recording.deleted_at is not None:
        raise NotFound(f"No recording has the identifier {identifier}.")
    rights = rights_of(recording.episode, recording, default_rights)
    require_open_audio(session, recording, rights, default_rights)
    if recording.access_sha256 is None:
        raise CannotBeHeard if has_failed(session, recording) else NotReady
    return recording
