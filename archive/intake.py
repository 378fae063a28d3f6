"""A file becomes a stored recording of an episode; what it says of itself becomes suggestions."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.minting import mint_identifier
from archive.models import Actor, Episode, Recording, Segment
from archive.origins import FILE_NAME, TAG, Suggestion, entity_of, note_origins
from archive.outbox import PREPARE_RECORDING, begin_job, tell_index
from media.errors import UnreadableRecording
from media.filenames import read_file_name
from media.store import Blob, Store
from media.tags import Tags, read_tags

SUGGESTED_TAGS = {
    "title": "title",
    "artist": "people",
    "album": "programme",
    "date": "date",
    "genre": "topics",
    "comment": "summary",
    "language": "language",
}
"""Tag -> the field of the catalogue that it suggests a value for."""


def receive(
    session: Session, store: Store, episode: Episode, path: Path, actor: Actor
) -> Recording:
    """Store the file as the episode's current recording and begin to prepare it for listening.

    Raises what `Store.receive` and `read_audio` raise, and nothing was changed.
    """
    return enter_recording(session, episode, path, store.receive(path), actor)


def enter_recording(
    session: Session,
    episode: Episode,
    path: Path,
    blob: Blob,
    actor: Actor,
    tags: Tags | None = None,
) -> Recording:
    """Make a stored file the episode's current recording and begin to prepare it.

    `tags` are what `read_audio` said of it, where that was asked before the transaction. The same
    bytes again change nothing; an earlier recording is kept beside the new one. Raises what
    `read_audio` raises, and nothing was changed.
    """
    current = current_recording(session, episode.id)
    if current is not None and current.master_sha256 == blob.sha256:
        return current
    tags = tags or read_audio(path)
    recording = add_recording(session, episode, path.name, blob, tags, actor)
    make_current(session, recording)
    suggest_values(session, episode, path, tags, actor)
    tell_index(session, episode.id)
    return recording


def add_recording(
    session: Session, episode: Episode, name: str, blob: Blob, tags: Tags, actor: Actor
) -> Recording:
    """Enter a stored file as a recording that is not current yet, and begin to prepare it."""
    recording = Recording(
        id=mint_identifier(session, "recording"),
        episode_id=episode.id,
        is_current=False,
        received_at=datetime.now(UTC),
        file_name=name[:400],
        master_sha256=blob.sha256,
        master_size=blob.size,
        format=tags.format,
        duration=tags.duration,
        tags=tags.as_dict(),
    )
    session.add(recording)
    session.flush()
    record_act(session, actor, "recording received", recording.id, {"master": blob.sha256})
    begin_job(session, PREPARE_RECORDING, recording.id)
    return recording


def read_audio(path: Path) -> Tags:
    """What a recording says of itself; damage is for its `problems`.

    Raises UnreadableRecording where the file is no audio at all, or cannot be read.
    """
    tags = read_tags(path)
    if tags.format is None:
        raise UnreadableRecording(f"{path.name}: {' '.join(tags.problems)}")
    return tags


def current_recording(session: Session, episode_id: str) -> Recording | None:
    """The recording that counts now."""
    return session.scalar(CURRENT, {"episode": episode_id})


CURRENT = select(Recording).where(
    Recording.episode_id == bindparam("episode"),
    Recording.is_current,
    Recording.deleted_at.is_(None),
)
"""The current recording of the episode `:episode`."""


def make_current(session: Session, recording: Recording, shift: float = 0.0) -> None:
    """Let this recording be the one that counts; earlier ones are kept beside it.

    Segments, which stand in no revision, are heard `shift` seconds later in it.
    """
    session.execute(
        update(Recording)
        .where(Recording.episode_id == recording.episode_id, Recording.is_current)
        .values(is_current=False)
    )
    recording.is_current, recording.is_waiting = True, False
    for segment in recording.episode.segments if shift else ():
        segment.start = max(0.0, round(segment.start + shift, 3))
        segment.end = None if segment.end is None else max(0.0, round(segment.end + shift, 3))
    session.flush()


def suggest_values(
    session: Session, episode: Episode, path: Path, tags: Tags, actor: Actor
) -> None:
    """Keep what the file suggests and where from; chapters become segments where there are none."""
    entity = entity_of("episode", episode.id)
    suggestions = [*suggestions_of_tags(tags, path.name), *suggestions_of_name(path.name)]
    if tags.chapters and not episode.segments:
        episode.segments = [
            Segment(start=chapter.start, end=chapter.end, title=chapter.title)
            for chapter in tags.chapters
        ]
        titles = [chapter.title for chapter in tags.chapters]
        suggestions.append(Suggestion("segments", titles, TAG, path.name, taken=True))
    note_origins(session, entity, suggestions, actor)


def suggestions_of_tags(tags: Tags, source: str) -> Iterator[Suggestion]:
    """What the tags suggest for the catalogue."""
    for tag, field in SUGGESTED_TAGS.items():
        value = getattr(tags, tag)
        if value:
            yield Suggestion(field, value, TAG, source, taken=False)


def suggestions_of_name(name: str) -> Iterator[Suggestion]:
    """What the file's name suggests for the catalogue."""
    read = read_file_name(name)
    if read.title:
        yield Suggestion("title", read.title, FILE_NAME, name, taken=False)
    if read.date:
        yield Suggestion("date", read.date.isoformat(), FILE_NAME, name, taken=False)
