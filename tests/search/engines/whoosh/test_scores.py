"""The documents and scores are Whoosh's own.

The same history is written twice: by our arrays, and by Whoosh 2.7.4 as it comes, slow but right.
The same plans are then carried out by ours and by Whoosh's own matchers. Deletions that are not
merged yet count where Whoosh asks how rare a word is, so the segments are those of our index.
NOT is asked inside AND. With us it scores nothing; Whoosh's matcher is told the same, because it
would add 1 to whatever else was found (and its AndNot lets the first excluded document through).
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stock import found_by_ours, found_by_whoosh, identifiers, write_as_stock

from search import Deletion, Document, Index
from search.document import Change
from search.engines.whoosh.contents import INDEX_NAME
from search.engines.whoosh.folder import find_current
from search.engines.whoosh.library import BM25F, FileIndex, Searcher
from search.engines.whoosh.plan import All, Either, OneOf, Plan, Row, Term, Without
from search.engines.whoosh.reading import Reading, latest_edition, open_reading
from search.engines.whoosh.schema import make_schema
from search.engines.whoosh.storage import DurableStorage

SPOKEN = ["desa", "jalan", "jalanan", "air", "dan", "anggaran", "menganggarkan", "masalah"]
TEXTS = st.lists(st.sampled_from(SPOKEN), max_size=60).map(" ".join)
IDENTIFIERS = st.sampled_from([f"s{number}" for number in range(40)])
DOCUMENTS = st.builds(
    Document,
    id=IDENTIFIERS,
    kind=st.sampled_from(["pernyataan", "episode"]),
    text=TEXTS,
    title=st.sampled_from(["", "jalan desa"]),
    person=st.sampled_from([None, "raka", "sari"]),
    person_name=st.sampled_from(["", "Dr. Raka", "Sari Jalan"]),
    language=st.sampled_from(["id", "en"]),
    topics=st.sampled_from([(), ("air",), ("air", "jalan")]),
)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    DOCUMENTS, DOCUMENTS, DOCUMENTS, st.builds(Deletion, id=IDENTIFIERS)
)
HISTORIES = st.lists(st.lists(CHANGES, max_size=25), min_size=1, max_size=6)

WORD_TERMS = st.sampled_from([*SPOKEN, "hutan"]).map(lambda w: Term("words", w.encode()))
STEM_TERMS = st.sampled_from(["desa", "jalan", "anggar", "hutan"]).map(
    lambda w: Term("stems", w.encode())
)
ROWS = st.lists(st.sampled_from(SPOKEN), min_size=2, max_size=3, unique=True).map(
    lambda words: Row("words", tuple(w.encode() for w in words))
)
LEAVES = st.one_of(WORD_TERMS, STEM_TERMS, ROWS)


def _parents(children: st.SearchStrategy[Plan]) -> st.SearchStrategy[Plan]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    without = st.tuples(children, children.map(Without))
    return st.one_of(st.builds(All, several), st.builds(Either, several), st.builds(All, without))


PLANS: st.SearchStrategy[Plan] = st.recursive(LEAVES, _parents, max_leaves=5)


def open_with_codec(reading: Reading) -> Searcher:
    """The very files of a reading, read by Whoosh's searcher through our codec."""
    index = FileIndex(DurableStorage(reading.edition.folder), make_schema(), INDEX_NAME)
    return Searcher(index.reader(), weighting=BM25F())


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.lists(PLANS, min_size=1, max_size=8))
def test_documents_and_scores_are_those_of_whoosh(
    history: list[list[Change]], plans: list[Plan]
) -> None:
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        index = Index.open(ours)
        index.rebuild([], seq=0)
        for seq, changes in enumerate(history, 1):
            index.apply(changes, seq)

        reading = open_reading(latest_edition(Path(ours)), {})
        known = identifiers(reading)
        for searcher in (write_as_stock(reading, Path(theirs)), open_with_codec(reading)):
            for plan in plans:
                theirs_found = {
                    known[n]: score for n, score in found_by_whoosh(plan, searcher).items()
                }
                assert found_by_ours(plan, reading) == pytest.approx(theirs_found, rel=1e-9)
        assert find_current(Path(ours)).name == "index-1"
        index.close()


def test_a_filter_is_a_set_of_documents_that_all_score_alike(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.rebuild([Document(id=f"s{n}", kind="episode", person="ab"[n % 2]) for n in range(4)], 1)

    reading = open_reading(latest_edition(tmp_path), {})

    assert found_by_ours(OneOf("person", (b"a",)), reading) == {"s0": 1.0, "s2": 1.0}
