"""Which documents of a segment a plan matches, and how well: the plan walked with arrays.

A match is an ascending array of documents and, where they are wanted, an array of scores beside
it. AND begins with the rarest part and asks the others only about what is left; OR adds up in a
dense array, or among few documents in a sorted one. Terms, rows, AND, OR and NOT get the very
documents and scores that Whoosh's own matchers give (tested against them). Deleted documents are
taken out at the end, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.columns import days_of, keep
from search.engines.whoosh.dictionary import Dictionary, Postings
from search.engines.whoosh.inverted import known
from search.engines.whoosh.plan import (
    All,
    Beginning,
    Constant,
    Days,
    Either,
    Every,
    Near,
    OneOf,
    Plan,
    Row,
    Term,
    Without,
)
from search.engines.whoosh.positions import (
    Documents,
    documents_of,
    is_among,
    list_near,
    list_occurrences,
)
from search.engines.whoosh.schema import SCORED
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.weighting import Scores, Weighting

Mask = NDArray[np.bool_]
Codes = NDArray[np.uint16]

FEW = 16
"""A set of documents is few where the segment has more than so many times as many."""

MANY = 64
"""A set of documents is many where so many times as many are more than the segment has."""

COMMON, KEPT = 8, 16
"""A term is common that more than one document in so many holds; the codes of so many common terms
are kept by document, at two bytes for each document of the segment."""

WORTH_ONE = (OneOf, Beginning, Constant, Days)
"""Plans that find documents without ranking them."""

_NONE: Documents = np.empty(0, dtype=np.uint32)


class Match(msgspec.Struct, frozen=True):
    """Documents, ascending, and the score of each; without scores where nobody asked for them."""

    documents: Documents
    scores: Scores | None = None

    @property
    def is_ranked(self) -> bool:
        """Whether any of the documents has a score."""
        scores = self.scores
        return scores is not None and len(scores) > 0 and bool(scores[0] or scores.any())

    def keep(self, mask: Mask) -> Match:
        """Those that the mask, one entry for each document of this match, lets pass."""
        return Match(self.documents[mask], None if self.scores is None else self.scores[mask])


class Evaluation:
    """Plans carried out on one segment, by its number in the reading."""

    def __init__(self, dictionary: Dictionary, number: int) -> None:
        self.segment: Segment = dictionary.reading.segments[number]
        self._weighting = Weighting(dictionary)
        self._dictionary = dictionary
        self._number = number

    def match(self, plan: Plan, *, scored: bool = True) -> Match:
        """The documents that are not deleted and match the plan."""
        found = self._match(plan, scored)
        live = self.segment.live
        return found if live is None else found.keep(live.take(found.documents))

    def score(self, plan: Plan, documents: Documents) -> Scores:
        """The scores of documents that all match the plan."""
        return self._ask(plan, documents, scored=True)[1]

    def _match(self, plan: Plan, scored: bool) -> Match:
        match plan:
            case Term(field, term):
                return self._match_term(field, term, scored)
            case All(parts):
                return self._match_all(parts, scored)
            case Either(parts):
                return self._match_either(parts, scored)
            case Row():
                documents = documents_of(list_occurrences(self.segment, plan))
                return Match(documents, self._score_row(plan, documents) if scored else None)
            case Near(parts, distance):
                documents = documents_of(list_near(self.segment, parts, distance))
                return Match(documents, self.score(All(parts), documents) if scored else None)
            case _:
                documents = np.flatnonzero(self.mask(plan)).astype(np.uint32)
                worth = 1.0 if isinstance(plan, WORTH_ONE) else 0.0
                return Match(documents, np.full(len(documents), worth) if scored else None)

    def mask(self, plan: Plan) -> Mask:
        """True for each document of the segment that matches, deleted or not."""
        match plan:
            case Every():
                return np.ones(self.segment.size, dtype=bool)
            case Without(part):
                return ~self.mask(part)
            case Constant(part):
                return self.mask(part)
            case Days(first, last):
                days = days_of(self.segment)
                return (days >= first) & (days <= last)
            case _:
                mask = np.zeros(self.segment.size, dtype=bool)
                for documents in self._sets_of(plan):
                    mask[documents] = True
                return mask

    def among(self, plan: Plan, documents: Documents) -> Mask:
        """Which of some documents match, deleted or not; few are asked without a mask for all."""
        match plan:
            case Days(first, last):
                days = days_of(self.segment).take(documents)
                return (days >= first) & (days <= last)
            case Either(parts) if parts:
                return _any_of([self.among(part, documents) for part in parts])
            case OneOf(field, terms) if 0 < len(terms) * len(documents) * FEW < self.segment.size:
                sets = (self._match_term(field, term, scored=False).documents for term in terms)
                return _any_of([is_among(documents, one) for one in sets])
            case _:
                return self.mask(plan).take(documents)

    def _sets_of(self, plan: Plan) -> Iterator[Documents]:
        """Sets of documents that together are what the plan matches."""
        match plan:
            case OneOf(field, terms):
                for term in terms:
                    yield self._match_term(field, term, scored=False).documents
            case Beginning(field, prefix) if inverted := self.segment.fields.get(field):
                first, end = (int(inverted.starts[at]) for at in inverted.find_prefix(prefix))
                yield inverted.documents[first:end]
            case Beginning():
                return
            case _:
                yield self._match(plan, scored=False).documents

    def _match_term(self, field: str, term: bytes, scored: bool) -> Match:
        inverted, first, end = self._postings(field, term)
        if inverted is None:
            return Match(_NONE, np.empty(0) if scored else None)
        documents = inverted.documents[first:end]
        if not scored:
            return Match(documents)
        if inverted.codes is None or field not in SCORED:
            return Match(documents, np.ones(end - first))
        return Match(documents, self._weighting.score(field, term, inverted.codes[first:end]))

    def _match_all(self, parts: Sequence[Plan], scored: bool) -> Match:
        first, *others = sorted(parts, key=self.cost)
        found = self._match(first, scored)
        for part in others:
            if not len(found.documents):
                break
            kept, scores = self._ask(part, found.documents, scored=scored)
            found = found.keep(kept)
            if found.scores is not None:
                np.add(found.scores, scores[kept], out=found.scores)
        return found

    def _match_either(self, parts: Sequence[Plan], scored: bool) -> Match:
        if not scored:
            mask = _any_of([self.mask(part) for part in parts])
            return Match(np.flatnonzero(mask).astype(np.uint32))
        matches = [self._match(part, scored=True) for part in parts]
        if sum(len(one.documents) for one in matches) * FEW < self.segment.size:
            return _join_few(matches)
        total, hit = np.zeros(self.segment.size), np.zeros(self.segment.size, dtype=bool)
        for one in matches:
            total[one.documents] += known(one.scores)
            hit[one.documents] = True
        documents = np.flatnonzero(hit).astype(np.uint32)
        return Match(documents, total.take(documents))

    def _ask(self, plan: Plan, documents: Documents, *, scored: bool) -> tuple[Mask, Scores]:
        """Which of the documents match, and the score of each: 0 where it does not."""
        match plan:
            case Term(field, term):
                return self._ask_term(field, term, documents, scored)
            case All(parts):
                asked = [self._ask(part, documents, scored=scored) for part in parts]
                kept = np.logical_and.reduce([mask for mask, _ in asked])
                return kept, np.add.reduce([scores for _, scores in asked]) * kept
            case Either(parts):
                asked = [self._ask(part, documents, scored=scored) for part in parts]
                kept = np.logical_or.reduce([mask for mask, _ in asked])
                return kept, np.add.reduce([scores for _, scores in asked])
            case Row() | Near():
                found = self._match(plan, scored=False).documents
                kept = is_among(documents, found)
                scores = np.zeros(len(documents))
                if scored:
                    scores[kept] = self._score_of(plan, documents[kept])
                return kept, scores
            case _:
                kept = self.among(plan, documents)
                worth = isinstance(plan, WORTH_ONE)
                return kept, kept.astype(np.float64) if worth else np.zeros(len(documents))

    def _ask_term(
        self, field: str, term: bytes, documents: Documents, scored: bool
    ) -> tuple[Mask, Scores]:
        inverted, first, end = self._postings(field, term)
        if inverted is None:
            return np.zeros(len(documents), dtype=bool), np.zeros(len(documents))
        postings = inverted.documents[first:end]
        if not scored or inverted.codes is None or field not in SCORED:
            kept = is_among(documents, postings)
            return kept, kept.astype(np.float64)
        codes = self._codes_of(documents, Postings(inverted, first, end))
        return codes > 0, self._weighting.score(field, term, codes)

    def _codes_of(self, documents: Documents, postings: Postings) -> Codes:
        """The code of each document among the postings of a term, 0 where it is not among them."""
        field, first, end = postings
        own, codes = known(field).documents[first:end], known(known(field).codes)[first:end]
        if len(own) * COMMON > self.segment.size:
            return self._spread(postings).take(documents)
        if len(documents) * MANY > self.segment.size:
            return _spread_out(own, codes, self.segment.size).take(documents)
        at = np.searchsorted(own, documents)
        at[at == len(own)] = 0
        found: Codes = codes.take(at) * (own.take(at) == documents)
        return found

    def _spread(self, postings: Postings) -> Codes:
        """The code of each document of the segment for a common term; kept of the latest few."""
        kept: dict[tuple[int, int], Codes] = keep(self.segment.cache, "spread", dict)
        field, first, end = postings
        found = kept.get((id(field), first))
        if found is None:
            own, codes = known(field).documents[first:end], known(known(field).codes)[first:end]
            if len(kept) >= KEPT:
                kept.clear()
            found = kept[id(field), first] = _spread_out(own, codes, self.segment.size)
        return found

    def _score_of(self, plan: Row | Near, documents: Documents) -> Scores:
        if isinstance(plan, Row):
            return self._score_row(plan, documents)
        return self.score(All(plan.parts), documents)

    def _score_row(self, row: Row, documents: Documents) -> Scores:
        scores = np.zeros(len(documents))
        for term in row.terms:
            scores += self._ask_term(row.field, term, documents, scored=True)[1]
        return scores

    def cost(self, plan: Plan) -> int:
        """About how many documents a part leaves to the parts after it."""
        match plan:
            case Term(field, term):
                _, first, end = self._postings(field, term)
                return end - first
            case Row(field, terms):
                return min(self.cost(Term(field, term)) for term in terms) + 1
            case All(parts) | Near(parts):
                return min(self.cost(part) for part in parts) + 1
            case Either(parts):
                return sum(self.cost(part) for part in parts) + 1
            case OneOf(field, terms):
                return sum(self.cost(Term(field, term)) for term in terms)
            case _:
                return self.segment.size + 1

    def _postings(self, field: str, term: bytes) -> Postings:
        return self._dictionary.find(field, term)[self._number]


def _spread_out(documents: Documents, codes: Codes, size: int) -> Codes:
    spread = np.zeros(size, dtype=np.uint16)
    spread[documents] = codes
    return spread


def _any_of(masks: Sequence[Mask]) -> Mask:
    mask: Mask = np.logical_or.reduce(masks)
    return mask


def _join_few(matches: Sequence[Match]) -> Match:
    """The union of matches with few documents, scores added."""
    documents = np.concatenate([one.documents for one in matches])
    scores = np.concatenate([known(one.scores) for one in matches])
    if not len(documents):
        return Match(_NONE, np.empty(0))
    order = np.argsort(documents, kind="stable")
    documents, scores = documents[order], scores[order]
    first = np.flatnonzero(np.concatenate(([True], documents[1:] != documents[:-1])))
    return Match(documents[first], np.add.reduceat(scores, first))
