"""Proving that the index is what the database says, and that its files are what was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.engines.whoosh.contents import latest_generation
from search.engines.whoosh.folder import read_state
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.storage import checksum

Signatures = dict[str, tuple[int, int, int]]


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


def count_damaged(folder: Path, unless: Signatures | None = None) -> int:
    """Files of the index in this folder that are gone or not as they were written.

    Those that are still as `unless` saw them are taken for sound. After a writer was killed between
    its commit and its state, the files it removed are not missed: the next batch takes stock again.
    """
    state = read_state(folder)
    known = latest_generation(folder) <= state.generation
    names = [name for name in state.checksums if known or (folder / name).exists()]
    changed = signatures_of(folder).items() - (unless or {}).items()
    looked_into = {name for name, _ in changed} if unless else set(names)
    return sum(
        not _is_intact(folder / name, state.checksums[name])
        for name in names
        if name in looked_into or not (folder / name).exists()
    )


def signatures_of(folder: Path) -> Signatures:
    """What tells that a file was written to: its size, when it was, and which file it is."""
    found = ((path.name, path.stat()) for path in folder.iterdir())
    return {name: (stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in found}


class Watch:
    """Notices files that are no longer what was written; cheap while nobody writes to them."""

    def __init__(self) -> None:
        self._sound: tuple[Path, Signatures] | None = None

    def is_damaged(self, folder: Path) -> bool:
        """Whether a file in this folder is damaged; reads only what changed since it was sound.

        Raises IndexUnavailable where the state cannot be read. For a process that is the only
        writer.
        """
        signatures = signatures_of(folder)
        if self._sound == (folder, signatures):
            return False
        known = self._sound[1] if self._sound and self._sound[0] == folder else None
        if count_damaged(folder, known):
            return True
        self._sound = folder, signatures
        return False


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
