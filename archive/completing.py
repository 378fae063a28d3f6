"""What someone may be typing: names of the archive, its frequent words and pairs of words.

Everything is held in one table in memory, since a key press leaves no time for the database: names
by the words in them, and a lexicon of words and pairs of neighbouring words of all that was said
(decision 0009). The table knows what was public when it was made; who answers from it asks the
database about the few names that it offers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from archive.catalogue.named import Named
from archive.names import match_key
from search import Index
from search.analysis import list_words, tokenise
from search.lexicon import Lexicon

MOST_PHRASES = 4

_FUNCTION_WORDS: Final = (
    "ada adalah agar akan aku anda apa apakah atas atau bagi bahwa banyak begitu belum bisa boleh "
    "bukan dalam dan dapat dari dengan di dia hanya harus hingga ini itu jadi jangan jika juga "
    "kalau kami kan karena ke kepada kita lagi lah lain lebih maka masih mau mereka namun nanti "
    "nya oleh pada para pun saat saja sampai sangat saya se sebagai sebuah secara sedang sehingga "
    "semua seperti sesuai setelah sudah supaya tapi telah tentang terhadap terus tetapi tidak "
    "untuk ya yaitu yakni yang"
)
FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS.split())
"""Words that are never offered alone, nor as the end of a pair; they are searched as any other."""


@dataclass(frozen=True, slots=True)
class Completions:
    """The table: names, by the words in them, and words and pairs with their counts."""

    names: Sequence[Named]
    words: Sequence[tuple[str, int]]
    """(word of a name, number of the name), ascending."""
    phrases: Lexicon

    def list_names(self, typed: str) -> list[Named]:
        """Names in which every typed word begins a word, those in most episodes first."""
        readings = {tuple(list_words(typed)), tuple(match_key(typed).split())} - {()}
        numbers = {number for words in readings for number in self._find_names(words)}
        found = [self.names[number] for number in numbers]
        return sorted(found, key=lambda one: (-one.episodes, one.names[0], one.slug))

    def _find_names(self, typed: Sequence[str]) -> set[int]:
        """Numbers of the names that hold words beginning like all that was typed."""
        return set.intersection(*(self._find_word(word) for word in typed))

    def _find_word(self, beginning: str) -> set[int]:
        first = bisect_left(self.words, (beginning, 0))
        last = bisect_left(self.words, (beginning + "\U0010ffff", 0))
        return {number for _, number in self.words[first:last]}

    def list_phrases(self, typed: str, most: int = MOST_PHRASES) -> list[tuple[str, int]]:
        """(what was typed, gone on with, statements) of the commonest ways to go on.

        The last two words are looked up together first, and else the last one alone; what stands
        before them stays as typed.
        """
        tokens = list(tokenise(typed))
        for context in (tokens[-2:], tokens[-1:]):
            found = self._list_starting(" ".join(token.word for token in context), most)
            if context and found:
                before = typed[: context[0].start]
                return [(before + text, count) for text, count in found]
        return []

    def _list_starting(self, beginning: str, most: int) -> list[tuple[str, int]]:
        if not beginning:
            return []
        places = self.phrases.list_starting(beginning)
        counts = self.phrases.counts[places.start : places.stop]
        chosen = list_highest(counts, most + 1)
        found = [(self.phrases.words[places[one]], int(counts[one])) for one in chosen]
        return [(text, count) for text, count in found if text != beginning][:most]


def collect_names(names: Sequence[Named]) -> Completions:
    """The table of these names, still without words."""
    words = {
        (word, number)
        for number, named in enumerate(names)
        for name in named.names
        for word in {*list_words(name), *match_key(name).split()}
    }
    return Completions(names, sorted(words), Lexicon.of({}))


def add_words(table: Completions, index: Index) -> Completions:
    """The table with what is often said in the statements of the index as it is now."""
    return replace(table, phrases=index.sayings(FUNCTION_WORDS))


def list_highest(counts: NDArray[np.int64], most: int) -> list[int]:
    """Where the highest counts stand, the highest first; of equal ones the first."""
    likely = np.arange(len(counts))
    if len(counts) > most:
        likely = np.flatnonzero(counts >= np.partition(counts, -most)[-most])
    order: list[int] = likely[np.argsort(-counts[likely], kind="stable")][:most].tolist()
    return order
