"""What the rooms of the editor share: the episode that is edited, and whether one may."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.models import Episode, User
from archive.staff.drafts import find_episode
from archive.staff.roles import NotAllowed, may
from archive.web.reading import reading
from archive.web.visitor import current_user, writing_user


@dataclass(frozen=True, slots=True)
class Opened:
    """An episode that this user may read, and whether they may edit and publish it."""

    episode: Episode
    may_edit: bool
    may_publish: bool


def opened_to_read(slug: str) -> Opened:
    """An episode that this user may read. Raises NotFound."""
    user = current_user()
    episode, standing = find_episode(reading(), slug, user)
    return Opened(episode, may(user.role, "edit", standing), may(user.role, "publish", standing))


def require_edit(slug: str) -> Episode:
    """An episode that this user may edit, to be read only. Raises NotFound, NotAllowed."""
    opened = opened_to_read(slug)
    if not opened.may_edit:
        raise NotAllowed(current_user().role, "edit")
    return opened.episode


def opened_to_edit(session: Session, slug: str) -> tuple[Episode, User]:
    """An episode that this user may edit, and the user, in a session that may write.

    Raises NotFound where it may not even be read, NotAllowed.
    """
    user = writing_user(session)
    episode, standing = find_episode(session, slug, user)
    if not may(user.role, "edit", standing):
        raise NotAllowed(user.role, "edit")
    return episode, user
