"""Stock Whoosh as the measure: the segments of an index written and searched by Whoosh itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from search import Document
from search.engines.whoosh.contents import INDEX_NAME
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.evaluation import Evaluation
from search.engines.whoosh.library import BM25F, FileIndex, Searcher, SegmentWriter
from search.engines.whoosh.library import query as stock
from search.engines.whoosh.plan import All, Beginning, Either, Plan, Row, Term, Without
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.schema import fields_of, make_schema
from search.engines.whoosh.storage import DurableStorage


class Unscored(stock.Not):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's NOT with the weight of its matcher set to nothing."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        matcher = super().matcher(searcher, context)
        matcher._weight = 0.0
        return matcher


def translate(plan: Plan) -> Any:
    """Whoosh's query for a plan."""
    match plan:
        case Term(field, term):
            return stock.Term(field, term.decode())
        case Row(field, terms):
            return stock.Phrase(field, [term.decode() for term in terms])
        case Beginning(field, prefix):
            return stock.Prefix(field, prefix.decode())
        case Without(part):
            return Unscored(translate(part))
        case Either(parts):
            return stock.Or([translate(part) for part in parts])
        case All(parts):
            return stock.And([translate(part) for part in parts])
    raise AssertionError(plan)


def found_by_ours(plan: Plan, reading: Reading) -> dict[str, float]:
    """The score of each document that we find, by its id."""
    dictionary, found = Dictionary(reading), {}
    for place, segment in enumerate(reading.segments):
        match = Evaluation(dictionary, place).match(plan)
        assert match.scores is not None
        for number, score in zip(match.documents.tolist(), match.scores.tolist(), strict=True):
            found[segment.record(number).id] = score
    return found


def found_by_whoosh(plan: Plan, searcher: Searcher) -> dict[int, float]:
    """The score of each document that Whoosh's matchers find, by its number."""
    found = {}
    context = searcher.context(needs_current=True)
    for leaf, base in searcher.leaf_searchers():
        matcher = translate(plan).matcher(leaf, context)
        while matcher.is_active():
            found[base + matcher.id()] = matcher.score()
            matcher.next()
    return found


def identifiers(reading: Reading) -> list[str]:
    """The id of every document by its number, as Whoosh counts them."""
    return [
        segment.record(number).id for segment in reading.segments for number in range(segment.size)
    ]


def documents_of(reading: Reading) -> list[list[Document]]:
    return [
        [segment.record(number) for number in range(segment.size)] for segment in reading.segments
    ]


def write_as_stock(reading: Reading, folder: Path) -> Searcher:
    """The segments of a reading written again by Whoosh's own writer and codec."""
    index = FileIndex.create(DurableStorage(folder), make_schema(), INDEX_NAME)
    for segment, documents in zip(reading.segments, documents_of(reading), strict=True):
        writer = SegmentWriter(index, compound=False)
        for document in documents:
            writer.add_document(**fields_of(document))
        writer.commit(merge=False)
        if segment.live is not None:
            writer = SegmentWriter(index)
            base = sum(one.doc_count_all() for one in writer.segments[:-1])
            for number in (~segment.live).nonzero()[0].tolist():
                writer.delete_document(base + number)
            writer.commit(merge=False)
    return Searcher(index.reader(), weighting=BM25F())
