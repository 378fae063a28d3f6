"""In how many statements each word stands, and each pair of neighbouring words.

A segment never changes, so it is counted once: its inverted index is laid out again as the words of
one statement after another (two bytes a word, for as long as the counting takes), and pairs are
counted some first words at a time. Of documents deleted later, the words are read and taken off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis.words import list_words
from search.document import STATEMENT
from search.engines.whoosh.evaluation import Mask
from search.engines.whoosh.inverted import Array, InvertedField, known
from search.engines.whoosh.plan import WORDS
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.segment import Segment
from search.lexicon import Lexicon
from search.sayings import OFTEN, SHORTEST, is_telling, list_sayings

LARGE = 10_000
"""Statements of a segment of which only words and pairs that stand in OFTEN of them are kept."""
MOST_WORDS = 60_000
"""Words of a segment, the commonest, that pairs are made of; 16 bits number them."""
MOST_PAIRS = 100_000
"""Pairs of a segment that are kept, the commonest."""
MOST_LAID_OUT = 100_000_000
"""Words of a segment, at two bytes each; of a larger one the first are counted."""
AT_ONCE = 2_000_000
"""Words that are laid out, and pairs that are counted, at one time."""
MOST_READ = 5_000
"""Deleted documents that are read; beyond that the segment is counted anew."""

Ignored = frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a segment says, and which of its documents were counted."""

    spoken: Mask
    counts: Mapping[str, int]


def count_sayings(reading: Reading, ignored: Ignored) -> Lexicon:
    """The words and pairs that stand in OFTEN statements or more, none of them with `ignored`."""
    total: Counter[str] = Counter()
    for segment in reading.segments:
        total.update(sayings_of(segment, ignored))
    return Lexicon.of({text: count for text, count in total.items() if count >= OFTEN})


def sayings_of(segment: Segment, ignored: Ignored) -> Mapping[str, int]:
    """What the statements of a segment say that are not deleted; kept with the segment."""
    key, spoken = ("sayings", ignored), find_spoken(segment)
    counted: Counted | None = segment.cache.get(key)
    gone = np.flatnonzero(counted.spoken & ~spoken) if counted else np.empty(0, dtype=np.intp)
    if counted is None or len(gone) > MOST_READ:
        segment.cache[key] = counted = Counted(spoken, count_segment(segment, spoken, ignored))
    elif len(gone):
        counts = take_off(counted.counts, segment, gone.tolist(), ignored)
        segment.cache[key] = counted = Counted(spoken, counts)
    return counted.counts


def find_spoken(segment: Segment) -> Mask:
    """True for each statement that is not deleted."""
    spoken = np.zeros(segment.size, dtype=bool)
    kinds = segment.fields.get("kind")
    number = -1 if kinds is None else kinds.find(STATEMENT.encode())
    if kinds is not None and number >= 0:
        first, end = kinds.range_of(number)
        spoken[kinds.documents[first:end]] = True
    return spoken if segment.live is None else spoken & segment.live


def take_off(
    counts: Mapping[str, int], segment: Segment, gone: list[int], ignored: Ignored
) -> dict[str, int]:
    """The counts without what these documents say."""
    left = dict(counts)
    for number in gone:
        words = list_words(segment.record(number).text)
        for text in set(list_sayings(words, ignored)) & left.keys():
            left[text] -= 1
    return left


def count_segment(segment: Segment, spoken: Mask, ignored: Ignored) -> dict[str, int]:
    """The words and pairs of the statements that are `spoken`."""
    field = segment.fields.get(WORDS)
    if field is None or not field.size:
        return {}
    words = [term.decode() for term in field.list_terms()]
    starts = field.starts[:-1].astype(np.intp)
    counts = np.add.reduceat(spoken.take(field.documents), starts, dtype=np.int64)
    counts *= np.array([is_telling(word, ignored) for word in words])
    least = OFTEN if np.count_nonzero(spoken) > LARGE else 1
    telling = np.flatnonzero(counts >= least)
    if len(telling) > MOST_WORDS:
        telling = np.sort(telling[np.argsort(-counts[telling], kind="stable")[:MOST_WORDS]])
    names = [words[number] for number in telling.tolist()]
    found = {
        word: count
        for word, count in zip(names, counts[telling].tolist(), strict=True)
        if len(word) >= SHORTEST
    }
    pairs, often = count_pairs(lay_out(segment, field, spoken, telling), names, least)
    for pair, count in zip(pairs.tolist(), often.tolist(), strict=True):
        found[f"{names[(pair >> 16) - 1]} {names[(pair & 0xFFFF) - 1]}"] = count
    return found


