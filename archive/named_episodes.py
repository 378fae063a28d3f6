"""The episode that a person names in a command (interface.md "an argument EPISODE")."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.episode_addresses import find_former
from archive.errors import NotFound
from archive.models import Episode


def look_up_episode(session: Session, name: str) -> Episode | None:
    """The episode of a slug, else of the manifest `id` it came from, else of a former slug."""
    by_slug = select(Episode).where(Episode.slug == name)
    by_key = select(Episode).where(Episode.source_key == name)
    return session.scalar(by_slug) or session.scalar(by_key) or find_former(session, name)


def find_named_episode(session: Session, name: str) -> Episode:
    """The episode of a slug, a manifest `id` or a former slug. Raises NotFound."""
    episode = look_up_episode(session, name)
    if episode is None:
        raise NotFound(
            f"There is no episode {name}. Give its slug, or the id it was imported under."
        )
    return episode
