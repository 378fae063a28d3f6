"""Files that survive a power cut.

Whoosh itself never calls fsync: after a cut it lost what it had acknowledged, and half of the
indexes could not be opened. Here everything written since the last table of contents is on the
disk before the new table of contents takes its name, and that name is on the disk before the
commit returns (promises.md 3).
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import Any

from search.engines.whoosh.library import FileStorage


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder of Whoosh files; a rename makes everything written before it durable.

    Whoosh's own files are read without memory maps; ours are mapped in `arrays`.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._written: set[str] = set()

    def create_file(self, name: str, **options: Any) -> Any:
        """As Whoosh's own; remembers the name until it is durable."""
        self._written.add(name)
        return super().create_file(name, **options)

    def delete_file(self, name: str) -> None:
        """As Whoosh's own."""
        self._written.discard(name)
        super().delete_file(name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Make all that was written durable, then the rename, in this order."""
        folder = Path(self.folder)
        written = [name for name in sorted(self._written) if (folder / name).exists()]
        self._written.clear()
        for name in written:
            sync(folder / name)
        sync(folder)
        (folder / oldname).replace(folder / newname)
        sync(folder)


def checksum(path: Path) -> int:
    """CRC-32 of a file."""
    value = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def write_durably(path: Path, content: bytes) -> None:
    """Write a small file so that it is either the old or the new one, and stays."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
