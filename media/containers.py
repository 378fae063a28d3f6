"""The kinds of audio file that are read, told apart by their first bytes, never by their name."""

from dataclasses import dataclass
from pathlib import PurePath

HEAD = 4096
"""Bytes of the beginning of a file that `find_container` wants to see."""

ID3_HEADER = 10
MPEG_SYNC = 0xFFE0
ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file: its name in `tags`, for people, to FFmpeg's demuxers, and as a suffix."""

    format: str
    title: str
    demuxer: str
    suffixes: frozenset[str]


def _container(format: str, title: str, demuxer: str, suffixes: str) -> Container:
    return Container(format, title, demuxer, frozenset(suffixes.split()))


MP3 = _container("mp3", "MP3", "mp3", ".mp3 .mp2 .mpga")
MP4 = _container("mp4", "MP4", "mp4", ".m4a .mp4 .m4b .3gp .mov")
FLAC = _container("flac", "FLAC", "flac", ".flac")
VORBIS = _container("vorbis", "Ogg Vorbis", "ogg", ".ogg .oga")
OPUS = _container("opus", "Ogg Opus", "ogg", ".opus .ogg .oga")
OGG_FLAC = _container("flac", "Ogg FLAC", "ogg", ".oga .ogg .flac")
WAV = _container("wav", "WAV", "wav", ".wav .wave .bwf .rf64")
AIFF = _container("aiff", "AIFF", "aiff", ".aiff .aif .aifc")
WMA = _container("wma", "Windows Media", "asf", ".wma .asf")

CONTAINERS = [MP3, MP4, FLAC, VORBIS, OPUS, OGG_FLAC, WAV, AIFF, WMA]
SUFFIXES = frozenset[str]().union(*(container.suffixes for container in CONTAINERS))

OGG_STREAMS = {b"\x01vorbis": VORBIS, b"OpusHead": OPUS, b"\x7fFLAC": OGG_FLAC}

MAGIC: list[tuple[int, bytes, Container]] = [
    (0, b"fLaC", FLAC),
    (4, b"ftyp", MP4),
    (4, b"moov", MP4),
    (4, b"mdat", MP4),
    (4, b"wide", MP4),
    (4, b"free", MP4),
    (8, b"WAVE", WAV),
    (8, b"AIFF", AIFF),
    (8, b"AIFC", AIFF),
    (0, ASF_HEADER, WMA),
]
"""Offset, the bytes that stand there, and what that means."""


def find_container(head: bytes) -> Container | None:
    """Tell the kind of a file from its first HEAD bytes; None where it is none of ours."""
    for offset, magic, container in MAGIC:
        if head.startswith(magic, offset):
            return container
    if head.startswith(b"OggS"):
        return next((kind for mark, kind in OGG_STREAMS.items() if mark in head[:512]), None)
    if head.startswith(b"ID3"):
        return FLAC if head.startswith(b"fLaC", id3_size(head)) else MP3
    return MP3 if _has_mpeg_frame(head) else None


def wrong_suffix(name: str, container: Container) -> bool:
    """Whether a file name promises another kind of audio than the file holds."""
    suffix = PurePath(name).suffix.lower()
    return suffix in SUFFIXES and suffix not in container.suffixes


def id3_size(head: bytes) -> int:
    """Size of the ID3v2 tag that `head` begins, header included; 0 where there is none."""
    if len(head) < ID3_HEADER or not head.startswith(b"ID3"):
        return 0
    return ID3_HEADER + seven_bits(head[6:ID3_HEADER])


def seven_bits(digits: bytes) -> int:
    """A number of ID3: seven bits in each byte (id3.org, 2.4.0 structure, 6.2)."""
    number = 0
    for byte in digits:
        number = number << 7 | byte & 0x7F
    return number


def _has_mpeg_frame(head: bytes) -> bool:
    return any(_is_mpeg_header(head[at : at + 3]) for at in range(len(head) - 2))


def _is_mpeg_header(header: bytes) -> bool:
    """Sync bits, a version, layer III or II, and a bit rate and sample rate that exist."""
    sync, settings = int.from_bytes(header[:2]), header[2]
    version, layer = sync >> 3 & 3, sync >> 1 & 3
    bit_rate, rate = settings >> 4, settings >> 2 & 3
    exists = version != 1 and layer in (1, 2) and bit_rate not in (0, 15) and rate not in (3,)
    return sync & MPEG_SYNC == MPEG_SYNC and exists
