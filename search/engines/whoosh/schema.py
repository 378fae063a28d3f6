"""What a document looks like to Whoosh.

Two fields of words: `words` (what a plain word searches: the transcript of a statement; title,
text and names of anything else) and `names` (what `tokoh:` searches). One field of exact values
for each filter. `start` orders hits within an episode, `record` brings the document back.

Pickled with the index by import path: renaming this module or its classes needs a new
`folder.FORMAT`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from search.analysis.words import list_words
from search.document import PERSON, STATEMENT, Document, content_of, document_of
from search.engines.whoosh.library import (
    STORED,
    Existence,
    FieldType,
    NumericColumn,
    Positions,
    Schema,
)

Posting = tuple[bytes, int, float, bytes]
"""A term, how often it occurs, its weight and its encoded positions."""

START_COLUMN = NumericColumn("i", default=-1)

GAP = 64
"""Positions between two texts of one field, so that no phrase runs from one into the other."""

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
        places: dict[str, list[int]] = defaultdict(list)
        first = 0
        for text in value:
            words = list_words(text)
            for place, word in enumerate(words, first):
                places[word].append(place)
            first += len(words) + GAP
        for word, at in places.items():
            yield word.encode(), len(at), float(len(at)), self.format.encode(at)


class Names(Words):
    """As Words, but found or not found; nobody ranks by how often a name is repeated."""

    scorable = False


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


class Start(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A column of milliseconds; nothing to search."""

    indexed = False
    column_type = START_COLUMN

    def __init__(self) -> None:
        pass

    def to_column_value(self, value: int) -> int:
        """The value itself."""
        return value

    def from_column_value(self, value: int) -> int:
        """The value itself."""
        return value


def make_schema() -> Any:
    """The schema of format `folder.FORMAT`."""
    values = {name: Values() for name in ("id", "day", "wording", *FILTER_FIELDS.values())}
    return Schema(words=Words(), names=Names(), start=Start(), record=STORED(), **values)


def fields_of(document: Document) -> dict[str, Any]:
    """A document as keyword arguments of a Whoosh writer, without what is empty."""
    values = {
        "id": document.id,
        "kind": document.kind,
        "person": document.person,
        "position": document.position,
        "wording": document.position_wording,
        "organisation": document.organisation,
        "programme": document.programme,
        "station": document.station,
        "episode": document.episode,
        "label": document.label,
        "day": document.date and document.date.strftime("%Y%m%d"),
    }
    fields: dict[str, Any] = {name: (value,) for name, value in values.items() if value}
    if document.topics:
        fields["topic"] = tuple(dict.fromkeys(document.topics))
    fields["names"] = names_of(document)
    fields["words"] = words_of(document)
    fields["start"] = -1 if document.start is None else round(document.start * 1000)
    fields["record"] = (document.version, content_of(document))
    return fields


def words_of(document: Document) -> tuple[str, ...]:
    """The texts that a plain word searches; of a statement only what was said."""
    if document.kind == STATEMENT:
        return (document.text,)
    return document.title, document.text, document.person_name, document.names


def names_of(document: Document) -> tuple[str, ...]:
    """The texts that `tokoh:` searches."""
    title = document.title if document.kind == PERSON else ""
    return title, document.person_name, document.names


def record_of(stored: dict[str, Any]) -> tuple[str, Document]:
    """Version and document from Whoosh's stored fields."""
    version, content = stored["record"]
    return version, document_of(content)
