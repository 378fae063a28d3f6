"""On indexes with a history, 500 queries each, ids, scores and order are stock Whoosh's.

A history adds, changes and deletes statements in batches, so that segments are joined and others
keep documents that are deleted. What is not scored by Whoosh's rule (the beginning of a word, a
word that is nearly right, a filter) has the same documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import NamedTuple

import pytest
from stock import found_by_ours, found_by_whoosh, identifiers, write_as_stock

from search import Deletion, Document, Index, SearchRequest
from search.document import Change
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.lexicon import list_near
from search.engines.whoosh.library import Searcher
from search.engines.whoosh.library import query as stock
from search.engines.whoosh.plan import All, Beginning, Either, OneOf, Plan, Row, Term, Without
from search.engines.whoosh.ranking import rank
from search.engines.whoosh.reading import Reading, latest_edition, open_reading
from search.engines.whoosh.searching import find

HISTORIES = range(5)
QUERIES = 500
LARGEST = 1_500  # identifiers
BATCHES = (400, 150, 60, 200, 30, 90, 25, 120, 20, 12, 40, 15)
PEOPLE = ("raka", "sari", "tomo")
TOP = 20
SYLLABLES = ("ba", "ka", "su", "ri", "mo", "dan", "lu")
VOCABULARY = ["".join(two) for two in product(SYLLABLES, repeat=2)] + [
    "".join(three) for three in product(SYLLABLES, repeat=3)
]
WEIGHTS = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]  # few are common, most rare


class Pair(NamedTuple):
    """The same documents twice: read by us, and written and searched by Whoosh."""

    seed: int
    reading: Reading
    searcher: Searcher
    ids: list[str]

    def by_whoosh(self, plan: Plan) -> dict[str, float]:
        return {self.ids[n]: score for n, score in found_by_whoosh(plan, self.searcher).items()}

    def ids_of(self, query: stock.Query) -> set[str]:
        return {self.ids[number] for number in self.searcher.docs_for_query(query)}


@pytest.fixture(scope="module", params=HISTORIES)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("parity")
    index = Index.open(folder / "ours")
    index.rebuild([], seq=0)
    for seq, size in enumerate(BATCHES, 1):
        index.apply(changes(chance(f"{request.param} {seq}"), size), seq)
    reading = open_reading(latest_edition(folder / "ours"), {})
    (folder / "theirs").mkdir()
    searcher = write_as_stock(reading, folder / "theirs")
    yield Pair(request.param, reading, searcher, identifiers(reading))
    searcher.close()
    index.close()


def chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - the same on every machine


def changes(random: Random, size: int) -> list[Change]:
    kept = [document(random) for _ in range(size)]
    gone = [Deletion(id=f"s{random.randrange(LARGEST)}") for _ in range(size // 3)]
    mixed: list[Change] = [*kept, *gone, Deletion(episode=f"e{random.randrange(40)}")]
    random.shuffle(mixed)
    return mixed


def document(random: Random) -> Document:
    return Document(
        id=f"s{random.randrange(LARGEST)}",
        kind="pernyataan",
        text=" ".join(random.choices(VOCABULARY, WEIGHTS, k=random.randint(0, 60))),
        person=random.choice([None, *PEOPLE]),
        episode=f"e{random.randrange(40)}",
    )


def plans(seed: int) -> Iterator[Plan]:
    random = chance(str(seed))
    return (plan(random, depth=2) for _ in range(QUERIES))


def plan(random: Random, depth: int) -> Plan:
    chance = random.random()
    if depth == 0 or chance < 0.2:
        return Term("words", word(random))
    if chance < 0.4:
        return Row("words", tuple(word(random) for _ in range(random.randint(2, 3))))
    parts = tuple(plan(random, depth - 1) for _ in range(random.randint(2, 3)))
    if chance < 0.6:
        return All(parts)
    return Either(parts) if chance < 0.8 else All((parts[0], Without(parts[1])))


def word(random: Random) -> bytes:
    return random.choices(VOCABULARY, WEIGHTS)[0].encode()


def test_a_history_leaves_several_segments_some_with_deleted_documents(pair: Pair) -> None:
    segments = pair.reading.segments

    assert 2 <= len(segments) < len(BATCHES)
    assert any(segment.live is not None for segment in segments)
    assert any(segment.size > max(BATCHES) for segment in segments)


def test_every_query_finds_the_same_documents_with_the_same_scores(pair: Pair) -> None:
    found_any = 0
    for one in plans(pair.seed):
        theirs = pair.by_whoosh(one)
        assert found_by_ours(one, pair.reading) == pytest.approx(theirs, rel=1e-9), one
        found_any += bool(theirs)
    assert found_any > QUERIES / 2


def test_every_query_with_a_filter_has_the_same_first_ones(pair: Pair) -> None:
    allowed = {name: pair.ids_of(stock.Term("person", name)) for name in PEOPLE}
    for number, one in enumerate(plans(pair.seed)):
        name = PEOPLE[number % len(PEOPLE)]
        theirs = {key: score for key, score in pair.by_whoosh(one).items() if key in allowed[name]}
        request = SearchRequest("", {"tokoh": (name,)}, facets=number % 2 == 0)
        matches = [found.match for found in find(request, one, Dictionary(pair.reading))]
        segments = pair.reading.segments
        first = [
            (segments[place.segment].record(place.document).id, -place.worth)
            for place in rank(segments, matches, "relevan", TOP)
        ]
        assert sum(len(match.documents) for match in matches) == len(theirs), one
        assert [score for _, score in first] == pytest.approx(
            sorted(theirs.values(), reverse=True)[:TOP], rel=1e-9
        ), one
        assert dict(first) == pytest.approx({key: theirs[key] for key, _ in first}, rel=1e-9)


def test_the_beginning_of_a_word_has_the_same_documents(pair: Pair) -> None:
    for text in {text[:length] for text in VOCABULARY for length in (3, 4)}:
        one = Beginning("words", text.encode())
        assert set(found_by_ours(one, pair.reading)) == set(pair.by_whoosh(one)), text


def test_a_word_that_is_nearly_right_has_the_same_documents(pair: Pair) -> None:
    for text in chance(str(pair.seed)).sample(VOCABULARY, 60):
        wrong = text[:-1] + "x"
        near = tuple(sorted(one.encode() for one in list_near(pair.reading, "words", wrong)))
        theirs = pair.ids_of(stock.FuzzyTerm("words", wrong, maxdist=1))
        assert set(found_by_ours(OneOf("words", near), pair.reading)) == theirs, wrong
