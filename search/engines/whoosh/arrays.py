"""Named arrays in one file that is read where it lies.

    8 bytes    MAGIC
    u32        length of the header
    u32        CRC-32 of the header
    u64        length of the whole file
    header     JSON: for each array its name, kind, offset from the first array, count, CRC-32
    arrays     little-endian, each at a multiple of ALIGNMENT

A file is mapped into memory, so that a search reads no more of it than it needs and all processes
share one copy. A file cut short under a map would kill the process that reads beyond its end;
therefore its length is compared with what it says of itself when it is opened, and `still_whole`
asks again before it is used.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np

from search.engines.whoosh.inverted import Array
from search.errors import IndexUnavailable

MAGIC = b"GAUNG\x00\x02\n"
ALIGNMENT = 64

_START = struct.Struct("<8sIIQ")


def write_arrays(file: BinaryIO, arrays: Mapping[str, Array]) -> None:
    """Write the arrays, one after another, behind a header that says where each is."""
    plain = {name: _as_stored(array) for name, array in arrays.items()}
    rows, offset = {}, 0
    for name, array in plain.items():
        rows[name] = [array.dtype.str, offset, array.size, zlib.crc32(array.data)]
        offset += _padded(array.nbytes)
    header = json.dumps(rows).encode()
    begin = _padded(_START.size + len(header))
    file.write(_START.pack(MAGIC, len(header), zlib.crc32(header), begin + offset))
    file.write(header.ljust(begin - _START.size, b"\0"))
    for array in plain.values():
        file.write(array.data)
        file.write(bytes(_padded(array.nbytes) - array.nbytes))


class ArrayFile:
    """The arrays of a file, mapped read-only; safe for many threads.

    Raises IndexUnavailable where the file is not one of these, or shorter than it should be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY)
        try:
            self._map = self._open_map()
            self.arrays: Mapping[str, Array] = self._read_header()
        except (ValueError, TypeError, struct.error) as fault:
            raise IndexUnavailable(f"{path} is damaged") from fault

    def __del__(self) -> None:
        if (descriptor := getattr(self, "_descriptor", None)) is not None:
            os.close(descriptor)

    def read(self, name: str, first: int, end: int) -> bytes:
        """Some entries of an array of bytes, read instead of mapped.

        A record stands alone among a thousand others: mapped, it would bring sixteen pages along.
        """
        return os.pread(self._descriptor, end - first, self._offsets[name] + first)

    def still_whole(self) -> bool:
        """Whether the file is as long as when it was opened."""
        return bool(os.fstat(self._descriptor).st_size == self._length)

    def _open_map(self) -> mmap.mmap:
        length = os.fstat(self._descriptor).st_size
        magic, self._header, self._check, self._length = _START.unpack(
            os.pread(self._descriptor, _START.size, 0)
        )
        if magic != MAGIC or length != self._length:
            raise ValueError("not the length that it says")
        return mmap.mmap(self._descriptor, length, access=mmap.ACCESS_READ)

    def _read_header(self) -> dict[str, Array]:
        header = self._map[_START.size : _START.size + self._header]
        if zlib.crc32(header) != self._check:
            raise ValueError("the header is damaged")
        begin, rows = _padded(_START.size + self._header), json.loads(header)
        self._offsets = {name: begin + offset for name, (_, offset, _, _) in rows.items()}
        return {
            name: np.frombuffer(self._map, np.dtype(kind), count, begin + offset)
            if count
            else np.empty(0, np.dtype(kind))
            for name, (kind, offset, count, _) in rows.items()
        }


def _as_stored(array: Array) -> Array:
    little = array.dtype.newbyteorder("<")
    return np.ascontiguousarray(array, dtype=little)


def _padded(length: int) -> int:
    return -(-length // ALIGNMENT) * ALIGNMENT
