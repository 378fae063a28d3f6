"""What a search answers: hits, totals, facets. Plain values; highlights are spans, never HTML."""

from __future__ import annotations

from dataclasses import dataclass

from search.analysis.abbreviations import Expansion
from search.analysis.highlighting import Span
from search.document import Document
from search.moments import moment_at
from search.query import Query
from search.wording import Note

FACETS = ("tokoh", "jabatan", "lembaga", "topik", "program", "stasiun", "tahun", "label", "jenis")


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that was found.

    `highlights` are half-open spans of `text` in code points, `title_highlights` of `title`.
    `start` is the second at which the first highlighted words are heard, else that of the
    document. `score` means something only beside other hits of the same search; 0 without words.
    """

    document: Document
    score: float = 0.0
    highlights: tuple[Span, ...] = ()
    title_highlights: tuple[Span, ...] = ()
    start: float | None = None

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def kind(self) -> str:
        """The document's kind, in the words of `jenis`."""
        return self.document.kind

    @property
    def text(self) -> str:
        """The document's text, which the highlights point into."""
        return self.document.text


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value (a slug, a year …) and how many documents carry it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The commonest values of a filter among all that is found, without that filter itself."""

    name: str
    rows: tuple[FacetRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An episode, how many hits it has in all, and the best of them."""

    episode: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, and what stands behind it. `total` counts hits of all kinds on all pages.

    `expansions` are those that were searched for besides what was typed. `groups` are the hits by
    episode where the request asked for that. `available` is False where there is no readable index:
    nothing is known then, and nothing found.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: tuple[Facet, ...] = ()
    notes: tuple[Note, ...] = ()
    suggestion: str | None = None
    page: int = 1
    pages: int = 0
    available: bool = True
    expansions: tuple[Expansion, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class YearCount:
    """How often the words of a query are said in a year: `occurrences` in so many `documents`.

    `words` is all that is said in that year under the same filters.
    """

    year: str
    documents: int
    occurrences: int
    words: int


def heard_at(document: Document, highlights: tuple[Span, ...]) -> float | None:
    """The second at which the first highlighted words are heard, else the document's own start."""
    if not highlights:
        return document.start
    moment = moment_at(document.marks, highlights[0][0])
    return document.start if moment is None else moment
