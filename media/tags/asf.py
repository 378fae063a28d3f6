"""Windows Media (ASF): tags, and whether its length can be believed."""

import struct
from typing import Any, BinaryIO

from mutagen.asf import ASF

from media.tags.budget import BudgetedFile
from media.tags.encodings import mend
from media.tags.lyrics import read_lines
from media.tags.model import Found

HEAD = 1 << 16
FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
PROPERTIES = struct.Struct("<16s8x16xQQQQQQIIII")
"""File properties (ASF specification, 3.2): identifiers, size, creation, packets, play and send
duration, preroll, flags, smallest and largest packet, bit/s."""

BROADCAST = 1
UNITS = 10_000_000
BELIEVABLE = 2.0


def read_wma(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of a Windows Media file."""
    audio: Any = ASF(file)
    found = Found()
    found.take_facts(audio.info)
    for name, value in audio.tags or ():
        found.texts.setdefault(name, []).append(mend(str(value)))
    found.has_cover = bool(found.texts.get("WM/Picture"))
    found.lyrics = read_lines("\n".join(found.texts.get("WM/Lyrics", [])))
    found.doubt = _is_doubtful(file.unbudgeted, size)
    return found


def _is_doubtful(file: BinaryIO, size: int) -> bool:
    """Whether the file was broadcast, cut off, or is too large or small for its stated length."""
    file.seek(0)
    head = file.read(HEAD)
    at = head.find(FILE_PROPERTIES)
    if at < 0 or at + PROPERTIES.size > len(head):
        return True
    _, _, _, packets, play, send, preroll, flags, _, packet, bitrate = PROPERTIES.unpack_from(
        head, at
    )
    seconds, data = play / UNITS - preroll / 1000, packets * packet
    if flags & BROADCAST or seconds <= 0 or data > size:
        return True
    is_possible = data <= BELIEVABLE * (seconds + preroll / 1000) * bitrate / 8
    return not is_possible or abs(send / UNITS - seconds) > preroll / 1000 + 1
