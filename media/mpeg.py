"""MPEG audio, frame by frame: what a file holds, whatever its headers say (ISO 11172-3, 13818-3).

A frame states its own size, so that a whole file can be walked without decoding: an hour takes a
tenth of a second. Only that tells the length of a file whose bit rate varies and that has no
table, of one that was joined of others, and of one whose table lies.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

HEADER = 4
SYNC = 0xFF
LEAST_CHAIN = 3
WINDOW = 1 << 20
MOST_TRIES = 200_000
"""Places that look like a frame and are none: behind so many, the rest is left unread."""

MPEG1, MPEG2, MPEG25 = 3, 2, 0
LAYER1, LAYER2, LAYER3 = 3, 2, 1
RATES = {
    MPEG1: (44_100, 48_000, 32_000),
    MPEG2: (22_050, 24_000, 16_000),
    MPEG25: (11_025, 12_000, 8_000),
}
KBITS = {
    (True, LAYER2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, LAYER3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, LAYER2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, LAYER3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Whether MPEG 1, and the layer -> kbit/s of the bit rates 1 to 14. Layer I was never for files."""

LIKELY = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]")


class Frame(NamedTuple):
    """What a header says: the kind of stream, bytes of the frame, samples, Hz, bit/s."""

    kind: int
    size: int
    samples: int
    rate: int
    bitrate: int


def _frame_of(second: int, third: int) -> Frame | None:
    """The frame that the second and third byte of a header describe; None where there is none."""
    version, layer = second >> 3 & 3, second >> 1 & 3
    kbits = KBITS.get((version == MPEG1, layer))
    bit_rate, rate_index = third >> 4, third >> 2 & 3
    if second < 0xE0 or version == 1 or kbits is None or bit_rate in (0, 15) or rate_index == 3:  # noqa: PLR2004
        return None
    rate, bits = RATES[version][rate_index], kbits[bit_rate - 1] * 1000
    samples = 576 if layer == LAYER3 and version != MPEG1 else 1152
    size = samples // 8 * bits // rate + (third >> 1 & 1)
    return Frame(version << 4 | layer << 2 | rate_index, size, samples, rate, bits)


class _Frames(dict[int, Frame | None]):
    """The frames of the second and third byte of a header, as far as any was asked for."""

    def __missing__(self, key: int) -> Frame | None:
        self[key] = frame = _frame_of(key >> 8, key & 0xFF)
        return frame


FRAMES = _Frames()


def frame_at(data: bytes, at: int) -> Frame | None:
    """The frame whose header stands in `data` at an offset; None where there is none."""
    if at + HEADER > len(data) or data[at] != SYNC:
        return None
    return FRAMES[data[at + 1] << 8 | data[at + 2]]


def begins_stream(data: bytes, at: int, whole: bool) -> bool:
    """Whether several frames of one kind follow each other from an offset on.

    Where `data` is the whole file, fewer are enough if they reach to its end.
    """
    first = frame = frame_at(data, at)
    for _ in range(LEAST_CHAIN):
        if first is None or frame is None or frame.kind != first.kind:
            return False
        at += frame.size
        if whole and at == len(data):
            return True
        frame = frame_at(data, at)
    return True


