"""MP3: tags before and behind the audio, and the length of the frames that are really there."""

from collections.abc import Iterator
from typing import Any

from mutagen.id3 import BitPaddedInt
from mutagen.mp3 import HeaderNotFoundError, MPEGInfo

from media.containers import ID3_HEADER, id3_size
from media.mpeg import Stream, walk
from media.tags.budget import TOO_LARGE, BudgetedFile, TooMuchToRead
from media.tags.frames import SMALL_TAG
from media.tags.id3 import read_id3
from media.tags.lyrics import read_lines
from media.tags.model import Found
from media.tags.tails import LONGEST_TAIL, Tail, read_tail

MOST_TAGS = 4
TOLERANCE = 2
"""Frames by which a table may differ from what is there: some count the table, some the last."""

CUT_SHARE = 1.02
LEAST_JUNK = 512
"""Bytes between or behind the frames that are worth a word: fewer are the rest of a frame."""


def read_mp3(file: BudgetedFile, size: int) -> Found:
    """Tags and facts of an MPEG audio file of `size` bytes; each survives damage to the other."""
    found = Found()
    tail = read_tail(file.unbudgeted, size)
    start = _after_tags(file, tail.end)
    stream = walk(file.unbudgeted, start, tail.end)
    if stream.first is not None:
        _take_stream(file, stream, tail.end, found)
    try:
        _take_tags(file, start, tail, found)
    except TooMuchToRead:
        found.problems.append(TOO_LARGE)
    if stream.first is None:
        found.problems.append("No MPEG audio was found in the file.")
    else:
        _name_junk(file, stream, tail.end, found)
    return found


def _after_tags(file: BudgetedFile, end: int) -> int:
    """Where the ID3 tags end that stand one behind the other; 0 where they would fill the file."""
    at = 0
    for _ in range(MOST_TAGS):
        size = _tag_at(file, at)
        if not size:
            break
        at += size
    return at if at < end else 0


def _tag_at(file: BudgetedFile, at: int) -> int:
    file.seek(at)
    return id3_size(file.read(ID3_HEADER))


def _take_stream(file: BudgetedFile, stream: Stream, end: int, found: Found) -> None:
    """Length and bit rate of the frames; the table before them counts where it agrees."""
    found.duration, found.sample_rate = stream.seconds, stream.rate
    found.bitrate = round(stream.size * 8 / stream.seconds) if stream.seconds else None
    try:
        info: Any = MPEGInfo(file, stream.first)
    except HeaderNotFoundError:
        return
    found.channels = info.channels
    counted = stream.counted if stream.has_table else None
    if counted is None:
        found.bitrate = info.bitrate if len(stream.bitrates) == 1 else found.bitrate
    elif abs(counted - (stream.frames - 1)) <= TOLERANCE:
        found.duration = max(stream.seconds - stream.filled / stream.rate, 0.0) or stream.seconds
        found.bitrate = info.bitrate
    elif _is_cut(info, stream, end):
        found.shorten_duration(info.length, stream.seconds)
    else:
        found.duration = info.length
        found.correct_duration(stream.seconds)


def _is_cut(info: Any, stream: Stream, end: int) -> bool:
    """Whether the file ends before what its table promises; else the table is wrong."""
    needed = info.bitrate * info.length / 8
    return bool(needed > end * CUT_SHARE and info.length > stream.seconds)


def _take_tags(file: BudgetedFile, start: int, tail: Tail, found: Found) -> None:
    """The first tag counts; what it does not say is taken of the others, those of the end last."""
    for data in (*_leading_tags(file, start, found), tail.id3):
        if data:
            read_id3(data, found)
    found.texts |= tail.texts
    if tail.id3v1:
        _take_id3v1(tail.id3v1, found)
    found.has_cover = found.has_cover or tail.has_cover
    found.lyrics = found.lyrics or read_lines(tail.lyrics or _lyrics_of(tail))


def _take_id3v1(data: bytes, found: Found) -> None:
    """Its texts are cut at 30 bytes, so that they have names of their own and count last."""
    old = Found()
    read_id3(data, old)
    found.texts |= {f"id3v1:{name}": texts for name, texts in old.texts.items()}


def _lyrics_of(tail: Tail) -> str:
    return "\n".join(tail.texts.get("ape:lyrics", []))


def _leading_tags(file: BudgetedFile, start: int, found: Found) -> Iterator[bytes]:
    """The tags before the audio; of one that would fill the file, what may be of it."""
    at = 0
    while size := _tag_at(file, at):
        file.seek(at)
        if not start:
            found.problems.append("The ID3 tag states a size that is larger than the file.")
            yield _with_its_size(file.read(min(size, SMALL_TAG)))
            return
        yield file.read(size)
        at += size
        if at >= start:
            return
    if not at and _has_old_tag(file):
        found.problems.append("The ID3 tag cannot be read: its size is not written as it must be.")


def _has_old_tag(file: BudgetedFile) -> bool:
    file.seek(0)
    return file.read(3) == b"ID3"


def _with_its_size(data: bytes) -> bytes:
    """A tag whose header states the size that it has."""
    return data[:6] + BitPaddedInt.to_str(len(data) - ID3_HEADER, width=4) + data[ID3_HEADER:]


def _name_junk(file: BudgetedFile, stream: Stream, end: int, found: Found) -> None:
    """Say how much stands between and behind the frames that is none of the audio."""
    if stream.lost >= LEAST_JUNK:
        found.problems.append(
            f"{stream.lost} bytes between the pieces of the audio are no audio; passed over."
        )
    behind = end - stream.until
    if behind >= LEAST_JUNK and not stream.cut and _holds_something(file, stream.until, behind):
        found.problems.append(f"{behind} bytes behind the audio are no audio; passed over.")


def _holds_something(file: BudgetedFile, at: int, count: int) -> bool:
    """Whether there is anything but zeros."""
    file.unbudgeted.seek(at)
    return any(file.unbudgeted.read(min(count, LONGEST_TAIL)))
