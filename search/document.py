"""What is put into the index: documents, and what takes them out again.

Only statements carry words of a transcript. Episodes, people, organisations, topics and segments
carry their titles, summaries and names, so that a sentence of a broadcast is found once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date

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
        canonical = json.dumps(content_of(self), ensure_ascii=False, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Take one document out by its `id`, or everything of one `episode` by its slug."""

    id: str | None = None
    episode: str | None = None

    def __post_init__(self) -> None:
        if (self.id is None) == (self.episode is None):
            raise UnfitDocument("a deletion names either an id or an episode")


Change = Document | Deletion

_FIELD_NAMES = tuple(field.name for field in fields(Document))


def content_of(document: Document) -> tuple[object, ...]:
    """The values of all fields in their written order; `Document(*...)` has no other state."""
    return tuple(getattr(document, name) for name in _FIELD_NAMES)


def document_of(content: tuple[object, ...]) -> Document:
    """The document whose `content_of` this is."""
    return Document(**dict(zip(_FIELD_NAMES, content, strict=True)))  # type: ignore[arg-type]  # by name, from content_of


def _refuse_lone_surrogates(document: Document) -> None:
    texts = [value for value in content_of(document) if isinstance(value, str)]
    try:
        "".join([*texts, *document.topics]).encode()
    except UnicodeEncodeError as fault:
        raise UnfitDocument(f"document {document.id!r} holds a lone surrogate") from fault
