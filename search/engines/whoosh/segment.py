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

from search.document import DIGEST, Document, digest_of, read_content
from search.engines.whoosh.arrays import ArrayFile
from search.engines.whoosh.inverted import Array, InvertedField
from search.errors import IndexUnavailable

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
        self._ends, self._versions = self.record_ends.data, self.versions.data
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
        return self._read_version(number).hex()

    def record(self, number: int) -> Document:
        """A document; raises IndexUnavailable where it is not the one of its version."""
        content = self._read_content(self._ends[number], self._ends[number + 1])
        if digest_of(content) != self._read_version(number):
            raise IndexUnavailable(f"a record of segment {self.name} is damaged")
        return read_content(content)

    def _read_version(self, number: int) -> bytes:
        return bytes(self._versions[number * DIGEST : (number + 1) * DIGEST])

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
