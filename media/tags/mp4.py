"""MP4 and M4A: the `ilst` atoms of iTunes, chapters of a chapter track or of Nero's `chpl`."""

import struct
from typing import Any, BinaryIO

from mutagen.mp4 import MP4

from media.tags.atoms import channels_of, chapters_of, read_movie, top_atoms
from media.tags.lyrics import read_lines
from media.tags.model import Chapter, Found, reason_of


def read_mp4(file: BinaryIO, size: int) -> Found:
    """Tags and facts of an MP4 file of `size` bytes."""
    found = Found()
    audio: Any = MP4(file)
    found.take_facts(audio.info)
    found.chapters = [Chapter(item.start, None, item.title) for item in audio.chapters or ()]
    for name, values in (audio.tags or {}).items():
        found.texts[name] = [_text_of(value) for value in _listed(values)]
    found.has_cover = bool((audio.tags or {}).get("covr"))
    found.lyrics = read_lines("\n".join(found.texts.get("©lyr", [])))
    try:
        _take_atoms(file, size, found)
    except (ValueError, LookupError, struct.error) as error:
        found.problems.append(f"The chapters cannot be read: {reason_of(error)}.")
    return found


def _take_atoms(file: BinaryIO, size: int, found: Found) -> None:
    atoms = top_atoms(file, size)
    movie = read_movie(file, atoms)
    found.channels = channels_of(movie) or found.channels
    found.chapters = chapters_of(file, movie) or found.chapters
    missing = atoms[-1][-1] - size
    if missing > 0:
        found.problems.append(f"The file is cut off: {missing} bytes are missing at its end.")


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _text_of(value: Any) -> str:
    """Free-form atoms hold bytes, most of them UTF-8; numbers and pairs are written out."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
