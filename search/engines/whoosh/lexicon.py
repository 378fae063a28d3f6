"""The words of a field over all segments: for what begins so, looks so or sounds so.

Read when first asked for; the words of a segment are kept with it, so that after a commit only
the lists are joined again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from search.analysis.shadows import shadow
from search.engines.whoosh.columns import keep
from search.engines.whoosh.inverted import InvertedField
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.segment import Segment
from search.lexicon import Lexicon


def lexicon_of(reading: Reading, field: str) -> Lexicon:
    """All words of a field."""
    return keep(reading.cache, ("lexicon", field), lambda: _join(reading.segments, field))


def list_beginning(reading: Reading, field: str, prefix: bytes, most: int) -> set[bytes]:
    """The terms that begin so; no more of each segment than one above `most`."""
    found: set[bytes] = set()
    for segment in reading.segments:
        if (inverted := segment.fields.get(field)) is not None:
            first, end = inverted.find_prefix(prefix)
            found.update(inverted.list_terms(first, min(end, first + most + 1)))
    return found


def list_commonest(reading: Reading, field: str, prefix: bytes, most: int) -> list[str]:
    """The terms that begin so and stand in most documents, without those that are deleted."""
    counts: Counter[str] = Counter()
    for segment in reading.segments:
        if (inverted := segment.fields.get(field)) is not None:
            first, end = inverted.find_prefix(prefix)
            words = (term.decode() for term in inverted.list_terms(first, end))
            counts.update(
                dict(zip(words, _count_living(segment, inverted, first, end), strict=True))
            )
    return [word for word, count in counts.most_common(most) if count]


def list_near(reading: Reading, field: str, word: str) -> list[str]:
    """The words at most one letter away: changed, added, dropped or swapped with its neighbour."""
    return sorted(near for near, _, _ in lexicon_of(reading, field).list_near(word, 1))


def list_sounding(reading: Reading, field: str, word: str) -> list[str]:
    """The words that are probably the same, spelt otherwise."""
    sound = shadow(word)
    found = {other for one in reading.segments for other in _shadows_of(one, field).get(sound, ())}
    return sorted(found - {word})


def _join(segments: Iterable[Segment], field: str) -> Lexicon:
    counts: dict[str, int] = defaultdict(int)
    for segment in segments:
        if (inverted := segment.fields.get(field)) is not None:
            held = inverted.count_documents().tolist()
            for word, count in zip(_words_of(segment, field, inverted), held, strict=True):
                counts[word] += count
    return Lexicon.of(counts)


def _count_living(segment: Segment, inverted: InvertedField, first: int, end: int) -> list[int]:
    """In how many documents that are not deleted each of some terms stands."""
    starts = inverted.starts[first : end + 1].astype(np.intp)
    if segment.live is None or first == end:
        return list(np.diff(starts).tolist())
    living = segment.live.take(inverted.documents[starts[0] : starts[-1]])
    counted: list[int] = np.add.reduceat(living, starts[:-1] - starts[0], dtype=np.int64).tolist()
    return counted


def _words_of(segment: Segment, field: str, inverted: InvertedField) -> list[str]:
    make = lambda: [term.decode() for term in inverted.list_terms()]  # noqa: E731
    return keep(segment.cache, ("lexicon", field), make)


def _shadows_of(segment: Segment, field: str) -> dict[str, list[str]]:
    def make() -> dict[str, list[str]]:
        shadows: dict[str, list[str]] = defaultdict(list)
        if (inverted := segment.fields.get(field)) is not None:
            for word in _words_of(segment, field, inverted):
                shadows[shadow(word)].append(word)
        return dict(shadows)

    return keep(segment.cache, ("shadows", field), make)
