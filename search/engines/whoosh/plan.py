"""What the engine is to find: a query after analysis, with fields of the index and bytes of terms.

`lowering` makes a plan of a query, `evaluation` carries it out. Plans are plain values, so that a
test can carry out the same plan with Whoosh's own matchers.
"""

from __future__ import annotations

from dataclasses import dataclass

WORDS, STEMS, NAMES = "words", "stems", "names"


@dataclass(frozen=True, slots=True)
class Term:
    """Documents that hold one term of a field; scored by BM25F where the field is."""

    field: str
    term: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """Terms directly after each other; scored as the sum of the terms."""

    field: str
    terms: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Each part at most `distance` words from the one before it."""

    parts: tuple[Term | Row, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of some terms of a field; each document scores 1."""

    field: str
    terms: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Any term of a field that begins so; each document scores 1."""

    field: str
    prefix: bytes


@dataclass(frozen=True, slots=True)
class Constant:
    """What the part matches, each document scoring 1."""

    part: Plan


@dataclass(frozen=True, slots=True)
class Days:
    """Documents of a day from `first` to `last`, both inclusive, as YYYYMMDD."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Every:
    """All documents; none of them scores."""


@dataclass(frozen=True, slots=True)
class Without:
    """All documents that the part does not match; none of them scores."""

    part: Plan


@dataclass(frozen=True, slots=True)
class All:
    """Documents that every part matches; scores are added."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Documents that some part matches; scores of those that do are added."""

    parts: tuple[Plan, ...]


Plan = Term | Row | Near | OneOf | Beginning | Constant | Days | Every | Without | All | Either

NOTHING = OneOf(WORDS, ())
"""Matches no document."""
