"""Masters and derived files, kept under the SHA-256 of their bytes and never rewritten.

A blob is complete or absent: it is written beside its place, hashed on the way, flushed to the
disk and only then linked into `sha256/ab/cd/<sha256>`; the folders are flushed too. A database may
name a blob once `receive` has returned. What a killed process leaves in `incoming/` has no name
that anybody could ask for.
"""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from media.errors import (
    FULL,
    BlobDamaged,
    BlobMissing,
    StoreFull,
    StoreRefused,
    UnreadableRecording,
)

SHA256 = re.compile(r"[0-9a-f]{64}")
CHUNK = 1 << 20
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file: its address, its size in bytes, and whether it was there already."""

    sha256: str
    size: int
    existed: bool


class Store:
    """A folder of blobs on one file system, created where it is missing."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._incoming = self.root / "incoming"
        with _translated_errors():
            _make_folder(self._incoming)

    def receive(self, source: BinaryIO | Path) -> Blob:
        """Store a stream, or the file at a path, from where it stands to its end.

        Nothing is overwritten: bytes that are there already are checked, not written again.
        Raises UnreadableRecording, StoreFull and StoreRefused, and nothing was kept; BlobDamaged
        where the same file was stored before and has been damaged since.
        """
        if isinstance(source, Path):
            with _open(source) as stream:
                return self.receive(stream)
        with _translated_errors(), self._temporary_file() as target:
            sha256, size = _copy(source, target)
            existed = not self._link(Path(target.name), sha256)
        if existed:
            self.verify(sha256)
        return Blob(sha256, size, existed)

    def path(self, sha256: str) -> Path:
        """Where a blob lies. Raises BlobMissing; StoreRefused for what is no SHA-256."""
        place = self._place(sha256)
        if not place.is_file():
            raise BlobMissing(f"The store holds no file with the SHA-256 {sha256}.")
        if not place.resolve().is_relative_to(self.root):
            raise StoreRefused(f"The entry {sha256} points outside the store.")
        return place

    def open(self, sha256: str) -> BinaryIO:
        """A blob, open for reading. Raises as `path` does."""
        return self.path(sha256).open("rb")

    def verify(self, sha256: str) -> int:
        """Read a blob to its end and return its size; raises BlobDamaged, or as `path` does."""
        try:
            with self.path(sha256).open("rb", buffering=0) as blob:
                found, size = hashlib.file_digest(blob, "sha256").hexdigest(), blob.tell()
        except OSError as error:
            raise BlobDamaged(f"The stored file {sha256} has become unreadable.") from error
        if found != sha256:
            raise BlobDamaged(f"The stored file {sha256} has changed: its SHA-256 is now {found}.")
        return size

    def discard_leftovers(self, older_than: float) -> int:
        """Delete what interrupted `receive`s left behind, if untouched for `older_than` seconds."""
        oldest = time.time() - older_than
        leftovers = [path for path in self._incoming.iterdir() if path.stat().st_mtime < oldest]
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)

    def _place(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise StoreRefused(f"{sha256[:80]!r} is not a SHA-256 in lower-case hexadecimal.")
        return self.root / "sha256" / sha256[:2] / sha256[2:4] / sha256

    @contextmanager
    def _temporary_file(self) -> Iterator[IO[bytes]]:
        with tempfile.NamedTemporaryFile(dir=self._incoming, delete=False) as file:
            try:
                yield file
            finally:
                Path(file.name).unlink(missing_ok=True)

    def _link(self, temporary: Path, sha256: str) -> bool:
        """Give complete, flushed bytes their address; False where it is taken."""
        place = self._place(sha256)
        _make_folder(place.parent)
        try:
            os.link(temporary, place)
        except FileExistsError:
            return False
        _flush_folder(place.parent)
        return True


def _copy(source: BinaryIO, target: IO[bytes]) -> tuple[str, int]:
    """Copy, hash and flush to the disk; returns SHA-256 and size."""
    digest = hashlib.sha256()
    while chunk := _read(source):
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    os.fchmod(target.fileno(), READ_ONLY)
    os.fsync(target.fileno())
    return digest.hexdigest(), target.tell()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise UnreadableRecording(f"{path.name} cannot be read: {error.strerror}.") from error


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(CHUNK)
    except OSError as error:
        raise UnreadableRecording(f"The file cannot be read: {error.strerror}.") from error


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each entry flushed to the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreFull(
                "There is no room left for this file; nothing of it was kept. "
                "Free some space, then send it again."
            ) from error
        raise StoreRefused(f"The store cannot be written: {error.strerror}.") from error
