"""From the words of documents to the arrays of an inverted field, by sorting numbers.

Every occurrence is one number, rank of its term << 32 | place in the order of reading; sorted,
they are the inverted index. Python sees each different word once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inverted import Array
from search.engines.whoosh.library import length_to_byte

MOST = 255
"""Occurrences of a term in one document that are kept."""
LAST_BYTE = (1 << 8) - 1
LAST_PLACE = (1 << 16) - 1
"""Positions beyond are not kept."""

_BYTES = np.array([length_to_byte(length) for length in range(1 << 16)], dtype=np.uint16)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Words in the order of reading: number of the word, of its document, and its position."""

    words: NDArray[np.int64]
    documents: NDArray[np.uint32]
    positions: NDArray[np.int64]


def length_bytes(lengths: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Whoosh's byte for each field length."""
    return _BYTES.take(np.minimum(lengths, len(_BYTES) - 1))


def list_used(numbers: NDArray[np.int64], size: int) -> NDArray[np.intp]:
    """The different ones of numbers below `size`, ascending."""
    used = np.zeros(size, dtype=bool)
    used[numbers] = True
    return np.flatnonzero(used)


def invert_words(
    found: Occurrences, words: Sequence[str], lengths: NDArray[np.int64], *, scored: bool
) -> dict[str, Array]:
    """The arrays of a field with positions; `words` by their numbers, each once or not at all."""
    used = list_used(found.words, len(words))
    terms, ranks = rank_terms([words[number] for number in used.tolist()])
    rank = np.zeros(len(words) + 1, dtype=np.int64)
    rank[used] = ranks
    order = np.sort((rank.take(found.words) << 32) | np.arange(len(found.words)))
    ranked, places = order >> 32, order & 0xFFFFFFFF
    documents, positions = found.documents.take(places), found.positions.take(places)
    return pack_field(
        terms, ranked, documents, positions, length_bytes(lengths) if scored else None
    )


def invert_values(rows: Sequence[str], documents: NDArray[np.uint32]) -> dict[str, Array]:
    """The arrays of a field of exact values: row n says that documents[n] has a value."""
    known: dict[str, int] = {}
    numbers = np.array([known.setdefault(row, len(known)) for row in rows], dtype=np.int64)
    terms, ranks = rank_terms(list(known))
    order = np.sort((ranks.take(numbers) << 32) | documents)
    ends = np.searchsorted(order >> 32, np.arange(len(terms) + 1))
    return {
        **pack_terms(terms),
        "starts": ends.astype(np.uint32),
        "documents": (order & 0xFFFFFFFF).astype(np.uint32),
    }


def rank_terms(words: Sequence[str]) -> tuple[list[bytes], NDArray[np.int64]]:
    """The terms in the order of their bytes, and the rank of each word among them."""
    terms = [word.encode() for word in words]
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), dtype=np.int64)
    ranks[order] = np.arange(len(terms))
    return [terms[place] for place in order], ranks


def pack_terms(terms: Sequence[bytes]) -> dict[str, Array]:
    """The bytes of the terms, ascending, and where each ends."""
    ends = np.zeros(len(terms) + 1, dtype=np.uint32)
    np.cumsum([len(term) for term in terms], out=ends[1:])
    return {"terms": np.frombuffer(b"".join(terms), np.uint8), "term_ends": ends}


def pack_field(
    terms: Sequence[bytes],
    ranks: NDArray[np.int64],
    documents: NDArray[np.uint32],
    positions: NDArray[np.int64],
    length_byte: NDArray[np.uint16] | None,
) -> dict[str, Array]:
    """The arrays of a field whose occurrences are sorted by term, document and position."""
    first = np.ones(len(ranks), dtype=bool)
    first[1:] = (ranks[1:] != ranks[:-1]) | (documents[1:] != documents[:-1])
    begins = np.flatnonzero(first)
    often = np.diff(np.append(begins, len(ranks)))
    kept = _drop_beyond(begins, often, positions)
    often = np.minimum(often, MOST)
    held, term = documents[begins], ranks[begins]
    starts = np.searchsorted(term, np.arange(len(terms) + 1))
    occurrence_ends = np.concatenate(([0], np.cumsum(often)))
    byte = np.zeros(1, np.uint16) if length_byte is None else length_byte
    codes = often.astype(np.uint16) << 8 | (byte.take(held) if length_byte is not None else 0)
    arrays = {
        **pack_terms(terms),
        "starts": starts.astype(np.uint32),
        "documents": held,
        "codes": codes.astype(np.uint16),
        "positions": _narrow(kept),
        "position_starts": occurrence_ends[starts].astype(np.uint32),
    }
    return arrays | summarise(arrays)


def summarise(arrays: dict[str, Array]) -> dict[str, Array]:
    """What is known of each term as a whole, of the codes of its postings."""
    starts = arrays["starts"][:-1].astype(np.intp)
    often, length = arrays["codes"] >> 8, arrays["codes"] & 255
    if not len(starts):
        nothing = np.empty(0, np.uint8)
        names = ("highest", "shortest", "longest")
        return {"frequencies": np.empty(0, np.uint32), **dict.fromkeys(names, nothing)}
    return {
        "frequencies": np.add.reduceat(often, starts, dtype=np.uint32),
        "highest": np.maximum.reduceat(often, starts).astype(np.uint8),
        "shortest": np.minimum.reduceat(length, starts).astype(np.uint8),
        "longest": np.maximum.reduceat(length, starts).astype(np.uint8),
    }


def _drop_beyond(
    begins: NDArray[np.int64], often: NDArray[np.int64], positions: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The positions, of each posting no more than MOST."""
    if not len(often) or int(often.max()) <= MOST:
        return positions
    turn = np.arange(len(positions)) - np.repeat(begins, often)
    return positions[turn < MOST]


def _narrow(positions: NDArray[np.int64]) -> Array:
    """Positions in one byte each where they fit."""
    small = not len(positions) or int(positions.max()) <= LAST_BYTE
    return positions.astype(np.uint8 if small else np.uint16)
