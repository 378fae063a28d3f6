"""What an audio file says of itself: its tags and technical facts, in one shape for all formats.

`read_tags` tells the kind of file by its content, lets the reader of that kind look at no more of
it than an honest file needs (budget.py), and names what it could not read instead of failing.
Readers are imported on demand, so that `gaung tags` starts fast.
"""

import os
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from media.containers import (
    AIFF,
    FLAC,
    MP3,
    MP4,
    OGG_FLAC,
    OPUS,
    VORBIS,
    WAV,
    WMA,
    Container,
    Place,
    find_audio,
    find_foreign,
    id3_size,
    wrong_suffix,
)
from media.errors import UnreadableRecording
from media.stretches import file_from
from media.tags.budget import TOO_LARGE, BudgetedFile, TooMuchToRead
from media.tags.chapters import split_late, tidy_chapters
from media.tags.fields import clean_line, pick_fields
from media.tags.model import Chapter, Found, LyricLine, Tags, reason_of

__all__ = ["Chapter", "LyricLine", "Tags", "read_tags"]

READERS: dict[Container, tuple[str, str]] = {
    MP3: ("media.tags.mp3:read_mp3", "id3 tail id3v1"),
    MP4: ("media.tags.mp4:read_mp4", "mp4 id3"),
    FLAC: ("media.tags.vorbis:read_flac", "vorbis id3"),
    OGG_FLAC: ("media.tags.vorbis:read_ogg_flac", "vorbis id3"),
    VORBIS: ("media.tags.vorbis:read_ogg_vorbis", "vorbis id3"),
    OPUS: ("media.tags.vorbis:read_opus", "vorbis id3"),
    WAV: ("media.tags.riff:read_wav", "riff id3"),
    AIFF: ("media.tags.aiff:read_aiff", "id3 aiff"),
    WMA: ("media.tags.asf:read_wma", "asf id3"),
}
"""Kind of file -> its reader, and the families of fields.py that its texts belong to."""

BELIEVABLE, LEAST_DIFFERENCE = 0.02, 0.2
"""Share, and seconds, by which a stated length may differ from what is heard."""

LONGEST_DURATION = 30 * 24 * 3600
FORMATS = "MP3, M4A, FLAC, Ogg Vorbis, Opus, WAV, AIFF or WMA"


def read_tags(path: Path) -> Tags:
    """Read the tags of an audio file. What is damaged, empty or foreign shows in `problems`.

    Raises UnreadableRecording where there is no file to read.
    """
    try:
        with path.open("rb") as file:
            return _read(file, os.fstat(file.fileno()).st_size, path)
    except OSError as error:
        raise UnreadableRecording(f"{path.name} cannot be read: {error.strerror}.") from error


def _read(file: BinaryIO, size: int, path: Path) -> Tags:
    if size == 0:
        return Tags(problems=("The file is empty.",))
    place = find_audio(file)
    if place is None:
        return Tags(problems=(_refusal(file),))
    found = _find(place, file, size)
    if found.is_silent:
        return Tags(problems=tuple(found.problems))
    if place.start:
        _take_before(file, place, found)
    is_unsure = found.doubt or not found.duration
    if is_unsure and place.container is not MP3 and TOO_LARGE not in found.problems:
        _hear(found, path, place, size)
    if wrong_suffix(path.name, place.container):
        found.problems.append(
            f"The name ends in {path.suffix}, but the file holds {place.container.title}."
        )
    return _tags_of(found, place.container, size)


def _refusal(file: BinaryIO) -> str:
    kind = find_foreign(file)
    if kind is None:
        return f"This is not an audio file that can be read ({FORMATS})."
    return f"This is {kind}, not an audio file that can be read; convert it to {FORMATS}."


def _take_before(file: BinaryIO, place: Place, found: Found) -> None:
    """What stands before the audio: an ID3 tag is read, zeros are nothing, all else is named."""
    file.seek(0)
    before = file.read(place.start)
    if id3_size(before) == len(before):
        from media.tags.id3 import read_id3

        read_id3(before, found)
    elif any(before):
        found.problems.append(f"{len(before)} bytes before the audio are no audio; passed over.")


def _find(place: Place, file: BinaryIO, size: int) -> Found:
    """Run the reader of a kind of file; whatever it raises is a problem of the file."""
    module, function = READERS[place.container][0].split(":")
    audio, left = file_from(file, place.start), size - place.start
    try:
        found: Found = getattr(import_module(module), function)(BudgetedFile(audio, left), left)
    except TooMuchToRead:
        return Found(problems=[TOO_LARGE])
    except Exception as error:  # mutagen raises its own errors, and any other on damaged files
        return Found(problems=[f"The {place.container.title} file is damaged: {reason_of(error)}."])
    return found


def _hear(found: Found, path: Path, place: Place, size: int) -> None:
    """Where the length is not known or not believable, what can be heard counts."""
    from media.listening import listen

    try:
        heard = listen(path, place, size)
    except UnreadableRecording as reason:
        found.duration = found.duration or None
        found.problems.append(str(reason))
        return
    found.sample_rate, found.channels = heard.sample_rate, heard.channels
    stated = found.duration or 0.0
    if abs(heard.duration - stated) > max(stated * BELIEVABLE, LEAST_DIFFERENCE):
        found.correct_duration(heard.duration, "can be heard in")


def _tags_of(found: Found, container: Container, size: int) -> Tags:
    duration, problems = _sane_duration(found)
    bitrate = found.bitrate or (int(size * 8 / duration) if duration else None)
    chapters, late = split_late(found.chapters, duration)
    if late:
        problems.append(
            f"{len(late)} chapters begin behind the end of the recording and were left out, the "
            f"first is “{clean_line(late[0].title)}” at {late[0].start:.1f} seconds."
        )
    return Tags(
        format=container.format,
        duration=duration,
        bitrate=bitrate,
        sample_rate=found.sample_rate or None,
        channels=found.channels or None,
        has_cover=found.has_cover,
        chapters=tidy_chapters(chapters, duration),
        lyrics=tuple(LyricLine(line.start, clean_line(line.text)) for line in found.lyrics),
        problems=tuple(clean_line(problem) for problem in (*found.problems, *problems)),
        **pick_fields(READERS[container][1], found.texts),
    )


def _sane_duration(found: Found) -> tuple[float | None, list[str]]:
    duration = found.duration
    if duration is None or 0 <= duration <= LONGEST_DURATION:
        return duration, []
    return None, [f"The header states an impossible length of {duration:.0f} seconds."]
