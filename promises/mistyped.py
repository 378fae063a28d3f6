"""Every way of mistyping one sign of an identifier: none leads to another statement."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bench.report import Row
from promises.archives import Archive, Site

IDENTIFIERS, FEW_IDENTIFIERS = 40, 6
SIGNS = "0123456789bcdfghjkmnpqrstvwxz"
SAYS_SO = b"salah ketik"


def measure(*, quick: bool) -> list[Row]:
    """Ask a running site for each wrong address of so many statements."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.fill(1)
        with archive.serve() as site:
            hits = site.get("/cari.csv", jenis="pernyataan").body.decode().splitlines()[1:]
            names = [line.split(",")[0] for line in hits]
            names = names[: FEW_IDENTIFIERS if quick else IDENTIFIERS]
            tally = sum((ask_wrongly(site, name) for name in names), Counter[str]())
    return [
        Row("identifiers", len(names), "identifiers", FEW_IDENTIFIERS),
        Row("wrong addresses", tally["asked"], "addresses"),
        Row("answered 404 “mistyped”", tally["refused"], "addresses", tally["asked"]),
        Row("led to a statement", tally["shown"], "addresses", 0, better="less"),
    ]


def ask_wrongly(site: Site, identifier: str) -> Counter[str]:
    """What a site answers to all wrong spellings of an identifier, which itself is there."""
    if site.get(f"/s/{identifier}").status != 200:
        raise RuntimeError(f"{identifier} is not there")
    tally: Counter[str] = Counter()
    for wrong in spell_wrongly(identifier):
        answer = site.get(f"/s/{wrong}")
        tally["asked"] += 1
        tally["refused"] += answer.status == 404 and SAYS_SO in answer.body
        tally["shown"] += answer.status in {200, 301, 410}
    return tally


def spell_wrongly(identifier: str) -> Iterator[str]:
    """One sign another, and two neighbours in each other's place."""
    for place, sign in enumerate(identifier):
        for other in SIGNS:
            if other != sign:
                yield identifier[:place] + other + identifier[place + 1 :]
    for place, (one, other) in enumerate(pairwise(identifier)):
        if one != other:
            yield identifier[:place] + other + one + identifier[place + 2 :]
