"""Between the parameters of `/cari` and a search: the request, facets, groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flask_babel import gettext as _

from archive.calendar import today_in
from archive.catalogue.addresses import list_present_slugs
from archive.finding import Finding
from archive.web.addresses import with_query
from archive.web.asking import (
    Chip,
    filter_pairs,
    list_chips,
    list_remarks,
    name_values,
    replaced,
    toggle,
)
from archive.web.grouping import FoundGroup, group_found
from archive.web.labels import FACET_TITLES, KINDS, LABELS
from archive.web.languages import language
from archive.web.parameters import (
    UnfitParameter,
    choice_of,
    choices_of,
    day_of,
    page_number,
    text_of,
    texts_of,
    years_of,
)
from archive.web.reading import reading, resources, settings
from search import FILTERS, ORDERS, Expansion, Facet, SearchRequest

OPEN_FACETS = ("tokoh", "topik", "tahun")
"""Facets that show their lines; of the others only the name is shown until it is opened."""
AS_STATEMENTS, BY_EPISODE = "pernyataan", "episode"
YES, NO = "ya", "tidak"
DEEPEST_PAGE = 500
"""Further pages are never read by people, and cost a sort of everything found."""


@dataclass(frozen=True, slots=True)
class FacetLine:
    """A value of a facet: `address` sets it, or takes it away where it is chosen."""

    value: str
    title: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet as it is shown: what it narrows, its lines, whether they are in sight."""

    name: str
    title: str
    lines: tuple[FacetLine, ...]
    is_open: bool

    @property
    def chosen(self) -> int:
        """How many of its values are set."""
        return sum(line.chosen for line in self.lines)


def read_request() -> SearchRequest:
    """The search that the address asks for. Raises BadRequest for a day or number that is none."""
    page = page_number()
    if page > DEEPEST_PAGE:
        raise UnfitParameter(
            "hal", _("Hasil hanya dapat dibuka sampai halaman %(page)s.", page=DEEPEST_PAGE)
        )
    return replace(
        read_asked(),
        order=choice_of("urut", ORDERS),
        page=page,
        grouped=choice_of("kelompok", (AS_STATEMENTS, BY_EPISODE)) == BY_EPISODE,
    )


def read_asked(**filters: tuple[str, ...]) -> SearchRequest:
    """Words, filters and days of the address, `filters` set besides; without order and page.

    Days in the wrong order are turned round (`list_remarks` says so). Raises BadRequest.
    """
    since, until = day_of("dari"), day_of("sampai")
    if since and until and until < since:
        since, until = until, since
    asked = {name: values for name in FILTERS if (values := values_of(name))}
    return SearchRequest(
        query=text_of("q"),
        filters=asked | filters,
        since=since,
        until=until,
        today=today_in(settings()["ZONE"]),
        expand=choice_of("singkatan", (YES, NO)) == YES,
    )


def values_of(name: str) -> tuple[str, ...]:
    """The values of a filter. Raises UnfitParameter for a code or a year that there is not."""
    match name:
        case "jenis":
            return choices_of(name, KINDS)
        case "label":
            return choices_of(name, LABELS)
        case "tahun":
            return years_of(name)
        case "episode":
            return list_present_slugs(reading(), texts_of(name)) if texts_of(name) else ()
        case _:
            return texts_of(name)


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

    @property
    def offers(self) -> list[tuple[str, str, str]]:
        """The notes in three pieces: text, the query that may have been meant, and text."""
        return [(remark, "", "") for remark in self.remarks] + [
            sentence.rpartition(note.query) if note.query else (sentence, "", "")
            for sentence, note in zip(super().notes, self.results.notes, strict=True)
        ]

    @property
    def is_meant_otherwise(self) -> bool:
        """Whether a note names another query already, so that a second would only confuse."""
        return any(note.query for note in self.results.notes)

    @cached_property
    def remarks(self) -> list[str]:
        """What of the filters fits nothing, or was not taken as it stands."""
        return list_remarks(self.request, self.titles)

    @property
    def notes(self) -> list[str]:
        """What was not taken as it stands: of the filters, then of the words."""
        return [*self.remarks, *super().notes]

    def read_titles(self, name: str, values: set[str]) -> Mapping[str, str]:
        """As of a finding; codes in the words of the page."""
        return name_values(name, values)

    def facet_lists(self) -> list[FacetList]:
        """The facets that narrow what was found, those in sight first."""
        known = {facet.name: facet for facet in self.results.facets}
        names = sorted(known, key=lambda name: name not in OPEN_FACETS)
        lists = [self.facet_list(known[name]) for name in names]
        return [facet for facet in lists if self.narrows(facet)]

    def facet_list(self, facet: Facet) -> FacetList:
        """One facet."""
        lines = tuple(self.facet_lines(facet))
        is_open = facet.name in OPEN_FACETS or any(line.chosen for line in lines)
        return FacetList(facet.name, str(FACET_TITLES[facet.name]), lines, is_open)

    def narrows(self, facet: FacetList) -> bool:
        """Whether a facet tells anything: not where one value is all there is."""
        counted = not self.request.grouped and self.results.total
        alone = len(facet.lines) == 1 and facet.lines[0].count == counted
        return bool(facet.lines) and (not alone or facet.chosen > 0)

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
        if facet.name == "tahun":
            lines.sort(key=lambda line: line.value, reverse=True)
        return lines

    @property
    def chips(self) -> list[Chip]:
        """The filters that are set, each with the search without it."""
        return list_chips(self.request, self.title)

    @property
    def views(self) -> dict[str, str]:
        """Other pages about the same words: addresses by the name of the page."""
        asked = [("q", self.request.query), *filter_pairs(self.request)]
        return {name: with_query(f"/{name}", asked) for name in ("tren", "konkordansi")}

    @property
    def meanings(self) -> list[tuple[Expansion, str]]:
        """What an abbreviation may mean besides, each with the search for that too."""
        query = self.request.query
        return [(one, replaced("q", widen(query, one))) for one in self.results.offers]

    @property
    def groups(self) -> list[FoundGroup]:
        """What was found by episode, where that was asked for."""
        if not self.request.grouped:
            return []
        return group_found(self.found, {one.episode: one.count for one in self.results.groups})


def widen(query: str, offer: Expansion) -> str:
    """The query with an abbreviation or what it stands for, wherever that stands alone."""
    written = re.compile(rf"(?<!\w){re.escape(offer.abbreviation)}(?!\w)", re.IGNORECASE)
    return written.sub(lambda found: f'({found[0]} ATAU "{offer.words}")', query, count=1)
