"""What stands behind the audio of an MP3 file: ID3v1, APEv2, Lyrics3, an ID3v2 tag, zeros.

Tools that did not know each other's tags put one behind the other, so they are taken off from the
end, one by one, until audio is left. (id3.org, "Lyrics3 made easy"; wiki.hydrogenaudio.org, APEv2.)
"""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from media.containers import ID3_HEADER, id3_size
from media.tags.encodings import decode_bytes

LONGEST_TAIL = 1 << 20
MOST_TAGS = 8
LEAST_PADDING = 2048
ID3V1, ENHANCED = 128, 227
APE_FOOTER = struct.Struct("<8sIIII8x")
APE_HAS_HEADER = 0x80000000
APE_ITEM = struct.Struct("<II")
MOST_ITEMS = 200
APE_TEXT, APE_KIND = 0, 0x6
LYRICS3_1, LYRICS3_2 = b"LYRICSEND", b"LYRICS200"
LYRICS3_FIELD = re.compile(rb"([A-Z]{3})(\d{5})")
LYRICS3_BEGIN = b"LYRICSBEGIN"
LONGEST_LYRICS3 = 5100


@dataclass(slots=True)
class Tail:
    """What was found: where the audio ends, texts by name, lyrics, tags of ID3, a cover."""

    end: int
    texts: dict[str, list[str]] = field(default_factory=dict)
    lyrics: str = ""
    id3: bytes = b""
    id3v1: bytes = b""
    has_cover: bool = False


def read_tail(file: BinaryIO, size: int) -> Tail:
    """Take the tags off the end of a file of `size` bytes."""
    start = max(size - LONGEST_TAIL, 0)
    file.seek(start)
    data, tail = file.read(LONGEST_TAIL), Tail(size)
    for _ in range(MOST_TAGS):
        left = next((len(data) - cut for take in TAKERS if (cut := take(data, tail))), None)
        if left is None:
            break
        data = data[:left]
    tail.end = start + len(data)
    return tail


def _take_id3v1(data: bytes, tail: Tail) -> int:
    """How many bytes an ID3v1 tag takes, its enhancement of some tools included."""
    if data[-ID3V1:-125] != b"TAG":
        return 0
    tail.id3v1 = tail.id3v1 or data[-ID3V1:]
    has_more = data[-ID3V1 - ENHANCED :].startswith(b"TAG+")
    return ID3V1 + (ENHANCED if has_more else 0)


def _take_ape(data: bytes, tail: Tail) -> int:
    """The footer counts itself and the items, but not the header that may stand before them."""
    if data[-APE_FOOTER.size : -APE_FOOTER.size + 8] != b"APETAGEX":
        return 0
    size: int
    _, _, size, items, flags = APE_FOOTER.unpack(data[-APE_FOOTER.size :])
    whole = size + (APE_FOOTER.size if flags & APE_HAS_HEADER else 0)
    if not APE_FOOTER.size <= whole <= len(data):
        return APE_FOOTER.size
    for name, kind, value in _ape_items(data[-size : -APE_FOOTER.size], items):
        if kind == APE_TEXT:
            texts = [decode_bytes(text) for text in value.split(b"\0")]
            tail.texts.setdefault(f"ape:{name}", texts)
        elif name.startswith("cover art"):
            tail.has_cover = True
    return whole


def _ape_items(data: bytes, count: int) -> Iterator[tuple[str, int, bytes]]:
    """Name, kind and value of the items of an APE tag."""
    at = 0
    for _ in range(min(count, MOST_ITEMS)):
        end = data.find(b"\0", at + APE_ITEM.size)
        if end < 0:
            return
        size, flags = APE_ITEM.unpack_from(data, at)
        name = data[at + APE_ITEM.size : end].decode("latin-1").lower()
        at = end + 1 + size
        yield name, flags & APE_KIND, data[end + 1 : at]


def _take_lyrics3(data: bytes, tail: Tail) -> int:
    """Version 2 states its size before its last mark; version 1 is looked for from the end."""
    if data.endswith(LYRICS3_2) and data[-15:-9].isdigit():
        size = int(data[-15:-9])
        content = data[-15 - size : -15]
        if not content.startswith(LYRICS3_BEGIN):
            return 0
        for name, text in _lyrics3_fields(content[len(LYRICS3_BEGIN) :]):
            if name == "LYR":
                tail.lyrics = tail.lyrics or text
            else:
                tail.texts.setdefault(f"lyrics3:{name}", []).append(text)
        return size + 15
    begin = data.rfind(LYRICS3_BEGIN, max(len(data) - LONGEST_LYRICS3 - 20, 0))
    if not data.endswith(LYRICS3_1) or begin < 0:
        return 0
    tail.lyrics = tail.lyrics or decode_bytes(data[begin + len(LYRICS3_BEGIN) : -len(LYRICS3_1)])
    return len(data) - begin


def _lyrics3_fields(content: bytes) -> Iterator[tuple[str, str]]:
    at = 0
    while match := LYRICS3_FIELD.match(content, at):
        at = match.end() + int(match[2])
        yield match[1].decode(), decode_bytes(content[match.end() : at])


def _take_id3v2(data: bytes, tail: Tail) -> int:
    """A tag at the end has a footer, its header turned round (id3.org, 2.4.0 structure, 3.4)."""
    footer = data[-ID3_HEADER:]
    size = id3_size(b"ID3" + footer[3:]) if footer.startswith(b"3DI") else 0
    if not size or data[-size : -size + 3] != b"ID3":
        return 0
    tail.id3 = tail.id3 or data[-size:]
    return size


def _take_padding(data: bytes, tail: Tail) -> int:
    """Zeros in number; a few may be the end of a frame."""
    zeros = len(data) - len(data.rstrip(b"\0"))
    return zeros if zeros >= LEAST_PADDING else 0


TAKERS: tuple[Callable[[bytes, Tail], int], ...] = (
    _take_id3v1,
    _take_ape,
    _take_lyrics3,
    _take_id3v2,
    _take_padding,
)
