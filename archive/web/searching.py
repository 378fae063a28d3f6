"""Between the parameters of `/cari` and a search: the request, chips, facets, other pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from archive.calendar import format_date, today_in
from archive.finding import Finding
from archive.web.addresses import query_without, with_query
from archive.web.labels import KINDS, LABELS
from archive.web.languages import language
from archive.web.parameters import choice_of, page_number, text_of, texts_of
from archive.web.reading import reading, resources, settings
from search import FACETS, FILTERS, ORDERS, Facet, SearchRequest

SHOWN_FACETS = ("tokoh", "topik", "tahun")
DEEPEST_PAGE = 500
"""Further pages are never read by people, and cost a sort of everything found."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: its title, and this search without it."""

    name: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class FacetLine:
    """A value of a facet: `address` sets it, or takes it away where it is chosen."""

    value: str
    title: str
    count: int
    chosen: bool
    address: str


def read_request() -> SearchRequest:
    """The search that the address asks for. Raises BadRequest for a day or number that is none."""
    page = page_number()
    if page > DEEPEST_PAGE:
        raise BadRequest(_("Hasil hanya dapat dibuka sampai halaman %(page)s.", page=DEEPEST_PAGE))
    return SearchRequest(
        query=text_of("q"),
        filters={name: values for name in FILTERS if (values := texts_of(name))},
        since=day_of("dari"),
        until=day_of("sampai"),
        order=choice_of("urut", ORDERS),
        page=page,
        today=today_in(settings()["ZONE"]),
    )


def day_of(name: str) -> date | None:
    """A day of the address. Raises BadRequest for anything but an ISO date."""
    text = text_of(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadRequest(_("%(name)s harus tanggal seperti 2022-06-15.", name=name)) from None


class Answer(Finding):
    """A finding as the page of results shows it."""

    def __init__(self, request: SearchRequest) -> None:
        """Search; raises QueryOverBudget."""
        rights = settings()["DEFAULT_RIGHTS"]
        super().__init__(reading(), resources().index, request, rights, language())

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked for; the bare page only explains how to."""
        request = self.request
        return bool(request.query or request.filters or request.since or request.until)

    def read_titles(self, name: str, values: set[str]) -> Mapping[str, str]:
        """As of a finding; codes in the words of the page."""
        if name == "label":
            return {code: str(label.word) for code, label in LABELS.items()}
        if name == "jenis":
            return {code: str(word) for code, word in KINDS.items()}
        return super().read_titles(name, values)

    def facet_lists(self, names: tuple[str, ...] = SHOWN_FACETS) -> dict[str, list[FacetLine]]:
        """The facets with values that may be named, by parameter."""
        known = {facet.name: facet for facet in self.results.facets}
        lines = {name: self.facet_lines(known[name]) for name in names if name in known}
        return {name: found for name, found in lines.items() if found}

    def facet_lines(self, facet: Facet) -> list[FacetLine]:
        """The lines of one facet, the commonest first; years the latest first."""
        chosen = self.request.filters.get(facet.name, ())
        titles = self.titles.get(facet.name, {})
        lines = [
            FacetLine(
                row.value,
                titles[row.value],
                row.count,
                row.value in chosen,
                toggle(facet.name, row.value),
            )
            for row in facet.rows
            if row.value in titles
        ]
        return (
            sorted(lines, key=lambda line: line.value, reverse=True)
            if (facet.name == "tahun")
            else lines
        )

    @property
    def chips(self) -> list[Chip]:
        """The filters that are set, each with the search without it."""
        chips = [
            Chip(name, self.title(name, value), toggle(name, value))
            for name, values in self.request.filters.items()
            for value in values
        ]
        days = (
            ("dari", _("sejak %(day)s"), self.request.since),
            ("sampai", _("hingga %(day)s"), self.request.until),
        )
        return chips + [
            Chip(name, text % {"day": format_date(day, language())}, without(name))
            for name, text, day in days
            if day
        ]

    @cached_property
    def total_without_filters(self) -> int:
        """How much would be found without any filter."""
        free = replace(self.request, filters={}, since=None, until=None, page=1, page_size=1)
        return resources().index.search(free).total


def toggle(name: str, value: str) -> str:
    """This search with a value of a filter added, or without it where it is set; page one."""
    pairs = query_without("hal")
    kept = [pair for pair in pairs if pair != (name, value)]
    return with_query("/cari", kept if len(kept) < len(pairs) else [*pairs, (name, value)])


def without(*names: str) -> str:
    """This search without some parameters; page one."""
    return with_query("/cari", query_without("hal", *names))


def ordered(order: str) -> str:
    """This search in another order; page one."""
    pairs = query_without("hal", "urut")
    return with_query("/cari", pairs if order == ORDERS[0] else [*pairs, ("urut", order)])


def unfiltered() -> str:
    """This search without any filter."""
    return without(*FACETS, "episode", "dari", "sampai")
