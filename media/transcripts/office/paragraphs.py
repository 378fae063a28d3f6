"""What a confined reader hands out: the paragraphs of a document, and what it left out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from media.transcripts.refusals import refusal

MOST_CHARACTERS = 2 * 1024 * 1024
"""An hour of talk has about 100,000 characters."""
MOST_PARAGRAPHS = 100_000

PLAIN, BOLD, SPEAKER, TIME = "", "bold", "speaker", "time"
"""How a stretch of words looks; SPEAKER and TIME by the name of its character style."""

STYLES_OF_SPEAKERS = frozenset(["speaker", "speaker name", "pembicara", "penutur", "gaung speaker"])
STYLES_OF_TIMES = frozenset(["timecode", "kode waktu", "gaung time"])
STYLES_OF_TITLES = ("title", "subtitle", "toc", "contents", "gaung about")
STYLES_OF_HEADINGS = ("heading",)
"""Beginnings of the names of styles, in lower case; programs store these in English."""

TITLE, HEADING = "title", "heading"
"""Kinds of paragraphs that are no speech; a heading may be the name of who speaks below it."""


class Cell(NamedTuple):
    """A place in a table: the number of the table and of the row from 1, the column from 0."""

    table: int
    row: int
    column: int


class Span(NamedTuple):
    """A stretch of words that look alike; "\\n" in them is a soft line break."""

    text: str
    look: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the body, empty ones included, in the order of the document.

    `heading` is TITLE, HEADING or "".
    """

    spans: list[Span] = field(default_factory=list)
    heading: str = ""
    cell: Cell | None = None

    def add(self, text: str, look: str = PLAIN) -> None:
        """Add words."""
        self.spans.append(Span(text, look))

    def join(self) -> None:
        """Make one stretch of neighbours that look alike."""
        runs = groupby(self.spans, attrgetter("look"))
        self.spans = [Span("".join(span.text for span in run), look) for look, run in runs]

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(span.text for span in self.spans)

    def as_dict(self) -> dict[str, Any]:
        """Its report."""
        return {"spans": self.spans, "heading": self.heading, "cell": self.cell}


def read_paragraph(report: dict[str, Any]) -> Paragraph:
    """A paragraph from its report."""
    cell = Cell(*report["cell"]) if report["cell"] else None
    return Paragraph([Span(*span) for span in report["spans"]], report["heading"], cell)


EVERYWHERE = -1
"""The place of what stands on every page."""


class Aside(NamedTuple):
    """Something of a kind of `findings` that is no speech, at a paragraph (from 0); its words."""

    kind: str
    at: int
    text: str


class Body:
    """Collects the paragraphs and asides of a document while it is read."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.asides: list[Aside] = []
        self._characters = 0

    def add(self, paragraph: Paragraph) -> None:
        """Add a paragraph that is complete. Raises UnreadableTranscript where it is too much."""
        if len(self.paragraphs) >= MOST_PARAGRAPHS:
            raise refusal("paragraphs", limit=f"{MOST_PARAGRAPHS:,}")
        paragraph.join()
        self.paragraphs.append(paragraph)

    def aside(self, kind: str, text: str = "", at: int | None = None) -> None:
        """Add what is no speech, at the paragraph that is being read unless `at` says where."""
        where = len(self.paragraphs) if at is None else at
        self.asides.append(Aside(kind, where, " ".join(text.split())))

    def count(self, text: str) -> str:
        """Count the characters of a text that is kept. Raises UnreadableTranscript for too many."""
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise refusal("characters", limit=MOST_CHARACTERS // (1024 * 1024))
        return text


@dataclass(slots=True)
class OpenAside:
    """Something beside the text that is being read, in an element so deep in the document."""

    depth: int
    kind: str
    words: list[str] = field(default_factory=list)

    def hand_out(self, body: Body) -> None:
        """Give the words, if there were any, to the body."""
        text = "".join(self.words)
        if text.strip():
            body.aside(self.kind, text)


def heading_of(names: Iterable[str], *, outlined: bool) -> str:
    """TITLE, HEADING or "" by the names of a paragraph style and of what it is based on.

    `outlined` says that it has a level in the outline of the document.
    """
    for name in map(str.casefold, names):
        if name.startswith(STYLES_OF_TITLES):
            return TITLE
        if name.startswith(STYLES_OF_HEADINGS):
            return HEADING
    return HEADING if outlined else ""


def look_of(names: Iterable[str], *, bold: bool) -> str:
    """How words look whose character style has these names."""
    known = {name.casefold() for name in names}
    if known & STYLES_OF_SPEAKERS:
        return SPEAKER
    if known & STYLES_OF_TIMES:
        return TIME
    return BOLD if bold else PLAIN
