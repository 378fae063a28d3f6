"""What the rooms of the editor share: the episode that is edited, and whether one may."""

from __future__ import annotations

from sqlalchemy.orm import Session

from archive.models import Episode, User
from archive.staff.drafts import OpenedEpisode, open_episode
from archive.staff.roles import require
from archive.web.reading import reading
from archive.web.visitor import current_user, writing_user


def opened_to_read(slug: str) -> OpenedEpisode:
    """An episode that this user may read. Raises NotFound."""
    return open_episode(reading(), slug, current_user())


def opened_to_edit(session: Session, slug: str) -> tuple[Episode, User]:
    """An episode that this user may edit, and the user, in a session that may write.

    Raises NotFound where it may not even be read, NotAllowed.
    """
    user = writing_user(session)
    episode = open_episode(session, slug, user).episode
    require(session, user, "edit", episode)
    return episode, user


def require_edit(slug: str) -> Episode:
    """An episode that this user may edit, to be read only. Raises NotFound, NotAllowed."""
    episode = opened_to_read(slug).episode
    require(reading(), current_user(), "edit", episode)
    return episode
