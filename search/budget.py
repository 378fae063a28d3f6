"""How much one query may ask for, counted before anything is searched (promises.md 4).

A time limit is no protection: Whoosh looks at the clock too rarely. So the limits are on what is
asked, and a query over one of them is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import accumulate

from search.analysis.words import list_words
from search.errors import QueryOverBudget

MAX_CHARACTERS = 512
MAX_TERMS = 32
"""Words, prefixes and phrases; a phrase counts as one."""
MAX_DEPTH = 8
"""Brackets inside brackets."""
MIN_PREFIX = 3
"""Letters before `*`."""
MAX_EXPANSIONS = 200
"""Words of the index that one prefix or fuzzy word may stand for."""

NEAR_DISTANCE = 10
"""Words from one side of NEAR to the other where no number stands behind it."""
MAX_DISTANCE = 50
"""The largest number behind NEAR."""

LEAVES = frozenset({"word", "prefix", "fuzzy", "phrase"})

_OPEN_RANGE = re.compile(
    r"\.\.|[<>]|.*\.\.$|(?:sejak|sebelum|sesudah|setelah|since|before|after|until)\b", re.IGNORECASE
)

_STEPS = {"open": 1, "close": -1}


def refuse_length(text: str) -> None:
    """Raise QueryOverBudget where the query has too many characters."""
    _refuse_over("length", MAX_CHARACTERS, len(text))


def count_budget(kinds: Iterable[str]) -> None:
    """Raise QueryOverBudget where the tokens of these kinds ask for too many words or levels."""
    kinds = list(kinds)
    refuse_terms(sum(kind in LEAVES for kind in kinds))
    levels = accumulate((_STEPS.get(kind, 0) for kind in kinds), initial=0)
    _refuse_over("depth", MAX_DEPTH, max(levels))


def refuse_terms(found: int) -> None:
    """Raise QueryOverBudget where a query has, or comes to, too many words and phrases."""
    _refuse_over("terms", MAX_TERMS, found)


def refuse_wildcard(written: str) -> None:
    """Raise QueryOverBudget for `*` elsewhere than at the end, or after too few letters."""
    stem = written[:-1]
    if "*" in stem or not written.endswith("*"):
        raise QueryOverBudget("wildcard", 0, written)
    if len((list_words(stem) or [""])[-1]) < MIN_PREFIX:
        raise QueryOverBudget("prefix", MIN_PREFIX, written)


def refuse_distance(words: int) -> None:
    """Raise QueryOverBudget where the sides of a NEAR are nought or too many words apart."""
    if not 1 <= words <= MAX_DISTANCE:
        raise QueryOverBudget("distance", MAX_DISTANCE, words)


def refuse_open_range(written: str) -> None:
    """Raise QueryOverBudget for days without a first or a last: those are filters (`dari`)."""
    if _OPEN_RANGE.match(written):
        raise QueryOverBudget("open-range", 0, written)


def refuse_expansions(
    found: int, written: str, list_words: Callable[[], Iterable[str]] = tuple
) -> None:
    """Raise QueryOverBudget where `written` ("ang*") stands for too many words of the index.

    `list_words` gives some of them, to be offered in its place.
    """
    if found > MAX_EXPANSIONS:
        raise QueryOverBudget("expansions", MAX_EXPANSIONS, written, tuple(list_words()))


def _refuse_over(code: str, limit: int, found: int) -> None:
    if found > limit:
        raise QueryOverBudget(code, limit, found)