@dataclass(frozen=True, slots=True)
class Layout:
    """The words of statements, one after another, as 1 + their number among the telling ones; 0
    for any other word, and behind each statement. `ends`: where each document ends."""

    words: NDArray[np.uint16]
    ends: NDArray[np.int64]


def lay_out(segment: Segment, field: InvertedField, spoken: Mask, telling: Array) -> Layout:
    """The statements as rows of telling words."""
    lengths = np.where(spoken, segment.lengths.astype(np.int64) + 1, 0)
    ends = np.cumsum(lengths)
    fitting = spoken & (ends <= MOST_LAID_OUT)
    laid = np.zeros(int(ends[fitting][-1]) if fitting.any() else 0, dtype=np.uint16)
    ranks = np.zeros(field.size, dtype=np.uint16)
    ranks[telling] = np.arange(1, len(telling) + 1)
    for first, end in list_blocks(known(field.position_starts)):
        documents, places, words = list_places(field, ranks, first, end)
        kept = fitting.take(documents)
        laid[(ends - lengths).take(documents[kept]) + places[kept]] = words[kept]
    return Layout(laid, ends)


def list_blocks(begins: Array) -> Iterator[tuple[int, int]]:
    """Half-open ranges of what begins so, each AT_ONCE long at most where it is more than one."""
    first, last = 0, len(begins) - 1
    while first < last:
        beyond = int(np.searchsorted(begins, int(begins[first]) + AT_ONCE, "right"))
        end = min(max(beyond - 1, first + 1), last)
        yield first, end
        first = end


def list_places(
    field: InvertedField, ranks: NDArray[np.uint16], first: int, end: int
) -> tuple[Array, Array, Array]:
    """Document, position and rank of each place where one of these terms stands that has a rank."""
    start, stop = int(field.starts[first]), int(field.starts[end])
    begin, finish = known(field.position_starts)[[first, end]].tolist()
    often = known(field.codes)[start:stop] >> 8
    words = np.repeat(np.repeat(ranks[first:end], np.diff(field.starts[first : end + 1])), often)
    ranked = words > 0
    documents = np.repeat(field.documents[start:stop], often)
    return documents[ranked], known(field.positions)[begin:finish][ranked], words[ranked]


def count_pairs(
    layout: Layout, names: list[str], least: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs (first << 16 | second) and in how many statements each stands, the commonest."""
    ends_pair = np.array([False, *(len(name) >= SHORTEST for name in names)])
    occurring = count_ranks(layout.words, len(names) + 1)
    occurring[0] = 0
    begins = np.concatenate(([0], np.cumsum(occurring)))
    found = [
        count_beginning(layout, ends_pair, max(lowest, 1), beyond, least)
        for lowest, beyond in list_blocks(begins)
    ]
    pairs = np.concatenate([np.empty(0, dtype=np.int64), *(pairs for pairs, _ in found)])
    often = np.concatenate([np.empty(0, dtype=np.int64), *(often for _, often in found)])
    order = np.argsort(-often, kind="stable")[:MOST_PAIRS]
    return pairs[order], often[order]


def count_ranks(words: NDArray[np.uint16], size: int) -> NDArray[np.int64]:
    """How often each rank occurs."""
    total = np.zeros(size, dtype=np.int64)
    for first in range(0, len(words), AT_ONCE):
        total += np.bincount(words[first : first + AT_ONCE], minlength=size)
    return total


def count_beginning(
    layout: Layout, ends_pair: Mask, lowest: int, beyond: int, least: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs whose first word has such a rank, and their statements, where these are enough."""
    at = find_ranks(layout.words[:-1], lowest, beyond)
    at = at[ends_pair.take(layout.words[at + 1])]
    pairs = (layout.words[at].astype(np.int64) << 16) | layout.words[at + 1]
    documents = np.searchsorted(layout.ends, at, "right")
    each = (pairs << 31) | documents
    each.sort()
    pairs, often = np.unique(each[np.diff(each, prepend=-1) != 0] >> 31, return_counts=True)
    return pairs[often >= least], often[often >= least].astype(np.int64)


def find_ranks(words: NDArray[np.uint16], lowest: int, beyond: int) -> NDArray[np.int64]:
    """Where words of these ranks stand."""
    found = [np.empty(0, dtype=np.int64)]
    for first in range(0, len(words), AT_ONCE):
        some = words[first : first + AT_ONCE]
        found.append(np.flatnonzero((some >= lowest) & (some < beyond)) + first)
    return np.concatenate(found)
