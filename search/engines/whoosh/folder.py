"""Whole indexes side by side: `index-1/`, `index-2/` …, and a pointer to the one in use.

A rebuild fills a new folder and then switches the pointer, which is one rename: readers see the
old index or the new one, never half of one.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from search.engines.whoosh.storage import write_durably
from search.errors import IndexUnavailable

FORMAT = 1
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
    """How far the outbox is in the index: everything up to `seq`, perhaps a little more."""

    seq: int
    generation: int
    contents_checksum: int


def find_current(home: Path) -> Path:
    """The folder in use; raises IndexUnavailable where there is none of this format."""
    try:
        pointer = Pointer(**json.loads((home / POINTER).read_bytes()))
        folder = home / pointer.folder
    except (OSError, ValueError, TypeError) as fault:
        raise IndexUnavailable(f"no index in {home}") from fault
    if pointer.format != FORMAT or not _FOLDER.fullmatch(pointer.folder) or not folder.is_dir():
        raise IndexUnavailable(f"the index in {home} is of another format or gone")
    return folder


def next_folder(home: Path) -> Path:
    """A new, empty folder whose number no folder here has had."""
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
            shutil.rmtree(other, ignore_errors=True)


def read_state(folder: Path) -> State:
    """How far the index in this folder is; raises IndexUnavailable where that cannot be read."""
    try:
        return State(**json.loads((folder / STATE).read_bytes()))
    except (OSError, ValueError, TypeError) as fault:
        raise IndexUnavailable(f"no readable state in {folder}") from fault


def write_state(folder: Path, state: State) -> None:
    """Keep how far the index is; written after the commit, so that it never claims too much."""
    write_durably(folder / STATE, json.dumps(asdict(state)).encode())


def _list_numbers(home: Path) -> list[int]:
    names = [_FOLDER.fullmatch(path.name) for path in home.iterdir()]
    return [int(name[1]) for name in names if name]
