"""All episodes as staff find them: by words of title or programme, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from archive.catalogue.values import PAGE_SIZE, Page
from archive.models import AuditEntry, Episode, Programme, Recording, Revision, User
from archive.staff.roles import DRAFT, DRAFT_STATES, PUBLIC, WITHDRAWN, is_creation_by, may


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """An episode in the list of the staff, and what it lacks."""

    slug: str
    title: str
    programme: str
    on: date
    state: str
    has_transcript: bool
    has_recording: bool


def list_shelf(session: Session, user: User, words: str, page: int) -> Page[ShelfRow]:
    """The episodes that a user may read whose title or programme holds all of the words."""
    chosen = [Episode.deleted_at.is_(None), may_read(user), *map(holds, words.split())]
    found = select(Episode).join(Episode.programme).where(*chosen)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.execute(
        found.add_columns(HAS_TRANSCRIPT, HAS_RECORDING)
        .order_by(Episode.on.desc(), Episode.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(contains_eager(Episode.programme))
    )
    return Page(shelf_rows(rows.all()), page, total)


HAS_TRANSCRIPT = exists().where(Revision.episode_id == Episode.id)
HAS_RECORDING = exists().where(
    Recording.episode_id == Episode.id, Recording.is_current, Recording.deleted_at.is_(None)
)


STATES_OF = {DRAFT: DRAFT_STATES, PUBLIC: ("published",), WITHDRAWN: ("withdrawn",)}
"""How an episode stands to those who did not create it -> the states in which it does."""


def shelf_rows(found: Iterable[Row[Episode, bool, bool]]) -> list[ShelfRow]:
    """The rows of the list."""
    return [
        ShelfRow(one.slug, one.title, one.programme.name, one.on, one.state, words, sound)
        for one, words, sound in found
    ]


def may_read(user: User) -> ColumnElement[bool]:
    """Condition on Episode: the table of roles lets this user read it."""
    states = [
        state
        for standing, held in STATES_OF.items()
        if may(user.role, "read", standing)
        for state in held
    ]
    own = exists().where(AuditEntry.entity == Episode.id, is_creation_by(user))
    return or_(Episode.state.in_(states), Episode.state.in_(DRAFT_STATES) & own)


def holds(word: str) -> ColumnElement[bool]:
    """Condition on Episode, joined to its programme: either name holds the word, in any case."""
    lower = word.lower()
    return or_(
        func.lower(Episode.title).contains(lower, autoescape=True),
        func.lower(Programme.name).contains(lower, autoescape=True),
    )
