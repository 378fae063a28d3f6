"""Whatever happens to its files: damage is reported, no wrong text is shown, no process dies."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from search import Deletion, Document, Index, SearchRequest
from search import index as indexes

ROOT = Path(__file__).parents[4]
QUERIES = ("desa", '"layanan publik"', "ang*", "jalam~", "-desa", "tokoh:raka", "")
FLIPS = 25

WITHDRAWN = "ditarik"
DOCUMENTS = [
    Document(
        id=f"s{number}",
        kind="pernyataan",
        text=f"{WITHDRAWN if number % 5 == 0 else 'anggaran'} desa nomor{number} layanan publik",
        person="raka",
        person_name="Raka",
        episode=f"e{number % 3}",
    )
    for number in range(120)
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of which a few documents were withdrawn and nothing is joined yet."""
    home = tmp_path_factory.mktemp("original")
    index = Index.open(home)
    index.rebuild(DOCUMENTS[:100], seq=1)
    index.apply([*DOCUMENTS[100:], *(Deletion(id=f"s{n}") for n in range(0, 100, 5))], seq=2)
    index.apply([Deletion(id=f"s{n}") for n in range(100, 120, 5)], seq=3)
    return home


@pytest.fixture
def copy(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(indexes, "PAUSE", 0.0)
    shutil.copytree(original, tmp_path / "copy")
    yield tmp_path / "copy"


def files_of(home: Path) -> list[Path]:
    found = [path for path in home.rglob("*") if path.is_file()]
    return sorted(path for path in found if path.name != "WRITELOCK")


def shown(home: Path) -> list[Document]:
    """All documents that an index shows for any of the queries."""
    index = Index.open(home)
    requests = [SearchRequest(query, page_size=50) for query in QUERIES]
    return [hit.document for request in requests for hit in index.search(request).hits]


def is_damaged(home: Path) -> bool:
    return Index.open(home).check([]).damaged > 0


def test_the_withdrawn_are_not_shown_and_nothing_is_damaged(copy: Path) -> None:
    documents = shown(copy)

    assert len(documents) > 50
    assert not any(WITHDRAWN in one.text for one in documents)
    assert not is_damaged(copy)


@pytest.mark.parametrize("number", range(5))
def test_a_flipped_bit_is_reported_and_never_shows_wrong_or_withdrawn_text(
    copy: Path, number: int
) -> None:
    paths = files_of(copy)
    assert len(paths) == 5  # the pointer, the state, the table of contents and two segments
    path, chance = paths[number], random.Random(number)  # noqa: S311 - the place of a fault
    content = path.read_bytes()
    kept = {one.text for one in DOCUMENTS if WITHDRAWN not in one.text}

    for place in chance.sample(range(len(content)), min(FLIPS, len(content))):
        damaged = bytearray(content)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)

        assert {one.text for one in shown(copy)} <= kept, place
        assert is_damaged(copy), place


def test_every_bit_of_the_table_of_contents_counts(copy: Path) -> None:
    (path,) = copy.rglob("*.toc")
    content = path.read_bytes()

    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 1
        path.write_bytes(damaged)
        assert not Index.open(copy).status().available, place


SEARCHER = """
import os, sys
from pathlib import Path
from search import Index, SearchRequest

index = Index.open(sys.argv[1])
request = SearchRequest("desa", page_size=50)
assert index.search(request).total == 96
for path in Path(sys.argv[1]).rglob("*.arrays"):
    os.truncate(path, path.stat().st_size * int(sys.argv[2]) // 100)
print(index.search(request).available, index.search(request).available)
print(index.check([]).damaged, index.status().available)
"""


@pytest.mark.parametrize("percent", [0, 3, 50, 99])
def test_a_file_cut_short_under_an_open_index_ends_the_search_and_not_the_process(
    copy: Path, percent: int
) -> None:
    searched = subprocess.run(
        [sys.executable, "-c", SEARCHER, str(copy), str(percent)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert searched.returncode == 0, searched.stderr
    assert searched.stdout.split() == ["False", "False", "1", "False"]


def test_a_damaged_index_refuses_to_be_written_and_a_rebuild_mends_it(copy: Path) -> None:
    for path in copy.rglob("*.arrays"):
        os.truncate(path, 100)
    index = Index.open(copy)

    with pytest.raises(indexes.IndexUnavailable):
        index.apply([Deletion(id="s1")], seq=4)

    index.rebuild(DOCUMENTS[:3], seq=4)
    assert index.search(SearchRequest("desa")).total == 3
    assert not is_damaged(copy)
