"""What is not public yet: whose drafts a user sees, and one of them opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from archive.catalogue.addresses import Moved
from archive.episode_addresses import find_former
from archive.errors import NotFound
from archive.models import Actor, AuditEntry, Episode, User, WorkingCopy
from archive.publishing import current_publication, is_current
from archive.revisions import latest_revision
from archive.rows import Row, read_rows
from archive.staff.roles import (
    ACTS,
    DRAFT,
    DRAFT_STATES,
    is_creation_by,
    may,
    standing_of,
)
from archive.withdrawing import follows_withdrawal

MOST = 100


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list; `own`: the user who reads the list created it."""

    slug: str
    title: str
    programme: str
    on: date
    state: str
    own: bool


@dataclass(frozen=True, slots=True)
class OpenedEpisode:
    """An episode as staff see it: its latest saved words, and the acts open to this user.

    `published` is the number of the published revision; `is_waiting` says that the latest one, or
    a voice named since, is not public yet, `is_doubtful` that words were withdrawn before it.
    """

    episode: Episode
    standing: str
    revision: int | None
    rows: Sequence[Row]
    acts: tuple[str, ...]
    published: int | None = None
    is_waiting: bool = False
    is_doubtful: bool = False


def list_drafts(session: Session, user: User) -> list[DraftRow]:
    """The drafts that a user may read, their own first, the newest of each first; at most MOST."""
    own = exists().where(AuditEntry.entity == Episode.id, is_creation_by(user))
    drafts = (
        select(Episode, own.label("own"))
        .where(Episode.state.in_(DRAFT_STATES), Episode.deleted_at.is_(None))
        .order_by(own.desc(), Episode.created_at.desc(), Episode.id)
        .options(joinedload(Episode.programme))
        .limit(MOST)
    )
    if not may(user.role, "read", DRAFT):
        drafts = drafts.where(own)
    return [
        DraftRow(one.slug, one.title, one.programme.name, one.on, one.state, is_own)
        for one, is_own in session.execute(drafts)
    ]


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A transcript that is being edited, in a list: since when it was not touched, and by whom."""

    slug: str
    title: str
    saved_at: datetime
    by: str


def list_edited(session: Session, user: User) -> list[EditedRow]:
    """The transcripts with a working copy that a user may edit, the last touched first."""
    edited = (
        select(Episode, WorkingCopy.saved_at, Actor.name)
        .join(WorkingCopy, WorkingCopy.episode_id == Episode.id)
        .join(Actor, Actor.id == WorkingCopy.actor_id)
        .where(WorkingCopy.based_on_id.is_not(None), Episode.deleted_at.is_(None))
        .order_by(WorkingCopy.saved_at.desc())
        .limit(MOST)
    )
    return [
        EditedRow(one.slug, one.title, saved_at, by)
        for one, saved_at, by in session.execute(edited)
        if may(user.role, "edit", standing_of(session, one, user))
    ]


def find_episode(session: Session, slug: str, user: User) -> tuple[Episode, str]:
    """An episode for one of the staff, and how it stands to them.

    Raises NotFound also where it is there and this user may not read it: not even that is said;
    Moved for a former slug of one that they may read.
    """
    episode = session.scalar(select(Episode).where(Episode.slug == slug))
    episode = episode or find_former(session, slug)
    if episode is None or episode.deleted_at is not None:
        raise NotFound(f"There is no episode {slug}.")
    standing = standing_of(session, episode, user)
    if not may(user.role, "read", standing):
        raise NotFound(f"There is no episode {slug}.")
    if episode.slug != slug:
        raise Moved(episode.slug)
    return episode, standing


def open_episode(session: Session, slug: str, user: User) -> OpenedEpisode:
    """The same with its latest saved words. Raises NotFound as `find_episode`."""
    episode, standing = find_episode(session, slug, user)
    revision = latest_revision(session, episode.id)
    public = current_publication(session, episode.id)
    is_waiting = revision is not None and not is_current(session, episode, revision)
    return OpenedEpisode(
        episode=episode,
        standing=standing,
        revision=revision.number if revision else None,
        rows=read_rows(session, revision.id) if revision else (),
        acts=tuple(act for act in ACTS if may(user.role, act, standing)),
        published=public.revision.number if public else None,
        is_waiting=is_waiting,
        is_doubtful=revision is not None and is_waiting and follows_withdrawal(session, revision),
    )
