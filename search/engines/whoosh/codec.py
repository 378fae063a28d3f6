"""A Whoosh codec whose inverted index is our file of arrays.

Whoosh's own searcher reads it through this, term by term: slow, but with scores that are its own,
which is what the tests compare with. Writing goes through `building` and `joining`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from search.engines.whoosh.arrays import ArrayFile, write_arrays
from search.engines.whoosh.building import Built
from search.engines.whoosh.inverted import InvertedField, known
from search.engines.whoosh.library import (
    ListMatcher,
    TermInfo,
    TermNotFound,
    TermsReader,
    W3Codec,
    byte_to_length,
)
from search.engines.whoosh.segment import EXTENSION, read_fields


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads terms and postings from arrays; field lengths stand in Whoosh's own columns."""

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTerms:
        """The terms of a segment."""
        file = ArrayFile(Path(storage.folder) / segment.make_filename(EXTENSION))
        return ArrayTerms(read_fields(file.arrays))

    def write(self, storage: Any, name: str, built: Built) -> Any:
        """Write a segment's files; the segment as a table of contents lists it."""
        segment = self.new_segment(storage, name)
        with storage.create_file(segment.make_filename(EXTENSION)) as file:
            write_arrays(file, built.arrays)
        for field, lengths in built.length_bytes.items():
            with storage.create_file(self.column_filename(segment, f"_{field}_len")) as file:
                file.write(lengths.tobytes())
        segment._fieldlengths = built.total_lengths
        segment.set_doc_count(built.size)
        return segment


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
