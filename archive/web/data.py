"""What rows look like in JSON and CSV: flat, the same keys in both.

`episode`, `person`, `topic` … are slugs, their titles and names stand in `episode_title`,
`person_name` … (interface.md "Shapes"). Times are seconds, days ISO dates, missing values null.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import url_for

from archive.catalogue.coverage import Material, ProgrammeCoverage, YearCoverage
from archive.catalogue.hits import Found
from archive.catalogue.organisations import OrganisationRow, OrganisationView
from archive.catalogue.people import PersonRow, PersonView, TenureView
from archive.catalogue.programmes import ProgrammeView, StationView
from archive.catalogue.topics import TopicRow, TopicView
from archive.catalogue.values import EpisodeRow, Link, Page
from archive.finding import hit_data
from archive.periods import Bound
from archive.published.citing import pinned_path
from archive.web.addresses import (
    address_of_episode,
    address_of_statement,
    page_address,
    public_address,
)
from archive.web.searching import Answer

T = TypeVar("T")
Row = dict[str, Any]


def page_data(
    name: str, page: Page[T], as_row: Callable[[T], Row], form: str = "json"
) -> dict[str, Any]:
    """The JSON of a page of a list: its rows under `name`, and where the others are."""
    last = page.number >= page.pages
    return {
        "total": page.total,
        "page": page.number,
        "pages": page.pages,
        "next": None if last else public_address(page_address(page.number + 1, form)),
        name: [as_row(row) for row in page.rows],
    }


def episode_data(row: EpisodeRow) -> Row:
    """An episode of a list."""
    return {
        "episode": row.slug,
        "id": row.id,
        "episode_title": row.title,
        "date": row.aired.day.isoformat(),
        "time": row.aired.at.strftime("%H:%M") if row.aired.at else None,
        "part_of_day": row.aired.part_of_day,
        "zone": row.aired.zone,
        "programme": row.programme.slug,
        "programme_title": row.programme.name,
        **link_data("station", row.station),
        "people": [guest.person.slug for guest in row.guests],
        "people_names": [guest.person.name for guest in row.guests],
        "positions": [guest.position for guest in row.guests],
        "language": row.language,
        "duration": row.duration,
        "rights": row.rights,
        "has_audio": row.has_audio,
        "has_transcript": row.has_words,
        "fictional": row.fictional,
        "url": public_address(address_of_episode(row.slug)),
    }


def programme_data(view: ProgrammeView) -> Row:
    """A programme of a list."""
    return {
        "programme": view.link.slug,
        "programme_title": view.link.name,
        **link_data("station", view.station),
        "language": view.language,
        "summary": view.summary,
        "episodes": view.episodes,
        "fictional": view.fictional,
        "url": public_address(url_for("programmes.show", slug=view.link.slug)),
    }


def station_data(view: StationView) -> Row:
    """A station of a list."""
    return {
        **link_data("station", view.link),
        "aliases": list(view.aliases),
        "frequency": view.frequency,
        "place": view.place,
        "zone": view.zone,
        "summary": view.summary,
        "episodes": view.episodes,
        "fictional": view.fictional,
        "url": public_address(url_for("stations.show", slug=view.link.slug)),
    }


def person_row_data(row: PersonRow) -> Row:
    """A person of a list."""
    return {
        "person": row.link.slug,
        "person_name": row.link.name,
        "honorifics": list(row.honorifics),
        "degrees": list(row.degrees),
        "position": row.position,
        "episodes": row.episodes,
        "fictional": row.fictional,
        "url": public_address(url_for("speakers.show", slug=row.link.slug)),
    }


def person_data(view: PersonView, years: Sequence[tuple[int, int]]) -> Row:
    """A person's page, with statements by year."""
    return {
        "person": view.link.slug,
        "id": view.id,
        "person_name": view.link.name,
        "honorifics": list(view.honorifics),
        "degrees": list(view.degrees),
        "aliases": list(view.aliases),
        "summary": view.summary,
        "fictional": view.fictional,
        "tenures": [tenure_data(tenure) for tenure in view.tenures],
        "statements_by_year": [{"year": year, "count": count} for year, count in years],
        "url": public_address(url_for("speakers.show", slug=view.link.slug)),
    }


def tenure_data(tenure: TenureView) -> Row:
    """A tenure of a person."""
    return {
        "position": tenure.position,
        "organisation": tenure.organisation_slug,
        "organisation_name": tenure.organisation,
        "kind": tenure.kind,
        **bound_data("from", tenure.began),
        **bound_data("until", tenure.ended),
        "held_on": [day.isoformat() for day, _ in tenure.held_on],
        "source": tenure.source,
    }


