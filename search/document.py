"""What is put into the index: documents, and what takes them out again.

Only statements carry words of a transcript. Episodes, people, organisations, topics and segments
carry their titles, summaries and names, so that a sentence of a broadcast is found once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from search.errors import UnfitDocument

STATEMENT = "pernyataan"
PERSON = "tokoh"
KINDS = (STATEMENT, "episode", PERSON, "lembaga", "topik", "segmen")
"""The kinds of documents, in the words of `jenis` and of `kind` in JSON (interface.md)."""

LABELS = ("rekaman", "transkrip", "mesin", "pers-langsung", "pers-taklangsung", "dikutip")
"""How far the words are verified, from checked by ear to quoted by someone else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that can be found.

    `id` is unique in the index: an identifier of a statement, an address of anything else.
    `text` is NFC; offsets into it are Unicode code points. `marks` are (offset into the text,
    milliseconds from the start of the recording), ascending, so that a hit starts the audio at
    its own words. `names` are further names searched by `tokoh:`. `position` and
    `position_wording` are those held on the day. Slugs are slugs, never titles.
    """

    id: str
    kind: str
    text: str = ""
    title: str = ""
    revision: int | None = None
    language: str = "id"
    person: str | None = None
    person_name: str = ""
    names: str = ""
    position: str | None = None
    position_wording: str = ""
    organisation: str | None = None
    topics: tuple[str, ...] = ()
    programme: str | None = None
    station: str | None = None
    episode: str | None = None
    episode_title: str = ""
    date: date | None = None
    start: float | None = None
    marks: tuple[tuple[int, int], ...] = ()
    label: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise UnfitDocument("a document needs an id")
        if self.kind not in KINDS:
            raise UnfitDocument(f"unknown kind {self.kind!r}: one of {', '.join(KINDS)}")
        if self.label is not None and self.label not in LABELS:
            raise UnfitDocument(f"unknown label {self.label!r}: one of {', '.join(LABELS)}")
        _refuse_lone_surrogates(self)

    @property
    def version(self) -> str:
        """16 hexadecimal digits that change with any field; the index keeps them beside the id."""
        return version_of(write_content(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Take one document out by its `id`, or everything of one `episode` by its slug."""

    id: str | None = None
    episode: str | None = None

    def __post_init__(self) -> None:
        if (self.id is None) == (self.episode is None):
            raise UnfitDocument("a deletion names either an id or an episode")


Change = Document | Deletion

_FIELD_NAMES = (*(field.name for field in fields(Document) if field.name != "marks"), "marks")
_DATE, _TOPICS = _FIELD_NAMES.index("date"), _FIELD_NAMES.index("topics")
_values_of = attrgetter(*_FIELD_NAMES)
_decode = json.JSONDecoder().raw_decode
_PUTTERS = [getattr(Document, name).__set__ for name in _FIELD_NAMES]


def write_content(document: Document) -> bytes:
    """All fields in their written order as JSON; `read_content` gives an equal document."""
    *values, marks = _values_of(document)
    values.append([number for mark in marks for number in mark])
    return json.dumps(values, ensure_ascii=False, default=date.isoformat).encode()


def read_content(content: bytes) -> Document:
    """The document whose `write_content` this is.

    It was found fit when it was written, so that it is not examined again.
    """
    values, _ = _decode(content.decode())
    numbers = iter(values[-1])
    values[-1] = tuple(zip(numbers, numbers, strict=True))
    values[_TOPICS] = tuple(values[_TOPICS])
    if values[_DATE] is not None:
        values[_DATE] = date.fromisoformat(values[_DATE])
    document = object.__new__(Document)
    for put, value in zip(_PUTTERS, values, strict=True):
        put(document, value)
    return document


def version_of(content: bytes) -> str:
    """The version of the document that was written so."""
    return hashlib.sha256(content).hexdigest()[:16]


def _refuse_lone_surrogates(document: Document) -> None:
    texts = [value for value in _values_of(document) if isinstance(value, str)]
    try:
        "".join([*texts, *document.topics]).encode()
    except UnicodeEncodeError as fault:
        raise UnfitDocument(f"document {document.id!r} holds a lone surrogate") from fault
