"""What a reader asks for: words, filters, an order and a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from search.errors import UnknownFilter

FILTERS = (
    "tokoh",
    "jabatan",
    "lembaga",
    "topik",
    "program",
    "stasiun",
    "label",
    "jenis",
    "episode",
    "tahun",
)
"""Filters of values; each may be given several times: one of them has to fit (interface.md)."""

ORDERS = ("relevan", "terbaru", "terlama")
PAGE_SIZE = 20

_NO_FILTERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as the parameters of `/cari` put it; raises UnknownFilter where they make no sense.

    Filters hold slugs (`tahun`: years) and stand outside the query: an OR inside it never escapes
    them. OR within a filter, AND between filters. `since` and `until` are inclusive. Without words
    everything that passes the filters is listed, latest first unless `terlama` is asked for.
    `page` counts from 1. `expand`: abbreviations also find what they stand for, and unknown
    spellings what sounds like them. `grouped`: results are episodes, each with its best hits.
    `facets`: whether to count them. `suggest`: whether little found asks for another spelling.
    `today` is the day that relative dates in the query count from, where the archive is; None is
    that of this machine.
    """

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_FILTERS)
    since: date | None = None
    until: date | None = None
    order: str = "relevan"
    page: int = 1
    page_size: int = PAGE_SIZE
    expand: bool = True
    grouped: bool = False
    facets: bool = True
    suggest: bool = True
    today: date | None = None

    def __post_init__(self) -> None:
        for name in self.filters:
            if name not in FILTERS:
                raise UnknownFilter(f"unknown filter {name!r}: one of {', '.join(FILTERS)}")
        if self.order not in ORDERS:
            raise UnknownFilter(f"unknown order {self.order!r}: one of {', '.join(ORDERS)}")
        if self.page < 1 or self.page_size < 1:
            raise UnknownFilter("pages and their size count from 1")

    @property
    def first(self) -> int:
        """How many hits stand before this page."""
        return (self.page - 1) * self.page_size
