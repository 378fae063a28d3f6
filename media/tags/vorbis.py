"""Vorbis comments: FLAC, and Vorbis, Opus and FLAC in Ogg."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mutagen.flac import FLAC
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from media.containers import ID3_HEADER, id3_size
from media.tags.budget import BudgetedFile
from media.tags.flac import count_samples
from media.tags.id3 import read_id3
from media.tags.lyrics import read_lines
from media.tags.model import Chapter, Found, reason_of
from media.tags.ogg import begins_late, read_links

COVERS = ("METADATA_BLOCK_PICTURE", "COVERART")
LYRICS = ("SYNCEDLYRICS", "LYRICS", "UNSYNCEDLYRICS")
CHAPTER = re.compile(r"CHAPTER(\d{1,4})", re.ASCII)
CHAPTER_START = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d(?:[.,]\d{1,9})?)", re.ASCII)
OPUS_RATE = 48_000
TOLERANCE = 1


def read_flac(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of a FLAC file of `size` bytes, and those of an ID3 tag before it."""
    audio: Any = FLAC(file)
    found, info = _read(audio), audio.info
    samples = count_samples(file.unbudgeted, size, info.max_blocksize)
    if samples is None:
        found.doubt = True
    elif abs(samples - info.total_samples) > TOLERANCE:
        _correct(found, samples / info.sample_rate, info.total_samples > samples)
    _take_id3(file, found)
    return found


def _correct(found: Found, there: float, is_cut: bool) -> None:
    found.bitrate = None
    if is_cut:
        found.shorten_duration(found.duration or 0.0, there)
    else:
        found.correct_duration(there)


def _take_id3(file: BudgetedFile, found: Found) -> None:
    """Some tools put an ID3 tag before FLAC, where the format has no place for it."""
    file.seek(0)
    size = id3_size(file.read(ID3_HEADER))
    file.seek(0)
    if size:
        read_id3(file.read(size), found)


def read_ogg_flac(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of FLAC in Ogg."""
    return _read_ogg(OggFLAC, file, size)


def read_ogg_vorbis(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of Vorbis in Ogg."""
    return _read_ogg(OggVorbis, file, size)


def read_opus(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of Opus in Ogg; Opus always decodes at 48 kHz (RFC 7845)."""
    found = _read_ogg(OggOpus, file, size)
    found.sample_rate = OPUS_RATE
    return found


def _read_ogg(kind: Callable[[BudgetedFile], Any], file: BudgetedFile, size: int) -> Found:
    """Tags by mutagen, the length by the pages; each survives damage to the other."""
    links = read_links(file.unbudgeted, size)
    file.seek(0)
    try:
        found = _read(kind(file))
    except Exception as error:  # mutagen raises its own errors, and any other on damaged files
        if not links:
            raise
        found = Found(problems=[f"The Ogg file is damaged: {reason_of(error)}."])
    if not links:
        found.doubt = True
        return found
    found.duration, found.sample_rate = sum(link.seconds for link in links), links[0].rate
    found.doubt = any(map(begins_late, links)) or not found.duration
    if len(links) > 1 or found.doubt:
        found.bitrate = None
    if len(links) > 1:
        found.problems.append(
            f"The file holds {len(links)} streams, one behind the other; the tags are those of the "
            f"first, the length is that of all."
        )
    if not links[-1].ended and not found.doubt:
        found.problems.append(
            f"The file ends without the mark of its end, as after a cut; {found.duration:.1f} "
            f"seconds are there."
        )
    return found


def _read(audio: Any) -> Found:
    found = Found()
    found.take_facts(audio.info)
    for name, value in audio.tags or ():
        found.texts.setdefault(name.upper(), []).append(value)
    found.has_cover = bool(getattr(audio, "pictures", ())) or any(map(found.texts.get, COVERS))
    found.chapters = _chapters_of(found.texts)
    found.lyrics = read_lines("\n".join(next(filter(None, map(found.texts.get, LYRICS)), [])))
    return found


def _chapters_of(texts: Mapping[str, Sequence[str]]) -> list[Chapter]:
    """CHAPTERxxx=hh:mm:ss.fff and CHAPTERxxxNAME (wiki.xiph.org/Chapter_Extension)."""
    chapters = []
    for name, values in texts.items():
        start = CHAPTER.fullmatch(name) and CHAPTER_START.fullmatch(values[0].strip())
        if start:
            hours, minutes, seconds = start.groups()
            title = texts.get(f"{name}NAME", [""])[0]
            chapters.append(Chapter(_seconds(hours or "0", minutes, seconds), None, title))
    return chapters


def _seconds(hours: str, minutes: str, seconds: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
