"""From a hit to its citation: the very words, where the reader typed them in quotation marks."""

from __future__ import annotations

from archive.catalogue.statements import StatementRow
from archive.permalinks import Passage
from archive.published.citing import pinned_path
from archive.web.addresses import address_of_statement
from search.analysis.highlighting import Pattern, Span, find_spans
from search.analysis.words import list_words
from search.parsing import parse_query
from search.query import Phrase, list_leaves


def address_to_quote(row: StatementRow, query: str) -> str:
    """Where a statement is cited: the words of the phrase that was looked for, as a passage of the
    revision that is shown; else the statement, where one chooses words."""
    spans = find_spans(row.text, list_phrases(query), row.language)
    if not spans:
        return address_of_statement(row.id)
    first, last = words_of(row.text, spans[0])
    return f"{pinned_path(row.id, row.revision, Passage(row.revision, first, None, last))}/kutip"


def list_phrases(query: str) -> list[Pattern]:
    """The phrases of a query, of two words and more, that look into what was said."""
    leaves = list_leaves(parse_query(query).root, wanted_only=True)
    phrases = [one.text for one in leaves if isinstance(one, Phrase) and one.field is None]
    words = [tuple(list_words(phrase)) for phrase in phrases]
    return [Pattern(row) for row in words if len(row) > 1]


def words_of(text: str, span: Span) -> tuple[int, int]:
    """The numbers, from 1, of the first and the last word of a span; a word lies between spaces."""
    start, end = span
    return text.count(" ", 0, start) + 1, text.count(" ", 0, end) + 1
