"""Whoosh's own writer and searcher work on our arrays, and agree with what is built at once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Document, Index
from search.engines.whoosh.arrays import ArrayFile
from search.engines.whoosh.building import build_segment
from search.engines.whoosh.codec import ArrayCodec
from search.engines.whoosh.contents import INDEX_NAME
from search.engines.whoosh.folder import find_current
from search.engines.whoosh.library import BM25F, FileIndex, Searcher, SegmentWriter, query
from search.engines.whoosh.schema import fields_of, make_schema
from search.engines.whoosh.segment import EXTENSION
from search.engines.whoosh.storage import DurableStorage

SPOKEN = ["desa", "jalanan", "menganggarkan", "air", "Rp1.500.000"]
DOCUMENTS = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["pernyataan", "episode", "tokoh"]),
        text=st.lists(st.sampled_from(SPOKEN), max_size=300).map(" ".join),
        title=st.sampled_from(["", "Jalan desa"]),
        language=st.sampled_from(["id", "en"]),
        person_name=st.sampled_from(["", "Dr. H. Raka", "Sari Jalan, S.Sos"]),
        topics=st.sampled_from([(), ("air",), ("jalan", "air")]),
        date=st.sampled_from([None, date(2022, 6, 15)]),
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: [Document(id=f"s{number}", **row) for number, row in enumerate(rows)])


def write_one_by_one(folder: Path, documents: Sequence[Document]) -> Any:
    """An index of one segment, written by Whoosh's own writer through our codec."""
    index = FileIndex.create(DurableStorage(folder), make_schema(), INDEX_NAME)
    writer = SegmentWriter(index, codec=ArrayCodec(), compound=False)
    for document in documents:
        writer.add_document(**fields_of(document))
    writer.commit()
    return index


@settings(max_examples=30, deadline=None)
@given(DOCUMENTS)
def test_what_whoosh_writes_one_by_one_is_what_is_built_at_once(documents: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_one_by_one(Path(folder), documents)
        (path,) = Path(folder).glob(f"*{EXTENSION}")

        written = ArrayFile(path).arrays

        built = build_segment(documents).arrays
        assert set(written) <= set(built)
        for name, array in built.items():
            if "/" in name:  # the other arrays are columns, which Whoosh keeps elsewhere
                expected = written.get(name, np.empty(0))
                held = array if name in written else array[:0]
                assert held.tolist() == expected.tolist(), name


@pytest.fixture(params=["one by one", "at once"])
def searcher(request: pytest.FixtureRequest, tmp_path: Path) -> Searcher:
    texts = ["jalan desa", "jalanan kota", "desa jalan", "air minum"]
    documents = [Document(id=f"s{n}", kind="pernyataan", text=text) for n, text in enumerate(texts)]
    if request.param == "one by one":
        index = write_one_by_one(tmp_path, documents)
    else:
        Index.open(tmp_path).rebuild(documents, seq=1)
        storage = DurableStorage(find_current(tmp_path))
        index = FileIndex(storage, make_schema(), INDEX_NAME)
    return Searcher(index.reader(), weighting=BM25F())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (query.Term("words", "jalan"), {0, 2}),
        (query.Phrase("words", ["jalan", "desa"]), {0}),
        (query.And([query.Term("words", "jalan"), query.Term("words", "desa")]), {0, 2}),
        (query.Or([query.Term("words", "kota"), query.Term("words", "air")]), {1, 3}),
        (query.Prefix("words", "jal"), {0, 1, 2}),
        (query.Wildcard("words", "j*an"), {0, 1, 2}),
        (query.FuzzyTerm("words", "jalam"), {0, 2}),
        (query.TermRange("words", "b", "e"), {0, 2}),
        (query.Term("words", "hutan"), set()),
        (query.Term("id", "s3"), {3}),
        (query.Term("stems", "jalan"), {0, 1, 2}),
    ],
)
def test_whoosh_finds_by_every_kind_of_its_queries(
    searcher: Searcher, asked: Any, found: set[int]
) -> None:
    assert {hit.docnum for hit in searcher.search(asked)} == found


def test_whoosh_steps_through_the_terms_of_a_field(searcher: Searcher) -> None:
    words = ["air", "desa", "jalan", "jalanan", "kota", "minum"]
    reader = searcher.reader()

    cursor = reader.leaf_readers()[0][0].cursor("words")

    assert [cursor.first(), *(cursor.next() for _ in words)] == [*words, None]
    assert cursor.find(b"jalap") == "kota"
    assert cursor.term_info().doc_frequency() == 1
    assert [term.decode() for term in reader.lexicon("words")] == words
    assert reader.doc_frequency("words", "jalan") == 2
    assert reader.frequency("words", "jalan") == 2.0
    assert reader.doc_field_length(0, "words") == 2
