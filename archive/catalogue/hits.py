"""Hits of the index, read again from the database: what is not public now is never shown.

The index follows the database by seconds; the database decides. A hit whose words changed
meanwhile shows the present words without marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.episodes import read_episode_rows
from archive.catalogue.statements import StatementRow, read_statements
from archive.catalogue.values import EpisodeRow, Link
from archive.catalogue.visibility import (
    is_public,
    is_public_organisation,
    is_public_person,
)
from archive.models import (
    Episode,
    Organisation,
    Person,
    Position,
    Programme,
    Station,
    Topic,
)
from search import Hit

Spans = tuple[tuple[int, int], ...]

STATEMENT, EPISODE = "pernyataan", "episode"


@dataclass(frozen=True, slots=True)
class Found:
    """A hit that may be shown: a statement, an episode, or a `link` of one of the other kinds.

    `highlights` point into `text`, `title_highlights` into `title`; `start` is the second at which
    the marked words are heard.
    """

    hit: Hit
    kind: str
    text: str
    title: str
    highlights: Spans = ()
    title_highlights: Spans = ()
    start: float | None = None
    statement: StatementRow | None = None
    episode: EpisodeRow | None = None
    link: Link | None = None


def read_hits(session: Session, hits: Sequence[Hit], default_rights: str) -> list[Found]:
    """Those of the hits that are public now, in their order."""
    statements = read_statements(session, ids_of(hits, STATEMENT), default_rights)
    episodes = read_public_episodes(session, hits, default_rights)
    links = read_links(session, hits, default_rights)
    found = []
    for hit in hits:
        if hit.kind == STATEMENT and hit.id in statements:
            found.append(show_statement(hit, statements[hit.id]))
        elif hit.kind in (EPISODE, "segmen") and hit.document.episode in episodes:
            found.append(show_episode(hit, episodes[hit.document.episode]))
        elif link := links.get(hit.kind, {}).get(slug_of(hit)):
            found.append(Found(hit, hit.kind, hit.text, link.name, link=link))
    return found


def ids_of(hits: Sequence[Hit], kind: str) -> list[str]:
    """The ids of the hits of one kind."""
    return [hit.id for hit in hits if hit.kind == kind]


def show_statement(hit: Hit, row: StatementRow) -> Found:
    """A statement in its present words."""
    same = hit.text == row.text
    return Found(
        hit=hit,
        kind=hit.kind,
        text=row.text,
        title=row.episode.name,
        highlights=hit.highlights if same else (),
        start=hit.start if same else row.start,
        statement=row,
    )


def show_episode(hit: Hit, row: EpisodeRow) -> Found:
    """An episode, or a segment of one, under its present title."""
    title = row.title if hit.kind == EPISODE else hit.document.title
    return Found(
        hit=hit,
        kind=hit.kind,
        text=hit.text,
        title=title,
        highlights=hit.highlights,
        title_highlights=hit.title_highlights if title == hit.document.title else (),
        start=hit.start if hit.kind != EPISODE else None,
        episode=row,
    )


def read_public_episodes(
    session: Session, hits: Sequence[Hit], default_rights: str
) -> dict[str, EpisodeRow]:
    """Episodes of hits that are not statements, by slug."""
    slugs = {hit.document.episode for hit in hits if hit.kind in (EPISODE, "segmen")}
    ids = session.scalars(select(Episode.id).where(Episode.slug.in_(slugs), is_public())).all()
    return {row.slug: row for row in read_episode_rows(session, ids, default_rights)}


def slug_of(hit: Hit) -> str:
    """The slug of a person, an organisation or a topic that was found."""
    document = hit.document
    slugs = {
        "tokoh": document.person,
        "lembaga": document.organisation,
        "topik": next(iter(document.topics), None),
    }
    return slugs.get(hit.kind) or ""


def read_links(
    session: Session, hits: Sequence[Hit], default_rights: str
) -> dict[str, dict[str, Link]]:
    """People, organisations and topics that were found and are public, by kind and slug."""
    wanted: dict[str, set[str]] = {}
    for hit in hits:
        if hit.kind in ("tokoh", "lembaga", "topik"):
            wanted.setdefault(hit.kind, set()).add(slug_of(hit))
    return {
        kind: {
            slug: Link(slug, title)
            for slug, title in read_titles(session, kind, slugs, default_rights).items()
        }
        for kind, slugs in wanted.items()
    }


def read_titles(
    session: Session, name: str, slugs: set[str], default_rights: str
) -> dict[str, str]:
    """What the slugs of a filter (`tokoh`, `topik` …) are called, of those that are public."""
    if not slugs or name not in NAMED:
        return {}
    slug, title = NAMED[name]
    chosen = select(slug, title).where(slug.in_(slugs), *may_be_named(name, default_rights))
    return dict(session.execute(chosen).all())


NAMED: dict[str, tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]]] = {
    "tokoh": (Person.slug, Person.name),
    "jabatan": (Position.slug, Position.name),
    "lembaga": (Organisation.slug, Organisation.name),
    "topik": (Topic.slug, Topic.name),
    "program": (Programme.slug, Programme.name),
    "stasiun": (Station.slug, Station.name),
    "episode": (Episode.slug, Episode.title),
}
"""Filters of `/cari` whose values are slugs, and what these are called."""


def may_be_named(name: str, default_rights: str) -> tuple[ColumnElement[bool], ...]:
    """Conditions under which a value of the filter is public; programmes, stations and offices
    are only named by documents that are."""
    match name:
        case "tokoh":
            return (is_public_person(default_rights),)
        case "lembaga":
            return (is_public_organisation(default_rights),)
        case "episode":
            return (is_public(),)
        case _:
            return ()
