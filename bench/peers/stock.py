"""Whoosh 2.7.4 as it comes: its own codec, writer and searcher, the same fields.

It is the slow one, so it is measured on fewer statements.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import LowercaseFilter, RegexTokenizer, StemFilter

from bench.peers.peer import HITS, find_spans, names_of
from bench.questions import Question
from search import Document
from search.analysis.stemming import stem

MEMORY = 256  # megabytes of postings that the writer sorts at a time
FACETS = ("person", "topics", "year")


def make_schema() -> Any:
    """The fields of the comparison."""
    plain = RegexTokenizer() | LowercaseFilter()
    stemmed = plain | StemFilter(stemfn=stem, ignore=(), cachesize=-1)
    exact = {
        name: fields.ID(stored=True)
        for name in (
            *("kind", "position", "wording", "organisation"),
            *("programme", "station", "episode", "label"),
        )
    }
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        words=fields.TEXT(analyzer=plain, stored=True),
        stems=fields.TEXT(analyzer=stemmed),
        names=fields.TEXT(analyzer=plain),
        person=fields.ID(stored=True, sortable=True),
        topics=fields.KEYWORD(stored=True, commas=True, sortable=True),
        day=fields.NUMERIC(stored=True, sortable=True),
        year=fields.NUMERIC(sortable=True),
        record=fields.STORED(),
        **exact,
    )


def fields_of(one: Document) -> dict[str, Any]:
    """A document as keyword arguments of a writer."""
    assert one.date  # noqa: S101 - every statement of the corpus has one
    return {
        "id": one.id,
        "kind": one.kind,
        "words": one.text,
        "stems": one.text,
        "names": names_of(one),
        "person": one.person,
        "position": one.position,
        "wording": one.position_wording,
        "organisation": one.organisation,
        "programme": one.programme,
        "station": one.station,
        "episode": one.episode,
        "label": one.label,
        "topics": ",".join(one.topics),
        "day": int(one.date.strftime("%Y%m%d")),
        "year": one.date.year,
        "record": (one.person_name, one.episode_title, one.start, json.dumps(one.marks)),
    }


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Fill an empty folder."""
    add(index.create_in(folder, make_schema()), documents)


def add(opened: Any, documents: Iterable[Document]) -> None:
    """Add documents in one commit, as the writer does by default."""
    writer = opened.writer(limitmb=MEMORY)
    for document in documents:
        writer.add_document(**fields_of(document))
    writer.commit()


class StockWhoosh:
    """The index, open for searching."""

    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(folder)
        self._searcher = self._index.searcher()

    def answer(self, question: Question) -> Sequence[Any]:
        """The 20 best statements, and whatever else the kind asks for."""
        options: dict[str, Any] = {"filter": write_filter(question)}
        if question.kind == "sortdate":
            options |= {"sortedby": "day", "reverse": True}
        if question.kind == "facets":
            options["groupedby"] = {
                name: sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count)
                for name in FACETS
            }
        found = self._searcher.search(write_query(question), limit=HITS, **options)
        hits = [hit.fields() for hit in found]
        if question.kind == "facets":
            return [*hits, *(found.groups(name) for name in FACETS)]
        if question.kind == "highlight":
            stems = [stem(word) for word in question.words]
            return [(hit, find_spans(hit["words"], stems)) for hit in hits]
        return hits

    def count(self, question: Question) -> int:
        """How many statements fit."""
        found = self._searcher.search(write_query(question), filter=write_filter(question), limit=1)
        return len(found)

    def forget(self) -> None:
        """Nothing: it keeps no answers."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents and see them."""
        add(self._index, documents)
        self._searcher.close()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()
        self._index.close()


def write_query(question: Question) -> Any:
    """A question as Whoosh's own tree."""
    if question.kind == "phrase":
        return query.Phrase("words", list(question.words))
    if question.kind == "prefix":
        return query.Prefix("words", question.words[0])
    terms = [query.Term("stems", stem(word)) for word in question.words]
    if question.kind in ("or3", "highlight"):
        return query.Or(terms)
    return query.And(terms) if len(terms) > 1 else terms[0]


def write_filter(question: Question) -> Any:
    """Person and period as a filter; None where there is none."""
    if not (question.since and question.until):
        return None
    first, last = (int(day.strftime("%Y%m%d")) for day in (question.since, question.until))
    return query.And(
        [query.Term("person", question.person), query.NumericRange("day", first, last)]
    )
