"""What a document looks like to Whoosh.

Three fields of words: `words` (as they are, for phrases), `stems` (what a plain word searches) and
`names` (what `tokoh:` searches). Of a statement the words are those of the transcript, of anything
else those of title, text and names. One field of exact values for each filter.

Whoosh's own writer can index documents so, which tests make use of; `building` does the same with
arrays. Pickled with the index by import path: renaming this module or its classes needs a new
`folder.FORMAT`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from search.analysis.names import list_name_words
from search.analysis.stemming import stem
from search.analysis.words import list_words
from search.document import PERSON, STATEMENT, Document
from search.engines.whoosh.library import Existence, FieldType, Positions, Schema

Posting = tuple[bytes, int, float, bytes]
"""A term, how often it occurs, its weight and its encoded positions."""

GAP = 64
"""Positions between two texts of one field, so that no phrase runs from one into the other."""

SCORED = ("words", "stems")
"""The fields whose words are ranked by how rare they are."""

FILTER_FIELDS = {
    "tokoh": "person",
    "jabatan": "position",
    "lembaga": "organisation",
    "topik": "topic",
    "program": "programme",
    "stasiun": "station",
    "label": "label",
    "jenis": "kind",
    "episode": "episode",
}
"""The filters whose values stand in a field of their own; years are read from `day`."""


class Words(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Words with their positions, scored by how rare they are. Its value: a sequence of texts."""

    format = Positions()
    scorable = True

    def __init__(self) -> None:
        pass  # everything is said by the class: Whoosh's own wants an analyser of its kind

    def index(self, value: Iterable[str], **_: Any) -> Iterator[Posting]:
        """The postings of one document."""
        return self.post(list_words(text) for text in value)

    def post(self, texts: Iterable[list[str]]) -> Iterator[Posting]:
        """The postings of a document whose texts are these words."""
        places: dict[str, list[int]] = defaultdict(list)
        first = 0
        for words in texts:
            for place, word in enumerate(words, first):
                places[word].append(place)
            first += len(words) + GAP
        for word, at in places.items():
            yield word.encode(), len(at), float(len(at)), self.format.encode(at)


class Stems(Words):
    """The stems of words. Its value: the language, and a sequence of texts."""

    def index(self, value: Any, **_: Any) -> Iterator[Posting]:
        """The postings of one document."""
        language, texts = value
        return self.post([stem(word, language) for word in list_words(text)] for text in texts)


class Names(Words):
    """Words of names, found or not found; nobody ranks by how often a name is repeated."""

    scorable = False

    def index(self, value: Iterable[str], **_: Any) -> Iterator[Posting]:
        """The postings of one document."""
        return self.post(list_name_words(text) for text in value)


class Values(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Exact values, as they are. Its value: a sequence of strings."""

    format = Existence()
    scorable = False

    def __init__(self) -> None:
        pass

    def index(self, value: Iterable[str], **_: Any) -> Iterator[Posting]:
        """The postings of one document."""
        for text in value:
            yield text.encode(), 1, 1.0, b""


VALUE_FIELDS = ("id", "day", "wording", "language", *FILTER_FIELDS.values())
"""The fields of exact values."""


def make_schema() -> Any:
    """The schema of format `folder.FORMAT`."""
    values = {name: Values() for name in VALUE_FIELDS}
    return Schema(words=Words(), stems=Stems(), names=Names(), **values)


def fields_of(document: Document) -> dict[str, Any]:
    """A document as keyword arguments of a Whoosh writer, without what is empty."""
    fields: dict[str, Any] = {name: held for name, held in values_of(document).items() if held}
    words = words_of(document)
    return {
        **fields,
        "words": words,
        "stems": (document.language, words),
        "names": names_of(document),
    }


def values_of(document: Document) -> dict[str, tuple[str, ...]]:
    """The values of a document by field."""
    values = {
        "id": document.id,
        "kind": document.kind,
        "language": document.language,
        "person": document.person,
        "organisation": document.organisation,
        "programme": document.programme,
        "station": document.station,
        "episode": document.episode,
        "label": document.label,
        "day": document.date and f"{document.date:%Y%m%d}",
    }
    single = {name: (value,) if value else () for name, value in values.items()}
    several = {
        "position": (document.position, *document.positions),
        "wording": (document.position_wording, *document.wordings),
        "topic": document.topics,
    }
    return single | {
        name: tuple(filter(None, dict.fromkeys(held))) for name, held in several.items()
    }


def words_of(document: Document) -> tuple[str, ...]:
    """The texts that a plain word searches; of a statement only what was said."""
    if document.kind == STATEMENT:
        return (document.text,)
    return document.title, document.text, document.person_name, document.names


def names_of(document: Document) -> tuple[str, ...]:
    """The texts that `tokoh:` searches."""
    title = document.title if document.kind == PERSON else ""
    return title, document.person_name, document.names
