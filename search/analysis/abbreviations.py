"""Abbreviations of government and what they stand for, from a table (data/abbreviations.tsv).

Columns: `variants`, separated by ";", are other ways to write the abbreviation; `case` is `exact`
where only the abbreviation as written or in capitals counts, because it is a common word otherwise;
`ambiguous` marks one that has other meanings; `related` names an abbreviation of a kindred thing
that is not the same (SKPD was succeeded by OPD). The category `pesan` holds how people shorten
words in messages (jln, tdk): they type them, but no transcript holds them, so that the words in
full do not look for them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from search.analysis.words import list_words

REMEMBERED: Final = 4096
"""Writings whose expansions are kept at hand."""
TABLE: Final = Path(__file__).parent / "data" / "abbreviations.tsv"

MESSAGES: Final = "pesan"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What an abbreviation stands for.

    `words` is the expansion as people write it; `ambiguous`: it may mean something else too;
    `related`: not the same as what was asked for, but akin to it. `variants` are other ways to
    write the abbreviation.
    """

    abbreviation: str
    words: str
    category: str
    ambiguous: bool = False
    related: bool = False
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    expansion: Expansion
    exact: bool
    related: str

    def is_written(self, written: str) -> bool:
        """Whether this writing means the abbreviation and not a common word."""
        own = self.expansion.abbreviation
        return not self.exact or _bare(written) in {_bare(own), _bare(own).upper()}

    def expand(self, written: str) -> Expansion:
        """What it stands for; of how people shorten words in messages, the writing is kept."""
        if self.expansion.category != MESSAGES or self.expansion.ambiguous:
            return self.expansion
        return replace(self.expansion, abbreviation=written)


@lru_cache(maxsize=REMEMBERED)
def find_expansions(written: str) -> tuple[Expansion, ...]:
    """What an abbreviation stands for, as typed: several where it is ambiguous, kindred ones last.

    Upper and lower case are one, except where the table asks for the exact writing.
    """
    rows = [row for row in _by_abbreviation().get(_key(written), ()) if row.is_written(written)]
    kindred = {name: None for row in rows for name in row.related.split(";") if name}
    akin = [row for name in kindred for row in _by_abbreviation().get(_key(name), ())]
    return (
        *(row.expand(written) for row in rows),
        *(replace(row.expansion, related=True) for row in akin),
    )


def find_abbreviations(words: Sequence[str]) -> tuple[Expansion, ...]:
    """The abbreviations of an expansion that was typed in full, as folded words."""
    return _by_words().get(tuple(words), ())


def list_full_words() -> list[str]:
    """The words that abbreviations of the table stand for, as folded words."""
    return [word for key in _by_words() for word in key]


def _bare(written: str) -> str:
    return written.strip(" .!")


def _key(written: str) -> Words:
    return tuple(list_words(written))


@cache
def _rows() -> tuple[_Row, ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(map(_read, csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)))


def _read(row: dict[str, str]) -> _Row:
    expansion = Expansion(
        row["abbreviation"],
        row["expansion"],
        row["category"],
        ambiguous=bool(row["ambiguous"]),
        variants=tuple(filter(None, row["variants"].split(";"))),
    )
    return _Row(expansion, row["case"] == "exact", row["related"])


@cache
def _by_abbreviation() -> dict[Words, tuple[_Row, ...]]:
    found: dict[Words, tuple[_Row, ...]] = {}
    for row in _rows():
        for key in {_key(w): None for w in (row.expansion.abbreviation, *row.expansion.variants)}:
            found[key] = (*found.get(key, ()), row)
    return found


@cache
def _by_words() -> dict[Words, tuple[Expansion, ...]]:
    found: dict[Words, tuple[Expansion, ...]] = {}
    for row in _rows():
        if row.expansion.category == MESSAGES:
            continue
        key = _key(row.expansion.words)
        found[key] = (*found.get(key, ()), row.expansion)
    return found
