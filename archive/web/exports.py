"""Lists and results taken away whole (`/cari.csv`): many rows, some read at a time.

A file that holds less than there is says so in its name, which stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from flask import Response

from archive.catalogue.hits import Found, read_hits
from archive.catalogue.values import PAGE_SIZE, Page, cut_page
from archive.web.forms import CSV, stream_csv
from archive.web.parameters import existing_page, page_number, text_of
from archive.web.reading import reading, resources, settings
from search import Hit, IndexUnavailable, Results, SearchRequest

T = TypeVar("T")

MOST_ROWS = 10_000
"""Rows of one file: what a spreadsheet opens at once, and one search sorts in a moment."""
AT_ONCE = 500
"""Rows read from the database and sent at a time."""


def is_export(form: str) -> bool:
    """Whether the whole is asked for: a CSV, and no page of it."""
    return form == CSV and not text_of("hal")


def size_of(form: str) -> int:
    """How many rows of a list a page of this form holds."""
    return MOST_ROWS if is_export(form) else PAGE_SIZE


def page_of(rows: Sequence[T], form: str) -> Page[T]:
    """The page that is asked for of a list that is read whole. Raises NotFound past the last."""
    return existing_page(cut_page(rows, page_number(), size_of(form)))


def find_whole(request: SearchRequest) -> Results:
    """What a search finds, in its order, up to MOST_ROWS; one search.

    Raises QueryOverBudget, and IndexUnavailable since an empty file would look like an answer.
    """
    whole = replace(
        request, page=1, page_size=MOST_ROWS, grouped=False, facets=False, suggest=False
    )
    found = resources().index.search(whole)
    if not found.available:
        raise IndexUnavailable("there is nothing to export from")
    return found


def read_found(hits: Sequence[Hit]) -> Iterator[Found]:
    """Those of the hits that the public may see now."""
    for some in in_parts(hits):
        yield from read_hits(reading(), some, settings()["DEFAULT_RIGHTS"])


def in_parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """A long sequence in parts that are read at once."""
    return (items[first : first + AT_ONCE] for first in range(0, len(items), AT_ONCE))


def export(name: str, rows: Iterator[Mapping[str, Any]], held: int, total: int) -> Response:
    """The rows as a file: `cari.csv`, or `cari-10000-dari-12345.csv` where `total` is more than
    the file holds."""
    answer = stream_csv(rows)
    part = f"-{held}-dari-{total}" if held < total else ""
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}{part}.csv"'
    return answer
