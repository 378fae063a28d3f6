"""WAV: the chunks of RIFF and RF64 (EBU Tech 3285 and 3306), read here.

Broadcast recorders leave what they know in `bext`, playout systems in `cart` (AES46), editors in
`LIST/INFO`, in cue points with labels, or in an ID3 tag of its own chunk. The length in the header
is often wrong (0 or 4 GiB where a recorder was switched off or wrote to a pipe): the bytes that are
there count.
"""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from media.mpeg import walk
from media.tags.budget import BudgetedFile, TooMuchToRead
from media.tags.encodings import decode_bytes
from media.tags.id3 import read_id3
from media.tags.model import Chapter, Found, reason_of

HEADER = struct.Struct("<4sI")
FORMAT = struct.Struct("<HHIIHH")
BEXT = struct.Struct("<256s32s32s10s8s")
CART = struct.Struct("<4s64s64s64s64s64s64s64s10s8s")
CUE_POINT = struct.Struct("<II4sIII")
PCM, FLOAT, A_LAW, MU_LAW, MPEG_LAYER3, EXTENDED = 1, 3, 6, 7, 0x55, 0xFFFE
FRACTION = 0.02
FORM_SIZE = 12
LARGEST_CHUNK = 16 << 20
MOST_CHUNKS = 1000
MOST_CUES = 10_000
UNKNOWN = 0xFFFFFFFF
CHUNK_NAME = re.compile(rb"[\x20-\x7e]{4}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk: its size as stated, its bytes that are there, its content where that is no audio.

    `start` is where its content begins.
    """

    stated: int
    present: int
    content: bytes
    start: int


def read_wav(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of a WAV file of `size` bytes."""
    found, chunks = Found(), dict(_chunks(file, size))
    if "fmt " not in chunks or len(chunks["fmt "].content) < FORMAT.size:
        found.problems.append("The WAV header is incomplete: it does not say what it holds.")
        return found
    take_facts(file, chunks, found)
    for name, take in READERS.items():
        if name in chunks:
            _take(name, take, chunks[name].content, found)
    found.chapters = found.chapters or _chapters_of(chunks, found)
    return found


def _chunks(file: BudgetedFile, size: int) -> Iterator[tuple[str, Chunk]]:
    """Name and chunk, one after the other; a list is named by its kind: `LIST/INFO`."""
    long_size, at = UNKNOWN, FORM_SIZE
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        header = file.read(HEADER.size)
        if len(header) < HEADER.size:
            return
        letters, stated = HEADER.unpack(header)
        stated = long_size if stated == UNKNOWN else stated
        start = at + HEADER.size
        present = min(stated or size, size - start)
        if letters == b"data" and not _is_chunk(file, _behind(file, start + present, size), size):
            present = size - start
        is_audio = letters == b"data" or present > LARGEST_CHUNK
        content = b"" if is_audio else _at(file, start, present)
        if letters == b"ds64":
            long_size = int.from_bytes(content[8:16], "little")
        kind = b"/" + content[:4] if letters == b"LIST" else b""
        yield (letters + kind).decode("latin-1"), Chunk(stated, present, content, start)
        at = _behind(file, start + present, size)


def _at(file: BudgetedFile, start: int, count: int) -> bytes:
    file.seek(start)
    return file.read(count)


def _behind(file: BudgetedFile, end: int, size: int) -> int:
    """Where the next chunk begins: at an even offset, unless its writer did not know that."""
    is_unpadded = end % 2 and not _fits(file, end + 1, size) and _fits(file, end, size)
    return end if is_unpadded else end + end % 2


def _fits(file: BudgetedFile, at: int, size: int) -> bool:
    """Whether a chunk may begin at an offset: it has a name, and ends within the file."""
    header = _at(file, at, HEADER.size)
    if len(header) < HEADER.size:
        return False
    name, stated = HEADER.unpack(header)
    return CHUNK_NAME.fullmatch(name) is not None and at + HEADER.size + stated <= size


def _is_chunk(file: BudgetedFile, at: int, size: int) -> bool:
    """Whether the file ends at an offset or a chunk begins there; else the audio goes on."""
    if at + HEADER.size > size:
        return True
    return CHUNK_NAME.fullmatch(_at(file, at, 4)) is not None


def take_facts(file: BudgetedFile, chunks: dict[str, Chunk], found: Found) -> None:
    """Rate, channels and length; PCM is as long as its bytes, whatever the header says."""
    values = FORMAT.unpack(chunks["fmt "].content[: FORMAT.size])
    kind, found.channels, found.sample_rate, stated_rate, _, bits = values
    audio = chunks.get("data")
    content = chunks["fmt "].content
    bytes_per_second = _bytes_per_second(content) or _of_blocks(content) or stated_rate
    if audio is None or not bytes_per_second:
        found.problems.append("The WAV file holds no audio.")
        return
    if bytes_per_second != stated_rate and kind in PLAIN:
        found.problems.append(
            f"The header states {stated_rate} bytes a second; {found.sample_rate} samples of "
            f"{bits} bits and {found.channels} channels are {bytes_per_second}, which was taken."
        )
    found.bitrate = bytes_per_second * 8
    found.duration = audio.present / bytes_per_second
    if kind == MPEG_LAYER3:
        _take_mpeg(file, audio, found)
    elif kind not in PLAIN + IN_BLOCKS:
        found.doubt = _contradicts(chunks, found)
    _compare(audio, bytes_per_second, found)


PLAIN = (PCM, FLOAT, A_LAW, MU_LAW, EXTENDED)
IN_BLOCKS = (2, 0x11)
"""ADPCM of Microsoft and of the IMA."""


def _bytes_per_second(content: bytes) -> int:
    """Of samples that are not compressed; 0 for all others."""
    kind, channels, rate, _, _, bits = FORMAT.unpack(content[: FORMAT.size])
    return rate * channels * ((bits + 7) // 8) if kind in PLAIN else 0


def _of_blocks(content: bytes) -> int:
    """Of ADPCM, whose blocks hold a number of samples that follows the format; 0 for others."""
    kind, _, rate, _, block, _ = FORMAT.unpack(content[: FORMAT.size])
    samples = int.from_bytes(content[18:20], "little")
    return round(rate * block / samples) if kind in IN_BLOCKS and samples else 0


def _take_mpeg(file: BudgetedFile, audio: Chunk, found: Found) -> None:
    """MP3 inside WAV, as playout systems keep it: the frames count."""
    stream = walk(file.unbudgeted, audio.start, audio.start + audio.present)
    if stream.seconds:
        found.duration = stream.seconds
        found.bitrate = round(stream.size * 8 / stream.seconds)


def _contradicts(chunks: dict[str, Chunk], found: Found) -> bool:
    """Whether the number of samples in `fact` says another length than the bytes."""
    fact = chunks.get("fact")
    if fact is None or len(fact.content) < 4 or not found.sample_rate or not found.duration:  # noqa: PLR2004
        return False
    seconds = int.from_bytes(fact.content[:4], "little") / found.sample_rate
    return abs(seconds - found.duration) > FRACTION * found.duration


def _compare(audio: Chunk, bytes_per_second: int, found: Found) -> None:
    """Say where the size in the header is not that of the audio; unknown is no lie."""
    stated, there = audio.stated / bytes_per_second, found.duration or 0.0
    if audio.stated in (UNKNOWN, audio.present):
        return
    if audio.stated > audio.present:
        found.shorten_duration(stated, there)
    else:
        found.duration = stated
        found.correct_duration(there)
        found.bitrate = bytes_per_second * 8


def _take(name: str, take: Callable[[bytes, Found], None], content: bytes, found: Found) -> None:
    try:
        take(content, found)
    except TooMuchToRead:
        raise
    except Exception as error:  # struct, mutagen and what it trips over
        found.problems.append(
            f"The {name.strip()} part of the WAV file cannot be read: {reason_of(error)}."
        )


def _take_bext(content: bytes, found: Found) -> None:
    description, originator, _, day, _ = map(decode_text, BEXT.unpack(content[: BEXT.size]))
    for name, text in (("description", description), ("originator", originator), ("date", day)):
        found.texts[f"bext:{name}"] = [_iso(text) if name == "date" else text]


def _take_cart(content: bytes, found: Found) -> None:
    """AES46: the title, the artist, and the day from which it may be broadcast."""
    _, title, artist, _, _, category, _, _, day, _ = CART.unpack(content[: CART.size])
    for name, data in (("title", title), ("artist", artist), ("category", category)):
        found.texts[f"cart:{name}"] = [decode_text(data)]
    found.texts["cart:date"] = [_iso(decode_text(day))]


def _iso(day: str) -> str:
    """Recorders write 2022:06:15, 2022/06/15 or 2022-06-15."""
    return day.replace(":", "-").replace("/", "-").replace("_", "-")


def _take_info(content: bytes, found: Found) -> None:
    for name, data in _parts_of(content):
        found.texts.setdefault(name, []).append(decode_text(data))


READERS = {
    "LIST/INFO": _take_info,
    "bext": _take_bext,
    "cart": _take_cart,
    "id3 ": read_id3,
    "ID3 ": read_id3,
}


def _parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The named parts of a list chunk, its kind of four letters left out."""
    at = 4
    while at + HEADER.size <= len(content):
        letters, size = HEADER.unpack_from(content, at)
        at += HEADER.size
        yield letters.decode("latin-1"), content[at : at + size]
        at += size + size % 2


MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_text(data: bytes) -> str:
    """Text up to its NUL, in whichever encoding it is."""
    if b"\0" in data[:2] or data[:2] in MARKS:
        return decode_bytes(data).split("\0", 1)[0].strip()
    return decode_bytes(data.split(b"\0", 1)[0]).strip()


def _chapters_of(chunks: dict[str, Chunk], found: Found) -> list[Chapter]:
    """Cue points that carry a label (`adtl/labl`); their places are samples."""
    if not {"cue ", "LIST/adtl"} <= chunks.keys() or not found.sample_rate:
        return []
    parts = _parts_of(chunks["LIST/adtl"].content)
    labels = {data[:4]: decode_text(data[4:]) for name, data in parts if name == "labl"}
    points = chunks["cue "].content[4 : 4 + MOST_CUES * CUE_POINT.size]
    whole = len(points) - len(points) % CUE_POINT.size
    return [
        Chapter(sample / found.sample_rate, None, labels[number.to_bytes(4, "little")])
        for number, _, _, _, _, sample in CUE_POINT.iter_unpack(points[:whole])
        if number.to_bytes(4, "little") in labels
    ]
