"""When things became public, and what became public last; feeds tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from archive.catalogue.visibility import is_public
from archive.models import Episode, Publication


def list_newest(
    session: Session, *chosen: ColumnElement[bool], limit: int
) -> list[tuple[str, str]]:
    """(id, slug) of the published episodes that changed last; `chosen` are further conditions."""
    found = session.execute(
        select(Episode.id, Episode.slug)
        .outerjoin(Publication, Publication.episode_id == Episode.id)
        .where(is_public(), *chosen)
        .group_by(Episode.id)
        .order_by(became_public().desc(), Episode.id)
        .limit(limit)
    )
    return [(identifier, slug) for identifier, slug in found]


def read_changes(session: Session, slugs: Sequence[str]) -> dict[str, datetime]:
    """When each episode, by slug, last changed for the public; aware, UTC."""
    found = session.execute(
        select(Episode.slug, became_public())
        .outerjoin(Publication, Publication.episode_id == Episode.id)
        .where(Episode.slug.in_(slugs), is_public())
        .group_by(Episode.id)
    )
    return dict(found.all())


def became_public() -> ColumnElement[datetime]:
    """The last publication of an episode's words, else the entry itself; to be grouped."""
    published = func.max(Publication.at).filter(Publication.withdrawn_at.is_(None))
    return func.coalesce(published, Episode.created_at)
