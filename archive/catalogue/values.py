"""The values that pages and machines are given; all frozen, all about what is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from archive.calendar import Moment

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Link:
    """Something with a page: its slug and how it is called."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A person announced for an episode, with that day's position; `part` is host or guest."""

    person: Link
    position: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """An episode as lists show it. Seconds; `bars` only where the audio may be heard.

    `rights` are those in force; `is_recorded` is also true where nobody but staff may listen.
    """

    id: str
    slug: str
    title: str
    summary: str | None
    language: str
    aired: Moment
    programme: Link
    station: Link | None
    fictional: bool
    guests: tuple[Guest, ...] = ()
    rights: str = "public"
    is_recorded: bool = False
    duration: float | None = None
    bars: str | None = None
    has_words: bool = False
    has_audio: bool = False


def cut_page(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """One page of a short list that is read whole."""
    return Page(rows[(number - 1) * size : number * size], number, len(rows), size)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list that is `total` long."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, ceil(self.total / self.size))

    @property
    def first(self) -> int:
        """The place in the whole list, from 1, of this page's first row."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The place of this page's last row."""
        return self.first + len(self.rows) - 1
