"""A Whoosh codec whose inverted index is our file of arrays.

Whoosh's own searcher reads it through this, term by term: slow, but with scores that are its own,
which is what the tests compare with. Whoosh's own writer can write through it too, posting by
posting; the archive's segments come from `building` and `joining`, which write the same at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from search.engines.whoosh.arrays import ArrayFile, write_arrays
from search.engines.whoosh.building import Built
from search.engines.whoosh.inversion import pack_field, pack_terms
from search.engines.whoosh.inverted import Array, InvertedField, known
from search.engines.whoosh.library import (
    FieldCursor,
    FieldWriter,
    ListMatcher,
    TermInfo,
    TermNotFound,
    TermsReader,
    W3Codec,
    W3PerDocReader,
    byte_to_length,
    length_to_byte,
)
from search.engines.whoosh.schema import SCORED
from search.engines.whoosh.segment import EXTENSION, read_fields

LENGTHS = {f"_{field}_len" for field in SCORED}
"""Whoosh's names for the lengths of fields."""


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads terms, postings and lengths from arrays."""

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """What is known of the documents of a segment.

        Where Whoosh's own writer is writing it, or has, lengths stand in Whoosh's own columns.
        """
        name = segment.make_filename(EXTENSION)
        arrays = _open(storage, segment).arrays if storage.file_exists(name) else {}
        if "length_bytes" in arrays:
            return ArrayLengths(storage, segment, arrays["length_bytes"])
        return W3PerDocReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTerms:
        """The terms of a segment."""
        return ArrayTerms(read_fields(_open(storage, segment).arrays))

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        """What takes the postings that Whoosh's own writer has sorted."""
        return ArrayFieldWriter(storage, segment)

    def write(self, storage: Any, name: str, built: Built) -> Any:
        """Write a segment's files; the segment as a table of contents lists it."""
        segment = self.new_segment(storage, name)
        with storage.create_file(segment.make_filename(EXTENSION)) as file:
            write_arrays(file, built.arrays)
        segment._fieldlengths = built.total_lengths
        segment.set_doc_count(built.size)
        return segment


def _open(storage: Any, segment: Any) -> ArrayFile:
    return ArrayFile(Path(storage.folder) / segment.make_filename(EXTENSION))


class ArrayLengths(W3PerDocReader):  # type: ignore[misc]  # Whoosh has no types
    """The length byte of every document, the same for all scored fields; nothing else."""

    def __init__(self, storage: Any, segment: Any, length_bytes: Array) -> None:
        super().__init__(storage, segment)
        self._bytes = length_bytes

    def _cached_reader(self, fieldname: str, column: object) -> Any:
        """The column that Whoosh keeps lengths in, under its name for it."""
        return self._bytes if fieldname in LENGTHS else None


