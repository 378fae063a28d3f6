"""What is often said: words and pairs, counted in all statements there are and in none gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import Deletion, Document, Index
from search.analysis.words import list_words
from search.engines.whoosh import sayings
from search.sayings import OFTEN, list_sayings

IGNORED = frozenset({"yang", "itu"})
WORDS = ("air", "desa", "jalan", "yang", "itu", "di", "2022", "rt", "dusun")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=12)


def said(number: int, text: str) -> Document:
    return Document(id=f"s{number}", kind="pernyataan", text=text)


def count(texts: Iterable[str]) -> dict[str, int]:
    """Counted one text after the other."""
    counts = Counter(one for text in texts for one in {*list_sayings(list_words(text), IGNORED)})
    return {one: often for one, often in counts.items() if often >= OFTEN}


def read(index: Index) -> dict[str, int]:
    """What the index counts."""
    lexicon = index.sayings(IGNORED)
    return dict(zip(lexicon.words, lexicon.counts.tolist(), strict=True))


@pytest.mark.parametrize("at_once", [1, 7, sayings.AT_ONCE])
@given(built=TEXTS, added=TEXTS, gone=st.sets(st.integers(0, 23)))
@settings(max_examples=40, deadline=None)
def test_words_and_pairs_are_counted_in_every_statement_that_is_there(
    at_once: int, built: list[str], added: list[str], gone: set[int]
) -> None:
    texts = dict(enumerate([*built, *added]))
    left = {number: text for number, text in texts.items() if number not in gone}
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sayings, "AT_ONCE", at_once)
        index = Index.open(Path(folder))
        index.rebuild((said(number, text) for number, text in enumerate(built)), seq=1)
        index.apply([said(number, text) for number, text in texts.items()][len(built) :], seq=2)
        before = read(index)
        index.apply([Deletion(id=f"s{number}") for number in gone & {*texts}], seq=3)
        after = read(index)
        index.close()

    assert before == count(texts.values())
    assert after == count(left.values())


def test_many_deleted_statements_have_the_rest_counted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sayings, "MOST_READ", 1)
    index = Index.open(tmp_path)
    index.rebuild((said(number, "air desa") for number in range(8)), seq=1)
    assert read(index) == {"air": 8, "desa": 8, "air desa": 8}

    index.apply([Deletion(id=f"s{number}") for number in range(3)], seq=2)

    assert read(index) == {"air": 5, "desa": 5, "air desa": 5}


def test_a_statement_counts_once_however_often_it_says_a_word(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.rebuild([said(0, "rapat rapat rapat"), said(1, "rapat"), said(2, "rapat")], seq=1)

    assert read(index) == {"rapat": 3}


def test_titles_and_names_are_not_said(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.rebuild(
        (Document(id=f"e{number}", kind="episode", title="Bincang pagi") for number in range(4)), 1
    )

    assert read(index) == {}


def test_of_a_large_segment_what_is_rarely_said_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sayings, "LARGE", 3)
    index = Index.open(tmp_path)
    index.rebuild([*(said(n, "air bersih") for n in range(4)), said(4, "air keruh")], seq=1)
    index.apply([said(n, "air keruh") for n in range(5, 8)], seq=2)

    assert read(index) == {"air": 8, "bersih": 4, "air bersih": 4, "keruh": 3, "air keruh": 3}


def test_only_as_many_words_are_laid_out_as_memory_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sayings, "MOST_LAID_OUT", 9)
    index = Index.open(tmp_path)
    index.rebuild((said(number, "air desa") for number in range(8)), seq=1)

    assert read(index) == {"air": 8, "desa": 8, "air desa": 3}


def test_without_an_index_nothing_is_said(tmp_path: Path) -> None:
    assert read(Index.open(tmp_path)) == {}
