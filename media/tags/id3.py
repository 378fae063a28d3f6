"""ID3 tags (id3.org, 2.3 and 2.4, chapters 1.0), alone before MPEG audio or inside WAV and AIFF."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from mutagen.id3 import ID3, ID3NoHeaderError, _frames
from mutagen.mp3 import HeaderNotFoundError, MPEGInfo

from media.containers import ID3_HEADER, id3_size
from media.tags.frames import weigh_tag
from media.tags.lyrics import join_syllables, read_lines
from media.tags.model import Chapter, Found, LyricLine, reason_of

NO_TIME = 0xFFFFFFFF
LARGEST_FRAME = 32 << 20
IN_FRAMES = 1
LOWEST_MPEG1_RATE = 32_000
MISSING_SHARE = 0.02


class _BoundedInflation:
    """What mutagen uses of `zlib`, with a bound: left alone it inflates a frame to any size."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        inflated = inflater.decompress(data, LARGEST_FRAME)
        if inflater.unconsumed_tail:
            raise zlib.error("a compressed frame of more than 32 MiB")
        return inflated


_frames.zlib = _BoundedInflation  # type: ignore[attr-defined, assignment]  # see the class


def read_mp3(file: BinaryIO, size: int) -> Found:
    """Tags and facts of an MPEG audio file of `size` bytes; each survives damage to the other."""
    found = Found()
    _take_tags(file, found)
    try:
        info = MPEGInfo(file)
    except HeaderNotFoundError:
        found.problems.append("No MPEG audio was found in the file.")
        return found
    found.take_facts(info)
    found.duration = info.length or None  # a broken Xing header counts no frames
    needed = info.bitrate * info.length / 8
    if needed > size * (1 + MISSING_SHARE):
        found.problems.append(
            f"The file seems to be cut off: its header promises {info.length:.1f} seconds, "
            f"its bytes are enough for {8 * size / info.bitrate:.1f}."
        )
    return found


def take_id3(tags: Any, found: Found) -> None:
    """Take texts, cover, chapters and lyrics over from the frames of a mutagen ID3 object."""
    names = {frame.FrameID for frame in tags.values()}
    found.texts |= {name: _texts_of(tags.getall(name)) for name in names}
    found.has_cover = found.has_cover or bool(tags.getall("APIC"))
    found.chapters = [_chapter_of(frame) for frame in tags.getall("CHAP")]
    found.lyrics = list(_lyrics_of(tags, found.sample_rate))


def _take_tags(file: BinaryIO, found: Found) -> None:
    size = id3_size(file.read(ID3_HEADER))
    file.seek(0)
    weigh_tag(file.read(size))
    file.seek(0)
    try:
        take_id3(ID3(file), found)
    except ID3NoHeaderError:
        return
    except Exception as error:  # mutagen raises whatever its parser trips over
        found.problems.append(f"The ID3 tag cannot be read: {reason_of(error)}.")


def _texts_of(frames: Iterable[Any]) -> list[str]:
    """The texts of frames of one kind, those without a description first (not COMM:iTunNORM)."""
    plain_first = sorted(frames, key=lambda frame: bool(getattr(frame, "desc", "")))
    for frame in plain_first:
        if texts := getattr(frame, "genres", None) or getattr(frame, "text", None):
            return [str(text) for text in (texts if isinstance(texts, list) else [texts])]
    return []


def _chapter_of(frame: Any) -> Chapter:
    titles = [str(sub) for name in ("TIT2", "TIT3") for sub in frame.sub_frames.getall(name)]
    end = None if frame.end_time == NO_TIME else frame.end_time / 1000
    return Chapter(frame.start_time / 1000, end, titles[0] if titles else frame.element_id)


def _lyrics_of(tags: Any, sample_rate: int | None) -> Iterator[LyricLine]:
    """The lines of the first SYLT frame that has any, else of all USLT frames."""
    for frame in tags.getall("SYLT"):
        if frame.text:
            unit = _seconds_per_frame(sample_rate) if frame.format == IN_FRAMES else 0.001
            yield from join_syllables((text, time * unit) for text, time in frame.text)
            return
    for frame in tags.getall("USLT"):
        yield from read_lines(frame.text)


def _seconds_per_frame(sample_rate: int | None) -> float:
    """Length of an MPEG frame of layer III: 1152 samples, 576 below 32 kHz (ISO 13818-3)."""
    rate = sample_rate or 44100
    return (1152 if rate >= LOWEST_MPEG1_RATE else 576) / rate
