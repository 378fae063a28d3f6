"""An inverted field written down plainly, word by word: what the fast builders must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.inverted import InvertedField
from search.engines.whoosh.library import length_to_byte
from search.engines.whoosh.segment import Segment

NO_RECORDS = {
    name: np.empty(0, np.uint8)
    for name in ("starts", "lengths", "records", "record_ends", "versions")
}


def invert(texts: Sequence[Sequence[str]]) -> InvertedField:
    """The field of documents that are rows of words."""
    places: dict[bytes, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for document, words in enumerate(texts):
        for place, word in enumerate(words):
            places[word.encode()][document].append(place)
    terms = sorted(places)
    postings = [(d, at) for term in terms for d, at in sorted(places[term].items())]
    codes = [len(at) << 8 | length_to_byte(len(texts[d])) for d, at in postings]
    counts = [len(places[term]) for term in terms]
    occurrences = [sum(map(len, places[term].values())) for term in terms]
    return InvertedField(
        {
            "terms": np.frombuffer(b"".join(terms), np.uint8),
            "term_ends": ends([len(term) for term in terms]),
            "starts": ends(counts),
            "documents": np.array([d for d, _ in postings], np.uint32),
            "codes": np.array(codes, np.uint16),
            "positions": np.array([place for _, at in postings for place in at], np.uint8),
            "position_starts": ends(occurrences),
        }
    )


def ends(sizes: Sequence[int]) -> np.ndarray:
    """0, and where each of pieces of these sizes ends."""
    return np.cumsum([0, *sizes]).astype(np.uint32)


def in_memory(fields: dict[str, InvertedField], size: int) -> Segment:
    """A segment that has these fields and nothing else."""
    segment = Segment("plain", NO_RECORDS, size, {})
    segment.fields = fields
    return segment
