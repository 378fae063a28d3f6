"""Our own index, through the public interface of `search`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.questions import Question
from search import Document, Index, SearchRequest


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Fill an empty folder."""
    Index.open(folder).rebuild(documents, seq=1)


class Gaung:
    """The index as pages use it: every answer has the total, all facets and the highlights."""

    name = "Gaung"

    def __init__(self, folder: Path) -> None:
        self._index = Index.open(folder)

    def answer(self, question: Question) -> Sequence[Any]:
        """The page of results, complete."""
        return self._index.search(request_of(question)).hits

    def count(self, question: Question) -> int:
        """How many statements fit."""
        return self._index.search(request_of(question)).total

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents; the next search sees them."""
        self._index.apply(documents, self._index.applied_seq + 1)

    def close(self) -> None:
        """Close the files."""
        self._index.close()


def request_of(question: Question) -> SearchRequest:
    """A question as a request; abbreviations are not expanded, since nobody else does that."""
    return SearchRequest(
        question.typed,
        {"tokoh": (question.person,)} if question.person else {},
        since=question.since,
        until=question.until,
        order="terbaru" if question.kind == "sortdate" else "relevan",
        expand=False,
    )
