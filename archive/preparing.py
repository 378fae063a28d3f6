"""A recording is made ready to be heard: its access copy, its peaks, its small wave."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from archive.audit import find_actor, record_act
from archive.models import Episode, Recording
from archive.resources import Resources
from media.access import Prepared, prepare_access
from media.store import Blob
from media.tags import Chapter, Tags
from media.waveform import bars

SMALL_WAVE = 120
"""Bars of the wave in lists."""


def prepare_recording(
    resources: Resources,
    recording_id: str,
    parameters: Mapping[str, Any],
    on_progress: Callable[[float], None],
) -> Sequence[str]:
    """Make and store the access copy of a recording; does nothing where it has one.

    Returns what was damaged in the master and is missing from the copy, in sentences. Raises
    UnreadableRecording where the master cannot be heard, StoreFull where the disk is full.
    """
    with resources.reading() as session:
        recording = session.get_one(Recording, recording_id)
        if recording.access_sha256 is not None:
            return ()
        master = resources.store.path(recording.master_sha256)
        tags = tags_of(recording.episode, resources.settings["PUBLIC_URL"])
    with tempfile.TemporaryDirectory(dir=resources.settings.home) as folder:
        copy = Path(folder) / "access.mp3"
        prepared = prepare_access(master, copy, tags=tags, on_progress=on_progress)
        blob = resources.store.receive(copy)
    with resources.writing() as session:
        keep_prepared(session, recording_id, prepared, blob)
        session.commit()
    return prepared.problems


def keep_prepared(session: Session, recording_id: str, prepared: Prepared, blob: Blob) -> None:
    """Enter the access copy and what was measured of the recording."""
    recording = session.get_one(Recording, recording_id)
    recording.access_sha256 = blob.sha256
    recording.access_size = blob.size
    recording.duration = prepared.duration
    recording.peaks = prepared.peaks
    recording.bars = "".join(f"{height:02x}" for height in bars(prepared.peaks, SMALL_WAVE))
    worker = find_actor(session, "worker", "gaung worker")
    record_act(session, worker, "recording prepared", recording_id, {"access": blob.sha256})


def tags_of(episode: Episode, public_url: str) -> Tags:
    """What the access copy says of itself, so that a saved file can still be traced."""
    station = episode.programme.station
    return Tags(
        title=episode.title,
        artist=station.name if station else None,
        album=episode.programme.name,
        date=episode.on.isoformat(),
        language=episode.language,
        comment=f"{public_url}/episode/{episode.slug}",
        chapters=tuple(
            Chapter(segment.start, segment.end, segment.title) for segment in episode.segments
        ),
    )
