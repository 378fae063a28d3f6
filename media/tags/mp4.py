"""MP4, M4A and M4B: the `ilst` atoms of iTunes, chapters, and the length of the samples."""

import struct
from typing import Any, BinaryIO, cast

from mutagen.mp4 import MP4Info, MP4Tags
from mutagen.mp4._atom import Atoms

from media.tags.atoms import (
    Atom,
    audio_track,
    channels_of,
    chapters_of,
    is_encrypted,
    length_of,
    read_movie,
    top_atoms,
)
from media.tags.budget import BudgetedFile
from media.tags.encodings import mend
from media.tags.lyrics import read_lines
from media.tags.model import Found, reason_of

DIFFERENCE = 0.5
"""Seconds by which the stated length may differ from that of the samples."""


def read_mp4(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of an MP4 file of `size` bytes; each part survives damage to the others."""
    found, plain = Found(), cast(BinaryIO, file)
    atoms = top_atoms(plain, size)
    movie = read_movie(plain, atoms)
    if not movie:
        found.problems.append("The MP4 file is damaged: the part that says what it holds is gone.")
        return found
    sound_end = min(atoms[-1][-1], size)
    _take_facts_and_tags(BudgetedFile(file.unbudgeted, sound_end), found)
    try:
        _take_atoms(plain, movie, found)
    except (ValueError, LookupError, struct.error) as error:
        found.problems.append(f"The chapters cannot be read: {reason_of(error)}.")
    _take_end(atoms, size, found)
    return found


def _take_facts_and_tags(file: BudgetedFile, found: Found) -> None:
    info: Any = MP4Info()
    try:
        atoms = Atoms(file)
        info.load(atoms, file)
        found.take_facts(info)
        tags: Any = MP4Tags(atoms, file) if MP4Tags._can_load(atoms) else {}
    except Exception as error:  # mutagen raises its own errors, and any other on damaged files
        found.problems.append(f"The MP4 file is damaged: {reason_of(error)}.")
        return
    for name, values in tags.items():
        found.texts[name] = [_text_of(value) for value in _listed(values)]
    found.has_cover = bool(tags.get("covr"))
    found.lyrics = read_lines("\n".join(found.texts.get("©lyr", [])))


def _take_atoms(file: BinaryIO, movie: bytes, found: Found) -> None:
    track = audio_track(movie)
    if not track:
        found.problems.append("The file holds no audio.")
        found.duration, found.is_silent = None, True
        return
    if is_encrypted(track):
        found.problems.append("The audio is protected by a key (DRM): it can be kept, not heard.")
    found.channels = channels_of(movie) or found.channels
    found.chapters = chapters_of(file, movie)
    length = length_of(track)
    if length is None:
        found.doubt = True
    elif abs(length - (found.duration or 0)) > DIFFERENCE:
        found.correct_duration(length)


def _take_end(atoms: list[Atom], size: int, found: Found) -> None:
    """Whether the file ends before its last atom, or behind it."""
    missing = atoms[-1][-1] - size
    if missing > 0:
        found.problems.append(f"The file is cut off: {missing} bytes are missing at its end.")
        found.doubt = True
    if missing < 0:
        found.problems.append(f"{-missing} bytes behind the audio are no audio; passed over.")


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _text_of(value: Any) -> str:
    """Free-form atoms hold bytes, most of them UTF-8; numbers and pairs are written out."""
    return mend(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
