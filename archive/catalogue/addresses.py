"""Slugs to identities: the present one, a former one that moved, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from archive.catalogue.visibility import is_public
from archive.errors import NotFound
from archive.models import (
    Episode,
    MintedSlug,
    Organisation,
    Person,
    Position,
    Programme,
    Station,
    Topic,
)


class Moved(Exception):
    """A former slug: what it named now stands at `slug`."""

    def __init__(self, slug: str) -> None:
        """Keep `slug`, the present one."""
        super().__init__(slug)
        self.slug = slug


SLUGGED: dict[str, type[Organisation | Person | Position | Programme | Station | Topic]]
SLUGGED = {
    "organisation": Organisation,
    "person": Person,
    "position": Position,
    "programme": Programme,
    "station": Station,
    "topic": Topic,
}
"""Kinds of slugs, as archive.minting enters them, and what they name.

Those of episodes: archive.published.access.follow_episode.
"""


def follow_slug(session: Session, kind: str, slug: str, *visible: ColumnElement[bool]) -> NoReturn:
    """Say where an unknown slug leads: raises Moved for a former one, NotFound for any other.

    `visible` are conditions on what the slug names; a former slug of something hidden is unknown.
    """
    table = SLUGGED[kind]
    minted = select(MintedSlug.entity).where(MintedSlug.kind == kind, MintedSlug.slug == slug)
    entity = session.scalar(minted)
    if entity is not None:
        key = entity if table is Person else int(entity)
        present = session.scalar(select(table.slug).where(table.id == key, *visible))
        if present is not None and present != slug:
            raise Moved(present)
    raise NotFound(f"No {kind} is called {slug}.")


def list_present_slugs(session: Session, slugs: Sequence[str]) -> tuple[str, ...]:
    """Slugs of episodes, former ones of public episodes as the present ones; others as given."""
    led = select(MintedSlug.slug, Episode.slug).join(Episode, Episode.id == MintedSlug.entity)
    chosen = led.where(MintedSlug.kind == "episode", MintedSlug.slug.in_(slugs), is_public())
    present = dict(session.execute(chosen).all())
    return tuple(dict.fromkeys(present.get(slug, slug) for slug in slugs))
