"""FLAC: how long it is by the number of its last frame, whatever its header says.

An encoder that writes to a pipe leaves the number of samples at 0, one that was stopped leaves the
number that it meant to reach. (RFC 9639: 8.2 STREAMINFO, 9.1 frame header.)
"""

import re
from typing import BinaryIO

WINDOW = 1 << 17
LONGEST_HEADER = 16
SYNC = re.compile(rb"\xff[\xf8\xf9]")
VARIABLE = 1
CONTINUES = 0x80
MOST_CHANNEL_KINDS = 11
"""The kinds of channels that are counted from 11 on are reserved."""

BLOCK_8, BLOCK_16 = 6, 7
RATE_8, RATE_16, RATE_16_TENTHS, NO_RATE = 12, 13, 14, 15


def _crc_table() -> list[int]:
    """CRC-8 with the polynomial x^8 + x^2 + x + 1."""
    table = []
    for value in range(256):
        for _ in range(8):
            value = (value << 1 ^ (0x07 if value & 0x80 else 0)) & 0xFF  # noqa: PLW2901
        table.append(value)
    return table


CRC = _crc_table()


def count_samples(file: BinaryIO, size: int, block: int) -> int | None:
    """Where the last frame of a file ends, in samples; None where no frame is found.

    `block` is the size of the blocks of a stream in which it is fixed.
    """
    file.seek(max(size - WINDOW, 0))
    data = file.read(WINDOW)
    for match in reversed(list(SYNC.finditer(data))):
        end = _end_of_frame(data[match.start() : match.start() + LONGEST_HEADER], block)
        if end is not None:
            return end
    return None


def _end_of_frame(header: bytes, block: int) -> int | None:
    """The number of the sample behind a frame; None where its header is none."""
    if len(header) < LONGEST_HEADER:
        header = header.ljust(LONGEST_HEADER, b"\0")
    size_code, rate_code, kind = header[2] >> 4, header[2] & 0xF, header[3] >> 4
    if not size_code or rate_code == NO_RATE or kind >= MOST_CHANNEL_KINDS or header[3] & 1:
        return None
    number, at = _coded_number(header)
    if number is None:
        return None
    length, at = _block_size(size_code, header, at)
    at += {RATE_8: 1, RATE_16: 2, RATE_16_TENTHS: 2}.get(rate_code, 0)
    if at >= LONGEST_HEADER or _crc(header[:at]) != header[at]:
        return None
    return (number if header[1] & VARIABLE else number * block) + length


def _coded_number(header: bytes) -> tuple[int | None, int]:
    """The number of a frame or sample, coded as UTF-8 codes characters, and where it ends."""
    first, more = header[4], 0
    while more < 7 and first & 0x80 >> more:  # noqa: PLR2004
        more += 1
    if more == 1 or first == 0xFF:  # noqa: PLR2004
        return None, 0
    number, end = first & 0x7F >> more, 5 + max(more - 1, 0)
    for byte in header[5:end]:
        if byte & 0xC0 != CONTINUES:
            return None, 0
        number = number << 6 | byte & 0x3F
    return number, end


def _block_size(code: int, header: bytes, at: int) -> tuple[int, int]:
    """Samples of a block by its code, and where the header goes on."""
    if code == BLOCK_8:
        return header[at] + 1, at + 1
    if code == BLOCK_16:
        return int.from_bytes(header[at : at + 2]) + 1, at + 2
    if code == 1:
        return 192, at
    return (576 << code - 2, at) if code <= 5 else (256 << code - 8, at)  # noqa: PLR2004


def _crc(data: bytes) -> int:
    value = 0
    for byte in data:
        value = CRC[value ^ byte]
    return value
