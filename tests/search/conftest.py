from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from search import Document, Index

MakeIndex = Callable[..., Index]


@pytest.fixture
def make_index(tmp_path: Path) -> Iterator[MakeIndex]:
    """An index of the given documents; texts alone become statements s0, s1 …"""
    opened = []

    def make(*documents: Document | str) -> Index:
        index = Index.open(tmp_path / "index")
        made = [d if isinstance(d, Document) else spoken(n, d) for n, d in enumerate(documents)]
        index.rebuild(made, seq=1)
        opened.append(index)
        return index

    yield make
    for index in opened:
        index.close()


def spoken(number: int, text: str) -> Document:
    return Document(
        id=f"s{number}",
        kind="pernyataan",
        text=text,
        episode="2022-06-15-halo-rimba",
        date=date(2022, 6, 15),
        start=10.0 * number,
    )
