"""A file that is read as if it began later: what stands before the audio is left out."""

import io
import os
from typing import BinaryIO, cast


class FileFrom(io.RawIOBase):
    """The bytes of a file from `start` on; its offsets count from there."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._start = file, start
        self.seek(0)

    def read(self, count: int | None = -1, /) -> bytes:
        """Read at most `count` bytes; all that are left where it is negative or None."""
        return self._file.read(-1 if count is None else count)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to an offset, as files do."""
        at = self._file.seek(self._start + offset if whence == os.SEEK_SET else offset, whence)
        return at - self._start

    def tell(self) -> int:
        """The offset of the next byte."""
        return self._file.tell() - self._start

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be moved in."""
        return True


def file_from(file: BinaryIO, start: int) -> BinaryIO:
    """A file from its byte `start` on, to be used like the file itself."""
    return cast(BinaryIO, FileFrom(file, start))
