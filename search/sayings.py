"""What may go on a query that someone is typing: words that say something, and pairs of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

SHORTEST = 3
"""Letters of the shortest word that is offered."""
OFTEN = 3
"""Statements in which a word or a pair has to stand before it is offered."""


def is_telling(word: str, ignored: Collection[str]) -> bool:
    """Whether a word may begin a pair: letters, and none of the words that say nothing alone."""
    return word.isalpha() and word not in ignored


def is_offered(word: str, ignored: Collection[str]) -> bool:
    """Whether a word may be offered alone, or as the end of a pair."""
    return len(word) >= SHORTEST and is_telling(word, ignored)


def list_sayings(words: Sequence[str], ignored: Collection[str]) -> Iterator[str]:
    """The words and the pairs of neighbouring words of a text that may be offered."""
    yield from (word for word in words if is_offered(word, ignored))
    for first, second in pairwise(words):
        if is_telling(first, ignored) and is_offered(second, ignored):
            yield f"{first} {second}"
