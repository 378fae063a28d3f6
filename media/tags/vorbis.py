"""Vorbis comments: FLAC, and Vorbis, Opus and FLAC in Ogg."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from mutagen.flac import FLAC
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from media.tags.lyrics import read_lines
from media.tags.model import Chapter, Found

COVERS = ("METADATA_BLOCK_PICTURE", "COVERART")
LYRICS = ("SYNCEDLYRICS", "LYRICS", "UNSYNCEDLYRICS")
CHAPTER = re.compile(r"CHAPTER(\d{1,4})", re.ASCII)
CHAPTER_START = re.compile(r"(\d{1,3}):([0-5]?\d):([0-5]?\d(?:\.\d{1,9})?)", re.ASCII)
OPUS_RATE = 48_000


def read_flac(file: BinaryIO, size: int) -> Found:
    """Tags and facts of a FLAC file of `size` bytes."""
    audio = FLAC(file)
    found, info = _read(audio), audio.info
    needed = info.min_framesize * info.total_samples / max(info.max_blocksize, 1)
    if needed > size:
        found.problems.append(
            f"The file is cut off: its {info.length:.1f} seconds need {needed:.0f} bytes at least,"
            f" it holds {size}."
        )
    return found


def read_ogg_flac(file: BinaryIO, size: int) -> Found:
    """Tags and facts of FLAC in Ogg."""
    return _read(OggFLAC(file))


def read_ogg_vorbis(file: BinaryIO, size: int) -> Found:
    """Tags and facts of Vorbis in Ogg."""
    return _read(OggVorbis(file))


def read_opus(file: BinaryIO, size: int) -> Found:
    """Tags and facts of Opus in Ogg; Opus always decodes at 48 kHz (RFC 7845)."""
    found = _read(OggOpus(file))
    found.sample_rate = OPUS_RATE
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
            chapters.append(
                Chapter(int(hours) * 3600 + int(minutes) * 60 + float(seconds), None, title)
            )
    return chapters
