"""Changing the index: one writer at a time, each batch one commit.

A batch is first boiled down to what it comes to, so that a document changed twice is written once.
Its documents become one new segment; those that go are marked in the table of contents. Until that
is written, which is one rename, the index is as it was; whatever a killed writer left behind is
removed by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import numpy as np

from search.document import Change, Deletion, Document
from search.engines.whoosh.building import Built, build_segment
from search.engines.whoosh.codec import ArrayCodec
from search.engines.whoosh.contents import (
    INDEX_NAME,
    contents_name,
    latest_generation,
    read_contents,
    remove_strays,
    write_contents,
)
from search.engines.whoosh.folder import STATE, State, read_state, write_state
from search.engines.whoosh.joining import join_segments
from search.engines.whoosh.merging import choose
from search.engines.whoosh.segment import Segment, open_segment
from search.engines.whoosh.storage import DurableStorage, checksum
from search.errors import IndexBusy

WAIT = 30.0
"""Seconds to wait for another writer."""
PAUSE = 0.02
AT_ONCE = 50_000
"""Documents that a rebuild holds in memory, and makes one segment of."""
BIGGEST = 250_000
"""Documents; a rebuild joins its segments into ones of up to so many."""


@dataclass(slots=True)
class Batch:
    """What a sequence of changes comes to: gone first, then added."""

    gone_ids: set[str] = field(default_factory=set)
    gone_episodes: set[str] = field(default_factory=set)
    added: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Batch:
        """The batch of these changes, in their order."""
        batch = cls()
        for change in changes:
            batch.take(change)
        return batch

    def take(self, change: Change) -> None:
        """Add one change after all others."""
        if isinstance(change, Document):
            self.gone_ids.add(change.id)
            self.added.pop(change.id, None)
            self.added[change.id] = change
        else:
            self._take_deletion(change)

    def _take_deletion(self, deletion: Deletion) -> None:
        if deletion.id is not None:
            self.gone_ids.add(deletion.id)
            self.added.pop(deletion.id, None)
        if deletion.episode is not None:
            self.gone_episodes.add(deletion.episode)
            kept = {k: d for k, d in self.added.items() if d.episode != deletion.episode}
            self.added = kept


class Writer:
    """The index of a folder while one process changes it; `commit` makes the changes so.

    `opened`: segments that are open already, by name.
    """

    def __init__(self, folder: Path, opened: Mapping[str, Segment]) -> None:
        self._folder = folder
        self._opened = opened
        self._storage = DurableStorage(folder)
        self._codec = ArrayCodec()
        self._generation = latest_generation(folder)
        self._segments: list[Any] = list(read_contents(folder, self._generation).segments)
        remove_strays(self._storage, self._generation, self._segments)

    def delete(self, name: str, values: Iterable[str]) -> None:
        """Delete all documents that hold one of the values of a field."""
        terms = sorted(value.encode() for value in values)
        for segment in self._segments if terms else ():
            for number in _find(self._open(segment), name, terms):
                segment.delete_document(number)

    def add(self, built: Built) -> None:
        """Add a segment."""
        if built.size:
            self._segments.append(self._codec.write(self._storage, INDEX_NAME, built))

    def join(self, chosen: Sequence[int]) -> None:
        """Make one segment of those at these places; of a single one without what is deleted."""
        joined = [self._segments[number] for number in chosen]
        self._segments = [one for n, one in enumerate(self._segments) if n not in set(chosen)]
        if living := [one for one in joined if one.deleted_count() < one.doc_count_all()]:
            self.add(join_segments([self._open_living(one) for one in living]))

    def tidy(self) -> None:
        """Join as the policy of `merging` wants it."""
        chosen = choose(self.sizes())
        if chosen:
            self.join(chosen)

    def sizes(self) -> list[tuple[int, int]]:
        """Living and all documents of each segment."""
        stored = [one.doc_count_all() for one in self._segments]
        return [
            (count - one.deleted_count(), count)
            for one, count in zip(self._segments, stored, strict=True)
        ]

    def commit(self) -> None:
        """Make the changes durable and visible, at once; then remove what is needed no more."""
        self._generation += 1
        write_contents(self._storage, self._generation, self._segments)
        remove_strays(self._storage, self._generation, self._segments)

    def _open(self, segment: Any) -> Segment:
        return self._opened.get(str(segment.segment_id())) or open_segment(self._folder, segment)

    def _open_living(self, segment: Any) -> Segment:
        deleted = np.array(sorted(segment.deleted_docs()), dtype=np.int64)
        return self._open(segment).with_deleted(deleted)


def create(folder: Path) -> None:
    """Make an empty index in an empty folder."""
    write_contents(DurableStorage(folder), 0, [])
    record_state(folder, seq=0)


def apply_batch(
    folder: Path, changes: Iterable[Change], seq: int, opened: Mapping[str, Segment]
) -> int:
    """Commit the changes and keep `seq`; the number of documents written.

    `opened`: segments of this folder that are open already, by name. Raises IndexBusy where
    another writer does not finish in time.
    """
    batch = Batch.of(changes)
    with hold_writing(folder):
        if batch.gone_ids or batch.gone_episodes:
            writer = Writer(folder, opened)
            writer.delete("id", batch.gone_ids)
            writer.delete("episode", batch.gone_episodes)
            writer.add(build_segment(list(batch.added.values())))
            writer.tidy()
            writer.commit()
        record_state(folder, seq)
    return len(batch.added)


def build(folder: Path, documents: Iterable[Document], seq: int) -> int:
    """Fill an empty folder with an index of these documents; how many there were.

    The ids are taken to be unique.
    """
    create(folder)
    with hold_writing(folder):
        writer = Writer(folder, {})
        arriving = iter(documents)
        while taken := list(islice(arriving, AT_ONCE)):
            writer.add(build_segment(taken))
        count = sum(living for living, _ in writer.sizes())
        for chosen in reversed(sheaves([living for living, _ in writer.sizes()])):
            writer.join(chosen)
        writer.commit()
        record_state(folder, seq)
    return count


def sheaves(sizes: Sequence[int]) -> list[list[int]]:
    """Neighbours to be joined, two or more, of up to BIGGEST documents together."""
    found: list[list[int]] = [[]]
    total = 0
    for number, size in enumerate(sizes):
        if total + size > BIGGEST and found[-1]:
            found.append([])
            total = 0
        found[-1].append(number)
        total += size
    return [sheaf for sheaf in found if len(sheaf) > 1]


def record_state(folder: Path, seq: int) -> None:
    """Keep `seq` beside the index, with the checksums of its files; segments never change."""
    generation = latest_generation(folder)
    known = read_state(folder).checksums if (folder / STATE).exists() else {}
    names = [contents_name(generation), *(path.name for path in folder.glob(f"{INDEX_NAME}_*.*"))]
    checksums = {name: known.get(name) or checksum(folder / name) for name in sorted(names)}
    write_state(folder, State(seq, generation, checksums))


@contextmanager
def hold_writing(folder: Path) -> Iterator[None]:
    """Be the only writer of a folder; raises IndexBusy where another does not finish in time."""
    lock = DurableStorage(folder).lock("WRITELOCK")
    until = monotonic() + WAIT
    while not lock.acquire():
        if monotonic() > until:
            raise IndexBusy(f"another process writes {folder}")
        sleep(PAUSE)
    try:
        yield
    finally:
        lock.release()


def _find(segment: Segment, name: str, terms: Sequence[bytes]) -> Iterator[int]:
    """The numbers of the documents that hold one of the terms."""
    inverted = segment.fields[name]
    for term in terms:
        number = inverted.find(term)
        if number >= 0:
            first, end = inverted.range_of(number)
            yield from inverted.documents[first:end].tolist()
