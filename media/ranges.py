"""The Range header of HTTP (RFC 9110, section 14), for one file served in parts."""

import re
from typing import NamedTuple

from media.errors import RangeNotSatisfiable

ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
LONGEST_HEADER = 100


class ByteRange(NamedTuple):
    """Bytes `start` up to, not including, `stop`."""

    start: int
    stop: int


def parse_range(header: str | None, size: int) -> ByteRange | None:
    """The part of a file of `size` bytes that a Range header asks for; None is the whole file.

    Whatever may be ignored is ignored and answered with the whole file: no header, another unit,
    bad syntax, and several ranges at once, which no player needs and which multiply the work.
    Raises RangeNotSatisfiable (416) where the range begins at or beyond the end of the file.
    """
    match = ONE_RANGE.fullmatch(header) if header and len(header) <= LONGEST_HEADER else None
    if match is None:
        return None
    first, last = match.groups()
    if first:
        return _range_from(int(first), int(last) if last else size - 1, size)
    return _last_bytes(int(last), size) if last else None


def _range_from(first: int, last: int, size: int) -> ByteRange | None:
    if first >= size:
        raise RangeNotSatisfiable(f"Byte {first} lies beyond the end of the file ({size} bytes).")
    if last < first:
        return None
    return ByteRange(first, min(last + 1, size))


def _last_bytes(count: int, size: int) -> ByteRange:
    if count == 0 or size == 0:
        raise RangeNotSatisfiable(f"The last {count} bytes of {size} are nothing at all.")
    return ByteRange(max(size - count, 0), size)
