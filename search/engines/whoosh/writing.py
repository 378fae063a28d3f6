"""Changing the index: one writer at a time, each batch one commit.

A batch is first boiled down to what it comes to, so that a document changed twice is written once.
Old copies are looked up by id in one pass. A writer that fails is cancelled: the index stays as
it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.document import Change, Deletion, Document
from search.engines.whoosh.folder import STATE, State, read_state, write_state
from search.engines.whoosh.library import TOC, FileIndex, LockError, SegmentWriter, W3Codec
from search.engines.whoosh.merging import merge_tail
from search.engines.whoosh.schema import fields_of, make_schema
from search.engines.whoosh.storage import DurableStorage, checksum
from search.errors import IndexBusy

WAIT = 30.0
"""Seconds to wait for another writer."""
MEMORY = 128
"""Megabytes of postings that a writer sorts in memory."""
INDEX_NAME = "MAIN"


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


def create(folder: Path) -> None:
    """Make an empty index in an empty folder."""
    TOC.create(DurableStorage(folder), make_schema(), INDEX_NAME)
    record_state(folder, seq=0)


def apply_batch(folder: Path, changes: Iterable[Change], seq: int) -> int:
    """Commit the changes and keep `seq`; the number of documents written.

    Raises IndexBusy where another writer does not finish in time.
    """
    batch = Batch.of(changes)
    if batch.gone_ids or batch.gone_episodes:
        with _open_writer(folder) as writer:
            _delete(writer, "id", batch.gone_ids)
            _delete(writer, "episode", batch.gone_episodes)
            _add(writer, batch.added.values())
            writer.commit(mergetype=merge_tail)
    record_state(folder, seq)
    return len(batch.added)


def build(folder: Path, documents: Iterable[Document], seq: int) -> int:
    """Fill an empty folder with an index of these documents; how many there were.

    The ids are taken to be unique. Everything goes through one writer into one segment.
    """
    create(folder)
    with _open_writer(folder) as writer:
        count = _add(writer, documents)
        writer.commit(merge=False)
    record_state(folder, seq)
    return count


def record_state(folder: Path, seq: int) -> None:
    """Keep `seq` beside the index, with the checksums of its files; segments never change."""
    generation = TOC._latest_generation(DurableStorage(folder), INDEX_NAME)
    known = read_state(folder).checksums if (folder / STATE).exists() else {}
    contents = TOC._filename(INDEX_NAME, generation)
    names = [contents, *(path.name for path in folder.glob(f"{INDEX_NAME}_*.*"))]
    checksums = {name: known.get(name) or checksum(folder / name) for name in sorted(names)}
    write_state(folder, State(seq, generation, checksums))


@contextmanager
def _open_writer(folder: Path) -> Iterator[Any]:
    codec = W3Codec()
    codec.length_stats = False  # bounds for skipping that nothing here uses, at twice the time
    index = FileIndex(DurableStorage(folder), schema=make_schema(), indexname=INDEX_NAME)
    options = {"timeout": WAIT, "limitmb": MEMORY, "compound": False, "codec": codec}
    try:
        writer = SegmentWriter(index, **options)
    except LockError as fault:
        raise IndexBusy(f"another process writes {folder}") from fault
    try:
        yield writer
    finally:
        if not writer.is_closed:
            writer.cancel()


def _add(writer: Any, documents: Iterable[Document]) -> int:
    count = 0
    for document in documents:
        writer.add_document(**fields_of(document))
        count += 1
    return count


def _delete(writer: Any, name: str, values: set[str]) -> None:
    terms = sorted(value.encode() for value in values)
    for segment, base in zip(writer.segments, _bases(writer.segments), strict=True):
        for number in _find(writer, segment, name, terms):
            writer.delete_document(base + number)


def _bases(segments: Sequence[Any]) -> Iterator[int]:
    base = 0
    for segment in segments:
        yield base
        base += segment.doc_count_all()


def _find(writer: Any, segment: Any, name: str, terms: list[bytes]) -> list[int]:
    """Numbers of the live documents of a segment that hold one of the terms."""
    form = writer.schema[name].format
    reader = segment.codec().terms_reader(writer.storage, segment)
    try:
        found = [
            number
            for term in terms
            if (name, term) in reader
            for number in reader.matcher(name, term, form).all_ids()
        ]
    finally:
        reader.close()
    return [number for number in found if not segment.is_deleted(number)]
