"""Search: documents in, ranked hits out. This is the whole public interface.

    index = Index.open(folder)
    index.rebuild(documents, seq)                       the first time, and whenever it is lost
    index.apply([Document(...), Deletion(id=...)], seq)
    results = index.search(SearchRequest("anggaran -jalan", {"tokoh": ("ambo-sakka",)}))

Queries are text as people type it; `describe` says them back in words. Nothing here knows the
catalogue, the web or the engine behind it.
"""

from search.analysis.abbreviations import Expansion
from search.analysis.known import is_known_word
from search.describing import describe
from search.document import KINDS, LABELS, Change, Deletion, Document
from search.engines.whoosh.checking import Report
from search.errors import (
    IndexBusy,
    IndexUnavailable,
    QueryOverBudget,
    SearchError,
    UnfitDocument,
    UnknownFilter,
)
from search.index import Index, Status
from search.loosening import Way, find_ways, without_spare
from search.moments import moment_at
from search.parsing import parse_query
from search.query import FIELDS, Query, format_query
from search.request import FILTERS, ORDERS, PAGE_SIZE, SearchRequest
from search.results import FACETS, Facet, FacetRow, Group, Hit, Results, YearCount
from search.wording import Note, note_sentence, refusal_sentence

__all__ = [
    "FACETS",
    "FIELDS",
    "FILTERS",
    "KINDS",
    "LABELS",
    "ORDERS",
    "PAGE_SIZE",
    "Change",
    "Deletion",
    "Document",
    "Expansion",
    "Facet",
    "FacetRow",
    "Group",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexUnavailable",
    "Note",
    "Query",
    "QueryOverBudget",
    "Report",
    "Results",
    "SearchError",
    "SearchRequest",
    "Status",
    "UnfitDocument",
    "UnknownFilter",
    "Way",
    "YearCount",
    "describe",
    "find_ways",
    "format_query",
    "is_known_word",
    "moment_at",
    "note_sentence",
    "parse_query",
    "refusal_sentence",
    "without_spare",
]
