"""A dictionary knows where the postings of a term lie in every segment."""

from __future__ import annotations

from pathlib import Path

from search import Deletion, Document, Index
from search.engines.whoosh.dictionary import ABSENT, Dictionary
from search.engines.whoosh.reading import latest_edition, open_reading


def test_a_term_is_found_in_each_segment_that_has_it(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.rebuild([Document(id="a", kind="pernyataan", text="air desa air")], seq=1)
    index.apply([Document(id="b", kind="pernyataan", text="air bersih")], seq=2)
    dictionary = Dictionary(open_reading(latest_edition(tmp_path), {}))

    first, second = dictionary.find("words", b"air")

    assert (first.end - first.first, second.end - second.first) == (1, 1)
    assert dictionary.find("words", b"bersih")[0] == ABSENT
    assert dictionary.find("words", b"jalan") == [ABSENT, ABSENT]
    assert dictionary.find("nothing", b"air") == [ABSENT, ABSENT]


def test_documents_are_counted_until_a_join_takes_them_away(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.rebuild([Document(id=f"s{n}", kind="pernyataan", text="air") for n in range(9)], seq=1)
    index.apply([Deletion(id="s0")], seq=2)

    assert Dictionary(open_reading(latest_edition(tmp_path), {})).count("words", b"air") == 9
