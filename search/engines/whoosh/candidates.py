"""Statements that share rare words with a text: where a quotation may have been taken from."""

from __future__ import annotations

from search.analysis.words import list_words
from search.document import STATEMENT, Document
from search.engines.whoosh.columns import keep
from search.engines.whoosh.evaluation import Evaluation, Match
from search.engines.whoosh.plan import WORDS, Either, OneOf, Term
from search.engines.whoosh.ranking import rank
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.weighting import Weighting, count_documents

MOST_TERMS = 24
"""Words that are looked for; the rarest of the text tell most."""


def find_candidates(text: str, limit: int, reading: Reading) -> list[Document]:
    """The statements that share most with the text, rarest words first; at most `limit`."""
    terms = _rarest(text, reading)
    if not terms:
        return []
    weighting = keep(reading.cache, "weighting", lambda: Weighting(reading))
    spoken = OneOf("kind", (STATEMENT.encode(),))
    matches = []
    for segment in reading.segments:
        evaluation = Evaluation(segment, weighting)
        found: Match = evaluation.match(Either(terms))
        matches.append(found.keep(evaluation.mask(spoken).take(found.documents)))
    places = rank(reading.segments, matches, "relevan", limit)
    return [reading.segments[one.segment].record(one.document)[1] for one in places]


def _rarest(text: str, reading: Reading) -> tuple[Term, ...]:
    words = dict.fromkeys(list_words(text))
    counted = [(count_documents(reading, WORDS, word.encode()), word) for word in words]
    known = sorted(pair for pair in counted if pair[0])
    return tuple(Term(WORDS, word.encode()) for _, word in known[:MOST_TERMS])
