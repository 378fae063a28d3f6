"""The access copy of a recording: the MP3 that is played and sought in, and the peaks beside it.

The master is only read, in a confined process (confinement.py), and never rewritten.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from media.confinement import Limits, run_confined
from media.containers import ID3_HEADER, MP3, WAV, Place, find_audio, id3_size
from media.errors import StoreFull, UnreadableRecording
from media.mpeg import walk
from media.tags import Tags, read_tags
from media.tags.chapters import tidy_chapters
from media.tags.writing import write_tags

MEMORY = 1 << 30
LARGEST_COPY = 1 << 30
OPEN_FILES = 64
ENOUGH = 0.95
WHOLE_WAV = "wav?ignore_length=1"
"""To read WAV to the end of the file where its header states less audio than there is."""

LEAST_CPU, BYTES_PER_CPU_SECOND = 60, 50_000
"""An hour of audio takes half a minute of a processor; this allows for one ten times slower."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An access copy: duration in seconds, size in bytes, bit/s, Hz, and peaks (waveform.py).

    `problems` are sentences about what was damaged in the master and is missing here.
    """

    duration: float
    size: int
    bitrate: int
    sample_rate: int
    peaks: bytes
    problems: tuple[str, ...]


def prepare_access(
    master: Path,
    target: Path,
    *,
    tags: Tags | None = None,
    on_progress: Callable[[float], None] = lambda fraction: None,
) -> Prepared:
    """Make the MP3 that is played from a master, and its peaks, in one pass.

    `tags` are what the copy says of itself (texts and chapters); `on_progress` is told the done
    part, 0 to 1. Raises UnreadableRecording where nothing can be heard, with the reason, however
    the decoder ended; StoreFull where the target does not fit. Then there is no target.
    """
    said = read_tags(master)
    try:
        done = _decode(master, target, on_progress)
        if said.format == WAV.format and _is_short(done, said):
            done = _decode(master, target, on_progress, WHOLE_WAV)
        if tags is not None:
            chapters = tidy_chapters(tags.chapters, done["duration"])
            write_tags(target, replace(tags, chapters=chapters))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Prepared(
        duration=done["duration"],
        size=target.stat().st_size,
        bitrate=done["bitrate"],
        sample_rate=done["sample_rate"],
        peaks=base64.b64decode(done["peaks"]),
        problems=(*done["problems"], *_loss(done, said)),
    )


def _decode(
    master: Path, target: Path, on_progress: Callable[[float], None], demuxer: str = ""
) -> dict[str, Any]:
    place, size = _look_at(master)
    arguments = [demuxer or place.container.demuxer, str(place.start)]
    arguments += [str(master.resolve()), str(target.resolve())]
    for report in run_confined("media.decoding", arguments, _limits(size)):
        if "refused" in report:
            raise UnreadableRecording(report["refused"])
        if "full" in report:
            raise StoreFull(report["full"])
        if "duration" in report:
            return report
        on_progress(report["fraction"])
    raise UnreadableRecording("The recording is damaged: its decoder ended without a word.")


def _is_short(done: Mapping[str, Any], said: Tags) -> bool:
    """Whether less was decoded than is in the file."""
    return bool(done["duration"] < (said.duration or 0) * ENOUGH)


def _loss(done: Mapping[str, Any], said: Tags) -> list[str]:
    """A sentence where a recording is shorter than what is in its file."""
    if not _is_short(done, said):
        return []
    return [
        f"Only {done['duration']:.1f} of {said.duration:.1f} seconds could be read: the end is "
        f"missing."
    ]


def _look_at(master: Path) -> tuple[Place, int]:
    """Which kind of audio a master holds, where in the file that begins, and the file's size."""
    try:
        with master.open("rb") as file:
            place, size = find_audio(file), master.stat().st_size
            place = place and _behind_false_tag(file, place, size)
    except OSError as error:
        raise UnreadableRecording(f"{master.name} cannot be read: {error.strerror}.") from error
    if place is None:
        raise UnreadableRecording("This is not an audio file that can be read, or it is empty.")
    return place, size


def _behind_false_tag(file: BinaryIO, place: Place, size: int) -> Place:
    """Where the audio begins though an ID3 tag before it states a size beyond the file's end."""
    file.seek(place.start)
    stated = id3_size(file.read(ID3_HEADER))
    if place.container is not MP3 or place.start + stated < size:
        return place
    return Place(MP3, walk(file, place.start + ID3_HEADER, size).first or place.start)


def _limits(size: int) -> Limits:
    """What decoding a file of `size` bytes may use; a small file may not be a bomb of days."""
    cpu = LEAST_CPU + size // BYTES_PER_CPU_SECOND
    return Limits(MEMORY, cpu, 4 * cpu, LARGEST_COPY, OPEN_FILES)
