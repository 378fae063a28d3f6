"""Where the words that were asked for stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from search.analysis.stemming import stem
from search.analysis.words import Token, tokenise

Span = tuple[int, int]
"""A half-open stretch of a text in Unicode code points."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row, as they are compared. Of `prefix` and `fuzzy` the last word may differ;
    those of `stemmed` are stems."""

    words: tuple[str, ...]
    prefix: bool = False
    fuzzy: bool = False
    stemmed: bool = False

    def matches(self, words: Sequence[str]) -> bool:
        """Whether these words, as many as the pattern has, are the ones asked for."""
        return tuple(words[:-1]) == self.words[:-1] and self._is_last(words[-1])

    def _is_last(self, word: str) -> bool:
        if self.prefix:
            return word.startswith(self.words[-1])
        if self.fuzzy:
            return is_near(word, self.words[-1])
        return word == self.words[-1]


def is_near(word: str, other: str) -> bool:
    """Whether one letter changed, added, dropped or swapped with its neighbour tells them apart."""
    return bool(OSA.distance(word, other, score_cutoff=1) <= 1)


def find_spans(text: str, patterns: Iterable[Pattern], language: str = "id") -> tuple[Span, ...]:
    """The places of all patterns in the text, ascending; what overlaps is one span.

    A phrase is one span from its first letter to its last; words side by side stay apart.
    `language` is that of the text: its words are stemmed by it.
    """
    patterns = list(patterns)
    if not patterns or not text:
        return ()
    tokens = list(tokenise(text))
    words = [token.word for token in tokens]
    stems = [stem(word, language) for word in words] if _any_stemmed(patterns) else words
    found = {
        span
        for pattern in patterns
        for span in _find(pattern, tokens, stems if pattern.stemmed else words)
    }
    return tuple(_join_overlapping(sorted(found)))


def _any_stemmed(patterns: Iterable[Pattern]) -> bool:
    return any(pattern.stemmed for pattern in patterns)


def _find(pattern: Pattern, tokens: list[Token], words: list[str]) -> Iterator[Span]:
    length = len(pattern.words)
    for first in range(len(tokens) - length + 1):
        if pattern.matches(words[first : first + length]):
            yield tokens[first].start, tokens[first + length - 1].end


def _join_overlapping(spans: list[Span]) -> Iterator[Span]:
    current: Span | None = None
    for start, end in spans:
        if current is not None and start < current[1]:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current
