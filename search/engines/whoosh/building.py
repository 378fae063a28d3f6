"""Documents made into one segment at once.

Python looks at each different word once, to fold and to stem it; everything else is numbers in
arrays. What comes of it is what Whoosh's own writer would write of `schema.fields_of`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis.names import list_name_words
from search.analysis.stemming import stem
from search.analysis.words import fold, list_written
from search.document import Document, digest_of, write_content
from search.engines.whoosh.inversion import (
    LAST_PLACE,
    Occurrences,
    invert_values,
    invert_words,
    length_bytes,
    list_used,
)
from search.engines.whoosh.inverted import Array
from search.engines.whoosh.schema import GAP, SCORED, VALUE_FIELDS, names_of, values_of, words_of


class Numbering(dict[str, int]):
    """Numbers for words as they are written: the same for all that fold to one word."""

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, written: str) -> int:
        number = self[written] = self._number(written)
        return number


class Vocabulary:
    """The different words of a field, numbered as they are met."""

    def __init__(self, fold: Callable[[str], str] = str) -> None:
        self.words: list[str] = []
        self._known: dict[str, int] = {}
        self._fold = fold
        self.numbers = Numbering(self._number)

    def _number(self, written: str) -> int:
        word = self._fold(written)
        number = self._known.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number


@dataclass(slots=True)
class Reading:
    """The words of one field in the order of reading, text by text."""

    vocabulary: Vocabulary
    words: array[int] = field(default_factory=lambda: array("q"))
    counts: array[int] = field(default_factory=lambda: array("q"))
    documents: array[int] = field(default_factory=lambda: array("q"))
    turns: array[int] = field(default_factory=lambda: array("q"))

    def take(self, document: int, texts: Iterable[Sequence[str]]) -> None:
        """The texts of one document, each as its written words."""
        for turn, written in enumerate(texts):
            self.words.extend(map(self.vocabulary.numbers.__getitem__, written))
            self.counts.append(len(written))
            self.documents.append(document)
            self.turns.append(turn)

    def finish(self, size: int) -> tuple[Occurrences, NDArray[np.int64]]:
        """All occurrences, and the number of words of each of `size` documents."""
        counts, documents = _numbers(self.counts), _numbers(self.documents)
        lengths = np.bincount(documents, counts, size).astype(np.int64)
        begins = np.cumsum(lengths) - lengths
        owners = np.repeat(documents, counts)
        positions = (
            np.arange(len(owners)) - begins[owners] + GAP * np.repeat(_numbers(self.turns), counts)
        )
        found = Occurrences(_numbers(self.words), owners.astype(np.uint32), positions)
        return _within(found), lengths


@dataclass(frozen=True, slots=True)
class Built:
    """A segment in memory: its arrays, and the sum of the words of all documents by field."""

    arrays: dict[str, Array]
    size: int
    total_lengths: dict[str, int]


def build_segment(documents: Sequence[Document]) -> Built:
    """The segment of these documents; their ids are taken to be unique. Raises UnfitDocument."""
    records = _records(documents)
    said, named = Reading(Vocabulary(fold)), Reading(Vocabulary())
    list_names = cache(list_name_words)  # few people say all statements
    for number, document in enumerate(documents):
        said.take(number, map(list_written, words_of(document)))
        named.take(number, map(list_names, names_of(document)))
    size = len(documents)
    words, lengths = said.finish(size)
    stems, roots = _stem_all(words, said.vocabulary.words, documents)
    names, name_lengths = named.finish(size)
    fields = {
        "words": invert_words(words, said.vocabulary.words, lengths, scored=True),
        "stems": invert_words(stems, roots, lengths, scored=True),
        "names": invert_words(names, named.vocabulary.words, name_lengths, scored=False),
        **_invert_all_values(documents),
    }
    arrays = {
        f"{name}/{part}": own for name, parts in fields.items() for part, own in parts.items()
    }
    return Built(
        arrays | _columns(documents, lengths) | records,
        size,
        dict.fromkeys(SCORED, int(lengths.sum())),
    )


def _stem_all(
    found: Occurrences, words: Sequence[str], documents: Sequence[Document]
) -> tuple[Occurrences, list[str]]:
    """The same occurrences as stems, each word stemmed once in every language it stands in."""
    languages: dict[str, int] = {}
    of_document = [languages.setdefault(one.language, len(languages)) for one in documents]
    spoken = np.array(of_document, dtype=np.int64).take(found.documents)
    codes, roots = list(languages), Vocabulary()
    pairs: NDArray[np.int64] = found.words * len(codes) + spoken
    root_of = np.zeros(len(words) * len(codes), dtype=np.int64)
    for pair in list_used(pairs, len(root_of)).tolist():
        word, code = divmod(pair, len(codes))
        root_of[pair] = roots.numbers[stem(words[word], codes[code])]
    return Occurrences(root_of.take(pairs), found.documents, found.positions), roots.words


def _invert_all_values(documents: Sequence[Document]) -> Mapping[str, dict[str, Array]]:
    rows: dict[str, list[str]] = {name: [] for name in VALUE_FIELDS}
    owners: dict[str, array[int]] = {name: array("I") for name in VALUE_FIELDS}
    for number, document in enumerate(documents):
        for name, values in values_of(document).items():
            for value in values:
                rows[name].append(value)
                owners[name].append(number)
    return {
        name: invert_values(rows[name], np.array(owners[name], dtype=np.uint32))
        for name in VALUE_FIELDS
    }


def _columns(documents: Sequence[Document], lengths: NDArray[np.int64]) -> dict[str, Array]:
    starts = [-1 if one.start is None else round(one.start * 1000) for one in documents]
    return {
        "starts": np.array(starts, dtype=np.int32),
        "lengths": np.minimum(lengths, LAST_PLACE).astype(np.uint16),
        "length_bytes": length_bytes(lengths).astype(np.uint8),
    }


def _records(documents: Sequence[Document]) -> dict[str, Array]:
    """Every document as it was put in, where each ends, and its version."""
    contents = [write_content(document) for document in documents]
    ends = np.zeros(len(contents) + 1, dtype=np.uint64)
    np.cumsum([len(content) for content in contents], out=ends[1:], dtype=np.uint64)
    return {
        "records": np.frombuffer(b"".join(contents), np.uint8),
        "record_ends": ends,
        "versions": np.frombuffer(b"".join(map(digest_of, contents)), np.uint8),
    }


def _within(found: Occurrences) -> Occurrences:
    """Without what stands further back in a document than a position can say."""
    if not len(found.positions) or int(found.positions.max()) <= LAST_PLACE:
        return found
    kept = found.positions <= LAST_PLACE
    return Occurrences(found.words[kept], found.documents[kept], found.positions[kept])


def _numbers(values: Any) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
