"""What an address asks of the index, said in words, and the same page asked a little otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import gettext as _

from archive.calendar import format_date
from archive.catalogue.hits import read_titles
from archive.web.addresses import base_path, query_without, with_query
from archive.web.labels import FACET_TITLES, KINDS, LABELS
from archive.web.languages import language
from archive.web.parameters import day_of
from archive.web.reading import reading, settings
from search import FACETS, SearchRequest, describe, note_sentence
from search.wording import Note

FILTER_NAMES = (*FACETS, "episode", "dari", "sampai")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: its title, and this page without it."""

    name: str
    title: str
    address: str


class Asked:
    """A request and the titles of its filters; nothing is searched."""

    def __init__(self, request: SearchRequest) -> None:
        self.request = request

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """What the values of the filters are called, by parameter and value."""
        chosen = self.request.filters.items()
        return {name: name_values(name, set(values)) for name, values in chosen}

    def title(self, name: str, value: str) -> str:
        """The title of a value; the value itself where it names nothing public."""
        return self.titles.get(name, {}).get(value, value)

    @property
    def chips(self) -> list[Chip]:
        """The filters that are set, each with this page without it."""
        return list_chips(self.request, self.title)

    @property
    def remarks(self) -> list[str]:
        """What of the filters fits nothing, or was not taken as it stands."""
        return list_remarks(self.request, self.titles)

    def describe(self, request: SearchRequest) -> str:
        """In words: this request, or one with the same filters."""
        return describe(
            request,
            language(),
            title=self.title,
            format_day=lambda day: format_date(day, language()),
        )


def list_remarks(request: SearchRequest, titles: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What of the filters of an address names nothing public, and days that were turned round."""
    unknown = [
        _(
            "Tidak ada %(what)s dengan tanda “%(value)s” di arsip ini.",
            what=str(FACET_TITLES.get(name, KINDS["episode"])).lower(),
            value=value,
        )
        for name, values in request.filters.items()
        for value in values
        if value not in titles.get(name, {})
    ]
    asked = (day_of("dari"), day_of("sampai"))
    if all(asked) and asked != (request.since, request.until):
        turned = Note("backwards", say_days(*asked), reading=say_days(request.since, request.until))
        return [*unknown, note_sentence(turned, language())]
    return unknown


def say_days(*days: date | None) -> str:
    """The days from one to another in words."""
    return " – ".join(format_date(day, language()) for day in days if day)


def name_values(name: str, values: set[str]) -> Mapping[str, str]:
    """What values of a filter are called, as far as they may be named; codes in words."""
    if name == "label":
        return {code: str(label.word) for code, label in LABELS.items()}
    if name == "jenis":
        return {code: str(word) for code, word in KINDS.items()}
    if name == "tahun":
        return {value: value for value in values}
    return read_titles(reading(), name, values, settings()["DEFAULT_RIGHTS"])


def list_chips(request: SearchRequest, title: Callable[[str, str], str]) -> list[Chip]:
    """The filters of a request as chips."""
    chips = [
        Chip(name, title(name, value), toggle(name, value))
        for name, values in request.filters.items()
        for value in values
    ]
    days = (
        ("dari", _("sejak %(day)s"), request.since),
        ("sampai", _("hingga %(day)s"), request.until),
    )
    return chips + [
        Chip(name, text % {"day": format_date(day, language())}, without(name))
        for name, text, day in days
        if day
    ]


def toggle(name: str, value: str) -> str:
    """This page with a value of a filter added, or without it where it is set; page one."""
    pairs = query_without("hal")
    kept = [pair for pair in pairs if pair != (name, value)]
    return with_query(base_path(), kept if len(kept) < len(pairs) else [*pairs, (name, value)])


def without(*names: str) -> str:
    """This page without some parameters; page one."""
    return with_query(base_path(), query_without("hal", *names))


def replaced(name: str, value: str, default: str = "") -> str:
    """This page with another value of a parameter, unnamed where it is the default; page one."""
    kept = query_without("hal", name)
    return with_query(base_path(), kept if value == default else [*kept, (name, value)])


def unfiltered() -> str:
    """This page without any filter."""
    return without(*FILTER_NAMES)


def filter_pairs(request: SearchRequest, *left_out: str) -> list[tuple[str, str]]:
    """The filters of a request as parameters of an address, but those named."""
    pairs = [(name, value) for name, values in request.filters.items() for value in values]
    days = (("dari", request.since), ("sampai", request.until))
    pairs += [(name, day.isoformat()) for name, day in days if day]
    return [pair for pair in pairs if pair[0] not in left_out]