@dataclass(slots=True)
class Stream:
    """The frames that were found between two offsets of a file.

    `first` is the offset of the first of them (None: there is none), `until` where the last one
    ends; `size` their bytes, `lost` those between them that are no audio; `cut` whether a frame
    reaches beyond the end; `bitrates` all that occur. `seconds` leaves the table of the first
    frame out, if there is one (`head` has its bytes).
    """

    first: int | None = None
    until: int = 0
    frames: int = 0
    seconds: float = 0.0
    size: int = 0
    lost: int = 0
    cut: bool = False
    bitrates: frozenset[int] = frozenset()
    head: bytes = b""
    rate: int = 0

    @property
    def counted(self) -> int | None:
        """The number of frames that the table states, itself left out; None where it has none."""
        for mark in (b"Xing", b"Info"):
            at = self.head.find(mark)
            if at >= 0:
                return self._number(at + 8) if self.head[at + 7] & 1 else None
        at = self.head.find(b"VBRI")
        return self._number(at + 14) if at >= 0 else None

    @property
    def filled(self) -> int:
        """Samples that the encoder put before and behind the sound, as LAME's part of it states."""
        for mark in (b"Xing", b"Info"):
            at = self.head.find(mark) + ENCODER
            if at >= ENCODER and self.head[at : at + 4] in ENCODERS:
                both = int.from_bytes(self.head[at + 21 : at + 24])
                return (both >> 12) + (both & 0xFFF)
        return 0

    def _number(self, at: int) -> int:
        return int.from_bytes(self.head[at : at + 4])

    @property
    def has_table(self) -> bool:
        """Whether the first frame holds a table of Xing or VBRI, or LAME's `Info`, and no sound."""
        return any(mark in self.head[: HEADER + 48] for mark in (b"Xing", b"Info", b"VBRI"))


HEAD = 200
"""Bytes of the first frame in which its table stands."""

ENCODER = 120
"""Where a table with all its parts names its encoder (Xing's fields, then LAME's)."""

ENCODERS = (b"LAME", b"Lavf", b"Lavc")
"""Those that state how many samples they filled up."""


class _Window:
    """The bytes of a file around an offset, up to `end`."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file, self._end = file, end
        self.base, self.data = 0, b""

    def at(self, offset: int) -> int:
        """Where an offset of the file lies in `data`, whose next bytes are there."""
        if not self.base <= offset <= self.base + len(self.data) - HEADER:
            self._file.seek(offset)
            self.base, self.data = offset, self._file.read(min(WINDOW, self._end - offset))
        return offset - self.base


def walk(file: BinaryIO, start: int, end: int) -> Stream:
    """Follow the frames between two offsets of a file; what is none of them is passed over."""
    stream, window, tries = Stream(until=start), _Window(file, end), 0
    seconds: dict[Frame, int] = {}
    at, in_step = start, False
    while at + HEADER <= end:
        place = window.at(at)
        frame = frame_at(window.data, place)
        if frame is not None and (in_step or _is_followed(window, at, frame, end)):
            if at + frame.size > end:
                stream.cut = True
                break
            _count(stream, at, frame, window.data[place : place + HEAD])
            seconds[frame] = seconds.get(frame, 0) + 1
            at, in_step = at + frame.size, True
            continue
        tries, in_step = tries + 1, False
        if tries > MOST_TRIES:
            break
        place = window.at(at)  # looking at what follows may have moved it
        found = LIKELY.search(window.data, place + 1)
        at = window.base + (found.start() if found else max(len(window.data) - 1, place + 1))
    _sum_up(stream, seconds)
    return stream


def _is_followed(window: _Window, at: int, frame: Frame, end: int) -> bool:
    """Whether another frame of the same kind, or the end, follows: not every 0xFF is a header."""
    behind = at + frame.size
    if behind + HEADER > end:
        return behind <= end
    following = frame_at(window.data, window.at(behind))
    return following is not None and following.kind == frame.kind


def _count(stream: Stream, at: int, frame: Frame, head: bytes) -> None:
    if stream.first is None:
        stream.first, stream.head, stream.rate = at, head, frame.rate
    else:
        stream.lost += at - stream.until
    stream.frames += 1
    stream.size += frame.size
    stream.until = at + frame.size


def _sum_up(stream: Stream, counts: dict[Frame, int]) -> None:
    stream.seconds = sum(count * frame.samples / frame.rate for frame, count in counts.items())
    stream.bitrates = frozenset(frame.bitrate for frame in counts)
    table = frame_at(stream.head, 0)
    if stream.has_table and table is not None:
        stream.seconds -= table.samples / table.rate
