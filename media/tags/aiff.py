"""AIFF and AIFF-C (Apple, 1989 and 1991): an ID3 tag, or the texts in chunks of their own."""

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from mutagen.aiff import AIFF

from media.tags.budget import BudgetedFile
from media.tags.frames import SMALL_TAG
from media.tags.id3 import take_id3
from media.tags.model import Found
from media.tags.riff import decode_text

HEADER = struct.Struct(">4sI")
FORM_SIZE = 12
SOUND_HEADER = 8
ROUNDING = 0.05
MOST_CHUNKS = 1000
TEXTS = ("NAME", "AUTH", "ANNO")
COMPRESSION = slice(18, 22)
UNCOMPRESSED = ("", "NONE", "twos", "sowt", "fl32", "FL32", "fl64", "FL64", "in24", "in32")
SAMPLES_PER_PACKET = {"ima4": 64}
"""Compression whose length is counted in packets of so many samples."""


class Chunk(NamedTuple):
    """A chunk: its name, its size as stated, its bytes that are there, its content if small."""

    name: str
    stated: int
    present: int
    content: bytes


def read_aiff(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of an AIFF file of `size` bytes."""
    found = Found()
    aiff: Any = AIFF(BudgetedFile(file.unbudgeted, size, most_bytes=SMALL_TAG))
    found.take_facts(aiff.info)
    compression = ""
    for chunk in _chunks(file, size):
        if chunk.name in TEXTS:
            found.texts.setdefault(chunk.name, []).append(decode_text(chunk.content))
        elif chunk.name == "COMM":
            compression = chunk.content[COMPRESSION].decode("latin-1")
        elif chunk.name == "SSND" and compression in UNCOMPRESSED:
            _compare(aiff.info, chunk, found)
    _correct_facts(compression, found)
    if aiff.tags is not None:
        take_id3(aiff.tags, found)
    return found


def _chunks(file: BudgetedFile, size: int) -> Iterator[Chunk]:
    """The chunks, one after the other; sound without a size lasts to the end of the file."""
    at = FORM_SIZE
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        header = file.read(HEADER.size)
        if len(header) < HEADER.size:
            return
        letters, stated = HEADER.unpack(header)
        name, left = letters.decode("latin-1"), size - at - HEADER.size
        present = left if name == "SSND" and not stated else min(stated, left)
        content = file.read(present) if name != "SSND" and stated <= SMALL_TAG else b""
        yield Chunk(name, stated, present, content)
        at += HEADER.size + present + present % 2


def _compare(info: Any, sound: Chunk, found: Found) -> None:
    """Samples that are not compressed are as many as their bytes, whatever the header counts."""
    bytes_per_second = info.channels * ((info.bits_per_sample + 7) // 8) * info.sample_rate
    if bytes_per_second <= 0:
        return
    there, stated = max(sound.present - SOUND_HEADER, 0) / bytes_per_second, found.duration or 0.0
    if abs(there - stated) <= ROUNDING:
        return
    if sound.stated > sound.present:
        found.shorten_duration(stated, there)
    else:
        found.correct_duration(there)


def _correct_facts(compression: str, found: Found) -> None:
    """Length and bit rate are stated as if nothing were compressed."""
    if compression in UNCOMPRESSED:
        return
    found.bitrate = None
    if found.duration:
        found.duration *= SAMPLES_PER_PACKET.get(compression, 1)
