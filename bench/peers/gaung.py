"""Our own index, through the public interface of `search`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.questions import Question
from search import Document, Index, Results, SearchRequest, parsing


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Fill an empty folder."""
    Index.open(folder).rebuild(documents, seq=1)


class Gaung:
    """The index through its public interface, asked for what the others are asked for.

    Every answer has the exact total besides. It remembers what recent questions meant.
    """

    name = "Gaung"
    complete = False

    def __init__(self, folder: Path) -> None:
        self._index = Index.open(folder)

    def answer(self, question: Question) -> Sequence[Any]:
        """The 20 best statements, and whatever else the kind asks for."""
        facets = self.complete or question.kind == "facets"
        results = self._search(question, facets=facets, suggest=self.complete)
        if self.complete or question.kind == "highlight":
            return [(hit.document, hit.highlights, hit.start) for hit in results.hits]
        return results.hits

    def count(self, question: Question) -> int:
        """How many statements fit."""
        return self._search(question).total

    def forget(self) -> None:
        """Nothing: it is asked as it comes, with what it remembers."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents; the next search sees them."""
        self._index.apply(documents, self._index.applied_seq + 1)

    def close(self) -> None:
        """Close the files."""
        self._index.close()

    def _search(
        self, question: Question, *, facets: bool = False, suggest: bool = False
    ) -> Results:
        results = self._index.search(request_of(question, facets=facets, suggest=suggest))
        if not results.available:
            raise RuntimeError("our index cannot be read: nothing would be measured")
        return results


class GaungFirst(Gaung):
    """As if every question were asked for the first time: nothing of it is understood yet."""

    name = "Gaung, asked first"

    def forget(self) -> None:
        """Drop what recent questions meant."""
        parsing._parse.cache_clear()
        self._index._pool.read(lambda reading: reading.cache.pop("meanings", None))


class GaungPage(GaungFirst):
    """As a page of results asks: nine facets, marked words, another spelling where little fits."""

    name = "Gaung, for a page"
    complete = True


def request_of(question: Question, *, facets: bool, suggest: bool) -> SearchRequest:
    """A question as a request; abbreviations are not expanded, since nobody else does that."""
    return SearchRequest(
        question.typed,
        {"tokoh": (question.person,)} if question.person else {},
        since=question.since,
        until=question.until,
        order="terbaru" if question.kind == "sortdate" else "relevan",
        expand=False,
        facets=facets,
        suggest=False,
    )
