"""A batch is one commit: it happens whole or not at all, and leaves nothing behind."""

from __future__ import annotations

import random
from pathlib import Path
from typing import cast

import pytest

from search import Deletion, Document, Index, IndexUnavailable, SearchRequest
from search.document import Change
from search.engines.whoosh.folder import find_current
from search.engines.whoosh.merging import WIDTH


def spoken(number: int, text: str = "desa") -> Document:
    return Document(id=f"s{number}", kind="pernyataan", text=text, episode=f"e{number % 7}")


def files(home: Path) -> list[str]:
    return sorted(path.name for path in find_current(home).iterdir())


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index.open(tmp_path)
    index.rebuild([spoken(number) for number in range(10)], seq=1)
    return index


def test_a_batch_that_fails_leaves_the_index_as_it_was(index: Index, tmp_path: Path) -> None:
    before = files(tmp_path)
    unfit = Document(id="s99", kind="pernyataan", text=cast("str", 7))

    with pytest.raises(IndexUnavailable):
        index.apply([Deletion(id="s1"), spoken(11), unfit], seq=2)

    assert files(tmp_path) == before
    assert index.search(SearchRequest("desa")).total == 10
    assert index.applied_seq == 1
    index.apply([Deletion(id="s1")], seq=2)
    assert index.search(SearchRequest("desa")).total == 9


def test_what_killed_writers_left_is_removed_by_the_next(index: Index, tmp_path: Path) -> None:
    folder = find_current(tmp_path)
    strays = ["MAIN_0123456789abcdef.arrays", "_MAIN_2.toc.1700000000.5", "_MAIN_0.toc"]
    for name in strays:
        (folder / name).write_bytes(b"half")

    index.apply([spoken(20)], seq=2)

    assert set(files(tmp_path)).isdisjoint(strays)
    assert index.search(SearchRequest("desa")).total == 11
    assert index.check([]).damaged == 0


def test_a_batch_applied_again_changes_nothing(index: Index) -> None:
    batch: list[Change] = [Deletion(episode="e1"), spoken(1, "jalan"), spoken(30)]

    for _ in range(3):
        index.apply(batch, seq=2)

    expected = {f"s{n}" for n in range(10) if n % 7 != 1} | {"s1", "s30"}
    hits = index.search(SearchRequest("", page_size=50)).hits
    assert {hit.document.id for hit in hits} == expected
    assert index.search(SearchRequest("jalan")).total == 1


def test_segments_do_not_pile_up_however_many_batches_there_are(index: Index) -> None:
    chance = random.Random(1)  # noqa: S311 - which documents are written again
    living = {f"s{number}": spoken(number) for number in range(10)}

    for seq in range(2, 60):
        changes = [spoken(chance.randrange(300), f"desa ke{seq}") for _ in range(9)]
        index.apply([*changes, Deletion(id="s0")], seq)
        living |= {one.id: one for one in changes}
        living.pop("s0", None)

        assert index.status().segments <= 2 * WIDTH

    report = index.check((key, one.version) for key, one in living.items())
    assert (report.documents, report.missing, report.stale, report.extra, report.damaged) == (
        len(living),
        0,
        0,
        0,
        0,
    )


def test_a_segment_whose_documents_are_all_gone_is_gone_too(index: Index, tmp_path: Path) -> None:
    index.apply([Deletion(id=f"s{number}") for number in range(10)], seq=2)

    assert index.status().segments == 0
    assert not [name for name in files(tmp_path) if name.endswith(".arrays")]
    assert index.search(SearchRequest("desa")).total == 0
