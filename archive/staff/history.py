"""Every saved revision of a transcript, as staff see them: also those that were never public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.values import Page
from archive.models import Actor, Episode, Publication, Revision
from archive.publishing import current_publication

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class SavedRevision:
    """A revision in a list: who saved it and why, and whether it was ever public, or is now."""

    number: int
    kind: str
    reason: str | None
    saved_at: datetime
    by: str
    was_public: bool
    is_public: bool


def list_revisions(session: Session, episode: Episode, page: int) -> Page[SavedRevision]:
    """The revisions of an episode, the latest first."""
    public = current_publication(session, episode.id)
    total = session.scalar(select(func.count()).where(Revision.episode_id == episode.id)) or 0
    published = select(Publication.revision_id).where(Publication.episode_id == episode.id)
    found: Sequence[tuple[Revision, str, bool]] = [
        (revision, by, was_public)
        for revision, by, was_public in session.execute(
            select(Revision, Actor.name, Revision.id.in_(published))
            .join(Actor, Actor.id == Revision.actor_id)
            .where(Revision.episode_id == episode.id)
            .order_by(Revision.number.desc())
            .limit(PER_PAGE)
            .offset((page - 1) * PER_PAGE)
        )
    ]
    rows = [
        SavedRevision(
            one.number,
            one.kind,
            one.reason,
            one.saved_at,
            by,
            was_public,
            public is not None and public.revision_id == one.id,
        )
        for one, by, was_public in found
    ]
    return Page(rows, page, total, PER_PAGE)
