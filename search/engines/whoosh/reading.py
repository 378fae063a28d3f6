"""Opening the index for many threads.

A reading is one edition of the index: arrays that nobody changes, so that all threads use the same
one. Before each search the folder is asked for a later edition; its new segments are opened then,
the others are taken over with everything derived of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import sleep, time_ns
from typing import Any, NamedTuple, TypeVar

import numpy as np

from search.engines.whoosh.contents import latest_generation, read_contents
from search.engines.whoosh.folder import POINTER, find_current
from search.engines.whoosh.segment import Segment, open_segment
from search.errors import IndexUnavailable

T = TypeVar("T")

ATTEMPTS = 10
"""How often to open again when a writer removed a file between its name and its opening."""
PAUSE = 0.01
"""Seconds between two attempts."""
SETTLED = 1_000_000_000
"""Nanoseconds after which a change would be seen by its time."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the index: a folder, a generation in it, and the pointer to the folder."""

    folder: Path
    generation: int
    pointer: Path


def latest_edition(home: Path) -> Edition:
    """The state a new reader would see; raises IndexUnavailable where there is none."""
    folder = find_current(home)
    return Edition(folder, latest_generation(folder), home / POINTER)


class Glance(NamedTuple):
    """How pointer and folder of an index look from outside; whoever changes either changes this."""

    pointer: int
    pointer_changed: int
    folder_changed: int

    @property
    def settled(self) -> bool:
        """Whether a later change would look different. Clocks of file systems tick slowly: what was
        changed a moment ago may be changed again at the same time."""
        return time_ns() - max(self.pointer_changed, self.folder_changed) > SETTLED


def glance_at(edition: Edition) -> Glance | None:
    """A glance, which costs two questions to the file system; None where something is gone."""
    try:
        pointer, folder = edition.pointer.stat(), edition.folder.stat()
    except FileNotFoundError:
        return None
    return Glance(pointer.st_ino, pointer.st_mtime_ns, folder.st_mtime_ns)


class Reading:
    """An open edition; `cache` is for what is derived of all its segments together.

    `size` counts deleted documents, as Whoosh does where it asks how rare a word is; `live_count`
    does not.
    """

    def __init__(self, edition: Edition, segments: tuple[Segment, ...]) -> None:
        self.edition = edition
        self.segments = segments
        self.size = sum(one.size for one in segments)
        self.live_count = sum(
            one.size if one.live is None else int(one.live.sum()) for one in segments
        )
        self.cache: dict[Any, Any] = {}

    def still_whole(self) -> bool:
        """Whether all files are as long as when they were opened."""
        return all(one.still_whole() for one in self.segments)


def open_reading(edition: Edition, opened: Mapping[str, Segment]) -> Reading:
    """Open an edition; segments that are open already, by name, are taken over."""
    segments = []
    for one in read_contents(edition.folder, edition.generation).segments:
        deleted = np.array(sorted(one.deleted_docs()), dtype=np.int64)
        found = opened.get(str(one.segment_id())) or open_segment(edition.folder, one)
        segments.append(found.with_deleted(deleted))
    return Reading(edition, tuple(segments))


class ReadingPool:
    """The reading of the latest edition, for all threads of a process."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = Lock()
        self._reading: Reading | None = None
        self._seen: Glance | None = None

    def read(self, read: Callable[[Reading], T]) -> T:
        """What is read of the latest edition; raises IndexUnavailable where there is none or it is
        damaged. One that failed in its use is opened anew the next time."""
        reading = self._find()
        try:
            return read(reading)
        except BaseException:
            self._forget(reading)
            raise

    def list_open(self, folder: Path) -> dict[str, Segment]:
        """The segments of the latest edition by name, open; none where it is in another folder."""
        return _segments_of(self._find(), folder)

    def close(self) -> None:
        """Close the files once nobody uses them."""
        self._reading = None

    def _find(self) -> Reading:
        reading = self._reading
        if reading is None or self._seen is None or glance_at(reading.edition) != self._seen:
            reading = self._look()
        if not reading.still_whole():
            self._forget(reading)
            raise IndexUnavailable(f"a file of the index in {self._home} was cut short")
        return reading

    def _look(self) -> Reading:
        """Read which edition is the latest, and remember how its folder looked before."""
        edition = latest_edition(self._home)
        seen = glance_at(edition)
        settled = seen is not None and seen.settled
        reading = self._reading
        if reading is None or reading.edition != latest_edition(self._home):
            with self._lock:
                reading = self._reading = self._open()
        self._seen = seen if settled and reading.edition == edition else None
        return reading

    def _open(self) -> Reading:
        for _ in range(ATTEMPTS):
            edition, current = latest_edition(self._home), self._reading
            if current is not None and current.edition == edition:
                return current
            opened = _segments_of(current, edition.folder)
            try:
                return open_reading(edition, opened)
            except FileNotFoundError:
                sleep(PAUSE)
        raise IndexUnavailable(f"files of the index in {self._home} are gone")

    def _forget(self, reading: Reading) -> None:
        with self._lock:
            if self._reading is reading:
                self._reading = None


def _segments_of(reading: Reading | None, folder: Path) -> dict[str, Segment]:
    """The open segments by name, where they are of this folder."""
    if reading is None or reading.edition.folder != folder:
        return {}
    return {one.name: one for one in reading.segments}
