"""Statements that share rare words with a text: where a quotation may have been taken from."""

from __future__ import annotations

from search.analysis.words import list_words
from search.document import STATEMENT, Document
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.evaluation import Evaluation, Match
from search.engines.whoosh.plan import WORDS, Either, OneOf, Term
from search.engines.whoosh.ranking import rank
from search.engines.whoosh.reading import Reading

MOST_TERMS = 24
"""Words that are looked for; the rarest of the text tell most."""


def find_candidates(text: str, limit: int, reading: Reading) -> list[Document]:
    """The statements that share most with the text, rarest words first; at most `limit`."""
    dictionary = Dictionary(reading)
    terms = _rarest(text, dictionary)
    if not terms:
        return []
    spoken = OneOf("kind", (STATEMENT.encode(),))
    matches = []
    for number in range(len(reading.segments)):
        evaluation = Evaluation(dictionary, number)
        found: Match = evaluation.match(Either(terms))
        matches.append(found.keep(evaluation.among(spoken, found.documents)))
    places = rank(reading.segments, matches, "relevan", limit)
    return [reading.segments[one.segment].record(one.document) for one in places]


def _rarest(text: str, dictionary: Dictionary) -> tuple[Term, ...]:
    words = dict.fromkeys(list_words(text))
    counted = [(dictionary.count(WORDS, word.encode()), word) for word in words]
    known = sorted(pair for pair in counted if pair[0])
    return tuple(Term(WORDS, word.encode()) for _, word in known[:MOST_TERMS])
