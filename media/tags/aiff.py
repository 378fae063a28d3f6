"""AIFF and AIFF-C (Apple, 1989 and 1991): an ID3 tag, or the texts in chunks of their own."""

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from mutagen.aiff import AIFF

from media.tags.budget import BudgetedFile
from media.tags.frames import SMALL_TAG
from media.tags.id3 import take_id3
from media.tags.model import Found
from media.tags.riff import decode_text

HEADER = struct.Struct(">4sI")
FORM_SIZE = 12
MOST_CHUNKS = 1000
TEXTS = ("NAME", "AUTH", "ANNO")
COMPRESSION = slice(18, 22)
UNCOMPRESSED = ("", "NONE", "twos", "sowt", "fl32", "FL32", "fl64", "FL64", "in24", "in32")
SAMPLES_PER_PACKET = {"ima4": 64}
"""Compression whose length is counted in packets of so many samples."""


def read_aiff(file: BinaryIO, size: int) -> Found:
    """Tags and facts of an AIFF file of `size` bytes."""
    found = Found()
    aiff: Any = AIFF(BudgetedFile(file, size, most_bytes=SMALL_TAG))
    found.take_facts(aiff.info)
    for name, content in _chunks(file, size):
        if name in TEXTS:
            found.texts.setdefault(name, []).append(decode_text(content))
        elif name == "COMM":
            _correct_facts(content[COMPRESSION].decode("latin-1"), found)
    if aiff.tags is not None:
        take_id3(aiff.tags, found)
    return found


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of the small chunks, one after the other."""
    at = FORM_SIZE
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        header = file.read(HEADER.size)
        if len(header) < HEADER.size:
            return
        name, stated = HEADER.unpack(header)
        if stated <= SMALL_TAG:
            yield name.decode("latin-1"), file.read(stated)
        at += HEADER.size + stated + stated % 2


def _correct_facts(compression: str, found: Found) -> None:
    """Length and bit rate are stated as if nothing were compressed."""
    if compression in UNCOMPRESSED:
        return
    found.bitrate = None
    if found.duration:
        found.duration *= SAMPLES_PER_PACKET.get(compression, 1)
