"""Hits of the index, read again from the database: what is not public now is never shown.

The index follows the database by seconds; the database decides. A hit whose words changed
meanwhile shows the present words without marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, bindparam, false, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.episodes import read_episode_rows
from archive.catalogue.statements import StatementRow, read_statements
from archive.catalogue.values import EpisodeRow, Link
from archive.catalogue.visibility import (
    is_public,
    is_public_organisation,
    is_public_person,
    is_public_topic,
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
class HeadingRow:
    """A person, an organisation or a topic that was found; `kind` is that of its document."""

    kind: str
    link: Link
    fictional: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A hit that may be shown: a statement, an episode (or a segment of it), else a `heading`.

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
    heading: HeadingRow | None = None


def read_hits(session: Session, hits: Sequence[Hit], default_rights: str) -> list[Found]:
    """Those of the hits that are public now, in their order."""
    statements = read_statements(session, ids_of(hits, STATEMENT), default_rights)
    episodes = read_public_episodes(session, hits, default_rights)
    headings = read_headings(session, hits, default_rights)
    found = []
    for hit in hits:
        if hit.kind == STATEMENT and hit.id in statements:
            found.append(show_statement(hit, statements[hit.id]))
        elif hit.kind in (EPISODE, "segmen") and hit.document.episode in episodes:
            found.append(show_episode(hit, episodes[hit.document.episode]))
        elif heading := headings.get((hit.kind, slug_of(hit))):
            found.append(show_heading(hit, heading))
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


def show_heading(hit: Hit, row: HeadingRow) -> Found:
    """A person, an organisation or a topic under its present name."""
    name = row.link.name
    return Found(
        hit=hit,
        kind=hit.kind,
        text=hit.text,
        title=name,
        highlights=hit.highlights,
        title_highlights=hit.title_highlights if name == hit.document.title else (),
        heading=row,
    )


def read_public_episodes(
    session: Session, hits: Sequence[Hit], default_rights: str
) -> dict[str, EpisodeRow]:
    """Episodes of hits that are not statements, by slug."""
    slugs = {hit.document.episode for hit in hits if hit.kind in (EPISODE, "segmen")}
    if not slugs:  # most pages show statements alone; six queries less
        return {}
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


def read_headings(
    session: Session, hits: Sequence[Hit], default_rights: str
) -> dict[tuple[str, str], HeadingRow]:
    """People, organisations and topics that were found and have a page, by kind and slug."""
    rows = {}
    for kind, (slug, name, fictional) in HEADINGS.items():
        slugs = {slug_of(hit) for hit in hits if hit.kind == kind}
        if slugs:
            chosen = select(slug, name, fictional).where(
                slug.in_(slugs), has_page(kind, default_rights)
            )
            for found, title, invented in session.execute(chosen):
                rows[kind, found] = HeadingRow(kind, Link(found, title), bool(invented))
    return rows


HEADINGS: dict[
    str, tuple[SQLColumnExpression[str], SQLColumnExpression[str], SQLColumnExpression[bool]]
] = {
    "tokoh": (Person.slug, Person.name, Person.fictional),
    "lembaga": (Organisation.slug, Organisation.name, Organisation.fictional),
    "topik": (Topic.slug, Topic.name, false()),
}
"""Kinds of documents of headings, and what is read of each."""


def has_page(kind: str, default_rights: str) -> ColumnElement[bool]:
    """Whether a heading of this kind has a page of its own."""
    match kind:
        case "tokoh":
            return is_public_person(default_rights)
        case "lembaga":
            return is_public_organisation(default_rights)
        case _:
            return is_public_topic()


def read_titles(
    session: Session, name: str, slugs: set[str], default_rights: str
) -> dict[str, str]:
    """What the slugs of a filter (`tokoh`, `topik` …) are called, of those that are public."""
    if not slugs or name not in NAMED:
        return {}
    chosen = titles_of(name, default_rights)
    return dict(session.execute(chosen, {"slugs": sorted(slugs)}).all())


@cache
def titles_of(name: str, default_rights: str) -> Select[str, str]:
    """Slug and title of those of `:slugs` that the filter may name; made once, for every page."""
    slug, title = NAMED[name]
    wanted = slug.in_(bindparam("slugs", expanding=True))
    return select(slug, title).where(wanted, *may_be_named(name, default_rights))


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
    are only named by documents that are, and so are topics, whose whole has no page of its own."""
    match name:
        case "tokoh":
            return (is_public_person(default_rights),)
        case "lembaga":
            return (is_public_organisation(default_rights),)
        case "episode":
            return (is_public(),)
        case _:
            return ()
