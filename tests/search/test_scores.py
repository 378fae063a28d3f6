"""The scores are Whoosh's own: the same documents, the same numbers as its slow matchers give.

NOT is left to test_reference: it scores nothing, and Whoosh gives it a constant or, as AndNot,
now and then a document that it should exclude.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Deletion, Document, Index
from search.analysis import list_words
from search.engines.whoosh.evaluation import evaluate
from search.engines.whoosh.library import query as stock
from search.engines.whoosh.reading import Reading, ReadingPool
from search.query import And, Node, Or, Phrase, Word

VOCABULARY = ["desa", "jalan", "air", "dan", "anggaran"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)
LEAVES = st.one_of(
    st.sampled_from([Word(word) for word in [*VOCABULARY, "hutan"]]),
    st.permutations(VOCABULARY).map(lambda words: Phrase(" ".join(words[:2]))),
)


def _parents(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, several), st.builds(Or, several))


TREES = st.recursive(LEAVES, _parents, max_leaves=5)


def translate(node: Node) -> Any:
    match node:
        case And(parts):
            return stock.And([translate(part) for part in parts])
        case Or(parts):
            return stock.Or([translate(part) for part in parts])
        case Phrase(text):
            return stock.Phrase("words", list_words(text))
        case _:
            return stock.Term("words", node.text)


def scores_of_whoosh(node: Node, reading: Reading) -> dict[int, float]:
    scores = {}
    context = reading.searcher.context(needs_current=True)
    for searcher, base in reading.searcher.leaf_searchers():
        matcher = translate(node).matcher(searcher, context)
        while matcher.is_active():
            scores[base + matcher.id()] = matcher.score()
            matcher.next()
    return scores


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=8), max_size=4), st.lists(TREES, min_size=1, max_size=4))
def test_documents_and_scores_are_those_of_whoosh(
    batches: list[list[str]], trees: list[Node]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(folder)
        index.rebuild([], seq=0)
        for seq, texts in enumerate(batches):
            added = [
                Document(id=f"{seq}-{n}", kind="pernyataan", text=t) for n, t in enumerate(texts)
            ]
            index.apply([*added, Deletion(id=f"{seq - 1}-0")], seq)

        pool = ReadingPool(Path(folder))
        with pool.lend() as reading:
            for tree in trees:
                found, scores = evaluate(tree, reading)
                ours = {int(n): float(scores[n]) for n in found.nonzero()[0]}
                assert ours == pytest.approx(scores_of_whoosh(tree, reading), rel=1e-6)
                assert not scores[~found].any()
        pool.close()
