"""WAV: the chunks of RIFF and RF64 (EBU Tech 3285 and 3306), read here.

Broadcast recorders leave what they know in `bext`, editors in `LIST/INFO`, in cue points with
labels, or in an ID3 tag of its own chunk. The length in the header is often wrong (0 or 4 GiB
where a recorder was switched off or wrote to a pipe): the bytes that are there count.
"""

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from mutagen.id3 import ID3

from media.tags.budget import TooMuchToRead
from media.tags.frames import weigh_tag
from media.tags.id3 import take_id3
from media.tags.model import Chapter, Found, reason_of

HEADER = struct.Struct("<4sI")
FORMAT = struct.Struct("<HHIIHH")
BEXT = struct.Struct("<256s32s32s10s8s")
CUE_POINT = struct.Struct("<II4sIII")
FORM_SIZE = 12
LARGEST_CHUNK = 16 << 20
MOST_CHUNKS = 1000
UNKNOWN = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk: its size as stated, its bytes that are there, its content where that is no audio."""

    stated: int
    present: int
    content: bytes


def read_wav(file: BinaryIO, size: int) -> Found:
    """Tags and facts of a WAV file of `size` bytes."""
    found, chunks = Found(), dict(_chunks(file, size))
    if "fmt " not in chunks or len(chunks["fmt "].content) < FORMAT.size:
        found.problems.append("The WAV header is incomplete: it does not say what it holds.")
        return found
    _take_facts(chunks, found)
    for name, take in READERS.items():
        if name in chunks:
            _take(name, take, chunks[name].content, found)
    found.chapters = found.chapters or _chapters_of(chunks, found)
    return found


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[str, Chunk]]:
    """Name and chunk, one after the other; a list is named by its kind: `LIST/INFO`."""
    long_size, at = UNKNOWN, FORM_SIZE
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        header = file.read(HEADER.size)
        if len(header) < HEADER.size:
            return
        letters, stated = HEADER.unpack(header)
        stated = long_size if stated == UNKNOWN else stated
        present = min(stated or size, size - file.tell())
        is_audio = letters == b"data" or present > LARGEST_CHUNK
        content = b"" if is_audio else file.read(present)
        if letters == b"ds64":
            long_size = int.from_bytes(content[8:16], "little")
        kind = b"/" + content[:4] if letters == b"LIST" else b""
        yield (letters + kind).decode("latin-1"), Chunk(stated, present, content)
        at += HEADER.size + present + present % 2


def _take_facts(chunks: dict[str, Chunk], found: Found) -> None:
    values = FORMAT.unpack(chunks["fmt "].content[: FORMAT.size])
    _, found.channels, found.sample_rate, bytes_per_second, _, _ = values
    audio = chunks.get("data")
    if audio is None or not bytes_per_second:
        found.problems.append("The WAV file holds no audio.")
        return
    found.bitrate = bytes_per_second * 8
    found.duration = audio.present / bytes_per_second
    if audio.present < audio.stated not in (0, UNKNOWN):
        found.problems.append(
            f"The file is cut off: its header promises {audio.stated / bytes_per_second:.1f} "
            f"seconds, it holds {found.duration:.1f}."
        )


def _take(name: str, take: Callable[[bytes, Found], None], content: bytes, found: Found) -> None:
    try:
        take(content, found)
    except TooMuchToRead:
        raise
    except Exception as error:  # struct, mutagen and what it trips over
        found.problems.append(
            f"The {name.strip()} part of the WAV file cannot be read: {reason_of(error)}."
        )


def _take_id3(content: bytes, found: Found) -> None:
    weigh_tag(content)
    take_id3(ID3(io.BytesIO(content)), found)


def _take_bext(content: bytes, found: Found) -> None:
    description, originator, _, day, _ = map(decode_text, BEXT.unpack(content[: BEXT.size]))
    for name, text in (("description", description), ("originator", originator), ("date", day)):
        found.texts[f"bext:{name}"] = [text.replace(":", "-") if name == "date" else text]


def _take_info(content: bytes, found: Found) -> None:
    for name, data in _parts_of(content):
        found.texts.setdefault(name, []).append(decode_text(data))


READERS = {"LIST/INFO": _take_info, "bext": _take_bext, "id3 ": _take_id3, "ID3 ": _take_id3}


def _parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The named parts of a list chunk, its kind of four letters left out."""
    at = 4
    while at + HEADER.size <= len(content):
        letters, size = HEADER.unpack_from(content, at)
        at += HEADER.size
        yield letters.decode("latin-1"), content[at : at + size]
        at += size + size % 2


def decode_text(data: bytes) -> str:
    """Text up to its NUL: UTF-8 where it can be, else the Windows code page of old editors."""
    text = data.split(b"\0", 1)[0]
    try:
        return text.decode("utf-8").strip()
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace").strip()


def _chapters_of(chunks: dict[str, Chunk], found: Found) -> list[Chapter]:
    """Cue points that carry a label (`adtl/labl`); their places are samples."""
    if not {"cue ", "LIST/adtl"} <= chunks.keys() or not found.sample_rate:
        return []
    parts = _parts_of(chunks["LIST/adtl"].content)
    labels = {data[:4]: decode_text(data[4:]) for name, data in parts if name == "labl"}
    points = chunks["cue "].content[4:]
    whole = len(points) - len(points) % CUE_POINT.size
    return [
        Chapter(sample / found.sample_rate, None, labels[number.to_bytes(4, "little")])
        for number, _, _, _, _, sample in CUE_POINT.iter_unpack(points[:whole])
        if number.to_bytes(4, "little") in labels
    ]
