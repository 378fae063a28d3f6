"""Proving that the index is what the database says, and that its files are what was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.engines.whoosh.contents import latest_generation
from search.engines.whoosh.folder import read_state
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.storage import checksum


@dataclass(frozen=True, slots=True)
class Report:
    """How index and database differ, in documents; `damaged` counts files.

    `stale` documents are indexed in another version, `extra` ones are unknown to the database.
    """

    documents: int = 0
    missing: int = 0
    stale: int = 0
    extra: int = 0
    damaged: int = 0
    generation: int = 0


def compare(reading: Reading, expected: Iterable[tuple[str, str]]) -> Report:
    """Compare the documents with (id, version) of all there should be; each id once."""
    held = _versions(reading)
    documents = len(held)
    missing = stale = 0
    for identifier, version in expected:
        found = held.pop(identifier, None)
        missing += found is None
        stale += found is not None and found != version
    return Report(documents, missing, stale, extra=len(held), generation=reading.edition.generation)


def count_damaged(folder: Path) -> int:
    """Files of the index in this folder that are gone or not as they were written.

    After a writer was killed between its commit and its state, the files it removed are not
    missed: the next batch takes stock again.
    """
    state = read_state(folder)
    known = latest_generation(folder) <= state.generation
    names = [name for name in state.checksums if known or (folder / name).exists()]
    return sum(not _is_intact(folder / name, state.checksums[name]) for name in names)


def _is_intact(path: Path, value: int) -> bool:
    try:
        return checksum(path) == value
    except OSError:
        return False


def _versions(reading: Reading) -> dict[str, str]:
    """The version of every living document by its id."""
    held = {}
    for segment in reading.segments:
        ids, live = segment.fields["id"], segment.live
        for term, number in zip(ids.list_terms(), ids.documents.tolist(), strict=True):
            if live is None or live[number]:
                held[term.decode()] = segment.version(number)
    return held
