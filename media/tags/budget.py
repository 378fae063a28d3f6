"""A file that can be read only so far: no header can make its reader loop or fill the memory."""

import io
import os
from typing import BinaryIO

MOST_BYTES = 32 << 20
MOST_READS = 100_000

TOO_LARGE = "The tags are larger than those of any honest file; left unread."


class TooMuchToRead(Exception):
    """The tags of this file want more than any honest file needs."""


class BudgetedFile(io.RawIOBase):
    """A file of `size` bytes whose reads never exceed what is left of it, and end at a budget."""

    def __init__(self, file: BinaryIO, size: int, most_bytes: int = MOST_BYTES) -> None:
        self._file, self._size = file, size
        self.unbudgeted = file
        """The file itself, for readers that go through all of it once and keep nothing."""
        self._bytes_left, self._reads_left = most_bytes, MOST_READS

    def read(self, count: int | None = -1, /) -> bytes:
        """Read at most `count` bytes. Raises TooMuchToRead."""
        left = max(self._size - self._file.tell(), 0)
        wanted = left if count is None or count < 0 else min(count, left)
        self._bytes_left -= wanted
        self._reads_left -= 1
        if self._bytes_left < 0 or self._reads_left < 0:
            raise TooMuchToRead
        return self._file.read(wanted)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to an offset, as files do; the end is that of the `size` bytes."""
        if whence == os.SEEK_END:
            return self._file.seek(max(self._size + offset, 0))
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The offset of the next byte."""
        return self._file.tell()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be moved in."""
        return True
