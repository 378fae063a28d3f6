"""What every engine of the comparison offers, and the analysis that all of them share."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bench.questions import Question
from search import Document
from search.analysis.names import list_name_words
from search.analysis.stemming import stem
from search.analysis.words import list_words, tokenise

HITS = 20
FACET_ROWS = 20
FACETS = ("person", "topic", "year")


class Peer(Protocol):
    """An index that is open for searching."""

    name: str

    def answer(self, question: Question) -> Sequence[Any]:
        """The stored fields of the 20 best statements, and whatever else the kind asks for."""

    def forget(self) -> None:
        """Drop what earlier answers left in memory that only the same question finds again."""

    def count(self, question: Question) -> int:
        """How many statements fit; not timed, it shows that all do the same work."""

    def close(self) -> None:
        """Close the files."""


class Builder(Protocol):
    """Fills an empty folder with an index of these documents."""

    def __call__(self, folder: Path, documents: Iterable[Document]) -> None: ...


def stems_of(text: str) -> str:
    """The stems of a text, as a text for engines that do not know our stemmer."""
    return " ".join(map(stem, list_words(text)))


def names_of(document: Document) -> str:
    """The words of a speaker's names, without honorifics."""
    return " ".join(list_name_words(document.names))


def find_spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words of these stems stand: the highlighter of engines that have no use for theirs."""
    return [(token.start, token.end) for token in tokenise(text) if stem(token.word) in words]
