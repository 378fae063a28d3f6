"""What can go wrong in a search, named after what happened."""

from __future__ import annotations


class SearchError(Exception):
    """Base of everything this package raises on purpose."""


class QueryOverBudget(SearchError):
    """The query asks for more work than one reader may ask for; nothing was run.

    `code` names the limit that was passed (a key of `search.wording.REFUSALS`), `limit` is its
    value and `found` what the query asked for, so that a page can say the sentence in its own
    language with `search.wording.refusal_sentence`. `words` may stand where `found` does.
    """

    def __init__(
        self, code: str, limit: int, found: int | str, words: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{code}: at most {limit}, found {found}")
        self.words = words
        self.code = code
        self.limit = limit
        self.found = found


class UnknownFilter(SearchError, ValueError):
    """A filter, an order or a page number that no search has."""


class UnfitDocument(SearchError, ValueError):
    """A document that must not reach a writer: it would leave the writer unusable."""


class IndexUnavailable(SearchError):
    """There is no index that can be read or written here; rebuild it."""


class IndexBusy(SearchError):
    """Another process is writing the index and did not finish in time."""
