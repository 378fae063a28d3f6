"""The kinds of audio file that are read, told apart by their first bytes, never by their name."""

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from media.mpeg import begins_stream

HEAD = 4096
"""Bytes of the beginning of a file that `find_container` wants to see."""

SEARCHED = 1 << 20
"""Bytes of the beginning of a file in which audio is looked for behind something else."""

MOST_PLACES = 10_000
ID3_HEADER = 10
ID3_FOOTER = 0x10
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


FOREIGN: list[tuple[int, bytes, str]] = [
    (0, b"\x1aE\xdf\xa3", "Matroska or WebM"),
    (0, b"caff", "Core Audio (CAF)"),
    (0, b"#!AMR", "AMR of a telephone"),
    (0, b".ra\xfd", "RealAudio"),
    (0, b".RMF", "RealMedia"),
    (0, b"MAC ", "Monkey's Audio"),
    (0, b"wvpk", "WavPack"),
    (0, b"MPCK", "Musepack"),
    (0, b"\x0b\x77", "AC-3"),
    (0, b"\xff\xf1", "AAC without a container (ADTS)"),
    (0, b"\xff\xf9", "AAC without a container (ADTS)"),
    (0, b"MThd", "MIDI"),
    (8, b"AVI ", "an AVI video"),
    (0, b"PK\x03\x04", "a ZIP archive or an Office document"),
    (0, b"%PDF", "a PDF document"),
]
"""Offset, the bytes that stand there, and what that is: files that are told apart to be refused."""

BEGINNINGS = re.compile(
    rb"ID3[\x02-\x04]|fLaC\x00|OggS\x00\x02|(?:RIFF|RF64|BW64)....WAVE|FORM....AIF[FC]"
    rb"|.{4}ftyp|\xff[\xe2-\xe7\xf2-\xff]|" + re.escape(ASF_HEADER),
    re.DOTALL,
)
"""How audio begins that stands behind something else."""


class Place(NamedTuple):
    """Which kind of audio a file holds, and at which byte it begins."""

    container: Container
    start: int


def find_audio(file: BinaryIO) -> Place | None:
    """Find the audio of a file: at its beginning, else behind something else (HTML, zeros, text).

    None where there is none in the first SEARCHED bytes, or the file is of a foreign kind.
    """
    head, behind, tag = _beginnings(file)
    if find_foreign(file) is not None:
        return None
    container = find_container(head, whole=len(head) < HEAD)
    if container is None:
        return _search(file)
    tagged = find_container(behind, whole=False) if tag else None
    return Place(container, 0) if tagged in (None, MP3, FLAC) else Place(tagged, tag)


def find_foreign(file: BinaryIO) -> str | None:
    """The name of a kind of file that is told apart to be refused; None for any other."""
    _, behind, _ = _beginnings(file)
    return next((name for at, magic, name in FOREIGN if behind.startswith(magic, at)), None)


def _beginnings(file: BinaryIO) -> tuple[bytes, bytes, int]:
    """The first bytes, those behind the ID3 tag that may stand before any kind, and its size."""
    file.seek(0)
    head = file.read(HEAD)
    tag = id3_size(head)
    file.seek(tag)
    return head, file.read(HEAD), tag


def _search(file: BinaryIO) -> Place | None:
    """The first place at which audio begins, of no more places than takes a moment."""
    file.seek(0)
    data = file.read(SEARCHED)
    for match in islice(BEGINNINGS.finditer(data), MOST_PLACES):
        at = match.start()
        if match[0].startswith(b"ID3") and not id3_size(data[at : at + ID3_HEADER]):
            continue
        container = find_container(data[at : at + HEAD], whole=at + HEAD >= len(data))
        if container is not None:
            return Place(container, at)
    return None


def find_container(head: bytes, *, whole: bool = False) -> Container | None:
    """Tell the kind of a file from its first HEAD bytes; None where it is none of ours.

    `whole` says that the file has no more bytes than these: a frame or two of MP3 are enough then.
    """
    for offset, magic, container in MAGIC:
        if head.startswith(magic, offset):
            return container
    if head.startswith(b"OggS"):
        return next((kind for mark, kind in OGG_STREAMS.items() if mark in head[:512]), None)
    if head.startswith(b"ID3"):
        return FLAC if head.startswith(b"fLaC", id3_size(head)) else MP3
    return MP3 if begins_stream(head, 0, whole) else None


def wrong_suffix(name: str, container: Container) -> bool:
    """Whether a file name promises another kind of audio than the file holds."""
    suffix = PurePath(name).suffix.lower()
    return suffix in SUFFIXES and suffix not in container.suffixes


def id3_size(head: bytes) -> int:
    """Size of the ID3v2 tag that `head` begins, header and footer included; 0 for none."""
    if len(head) < ID3_HEADER or not head.startswith(b"ID3") or any(map(_is_high, head[6:10])):
        return 0
    footer = ID3_HEADER if head[3] > 3 and head[5] & ID3_FOOTER else 0  # noqa: PLR2004  # 2.4
    return ID3_HEADER + seven_bits(head[6:ID3_HEADER]) + footer


def _is_high(byte: int) -> bool:
    return byte > 0x7F  # noqa: PLR2004


def seven_bits(digits: bytes) -> int:
    """A number of ID3: seven bits in each byte (id3.org, 2.4.0 structure, 6.2)."""
    number = 0
    for byte in digits:
        number = number << 7 | byte & 0x7F
    return number
