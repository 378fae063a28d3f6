"""What mutagen does not read of an MP4 file: its chapters, its channels, its real length and end.

ISO 14496-12 (boxes and sample tables), 14496-3 (AudioSpecificConfig); a chapter track is a text
track that another track names in `tref/chap` (QuickTime File Format, "Chapter Lists"). Old tools
name it nowhere, and Nero wrote a list of its own, `moov/udta/chpl`.
"""

import re
import struct
from collections.abc import Iterator
from itertools import accumulate, islice, repeat
from typing import BinaryIO

from media.tags.model import Chapter

HEADER = struct.Struct(">I4s")
LONG_HEADER = struct.Struct(">I4sQ")
LARGEST_MOOV = 32 << 20
MOST_CHAPTERS = 10_000
MOST_NUMBERS = 3 * MOST_CHAPTERS
LONGEST_TITLE = 4096
ATOM_NAME = re.compile(rb"[A-Za-z0-9 \xa9+-]{4}")
NERO_START = struct.Struct(">QB")
NERO_UNITS = 10_000_000
ENCRYPTED = (b"drms", b"enca", b"aavd")
"""How the audio of a protected file is called (FairPlay, Common Encryption, Audible)."""

SAMPLES = (b"mdia", b"minf", b"stbl")
AUDIO_CONFIG = re.compile(rb"esds.{4}.{0,16}?\x04\x80{0,3}.{14}\x05\x80{0,3}.(..)", re.DOTALL)
CHANNELS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 8}

Atom = tuple[bytes, int, int]
"""Name, and where the content begins and ends."""


def top_atoms(file: BinaryIO, size: int) -> list[Atom]:
    """The outermost atoms of a file of `size` bytes; the last may end beyond it.

    They end where no name of an atom follows: what stands there is something else.
    """
    found: list[Atom] = []
    at = 0
    while at + HEADER.size <= size:
        file.seek(at)
        name, start, end = _atom(file.read(LONG_HEADER.size), at, size)
        if not ATOM_NAME.fullmatch(name):
            break
        found.append((name, start, end))
        at = end
    return found


def read_movie(file: BinaryIO, atoms: list[Atom]) -> bytes:
    """The content of the `moov` atom, empty where there is none."""
    for name, start, end in atoms:
        if name == b"moov" and end - start <= LARGEST_MOOV:
            file.seek(start)
            return file.read(end - start)
    return b""


def channels_of(movie: bytes) -> int | None:
    """The channels that the AAC decoder is told; the sample entry says 2 for mono too."""
    match = AUDIO_CONFIG.search(movie)
    return CHANNELS.get(int.from_bytes(match[1]) >> 3 & 0xF) if match else None


def audio_track(movie: bytes) -> bytes:
    """The first track of sound, empty where there is none."""
    tracks = (track for track in _find(movie, b"trak") if _handler(track) == b"soun")
    return next(tracks, b"")


