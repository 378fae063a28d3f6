"""Whole indexes side by side: `index-1/`, `index-2/` …, and a pointer to the one in use.

A rebuild fills a new folder and then switches the pointer, which is one rename: readers see the
old index or the new one, never half of one.
"""

from __future__ import annotations

import json
import re
import shutil
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from search.engines.whoosh.storage import write_durably
from search.errors import IndexUnavailable

FORMAT = 5
"""Raised with every change of schema, analysis or module names; an older index is rebuilt."""

POINTER = "current"
STATE = "state"

_FOLDER = re.compile(r"index-(\d+)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which folder is in use, and the format it was written in."""

    folder: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class State:
    """How far the outbox is in the index: everything up to `seq`, perhaps a little more.

    `checksums` are the CRC-32 of every file of the index as of `generation`.
    """

    seq: int
    generation: int
    checksums: dict[str, int]


def find_current(home: Path) -> Path:
    """The folder in use; raises IndexUnavailable where there is none of this format."""
    pointer = _read_pointer(home)
    while not (home / pointer.folder).is_dir():
        latest = _read_pointer(home)  # a rebuild may have switched and removed it just now
        if latest == pointer:
            raise IndexUnavailable(f"the index in {home} is gone")
        pointer = latest
    return home / pointer.folder


def next_folder(home: Path) -> Path:
    """A new, empty folder whose number no folder here has had."""
    if home.is_file():
        home.unlink()  # nothing of ours
    home.mkdir(parents=True, exist_ok=True)
    folder = home / f"index-{max(_list_numbers(home), default=0) + 1}"
    folder.mkdir()
    return folder


def switch_to(home: Path, folder: Path) -> None:
    """Point to `folder` from now on, and remove the others."""
    write_durably(home / POINTER, json.dumps(asdict(Pointer(folder.name))).encode())
    for number in _list_numbers(home):
        other = home / f"index-{number}"
        if other != folder:
            remove(other)


def remove(folder: Path) -> None:
    """Remove an index nobody needs; what cannot be removed goes with the next switch."""
    shutil.rmtree(folder, ignore_errors=True)


def read_state(folder: Path) -> State:
    """How far the index in this folder is; raises IndexUnavailable where that cannot be read."""
    try:
        check, content = (folder / STATE).read_bytes().split(b"\n", 1)
        if int(check, 16) != zlib.crc32(content):
            raise ValueError("damaged")
        return State(**json.loads(content))
    except (OSError, ValueError, TypeError) as fault:
        raise IndexUnavailable(f"no readable state in {folder}") from fault


def write_state(folder: Path, state: State) -> None:
    """Keep how far the index is; written after the commit, so that it never claims too much."""
    content = json.dumps(asdict(state)).encode()
    write_durably(folder / STATE, b"%08x\n%b" % (zlib.crc32(content), content))


def _read_pointer(home: Path) -> Pointer:
    try:
        pointer = Pointer(**json.loads((home / POINTER).read_bytes()))
        fits = pointer.format == FORMAT and _FOLDER.fullmatch(pointer.folder)
    except (OSError, ValueError, TypeError) as fault:
        raise IndexUnavailable(f"no index in {home}") from fault
    if not fits:
        raise IndexUnavailable(f"the index in {home} is of another format")
    return pointer


def _list_numbers(home: Path) -> list[int]:
    names = [_FOLDER.fullmatch(path.name) for path in home.iterdir()]
    return [int(name[1]) for name in names if name]
