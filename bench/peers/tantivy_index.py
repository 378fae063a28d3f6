"""tantivy, the Rust library of Lucene's kind, through its Python package.

The same three fields of words with positions, exact values as raw terms, and fast fields for what
is sorted, filtered and counted. Everything stored is kept in its document store and read from it.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from bench.peers.peer import FACET_ROWS, HITS, find_spans, names_of, stems_of
from bench.questions import Question
from search import Document
from search.analysis.stemming import stem

MEMORY = 256_000_000
COUNTED = {"person": "person", "topic": "topics", "year": "year"}
STORED_ONLY = ("person_name", "episode_title", "marks")
VALUES = (
    *("id", "kind", "position", "wording", "organisation"),
    *("programme", "station", "episode", "label"),
)


def make_schema() -> Any:
    """The fields of the comparison."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=True, tokenizer_name="default")
    builder.add_text_field("stems", tokenizer_name="whitespace")
    builder.add_text_field("names", tokenizer_name="whitespace")
    for name in VALUES:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("person", "topics"):
        builder.add_text_field(
            name, stored=True, fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in STORED_ONLY:
        builder.add_bytes_field(name, stored=True)
    builder.add_unsigned_field("day", stored=True, fast=True, indexed=True)
    builder.add_unsigned_field("year", fast=True, indexed=True)
    builder.add_unsigned_field("revision", stored=True)
    builder.add_float_field("start", stored=True)
    return builder.build()


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Fill an empty folder with one thread."""
    writer = tantivy.Index(make_schema(), path=str(folder)).writer(MEMORY, 1)
    for document in documents:
        writer.add_document(document_of(document))
    writer.commit()
    writer.wait_merging_threads()


def document_of(one: Document) -> Any:
    """A document as tantivy takes it."""
    made = tantivy.Document()
    made.add_text("words", one.text)
    made.add_text("stems", stems_of(one.text))
    made.add_text("names", names_of(one))
    values = {name: getattr(one, name, None) for name in VALUES} | {"wording": one.position_wording}
    for name, value in (*values.items(), ("person", one.person)):
        made.add_text(name, value or "")
    for topic in one.topics:
        made.add_text("topics", topic)
    stored = {"person_name": one.person_name, "episode_title": one.episode_title}
    for name, text in (*stored.items(), ("marks", json.dumps(one.marks))):
        made.add_bytes(name, text.encode())
    assert one.date  # noqa: S101 - every statement of the corpus has one
    made.add_unsigned("day", int(one.date.strftime("%Y%m%d")))
    made.add_unsigned("year", one.date.year)
    made.add_unsigned("revision", one.revision or 0)
    made.add_float("start", one.start or 0.0)
    return made


class Tantivy:
    """The index, open for searching."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        index.reload()
        self._schema, self._searcher = index.schema, index.searcher()

    def answer(self, question: Question) -> Sequence[Any]:
        """The 20 best statements, and whatever else the kind asks for."""
        query = self._write(question)
        latest = {"order_by_field": "day"} if question.kind == "sortdate" else {}
        found = self._searcher.search(query, HITS, count=False, **latest)
        hits = [self._searcher.doc(address).to_dict() for _, address in found.hits]
        if question.kind == "facets":
            return [*hits, self._searcher.aggregate(query, aggregations())]
        if question.kind == "highlight":
            stems = [stem(word) for word in question.words]
            return [(hit, find_spans(hit["words"][0], stems)) for hit in hits]
        return hits

    def count(self, question: Question) -> int:
        """How many statements fit."""
        return int(self._searcher.search(self._write(question), 1, count=True).count)

    def forget(self) -> None:
        """Nothing: it keeps no answers."""

    def close(self) -> None:
        """Nothing: the files close with the object."""

    def _write(self, question: Question) -> Any:
        query, words = tantivy.Query, question.words
        if question.kind == "phrase":
            return query.phrase_query(self._schema, "words", list(words))
        if question.kind == "prefix":
            return query.regex_query(self._schema, "words", f"{words[0]}.*")
        terms = [query.term_query(self._schema, "stems", stem(word)) for word in words]
        any_of = question.kind in ("or3", "highlight")
        occurs = tantivy.Occur.Should if any_of else tantivy.Occur.Must
        parts = [(occurs, term) for term in terms]
        parts += [(tantivy.Occur.Must, term) for term in self._write_filter(question)]
        return parts[0][1] if len(parts) == 1 else query.boolean_query(parts)

    def _write_filter(self, question: Question) -> list[Any]:
        if not (question.since and question.until):
            return []
        first, last = (int(day.strftime("%Y%m%d")) for day in (question.since, question.until))
        kind, query = tantivy.FieldType.Unsigned, tantivy.Query
        of_person = query.term_query(self._schema, "person", question.person)
        of_period = query.range_query(self._schema, "day", kind, first, last)
        return [query.const_score_query(part, 0.0) for part in (of_person, of_period)]


def aggregations() -> dict[str, Any]:
    """The facets as tantivy counts them."""
    return {
        name: {"terms": {"field": field, "size": FACET_ROWS}} for name, field in COUNTED.items()
    }
