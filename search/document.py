"""What is put into the index: documents, and what takes them out again.

Only statements carry words of a transcript. Episodes, people, organisations, topics and segments
carry their titles, summaries and names, so that a sentence of a broadcast is found once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

import msgspec

from search.errors import UnfitDocument

STATEMENT = "pernyataan"
PERSON = "tokoh"
KINDS = (STATEMENT, "episode", PERSON, "lembaga", "topik", "segmen")
"""The kinds of documents, in the words of `jenis` and of `kind` in JSON (interface.md)."""

DIGEST = 8
"""Bytes of a document's version, written as twice as many hexadecimal digits."""

LABELS = ("rekaman", "transkrip", "mesin", "pers-langsung", "pers-taklangsung", "dikutip")
"""How far the words are verified, from checked by ear to quoted by someone else."""


class Document(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One thing that can be found; raises UnfitDocument where nobody could find or show it.

    `id` is unique in the index: an identifier of a statement, an address of anything else.
    `text` is NFC; offsets into it are Unicode code points. `marks` are (offset into the text,
    milliseconds from the start of the recording), ascending, so that a hit starts the audio at
    its own words. `names` are further names searched by `tokoh:`. `position` and
    `position_wording` are those held on the day, `positions` and `wordings` those that a person
    ever held. Slugs are slugs, never titles.
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
    positions: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise UnfitDocument("a document needs an id")
        if self.kind not in KINDS:
            raise UnfitDocument(f"unknown kind {self.kind!r}: one of {', '.join(KINDS)}")
        if self.label is not None and self.label not in LABELS:
            raise UnfitDocument(f"unknown label {self.label!r}: one of {', '.join(LABELS)}")

    @property
    def version(self) -> str:
        """16 hexadecimal digits that change with any field; the index keeps them beside the id."""
        return digest_of(write_content(self)).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """Take one document out by its `id`, or everything of one `episode` by its slug."""

    id: str | None = None
    episode: str | None = None

    def __post_init__(self) -> None:
        if (self.id is None) == (self.episode is None):
            raise UnfitDocument("a deletion names either an id or an episode")


Change = Document | Deletion

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Document).decode


def write_content(document: Document) -> bytes:
    """All fields in their written order as JSON; `read_content` gives an equal document.

    Raises UnfitDocument where a text holds half a character (a lone surrogate), which no file can.
    """
    try:
        return _encode(document)
    except UnicodeEncodeError as fault:
        raise UnfitDocument(f"document {document.id!r} holds a lone surrogate") from fault


def read_content(content: bytes) -> Document:
    """The document whose `write_content` this is; raises msgspec.DecodeError where it is none."""
    return _decode(content)


def digest_of(content: bytes) -> bytes:
    """The first DIGEST bytes of its SHA-256: the version of the document that was written so."""
    return hashlib.sha256(content).digest()[:DIGEST]
