"""Atom feeds of any search and of the lists that grow: what became public last stands first.

A feed of a search takes what matches in the episodes that became public last, whatever the day of
their broadcast, and the latest broadcasts that match; so that nothing new is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from archive import calendar
from archive.catalogue.episodes import read_episode_rows
from archive.catalogue.hits import Found, read_hits
from archive.catalogue.novelty import list_newest, read_changes
from archive.catalogue.statements import StatementRow
from archive.catalogue.values import EpisodeRow
from archive.web.addresses import (
    address_of_episode,
    address_of_statement,
    base_path,
    public_address,
    query_without,
    with_query,
)
from archive.web.atom import MEDIA_TYPE, Entry, Feed, format_feed
from archive.web.labels import LABELS
from archive.web.languages import language
from archive.web.reading import reading, resources, settings
from archive.web.searching import Answer, read_request
from search import SearchRequest

ENTRIES, TITLE = 50, 90
"""Entries of a feed; characters of a statement that its title quotes."""
DATED = ("pernyataan", "episode")
"""Kinds of documents that have a day, and so can be new."""
TAG_YEAR = 2026
"""Of the tag addresses (RFC 4151) by which feeds know an episode whatever becomes of its slug."""

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/cari.atom")
def search() -> Response:
    """What newly matches a search, with all parameters of `/cari`."""
    asked = read_request()
    kinds = tuple(kind for kind in asked.filters.get("jenis", DATED) if kind in DATED) or DATED
    request = replace(
        asked,
        filters={**asked.filters, "jenis": kinds},
        order="terbaru",
        page=1,
        page_size=ENTRIES,
        grouped=False,
        facets=False,
    )
    answer = Answer(request)
    found = [*answer.found, *find_more(request, {one.hit.id for one in answer.found})]
    changes = read_changes(reading(), [episode_of(one) for one in found])
    entries = [entry_of(one, changes) for one in found if episode_of(one) in changes]
    return answer_feed(answer.described, _("Pencarian dalam arsip"), entries)


def find_more(request: SearchRequest, known: set[str]) -> list[Found]:
    """What else matches in the episodes that became public last, among those asked for."""
    newest = [slug for _id, slug in list_newest(reading(), limit=ENTRIES)]
    wanted = request.filters.get("episode", newest)
    chosen = tuple(slug for slug in newest if slug in wanted)
    if not chosen:
        return []
    within = replace(request, filters={**request.filters, "episode": chosen})
    hits = [hit for hit in resources().index.search(within).hits if hit.id not in known]
    return read_hits(reading(), hits, settings()["DEFAULT_RIGHTS"]) if hits else []


def episode_of(found: Found) -> str:
    """The slug of the episode that a hit belongs to."""
    if found.statement:
        return found.statement.episode.slug
    return found.episode.slug if found.episode else ""


def entry_of(found: Found, changes: dict[str, datetime]) -> Entry:
    """A hit as an entry: a statement, else an episode."""
    updated = changes[episode_of(found)]
    if found.statement:
        return statement_entry(found.statement, updated)
    assert found.episode is not None  # noqa: S101 - only dated kinds were asked for
    return episode_entry(found.episode, updated)


def statement_entry(row: StatementRow, updated: datetime) -> Entry:
    """A statement: its words, who said them in which office, where and when."""
    speaker = row.speaker.name if row.speaker else row.voice or _("Suara tak dikenal")
    said = [speaker, row.position, row.programme.name, calendar.format_day(row.on, language())]
    if row.start is not None:
        said.append(calendar.format_timecode(row.start, language()))
    address = public_address(address_of_statement(row.id))
    label = LABELS[row.label].word
    return Entry(
        id=address,
        address=address,
        title=f"{speaker}: {shortened(row.text)}",
        content=f"“{row.text}”\n– {', '.join(part for part in said if part)}\n{label}",
        updated=updated,
        author=speaker,
        language=row.language,
    )


def episode_entry(row: EpisodeRow, updated: datetime) -> Entry:
    """An episode: when, with whom, about what."""
    people = "; ".join(
        f"{guest.person.name}, {guest.position}" if guest.position else guest.person.name
        for guest in row.guests
    )
    aired = f"{row.programme.name}, {calendar.format_broadcast(row.aired, language())}"
    host = urlsplit(settings()["PUBLIC_URL"]).hostname or "localhost"
    return Entry(
        id=f"tag:{host},{TAG_YEAR}:episode/{row.id}",
        address=public_address(address_of_episode(row.slug)),
        title=row.title,
        content="\n".join(part for part in (row.summary, aired, people) if part),
        updated=updated,
        author=row.station.name if row.station else "",
        language=row.language,
    )


def feed_of_episodes(title: str, *chosen: ColumnElement[bool]) -> Callable[[], Response]:
    """What makes the feed of a list of episodes, once it is asked for."""

    def make() -> Response:
        ids = [identifier for identifier, _slug in list_newest(reading(), *chosen, limit=ENTRIES)]
        rows = read_episode_rows(reading(), ids, settings()["DEFAULT_RIGHTS"])
        changes = read_changes(reading(), [row.slug for row in rows])
        entries = [episode_entry(row, changes[row.slug]) for row in rows]
        return answer_feed(title, _("Episode yang baru terbit"), entries)

    return make


def answer_feed(title: str, subtitle: str, entries: Sequence[Entry]) -> Response:
    """The feed of this address, newest first."""
    newest = sorted(entries, key=lambda entry: entry.updated, reverse=True)[:ENTRIES]
    page, asked = base_path(), query_without("hal", "urut", "kelompok")
    feed = Feed(
        title=f"{settings()['ARCHIVE_NAME']}: {title}",
        subtitle=subtitle,
        address=public_address(with_query(f"{page}.atom", asked)),
        page=public_address(with_query(page, asked)),
        author=settings()["ARCHIVE_NAME"],
        language=language(),
        entries=newest,
    )
    response = Response(format_feed(feed), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.last_modified = feed.updated
    return response


def shortened(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= TITLE:
        return text
    return f"{text[:TITLE].rsplit(' ', 1)[0]} …"
