"""The table of contents: which segments an index has, and which of their documents are deleted.

It is Whoosh's own file. A single bit of it decides whether somebody's withdrawn words are shown,
so it is compared with its checksum before it is believed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from search.engines.whoosh.folder import read_state
from search.engines.whoosh.library import TOC, clean_files
from search.engines.whoosh.schema import make_schema
from search.engines.whoosh.storage import DurableStorage, checksum
from search.errors import IndexUnavailable

INDEX_NAME = "MAIN"


def latest_generation(folder: Path) -> int:
    """The number of the latest commit in a folder, -1 where there was none."""
    return int(TOC._latest_generation(DurableStorage(folder), INDEX_NAME))


def contents_name(generation: int) -> str:
    """The file of the table of contents of a commit."""
    return str(TOC._filename(INDEX_NAME, generation))


def read_contents(folder: Path, generation: int) -> Any:
    """Whoosh's table of contents of a commit.

    Raises IndexUnavailable where it is not as it was written, FileNotFoundError where a later
    commit has removed it.
    """
    if not _is_believable(folder, generation):
        raise IndexUnavailable(f"the table of contents in {folder} is damaged")
    return TOC.read(DurableStorage(folder), INDEX_NAME, gen=generation, schema=make_schema())


def write_contents(storage: DurableStorage, generation: int, segments: list[Any]) -> None:
    """Commit: once this returns, these are the segments of the index, whatever happens."""
    TOC(make_schema(), segments, generation).write(storage, INDEX_NAME)


def remove_strays(storage: DurableStorage, generation: int, segments: list[Any]) -> None:
    """Remove what no table of contents needs any more, or never did because its writer died."""
    clean_files(storage, INDEX_NAME, generation, segments)
    for path in Path(storage.folder).glob(f"_{INDEX_NAME}_*.toc.*"):
        storage.delete_file(path.name)


def _is_believable(folder: Path, generation: int) -> bool:
    """False where the checksum is known and another; a writer keeps it just after its commit."""
    name = contents_name(generation)
    try:
        state = read_state(folder)
    except IndexUnavailable:
        return True  # damaged itself, which says nothing of other files
    return state.generation != generation or checksum(folder / name) == state.checksums[name]