class ArrayTerms(TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The terms of all fields of a segment, as Whoosh asks for them."""

    def __init__(self, fields: dict[str, InvertedField]) -> None:
        self._fields = fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self._fields.get(term[0])
        return field is not None and field.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """The names of the fields."""
        return list(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, by field."""
        for name in sorted(self._fields):
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from `prefix` on."""
        field = self._fields[fieldname]
        for term in field.list_terms(field.bisect(prefix)):
            yield fieldname, term

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """A cursor at the first term of a field; raises KeyError where there is no such field."""
        return ArrayCursor(self, fieldname, fieldobj, self._fields[fieldname])

    def doc_frequency(self, fieldname: str, termbytes: bytes) -> int:
        """In how many documents a term occurs; 0 where it is unknown."""
        term = fieldname, termbytes
        return int(self.term_info(*term).doc_frequency()) if term in self else 0

    def frequency(self, fieldname: str, termbytes: bytes) -> float:
        """How often a term occurs; 0 where it is unknown."""
        term = fieldname, termbytes
        return float(self.term_info(*term).weight()) if term in self else 0.0

    def term_info(self, fieldname: str, termbytes: bytes) -> Any:
        """What is known of a term; raises TermNotFound."""
        field, number = self._find(fieldname, termbytes)
        first, end = field.range_of(number)
        documents = field.documents
        bounds = {"minid": int(documents[first]), "maxid": int(documents[end - 1])}
        if field.codes is None:
            return TermInfo(
                weight=end - first,
                df=end - first,
                minlength=1,
                maxlength=1,
                maxweight=1.0,
                **bounds,
            )
        return TermInfo(
            weight=float(known(field.frequencies)[number]),
            df=end - first,
            minlength=byte_to_length(int(known(field.shortest)[number])),
            maxlength=byte_to_length(int(known(field.longest)[number])),
            maxweight=float(known(field.highest)[number]),
            **bounds,
        )

    def matcher(self, fieldname: str, termbytes: bytes, format_: Any, scorer: Any = None) -> Any:
        """The postings of a term; raises TermNotFound."""
        field, number = self._find(fieldname, termbytes)
        first, end = field.range_of(number)
        codes = np.full(end - first, 1 << 8) if field.codes is None else field.codes[first:end]
        return ListMatcher(
            field.documents[first:end].tolist(),
            (codes >> 8).astype(float).tolist(),
            Places(field, number, format_) if field.codes is not None else [b""] * len(codes),
            format_,
            scorer=scorer,
            term=(fieldname, termbytes),
            terminfo=self.term_info(fieldname, termbytes),
        )

    def _find(self, name: str, term: bytes) -> tuple[InvertedField, int]:
        field = self._fields.get(name)
        number = -1 if field is None else field.find(term)
        if field is None or number < 0:
            raise TermNotFound(f"no term {name}:{term!r}")
        return field, number


class Places:
    """The positions of a term by posting, encoded for Whoosh when it asks for them."""

    def __init__(self, field: InvertedField, number: int, form: Any) -> None:
        first, end = field.range_of(number)
        often = np.cumsum(known(field.codes)[first:end] >> 8, dtype=np.int64)
        self._ends = np.append(0, often) + int(known(field.position_starts)[number])
        self._positions, self._form = known(field.positions), form

    def __getitem__(self, posting: int) -> Any:
        first, end = self._ends[posting : posting + 2].tolist()
        return self._form.encode(self._positions[first:end].tolist())


class ArrayCursor(FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Steps through the terms of a field, as Whoosh's fuzzy queries do."""

    def __init__(self, terms: ArrayTerms, name: str, kind: Any, field: InvertedField) -> None:
        self._terms, self._name, self._kind, self._field = terms, name, kind, field
        self._number = 0

    def first(self) -> Any:
        """Go to the first term; it."""
        self._number = 0
        return self.text()

    def find(self, text: Any) -> Any:
        """Go to the first term that is not below this one; it."""
        term = text if isinstance(text, bytes) else self._kind.to_bytes(text)
        self._number = self._field.bisect(term)
        return self.text()

    def next(self) -> Any:
        """Go to the next term; it."""
        self._number += 1
        return self.text()

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._number < self._field.size

    def text(self) -> Any:
        """The term here, None behind the last."""
        return self._kind.from_bytes(self._field.term(self._number)) if self.is_valid() else None

    def term_info(self) -> Any:
        """What is known of the term here, None behind the last."""
        if not self.is_valid():
            return None
        return self._terms.term_info(self._name, self._field.term(self._number))


class ArrayFieldWriter(FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Takes postings one by one, by field, term and document, and writes the file of arrays."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._arrays: dict[str, Array] = {}
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field; fields come by name."""
        self._name, self._scored, self._form = fieldname, fieldobj.scorable, fieldobj.format
        self._placed = self._form.supports("positions")
        self._terms: list[bytes] = []
        self._rows = {name: array("q") for name in ("ranks", "documents", "positions")}
        self._lengths: dict[int, int] = {}

    def start_term(self, termbytes: bytes) -> None:
        """Begin a term; terms come by their bytes."""
        self._terms.append(bytes(termbytes))

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        """A posting of the term; `length` is the number of words in the document's field."""
        places = self._form.decode_positions(vbytes) if self._placed else [0]
        self._rows["positions"].extend(places)
        self._rows["ranks"].extend([len(self._terms) - 1] * len(places))
        self._rows["documents"].extend([docnum] * len(places))
        self._lengths[docnum] = length_to_byte(length) if length else 0

    def finish_term(self) -> None:
        """Nothing is left to do for a term."""

    def finish_field(self) -> None:
        """Make the arrays of the field."""
        ranks, held, positions = (np.array(row, dtype=np.int64) for row in self._rows.values())
        documents = held.astype(np.uint32)
        if self._placed:
            lengths = self._length_bytes() if self._scored else None
            own = pack_field(self._terms, ranks, documents, positions, lengths)
        else:
            starts = np.searchsorted(ranks, np.arange(len(self._terms) + 1)).astype(np.uint32)
            own = {**pack_terms(self._terms), "starts": starts, "documents": documents}
        self._arrays |= {f"{self._name}/{part}": values for part, values in own.items()}

    def close(self) -> None:
        """Write the file."""
        with self._segment.create_file(self._storage, EXTENSION) as file:
            write_arrays(file, self._arrays)
        self.is_closed = True

    def _length_bytes(self) -> Array:
        """Whoosh's length byte by document."""
        lengths = np.zeros(max(self._lengths, default=0) + 1, dtype=np.uint16)
        lengths[list(self._lengths)] = list(self._lengths.values())
        return lengths
