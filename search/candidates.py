"""Statements that may hold a quotation, asked of an index by its longest words."""

from __future__ import annotations

from search.analysis.words import list_words
from search.document import STATEMENT, Document
from search.errors import IndexUnavailable
from search.index import Index
from search.request import SearchRequest

MOST_WORDS, MOST_CHARACTERS = 24, 500
"""Words of a quotation that are looked for, and how long the query may get."""


def find_candidates(index: Index, text: str, limit: int = 50) -> list[Document]:
    """Statements that share words with the text, the rarest counting most; best first.

    Raises IndexUnavailable where there is no readable index.
    """
    query = _ask_for(list_words(text))
    if not query:
        return []
    kinds = {"jenis": (STATEMENT,)}
    results = index.search(SearchRequest(query, kinds, page_size=limit, expand=False))
    if not results.available:
        raise IndexUnavailable("there is no index to look for quotations in")
    return [hit.document for hit in results.hits]


def _ask_for(words: list[str]) -> str:
    """Any of the longest words, each as it is written: the rare ones are among them."""
    query = ""
    for word in sorted(dict.fromkeys(words), key=len, reverse=True)[:MOST_WORDS]:
        longer = f'{query} OR "{word}"' if query else f'"{word}"'
        if len(longer) > MOST_CHARACTERS:
            break
        query = longer
    return query
