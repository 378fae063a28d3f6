"""What a search answers: hits, totals, facets. Plain values; highlights are spans, never HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import msgspec

from search.analysis.abbreviations import Expansion
from search.analysis.highlighting import Pattern, Span, find_spans
from search.document import Document
from search.moments import moment_at
from search.query import Query
from search.wording import Note

FACETS = ("tokoh", "jabatan", "lembaga", "topik", "program", "stasiun", "tahun", "label", "jenis")


class Hit(msgspec.Struct, frozen=True, dict=True):
    """One document that was found.

    `said` and `named` are what was looked for in its text and in its title; where they stand is
    found out when first asked for. `score` means something only beside other hits of the same
    search; 0 without words.
    """

    document: Document
    score: float = 0.0
    said: tuple[Pattern, ...] = ()
    named: tuple[Pattern, ...] = ()

    @cached_property
    def highlights(self) -> tuple[Span, ...]:
        """Half-open spans of `text` in code points."""
        return find_spans(self.document.text, self.said, self.document.language)

    @cached_property
    def title_highlights(self) -> tuple[Span, ...]:
        """Half-open spans of the document's title in code points."""
        return find_spans(self.document.title, self.named, self.document.language)

    @property
    def start(self) -> float | None:
        """The second at which the first highlighted words are heard, else the document's own."""
        return heard_at(self.document, self.highlights)

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


class FacetRow(msgspec.Struct, frozen=True):
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
    """One episode of a grouped search: how many hits it holds, and the best of them."""

    episode: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, and what stands behind it. `total` counts hits of all kinds on all pages; in
    a grouped search it counts the episodes of which `groups` is a page, and `hits` are theirs.
    `expansions` are the abbreviations whose expansions were searched for as well; `offers` those
    that were not, because they mean several things or only something akin.

    `available` is False where there is no readable index: nothing is known then, and nothing found.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    groups: tuple[Group, ...] = ()
    total: int = 0
    facets: tuple[Facet, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    offers: tuple[Expansion, ...] = ()
    notes: tuple[Note, ...] = ()
    suggestion: str | None = None
    page: int = 1
    pages: int = 0
    available: bool = True


@dataclass(frozen=True, slots=True)
class YearCount:
    """How often the words of a query are said: `occurrences` in so many `documents`.

    `year` is a year ("2022") or a month ("2022-06"). `words` is all that is said in it under the
    same filters.
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
