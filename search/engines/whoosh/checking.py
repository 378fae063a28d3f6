"""Proving that the index is what the database says, and that its files are what was written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.engines.whoosh.folder import read_state
from search.engines.whoosh.library import TOC
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.schema import record_of
from search.engines.whoosh.storage import CHECKSUMS, checksum
from search.engines.whoosh.writing import INDEX_NAME


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
    """Files of the index in this folder that are gone or not as they were written."""
    state = read_state(folder)
    contents = folder / TOC._filename(INDEX_NAME, state.generation)
    damaged = int(not _is_intact(contents, state.contents_checksum))
    for sums in folder.glob(f"*{CHECKSUMS}"):
        damaged += _count_in_segment(sums)
    return damaged


def _count_in_segment(sums: Path) -> int:
    try:
        of_files: dict[str, int] = json.loads(sums.read_bytes())
    except ValueError:
        return 1
    return sum(not _is_intact(sums.with_name(name), value) for name, value in of_files.items())


def _is_intact(path: Path, value: int) -> bool:
    try:
        return checksum(path) == value
    except OSError:
        return False


def _versions(reading: Reading) -> dict[str, str]:
    stored = reading.searcher.reader().all_stored_fields()
    records = (record_of(fields) for fields in stored)
    return {document.id: version for version, document in records}
