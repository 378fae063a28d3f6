"""A search of the archive: what the index finds, as far as the database shows it to the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from archive.calendar import format_date
from archive.catalogue.hits import Found, read_hits, read_titles
from archive.catalogue.values import Link
from search import (
    Index,
    Results,
    SearchRequest,
    Way,
    describe,
    find_ways,
    note_sentence,
    without_spare,
)


class Finding:
    """One search and what it found; titles of filters and facets are read once for all.

    `language` ("id", "en") is that of sentences about the search, not of what is found.
    """

    def __init__(
        self,
        session: Session,
        index: Index,
        request: SearchRequest,
        default_rights: str,
        language: str = "id",
    ) -> None:
        """Search; raises QueryOverBudget."""
        self.session = session
        self.index = index
        self.request = request
        self.default_rights = default_rights
        self.language = language
        self.results: Results = confirm_suggestion(index, request, index.search(request))
        self.found: list[Found] = read_hits(session, self.results.hits, default_rights)

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """What the values of filters and facets are called, by parameter and value."""
        wanted = {name: set(values) for name, values in self.request.filters.items()}
        for facet in self.results.facets:
            wanted.setdefault(facet.name, set()).update(row.value for row in facet.rows)
        return {name: self.read_titles(name, values) for name, values in wanted.items()}

    def read_titles(self, name: str, values: set[str]) -> Mapping[str, str]:
        """What the values of one filter are called; codes and years are their own titles."""
        if name in ("label", "jenis", "tahun"):
            return {value: value for value in values}
        return read_titles(self.session, name, values, self.default_rights)

    def title(self, name: str, value: str) -> str:
        """The title of a value; the value itself where it names nothing public."""
        return self.titles.get(name, {}).get(value, value)

    @property
    def described(self) -> str:
        """What was understood, in words."""
        return self.say(self.request)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Where nothing was found: queries that ask for less and find something."""
        if self.results.total or not self.results.available:
            return ()
        return find_ways(self.index, self.request)

    def say(self, request: SearchRequest) -> str:
        """This request, or one with the same filters, in words."""
        return describe(
            request,
            self.language,
            title=self.title,
            format_day=lambda day: format_date(day, self.language),
        )

    @property
    def notes(self) -> list[str]:
        """What was not taken as typed."""
        return [note_sentence(note, self.language) for note in self.results.notes]

    @property
    def facets(self) -> dict[str, list[dict[str, Any]]]:
        """The facets by parameter: values that may be named, with title and count."""
        return {
            facet.name: [
                {"value": row.value, "title": known[row.value], "count": row.count}
                for row in facet.rows
                if row.value in known
            ]
            for facet in self.results.facets
            if (known := self.titles.get(facet.name, {})) or not facet.rows
        }

    def as_dict(self) -> dict[str, Any]:
        """The shape of `gaung search`."""
        return {
            "query": self.request.query,
            "described": self.described,
            "total": self.results.total,
            "hits": [hit_data(found) for found in self.found],
            "facets": self.facets,
            "suggestion": self.results.suggestion,
            "notes": self.notes,
            "ways": [self.way_data(way) for way in self.ways],
        }

    def way_data(self, way: Way) -> dict[str, Any]:
        """A query that asks for less."""
        return {
            "kind": way.kind,
            "query": way.query,
            "described": self.say(replace(self.request, query=way.query)),
            "left_out": list(way.left_out),
            "total": way.total,
        }


def confirm_suggestion(index: Index, request: SearchRequest, results: Results) -> Results:
    """The results with their suggestion where that finds more, under the same filters.

    The lexicon still holds words of documents that are gone; such a word is not named. Of a
    question ("knapa jaln rusak") the suggestion may be what it is about.
    """
    if results.suggestion is None:
        return results
    about = without_spare(results.suggestion, request)
    for query in filter(None, (results.suggestion, about)):
        other = replace(
            request, query=query, page=1, page_size=1, facets=False, suggest=False, grouped=False
        )
        if index.search(other).total > results.total:
            return replace(results, suggestion=query)
    return replace(results, suggestion=None)


def hit_data(found: Found) -> dict[str, Any]:
    """A hit; `highlights` are half-open code points of `text`.

    `start` is the second at which the marked words are heard, `end` that at which the statement
    ends; `revision` is the published one whose words these are.
    """
    statement, episode = found.statement, found.episode
    on = statement.on if statement else episode.aired.day if episode else None
    of_episode = statement.episode if statement else None
    programme = statement.programme if statement else None
    if episode:
        of_episode, programme = Link(episode.slug, episode.title), episode.programme
    speaker = statement.speaker if statement else heading_link(found, "tokoh")
    checked = statement.checked_at if statement else None
    return {
        "id": found.hit.id,
        "kind": found.kind,
        "score": round(found.hit.score, 6),
        "title": None if statement else found.title,
        "text": found.text,
        **named("person", "name", speaker),
        "position": statement.position if statement else None,
        **named("organisation", "name", heading_link(found, "lembaga")),
        **named("topic", "name", heading_link(found, "topik")),
        **named("episode", "title", of_episode),
        "date": on.isoformat() if on else None,
        "start": found.start,
        "highlights": [list(span) for span in found.highlights],
        "label": statement.label if statement else None,
        "checked_at": checked.isoformat() if checked else None,
        "voice": statement.voice if statement else None,
        "end": statement.end if statement else None,
        **named("programme", "title", programme),
        "revision": statement.revision if statement else None,
    }


def heading_link(found: Found, kind: str) -> Link | None:
    """What was found, where it is a heading of this kind."""
    return found.heading.link if found.heading and found.kind == kind else None


def named(key: str, word: str, link: Link | None) -> dict[str, str | None]:
    """`episode` and `episode_title`, `person` and `person_name`; null where there is none."""
    return {key: link.slug if link else None, f"{key}_{word}": link.name if link else None}
