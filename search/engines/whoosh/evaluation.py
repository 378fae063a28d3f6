"""Which documents fit a query tree, and how well: the tree walked with arrays.

Words, AND, OR, NOT and phrases get the very scores that Whoosh's own matchers give (tested against
them). Words of `tokoh:` are looked up among names. The other fields hold few values: those that
fit are chosen from the column. What stands for several words or values scores 1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search.analysis.highlighting import Pattern, is_near
from search.analysis.words import list_words
from search.budget import refuse_expansions
from search.engines.whoosh.columns import Mask
from search.engines.whoosh.postings import Postings, read_postings
from search.engines.whoosh.reading import Reading
from search.query import (
    And,
    Days,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
)

Scores = NDArray[np.float64]
Match = tuple[Mask, Scores]
"""For each document of the index, whether it fits, and its score; 0 where it does not."""

LAST_CHARACTER = "\U0010ffff"

K1, B = 1.2, 0.75
"""Whoosh's own parameters of BM25F."""

VALUE_FIELDS = {
    "jabatan": ("position", "wording"),
    "lembaga": ("organisation",),
    "topik": ("topic",),
    "program": ("programme",),
    "stasiun": ("station",),
}


def evaluate(node: Node, reading: Reading) -> Match:
    """Match a tree; deleted documents never fit. Raises QueryOverBudget (expansions)."""
    match node:
        case And(parts) | Near(parts):
            return _all(parts, reading)
        case Or(parts):
            return _any(parts, reading)
        case Not(part):
            return reading.live & ~evaluate(part, reading)[0], np.zeros(reading.size)
        case Everything():
            return reading.live, np.zeros(reading.size)
        case Days(since, until):
            first, last = f"{since or ''}".replace("-", ""), f"{until or 9}".replace("-", "")
            aired = _fitting("day", lambda day: first <= day <= last, reading)
            return aired & reading.live, np.zeros(reading.size)
        case _:
            found, scores = _evaluate_leaf(node, reading)
            found &= reading.live
            return found, np.where(found, scores, 0.0)


def pattern_of(leaf: Leaf) -> Pattern:
    """The words of a leaf as they are compared."""
    words = tuple(list_words(leaf.text))
    return Pattern(words, prefix=isinstance(leaf, Prefix), fuzzy=isinstance(leaf, Fuzzy))


def _all(parts: Sequence[Node], reading: Reading) -> Match:
    found, scores = reading.live, np.zeros(reading.size)
    for part in parts:
        fits, more = evaluate(part, reading)
        found, scores = found & fits, scores + more
        if not found.any():
            break
    return found, np.where(found, scores, 0.0)


def _any(parts: tuple[Node, ...], reading: Reading) -> Match:
    found, scores = np.zeros(reading.size, dtype=bool), np.zeros(reading.size)
    for part in parts:
        fits, more = evaluate(part, reading)
        found, scores = found | fits, scores + more
    return found, scores


def _evaluate_leaf(leaf: Leaf, reading: Reading) -> Match:
    if leaf.field == "tahun":
        return _constant(_fitting("day", lambda day: day[:4] == leaf.text, reading))
    if leaf.field in VALUE_FIELDS:
        fits = _holds(pattern_of(leaf))
        masks = [_fitting(field, fits, reading) for field in VALUE_FIELDS[leaf.field]]
        return _constant(reduce(np.logical_or, masks))
    return _evaluate_words("names" if leaf.field == "tokoh" else "words", leaf, reading)


def _evaluate_words(field: str, leaf: Leaf, reading: Reading) -> Match:
    *before, last = pattern_of(leaf).words
    if isinstance(leaf, Word | Phrase):
        return _evaluate_row(field, [*before, last], reading)
    found = np.zeros(reading.size, dtype=bool)
    for word in _expand(field, leaf, last, reading):
        found |= _evaluate_row(field, [*before, word], reading)[0]
    return _constant(found)


def _evaluate_row(field: str, words: list[str], reading: Reading) -> Match:
    """Words next to each other; one alone is found wherever it stands."""
    found, scores = np.zeros(reading.size, dtype=bool), np.zeros(reading.size)
    postings = _read_all(field, words, reading)
    if not postings:
        return found, scores
    found[_list_in_a_row(words, postings)] = True
    for word in words:
        at = postings[word]
        scores[at.documents] += _score(field, word, at, reading)
    return found, scores


def _read_all(field: str, words: list[str], reading: Reading) -> dict[str, Postings]:
    """The postings of all words, rarest first; of none where no document can hold them all."""
    frequency = reading.searcher.doc_frequency
    postings: dict[str, Postings] = {}
    together = None
    for word in sorted(set(words), key=lambda word: frequency(field, word.encode())):
        postings[word] = read_postings(reading.leaves, field, word)
        at = postings[word].documents
        together = at if together is None else np.intersect1d(together, at, assume_unique=True)
        if not len(together):
            return {}
    return postings


def _list_in_a_row(words: list[str], postings: dict[str, Postings]) -> NDArray[np.int64]:
    together = [at.documents for at in postings.values()]
    both = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), together)
    if len(words) == 1:
        return both
    places = [postings[word].among(both) for word in words]
    return both[[_is_row(of_words) for of_words in zip(*places, strict=True)]]


def _is_row(places: tuple[frozenset[int], ...]) -> bool:
    first, *others = places
    return any(all(at + n in other for n, other in enumerate(others, 1)) for at in first)


def _score(field: str, word: str, at: Postings, reading: Reading) -> Scores:
    """BM25F as Whoosh 2.7.4 computes it, with its lossy field lengths; 1 in unscored fields."""
    if field != "words" or not len(at.documents):
        return np.ones(len(at.documents))
    rarity = reading.searcher.idf(field, word.encode())
    average = reading.searcher.avg_field_length(field) or 1
    longer = K1 * ((1 - B) + B * reading.lengths[at.documents] / average)
    score: Scores = rarity * (at.frequencies * (K1 + 1)) / (at.frequencies + longer)
    return score


def _constant(found: Mask) -> Match:
    return found, found.astype(np.float64)


def _fitting(field: str, fits: Callable[[str], bool], reading: Reading) -> Mask:
    column = reading.column(field)
    return column.mask([value for value in column.values if fits(value)], reading.size)


def _holds(pattern: Pattern) -> Callable[[str], bool]:
    """Whether the words of a value ("sekda-tanah-rimba") hold the pattern somewhere."""
    length = len(pattern.words)

    def holds(value: str) -> bool:
        words = list_words(value)
        rows = (words[first : first + length] for first in range(len(words) - length + 1))
        return any(pattern.matches(row) for row in rows)

    return holds


def _expand(field: str, leaf: Leaf, last: str, reading: Reading) -> list[str]:
    """The words of the index that a beginning stands for, or a word one letter away."""
    lexicon = reading.lexicon(field)
    if isinstance(leaf, Prefix):
        first, end = bisect_left(lexicon, last), bisect_left(lexicon, last + LAST_CHARACTER)
        words = lexicon[first:end]
    else:
        words = [word for word in lexicon if is_near(word, last)]
    refuse_expansions(len(words))
    return words
