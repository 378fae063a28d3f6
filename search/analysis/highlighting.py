"""Where the words that were asked for stand in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from search.analysis.stemming import stem
from search.analysis.words import fold, list_written

Span = tuple[int, int]
"""A half-open stretch of a text in Unicode code points."""

REMEMBERED = 1 << 16
"""Written words whose form is kept at hand."""


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
    by_form: dict[bool, list[Pattern]] = {}
    for pattern in patterns:
        by_form.setdefault(pattern.stemmed, []).append(pattern)
    written = list_written(text) if by_form else []
    found = set()
    for stemmed, own in by_form.items():
        forms = _forms_of(language, stemmed)
        words = [forms[word] for word in written]
        found |= {(at, at + len(one.words) - 1) for one in own for at in _find(one, words)}
    if not found:
        return ()
    places = _locate(text, written[: max(last for _, last in found) + 1])
    return tuple(_join_overlapping([(places[a][0], places[b][1]) for a, b in sorted(found)]))


class _Forms(dict[str, str]):
    """The form in which each written word is compared, found when it is first met."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, written: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        form = self[written] = self._form(written)
        return form


@cache
def _forms_of(language: str, stemmed: bool) -> _Forms:
    return _Forms((lambda written: stem(fold(written), language)) if stemmed else fold)


def _find(pattern: Pattern, words: list[str]) -> Iterator[int]:
    """Where rows that fit the pattern begin."""
    length = len(pattern.words)
    if length == 1 and not (pattern.prefix or pattern.fuzzy):
        return _list_places(words, pattern.words[0])
    places = range(len(words) - length + 1)
    return (first for first in places if pattern.matches(words[first : first + length]))


def _list_places(words: list[str], word: str) -> Iterator[int]:
    place = -1
    for _ in range(words.count(word)):
        place = words.index(word, place + 1)
        yield place


def _locate(text: str, written: list[str]) -> list[Span]:
    """The places of the words of a text, which follow each other with no letter between them."""
    places, end = [], 0
    for word in written:
        start = text.index(word, end)
        end = start + len(word)
        places.append((start, end))
    return places


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
