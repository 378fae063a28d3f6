"""Opening the index for many threads.

A Whoosh reader seeks in its files and belongs to one thread at a time; so a few are kept and lent
out, as many as can work at once. Before each search the generation is looked at; a reader of an
older one is closed and a new one opened (never refreshed: some versions of Whoosh then show what
was deleted).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import sleep
from typing import Any

import numpy as np

from search.engines.whoosh.columns import Column, ColumnCache, Mask
from search.engines.whoosh.folder import find_current
from search.engines.whoosh.library import BM25F, TOC, FileIndex, Searcher
from search.engines.whoosh.schema import FILTER_FIELDS, make_schema
from search.engines.whoosh.storage import DurableStorage
from search.engines.whoosh.writing import INDEX_NAME
from search.errors import IndexUnavailable

ATTEMPTS = 10
"""How often to open again when a writer removed a file between its name and its opening."""
PAUSE = 0.01
"""Seconds between two attempts."""


COLUMNS = ("day", "wording", *FILTER_FIELDS.values())
"""The fields that are read as columns."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the index: a folder and a generation in it."""

    folder: Path
    generation: int


def latest_edition(home: Path) -> Edition:
    """The state a new reader would see; raises IndexUnavailable where there is none."""
    folder = find_current(home)
    return Edition(folder, TOC._latest_generation(DurableStorage(folder), INDEX_NAME))


class Reading:
    """An open edition, for one thread at a time.

    `live` says which of `size` documents are not deleted, `starts` when each is heard, in
    milliseconds, `lengths` how many words it has. Everything is opened at once: a writer may
    remove a file at any moment, which takes nothing from those who have it open.
    """

    def __init__(self, edition: Edition, cache: ColumnCache) -> None:
        storage, schema = DurableStorage(edition.folder), make_schema()
        contents = TOC.read(storage, INDEX_NAME, gen=edition.generation, schema=schema)
        reader = FileIndex._reader(storage, schema, contents.segments, edition.generation)
        self.edition = edition
        self.searcher = Searcher(reader, weighting=BM25F())
        self.leaves: list[tuple[Any, int]] = [
            (leaf, base)
            for leaf, base in self.searcher.reader().leaf_readers()
            if leaf.doc_count_all()
        ]
        self.size: int = self.searcher.doc_count_all()
        self.live = self._read_live()
        self.starts = cache.numbers(self.leaves, "start")
        self.lengths = cache.numbers(self.leaves, "_words_len")
        self._columns = {name: cache.column(self.leaves, name) for name in COLUMNS}
        self._cache = cache
        self._open_files()

    def column(self, field: str) -> Column:
        """The values of a field by document."""
        return self._columns[field]

    def lexicon(self, field: str) -> list[str]:
        """All words of a field, ascending; those of deleted documents may be among them."""
        return self._cache.lexicon(self.leaves, field)

    def close(self) -> None:
        """Close the files."""
        self.searcher.close()

    def _open_files(self) -> None:
        """Open now what Whoosh would open when first needed."""
        for leaf, _ in self.leaves:
            leaf.stored_fields(0)

    def _read_live(self) -> Mask:
        live = np.ones(self.size, dtype=bool)
        for leaf, base in self.leaves:
            deleted = list(leaf.segment().deleted_docs())
            live[np.array(deleted, dtype=np.int64) + base] = False
        return live


class ReadingPool:
    """Readings of the latest edition, lent to threads; one more than there are cores."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._columns = ColumnCache()
        self._free = BoundedSemaphore((os.cpu_count() or 1) + 1)
        self._lock = Lock()
        self._idle: list[Reading] = []

    @contextmanager
    def lend(self) -> Iterator[Reading]:
        """A reading of the latest edition; raises IndexUnavailable where there is none.

        One that failed in its use is closed and not lent again.
        """
        with self._free:
            reading = self._find()
            try:
                yield reading
            except BaseException:
                reading.close()
                raise
            with self._lock:
                self._idle.append(reading)

    def close(self) -> None:
        """Close what is not lent out."""
        with self._lock:
            idle, self._idle = self._idle, []
        for reading in idle:
            reading.close()

    def _find(self) -> Reading:
        edition = latest_edition(self._home)
        with self._lock:
            stale = [reading for reading in self._idle if reading.edition != edition]
            self._idle = [reading for reading in self._idle if reading.edition == edition]
            reading = self._idle.pop() if self._idle else None
        for other in stale:
            other.close()
        return reading or self._open()

    def _open(self) -> Reading:
        for _ in range(ATTEMPTS):
            with suppress(FileNotFoundError):
                reading = Reading(latest_edition(self._home), self._columns)
                self._columns.keep_only(reading.leaves)
                return reading
            sleep(PAUSE)
        raise IndexUnavailable(f"files of the index in {self._home} are gone")
