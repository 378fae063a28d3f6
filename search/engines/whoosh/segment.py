"""One segment of an index, open for reading: its fields, and the record of each document.

The file of a segment never changes; which of its documents are deleted stands in the table of
contents. So a segment is opened once and shared by all readings it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.document import Document, read_content, version_of
from search.engines.whoosh.arrays import ArrayFile
from search.engines.whoosh.inverted import Array, InvertedField
from search.errors import IndexUnavailable

DIGITS = 16
"""Characters of a document's version."""
KEPT = 2_000
"""Records of a segment that are kept in memory, at about 3 kB each."""
EXTENSION = ".arrays"


class Segment:
    """Fields, records and some columns of numbers by document; `cache` is for what they yield.

    `starts`: milliseconds, -1 where unknown. `lengths`: words of the text. `total_lengths`: sum of
    the words of all documents by field. `live`: False for deleted documents; None: none is.
    """

    def __init__(
        self,
        name: str,
        arrays: Mapping[str, Array],
        size: int,
        total_lengths: Mapping[str, int],
        file: ArrayFile | None = None,
    ) -> None:
        self.name = name
        self.size = size
        self.total_lengths = total_lengths
        self.live: NDArray[np.bool_] | None = None
        self.fields = read_fields(arrays)
        self.starts: NDArray[np.int32] = arrays["starts"]
        self.lengths: NDArray[np.uint16] = arrays["lengths"]
        self.cache: dict[Any, Any] = {}
        self.records, self.record_ends = arrays["records"], arrays["record_ends"]
        self.versions = arrays["versions"]
        self._file = file

    def with_deleted(self, deleted: NDArray[np.int64]) -> Segment:
        """The same segment without some documents; what was derived of it is shared."""
        other = object.__new__(Segment)
        other.__dict__.update(self.__dict__)
        other.live = None
        if len(deleted):
            other.live = np.ones(self.size, dtype=bool)
            other.live[deleted] = False
        return other

    def still_whole(self) -> bool:
        """Whether the file under the arrays is as long as when it was opened."""
        return self._file is None or self._file.still_whole()

    def version(self, number: int) -> str:
        """The version of a document."""
        return self.versions[number * DIGITS : (number + 1) * DIGITS].tobytes().decode()

    def record(self, number: int) -> tuple[str, Document]:
        """Version and document; raises IndexUnavailable where they do not fit each other.

        Those read lately are kept: the same statements are the best of many searches.
        """
        kept = self.cache.setdefault("records", {})
        found: tuple[str, Document] | None = kept.get(number)
        if found is None:
            if len(kept) >= KEPT:
                kept.clear()
            found = kept[number] = self._read_record(number)
        return found

    def _read_record(self, number: int) -> tuple[str, Document]:
        first, end = self.record_ends[number : number + 2].tolist()
        content = self._read_content(first, end)
        version = version_of(content)
        if version != self.version(number):
            raise IndexUnavailable(f"a record of segment {self.name} is damaged")
        return version, read_content(content)

    def _read_content(self, first: int, end: int) -> bytes:
        if self._file is None:
            return self.records[first:end].tobytes()
        return self._file.read("records", first, end)


def read_fields(arrays: Mapping[str, Array]) -> dict[str, InvertedField]:
    """The inverted fields among arrays named field/array."""
    parts: dict[str, dict[str, Array]] = defaultdict(dict)
    for name, array in arrays.items():
        field, slash, part = name.partition("/")
        if slash:
            parts[field][part] = array
    return {field: InvertedField(own) for field, own in parts.items()}


def open_segment(folder: Path, segment: Any) -> Segment:
    """Open a segment of Whoosh's table of contents; FileNotFoundError where it is gone."""
    file = ArrayFile(folder / segment.make_filename(EXTENSION))
    name, size = str(segment.segment_id()), int(segment.doc_count_all())
    if len(file.arrays["starts"]) != size:
        raise IndexUnavailable(f"segment {name} does not hold as many documents as it should")
    return Segment(name, file.arrays, size, segment._fieldlengths, file)
