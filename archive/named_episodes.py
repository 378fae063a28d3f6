"""The episode that a person names in a command (interface.md "an argument EPISODE")."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import Episode


def look_up_episode(session: Session, name: str) -> Episode | None:
    """The episode of a slug, else of the manifest `id` it came from, if there is one."""
    by_slug = select(Episode).where(Episode.slug == name)
    by_key = select(Episode).where(Episode.source_key == name)
    return session.scalar(by_slug) or session.scalar(by_key)


def find_named_episode(session: Session, name: str) -> Episode:
    """The episode of a slug, else of the manifest `id` it came from. Raises NotFound."""
    episode = look_up_episode(session, name)
    if episode is None:
        raise NotFound(
            f"There is no episode {name}. Give its slug, or the id it was imported under."
        )
    return episode
