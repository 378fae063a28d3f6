"""A text as words between blanks, and as the words that are compared.

A word of an address lies between U+0020 (record.md) and may hold several compared words or none:
`rapat-rapat` holds two, a lone dash none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.words import list_words

_OMISSION_BEFORE = re.compile(r"\W*?(?:\.\.|…)")
_OMISSION_BEHIND = re.compile(r"(?:\.\.|…)\W*$")


@dataclass(frozen=True, slots=True)
class Written:
    """Words as written; the words that are compared, `tokens`; and in which word each stands."""

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    places: tuple[int, ...]


def read_written(words: Iterable[str]) -> Written:
    """Read words that were parted at blanks."""
    words = tuple(words)
    held = [tokens_of(word) for word in words]
    places = (place for place, tokens in enumerate(held) for _ in tokens)
    return Written(words, tuple(token for tokens in held for token in tokens), tuple(places))


@lru_cache(maxsize=1 << 16)
def tokens_of(word: str) -> tuple[str, ...]:
    """The compared words that a written word holds."""
    return tuple(list_words(word))


def list_omissions(written: Written) -> frozenset[int]:
    """The numbers of the tokens before which the text itself says that words are left out (…)."""
    omissions, behind = set(), 0
    for word in written.words:
        before, behind = behind, behind + len(tokens_of(word))
        if _OMISSION_BEFORE.match(word):
            omissions.add(before)
        if _OMISSION_BEHIND.search(word):
            omissions.add(behind)
    return frozenset(omissions - {0, behind})
