"""Transcript files between sending and saving, kept so that nobody sends one twice.

A file lies under HOME in a folder of the user and the episode, named by the SHA-256 of its bytes;
the name that it had is data inside, never part of a path. What is not saved falls away after three
days.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from archive.errors import NotFound
from media.errors import FULL, StoreFull

FOLDER = "uploads"
KEPT = timedelta(days=3)
MOST = 10
"""Files that are kept for one user and episode; the oldest makes room."""
OWNERS_ONLY = 0o700

SAVED = ".saved"
"""How the name of the note ends that says what became of a file."""

_KEY = re.compile(r"[0-9a-f]{64}")
_HEAD_END = b"\n"


class UploadGone(NotFound):
    """A file that was kept is kept no longer: it was saved, thrown away, or too old."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the files of one user for one episode lie."""

    home: Path
    user_id: int
    episode_id: str

    @property
    def folder(self) -> Path:
        """The folder; its names are ours."""
        return self.home / FOLDER / str(self.user_id) / self.episode_id


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its key, the name it had (None: typed text), when it falls away."""

    key: str
    file_name: str | None
    until: datetime
    data: bytes


def keep_upload(desk: Desk, file_name: str | None, data: bytes, now: datetime) -> str:
    """Keep a file durably and return its key. Raises StoreFull, and nothing was kept."""
    key = sha256(data).hexdigest()
    head = json.dumps({"name": file_name, "at": now.isoformat()}).encode()
    with _full_disk():
        for folder in (desk.folder.parent.parent, desk.folder.parent, desk.folder):
            folder.mkdir(mode=OWNERS_ONLY, exist_ok=True)
        _write(desk.folder / key, head + _HEAD_END + data)
    (desk.folder / f"{key}{SAVED}").unlink(missing_ok=True)
    sweep(desk.home, now)
    for path in sorted(_files(desk.folder), key=_changed)[:-MOST]:
        path.unlink(missing_ok=True)
    return key


def find_upload(desk: Desk, key: str, now: datetime) -> Upload:
    """A file that this user sent for this episode. Raises NotFound: it is saved, or too old."""
    if not _KEY.fullmatch(key):
        raise NotFound(f"No file is kept under {key[:80]!r}.")
    try:
        upload = _read(desk.folder / key)
    except FileNotFoundError:
        raise NotFound(f"No file is kept under {key}.") from None
    if upload.until <= now:
        raise NotFound(f"The file {key} was kept until {upload.until}.")
    return upload


def list_uploads(desk: Desk, now: datetime) -> list[Upload]:
    """What this user sent for this episode and did not save, the latest first."""
    found = []
    for path in _files(desk.folder):
        with suppress(FileNotFoundError):
            found.append(_read(path))
    waiting = [one for one in found if one.until > now]
    return sorted(waiting, key=lambda one: one.until, reverse=True)


@contextmanager
def hold_upload(desk: Desk, key: str) -> Iterator[None]:
    """Hold a file against whoever else would save it, in this process or another.

    Waits for them. Raises UploadGone where it is gone, also while waiting.
    """
    if not _KEY.fullmatch(key):
        raise UploadGone(f"No file is kept under {key[:80]!r}.")
    path = desk.folder / key
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise UploadGone(f"No file is kept under {key}.") from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink == 0:
            raise UploadGone(f"No file is kept under {key} any more.")
        yield


def finish_upload(desk: Desk, key: str, saved: str) -> None:
    """Forget a file that was saved, but for `saved`, which says as what."""
    with suppress(OSError):
        _write(desk.folder / f"{key}{SAVED}", saved.encode())
    drop_upload(desk, key)


def find_saved(desk: Desk, key: str) -> str | None:
    """As what a file was saved lately; None where that is not known."""
    if not _KEY.fullmatch(key):
        return None
    try:
        return (desk.folder / f"{key}{SAVED}").read_text()
    except FileNotFoundError:
        return None


def drop_upload(desk: Desk, key: str) -> None:
    """Forget a file, if it is there."""
    if _KEY.fullmatch(key):
        (desk.folder / key).unlink(missing_ok=True)


def sweep(home: Path, now: datetime) -> int:
    """Delete what nobody saved in time; returns how many files that were."""
    oldest = (now - KEPT).timestamp()
    old = [path for path in (home / FOLDER).glob("*/*/*") if _changed(path) < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if _KEY.fullmatch(path.name)]


def _changed(path: Path) -> float:
    """When a file was written; 0 where it is gone meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _read(path: Path) -> Upload:
    head, _, data = path.read_bytes().partition(_HEAD_END)
    told = json.loads(head)
    at = datetime.fromisoformat(told["at"]).astimezone(UTC)
    return Upload(path.name, told["name"], at + KEPT, data)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and see it on the disk."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        finally:
            Path(file.name).unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreFull("There is no room to keep the file; nothing was saved.") from None
        raise