def length_of(track: bytes) -> float | None:
    """Seconds of a track by the lengths of its samples; None where none are listed."""
    scale = _time_scale(track)
    runs = _first(track, *SAMPLES, b"stts")[8:]
    whole = runs[: len(runs) // 8 * 8]
    total = sum(count * length for count, length in struct.iter_unpack(">II", whole))
    return total / scale if scale and total else None


def is_encrypted(track: bytes) -> bool:
    """Whether a track can be played only by those who hold a key."""
    return _first(track, *SAMPLES, b"stsd")[12:16] in ENCRYPTED


def chapters_of(file: BinaryIO, movie: bytes) -> list[Chapter]:
    """The chapters of the chapter track, else of Nero's list, else of a text track, in order."""
    tracks = list(_find(movie, b"trak"))
    named = {number for track in tracks for number in _numbers(_first(track, b"tref", b"chap"))}
    chapters = _of_first(file, [track for track in tracks if _track_number(track) in named])
    chapters = chapters or _of_nero(movie)
    return chapters or _of_first(file, [one for one in tracks if _handler(one) == b"text"])


def _of_first(file: BinaryIO, tracks: list[bytes]) -> list[Chapter]:
    """The chapters of the first of these tracks that has any; a track of pictures has none."""
    titled = (
        list(_chapters_in(file, track)) for track in tracks if _handler(track) in (b"text", b"")
    )
    return next(filter(None, titled), [])


def _of_nero(movie: bytes) -> list[Chapter]:
    """Some files hold several `udta`, of which one has the list."""
    lists = (_first(data, b"chpl") for data in _find(movie, b"udta"))
    return next(([*_nero_chapters(data)] for data in lists if data), [])


def _nero_chapters(data: bytes) -> Iterator[Chapter]:
    """`chpl`: starts in units of 100 ns and titles in UTF-8; the newer version has a longer count.

    The list says how many there are in one byte, so that writers of longer ones let it overflow:
    what is there counts.
    """
    at = 9 if data[:1] == b"\1" else 5
    while at + NERO_START.size <= len(data):
        start, length = NERO_START.unpack_from(data, at)
        at += NERO_START.size + length
        title = data[at - length : at].decode("utf-8", "replace")
        yield Chapter(start / NERO_UNITS, None, title)


def _handler(track: bytes) -> bytes:
    """What kind of track it is: `soun`, `text`, `vide`; empty where it does not say."""
    return _first(track, b"mdia", b"hdlr")[8:12]


def _atom(header: bytes, at: int, end_of_all: int) -> Atom:
    """Read an atom's header at `at`; its size is 1 for a long one, 0 for "to the end"."""
    size, name = HEADER.unpack_from(header)
    start = at + HEADER.size
    if size == 1:
        _, _, size = LONG_HEADER.unpack(header[: LONG_HEADER.size])
        start = at + LONG_HEADER.size
    end = at + size if size else end_of_all
    return name, start, max(end, start)


def _find(data: bytes, name: bytes) -> Iterator[bytes]:
    """The contents of the atoms of a name directly inside `data`."""
    at = 0
    while at + HEADER.size <= len(data):
        found, start, end = _atom(data[at : at + LONG_HEADER.size], at, len(data))
        if found == name:
            yield data[start:end]
        at = end


def _first(data: bytes, *path: bytes) -> bytes:
    """The content of the first atom on a path, empty where there is none."""
    for name in path:
        data = next(_find(data, name), b"")
    return data


def _numbers(data: bytes) -> list[int]:
    """Big-endian numbers of 32 bits, no more of them than any chapter list needs."""
    length = min(len(data) // 4 * 4, MOST_NUMBERS * 4)
    return [number for (number,) in struct.iter_unpack(">I", data[:length])]


def _track_number(track: bytes) -> int:
    header = _first(track, b"tkhd")
    return int.from_bytes(header[20:24] if header[:1] == b"\1" else header[12:16])


def _time_scale(track: bytes) -> int:
    header = _first(track, b"mdia", b"mdhd")
    return int.from_bytes(header[20:24] if header[:1] == b"\1" else header[12:16])


def _chapters_in(file: BinaryIO, track: bytes) -> Iterator[Chapter]:
    table, scale = _first(track, *SAMPLES), _time_scale(track)
    if not scale:
        return
    lengths = list(islice(_lengths(_numbers(_first(table, b"stts")[8:])), MOST_CHAPTERS))
    starts = accumulate(lengths, initial=0)
    for start, length, place in zip(starts, lengths, _places(table), strict=False):
        yield Chapter(start / scale, (start + length) / scale, _title_at(file, place))


def _lengths(runs: list[int]) -> Iterator[int]:
    """`stts`: pairs of how many samples, and how long each of them."""
    for count, length in _grouped(runs, 2):
        yield from repeat(length, count)


def _places(table: bytes) -> Iterator[int]:
    """Where in the file each sample lies: chunk by chunk, one sample behind the other."""
    size_of_all, *sizes_of_each = _numbers(_first(table, b"stsz")[4:]) or [0]
    sizes = repeat(size_of_all) if size_of_all else iter(sizes_of_each[1:])
    chunks = _chunk_places(table)
    for place, count in zip(chunks, _samples_in(table, len(chunks)), strict=False):
        of_chunk = list(islice(sizes, min(count, MOST_CHAPTERS)))
        yield from accumulate(of_chunk[:-1], initial=place) if of_chunk else ()


def _chunk_places(table: bytes) -> list[int]:
    if short := _first(table, b"stco"):
        return _numbers(short[8:])
    return [high << 32 | low for high, low in _grouped(_numbers(_first(table, b"co64")[8:]), 2)]


def _samples_in(table: bytes, chunks: int) -> Iterator[int]:
    """`stsc`: from which chunk on (counted from 1) there are how many samples in each."""
    runs = list(_grouped(_numbers(_first(table, b"stsc")[8:]), 3))
    next_firsts = [*(first for first, _, _ in runs[1:]), chunks + 1]
    for (first, count, _), next_first in zip(runs, next_firsts, strict=False):
        yield from repeat(count, max(next_first - first, 0))


def _grouped(numbers: list[int], size: int) -> Iterator[tuple[int, ...]]:
    return zip(*[iter(numbers)] * size, strict=False)


def _title_at(file: BinaryIO, place: int) -> str:
    """A text sample: its size, then UTF-8, or UTF-16 that begins with its byte order mark."""
    file.seek(place)
    text = file.read(min(int.from_bytes(file.read(2)), LONGEST_TITLE))
    is_wide = text[:2] in (b"\xfe\xff", b"\xff\xfe")
    return text.decode("utf-16" if is_wide else "utf-8", "replace")