def organisation_row_data(row: OrganisationRow) -> Row:
    """An organisation of a list."""
    return {
        **link_data("organisation", row.link),
        "parent_name": row.parent,
        "episodes": row.episodes,
        "fictional": row.fictional,
        "url": public_address(url_for("organisations.show", slug=row.link.slug)),
    }


def organisation_data(view: OrganisationView) -> Row:
    """An organisation's page."""
    return {
        **link_data("organisation", view.link),
        "aliases": list(view.aliases),
        "summary": view.summary,
        "fictional": view.fictional,
        "parent_name": view.parent.name if view.parent else None,
        "successors": [one.name for one in view.successors],
        "predecessors": [one.name for one in view.predecessors],
        "positions": [
            {
                "position": position.link.name,
                "holders": [
                    {
                        **link_data("person", one.person),
                        "person_name": one.name,
                        "kind": one.kind,
                        **bound_data("from", one.began),
                        **bound_data("until", one.ended),
                    }
                    for one in position.holders
                ],
            }
            for position in view.positions
        ],
        "url": public_address(url_for("organisations.show", slug=view.link.slug)),
    }


def topic_row_data(row: TopicRow) -> Row:
    """A topic of a list."""
    return {
        **link_data("topic", row.link),
        "depth": row.depth,
        "episodes": row.episodes,
        "url": public_address(url_for("topics.show", slug=row.link.slug)),
    }


def topic_data(view: TopicView) -> Row:
    """A topic's page."""
    return {
        **link_data("topic", view.link),
        "summary": view.summary,
        "synonyms": list(view.synonyms),
        "above": [link.name for link in view.above],
        "below": [row.link.slug for row in view.below],
        "url": public_address(url_for("topics.show", slug=view.link.slug)),
    }


def coverage_data(one: ProgrammeCoverage, year: YearCoverage) -> Row:
    """A programme in one year; lengths in seconds."""
    path = url_for("search.results", program=one.programme.slug, tahun=year.year, jenis="episode")
    return {
        "programme": one.programme.slug,
        "programme_title": one.programme.name,
        **link_data("station", one.station),
        "year": year.year,
        **material_data(year.material),
        "fictional": one.fictional,
        "url": public_address(path),
    }


def material_data(material: Material) -> Row:
    """What there is of some broadcasts."""
    return {
        "episodes": material.episodes,
        "complete": material.complete,
        "recording_only": material.recording_only,
        "transcript_only": material.words_only,
        "facts_only": material.facts_only,
        "unknown_length": material.unmeasured,
        "seconds_broadcast": round(material.aired, 3),
        "seconds_archived": round(material.recorded, 3),
        "seconds_transcribed": round(material.transcribed, 3),
        "seconds_checked": round(material.checked, 3),
    }


def search_data(answer: Answer) -> dict[str, Any]:
    """A page of results: the shape of `gaung search`, its place among the pages, addresses."""
    results = answer.results
    more = results.page < results.pages
    return answer.as_dict() | {
        "page": results.page,
        "pages": results.pages,
        "next": public_address(page_address(results.page + 1, "json")) if more else None,
        "hits": [found_data(found) for found in answer.found],
    }


def found_data(found: Found) -> Row:
    """A hit with its address, and for a statement the one to be cited: of these very words."""
    return hit_data(found) | {
        "url": public_address(address_of_found(found)),
        "citable_url": public_address(pinned_path(row.id, row.revision))
        if (row := found.statement)
        else None,
    }


def address_of_found(found: Found) -> str:
    """Where a hit leads: a statement has its own address, all else a page."""
    if found.statement:
        return address_of_statement(found.statement.id)
    if found.episode:
        return address_of_episode(found.episode.slug, found.start)
    page = {"tokoh": "speakers.show", "lembaga": "organisations.show", "topik": "topics.show"}
    return url_for(page[found.kind], slug=found.heading.link.slug if found.heading else "")


def link_data(kind: str, link: Link | None) -> Row:
    """`station` and `station_name` of a link; both null where there is none."""
    return {kind: link.slug if link else None, f"{kind}_name": link.name if link else None}


def bound_data(name: str, bound: Bound) -> Row:
    """A bound as three values: `from_earliest`, `from_latest`, `from_written`."""
    return {
        f"{name}_earliest": bound.earliest.isoformat() if bound.earliest else None,
        f"{name}_latest": bound.latest.isoformat() if bound.latest else None,
        f"{name}_written": bound.written,
    }
