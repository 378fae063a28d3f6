"""Several segments made into one, array by array, without what is deleted.

A document keeps its place behind those of the segments before its own. Records are copied as they
are; nothing is decoded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.document import DIGEST
from search.engines.whoosh.building import Built
from search.engines.whoosh.inversion import length_bytes, pack_terms, summarise
from search.engines.whoosh.inverted import Array, InvertedField, known
from search.engines.whoosh.schema import SCORED
from search.engines.whoosh.segment import Segment

GONE = -1


@dataclass(frozen=True, slots=True)
class Moving:
    """A segment, and the new number of each of its documents; GONE for deleted ones."""

    segment: Segment
    numbers: NDArray[np.int64]

    @property
    def kept(self) -> NDArray[np.intp]:
        """The old numbers of the documents that stay."""
        return np.flatnonzero(self.numbers >= 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a segment gives to a field: terms by their new number, and their living postings."""

    terms: NDArray[np.int64]
    counts: NDArray[np.int64]
    documents: NDArray[np.uint32]
    codes: NDArray[np.uint16] | None
    places: NDArray[np.int64]
    positions: Array | None


def join_segments(segments: Sequence[Segment]) -> Built:
    """One segment of the living documents of several."""
    moving = _number(segments)
    lengths = np.concatenate([m.segment.lengths[m.kept] for m in moving])
    arrays = {
        "starts": np.concatenate([m.segment.starts[m.kept] for m in moving]),
        "lengths": lengths,
        "length_bytes": length_bytes(lengths.astype(np.int64)).astype(np.uint8),
        **_join_records(moving),
    }
    for name in segments[0].fields:
        joined = _join_field([(m, m.segment.fields[name]) for m in moving])
        arrays |= {f"{name}/{part}": array for part, array in joined.items()}
    return Built(arrays, len(lengths), dict.fromkeys(SCORED, int(lengths.sum(dtype=np.int64))))


def _number(segments: Sequence[Segment]) -> list[Moving]:
    moving, first = [], 0
    for segment in segments:
        live = np.ones(segment.size, bool) if segment.live is None else segment.live
        numbers = np.where(live, np.cumsum(live) - 1 + first, GONE)
        moving.append(Moving(segment, numbers))
        first += int(live.sum())
    return moving


def _join_records(moving: Sequence[Moving]) -> dict[str, Array]:
    contents, sizes, versions = [], [], []
    for one in moving:
        segment, kept = one.segment, one.kept
        ends = segment.record_ends.astype(np.int64)
        size = np.diff(ends)[kept]
        contents.append(_gather(segment.records, ends[kept], size))
        sizes.append(size)
        versions.append(segment.versions.reshape(-1, DIGEST)[kept].ravel())
    ends = np.concatenate(([0], np.cumsum(np.concatenate(sizes)))).astype(np.uint64)
    return {
        "records": np.concatenate(contents),
        "record_ends": ends,
        "versions": np.concatenate(versions),
    }


def _gather(array: Array, begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> Array:
    """Pieces of an array, one after another."""
    if len(sizes) and int(sizes.sum()) == len(array):
        return array
    stops = np.cumsum(sizes)
    total = int(stops[-1]) if len(stops) else 0
    steps = np.arange(total) + np.repeat(begins - (stops - sizes), sizes)
    gathered: Array = array.take(steps)
    return gathered


def _join_field(fields: Sequence[tuple[Moving, InvertedField]]) -> dict[str, Array]:
    terms = sorted({term for _, field in fields for term in field.list_terms()})
    place = {term: number for number, term in enumerate(terms)}
    pieces = [_piece_of(moving, field, place) for moving, field in fields]
    counts = np.zeros(len(terms), dtype=np.int64)
    for piece in pieces:
        counts[piece.terms] += piece.counts
    joined = _lay_out(pieces, counts)
    return _without_empty(terms, counts, joined)


def _piece_of(moving: Moving, field: InvertedField, place: dict[bytes, int]) -> Piece:
    terms = np.array([place[term] for term in field.list_terms()], dtype=np.int64)
    numbers = moving.numbers.take(field.documents)
    kept = numbers >= 0
    owner = np.repeat(np.arange(field.size), field.count_documents())
    counts = np.bincount(owner[kept], minlength=field.size)
    documents = numbers[kept].astype(np.uint32)
    if field.codes is None:
        return Piece(terms, counts, documents, None, np.zeros(field.size, np.int64), None)
    often = (field.codes >> 8).astype(np.int64)
    begins = (np.cumsum(often) - often)[kept]
    positions = _gather(known(field.positions), begins, often[kept])
    places = np.bincount(owner[kept], often[kept], field.size).astype(np.int64)
    return Piece(terms, counts, documents, field.codes[kept], places, positions)


def _lay_out(pieces: Sequence[Piece], counts: NDArray[np.int64]) -> dict[str, Array]:
    """The postings of all pieces, by term and within a term by segment."""
    documents = np.empty(int(counts.sum()), np.uint32)
    codes = None if pieces[0].codes is None else np.empty(len(documents), np.uint16)
    place_counts = np.zeros(len(counts), dtype=np.int64)
    for piece in pieces:
        place_counts[piece.terms] += piece.places
    kind = np.result_type(*(p.positions.dtype for p in pieces if p.positions is not None), np.uint8)
    positions = None if codes is None else np.empty(int(place_counts.sum()), kind)
    next_posting, next_place = _begins(counts), _begins(place_counts)
    for piece in pieces:
        _scatter(documents, piece.documents, next_posting[piece.terms], piece.counts)
        if codes is not None and positions is not None:
            _scatter(codes, known(piece.codes), next_posting[piece.terms], piece.counts)
            _scatter(positions, known(piece.positions), next_place[piece.terms], piece.places)
        next_posting[piece.terms] += piece.counts
        next_place[piece.terms] += piece.places
    if codes is None or positions is None:
        return {"documents": documents}
    return {
        "documents": documents,
        "codes": codes,
        "positions": positions,
        "position_starts": np.append(0, np.cumsum(place_counts)).astype(np.uint32),
    }


def _scatter(
    target: Array, source: Array, begins: NDArray[np.int64], counts: NDArray[np.int64]
) -> None:
    """Copy pieces of `source`, which follow each other, to where each begins in `target`."""
    stops = np.cumsum(counts)
    target[np.arange(len(source)) + np.repeat(begins - (stops - counts), counts)] = source


def _begins(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum(counts) - counts


def _without_empty(
    terms: Sequence[bytes], counts: NDArray[np.int64], joined: dict[str, Array]
) -> dict[str, Array]:
    """The field without terms that only deleted documents held."""
    present = np.flatnonzero(counts)
    arrays = {
        **joined,
        **pack_terms([terms[number] for number in present.tolist()]),
        "starts": np.append(0, np.cumsum(counts[present])).astype(np.uint32),
    }
    if "codes" not in arrays:
        return arrays
    begins = joined["position_starts"]
    arrays["position_starts"] = np.append(begins[present], begins[-1]).astype(np.uint32)
    return arrays | summarise(arrays)
