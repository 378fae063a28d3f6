"""The address of an episode: made of its day and title, another one where these change.

A slug is given out once (record.md "Identifiers and slugs"): the former ones of an episode lead to
the present one, no other episode ever gets them, and with its earlier name it has the earlier one
again.
"""

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from archive.minting import enter_slug
from archive.models import Episode, MintedSlug
from archive.permalinks import episode_slug, next_free_slug

KIND = "episode"

OTHER_KEY = select(Episode.id).where(
    Episode.source_key == bindparam("slug"), Episode.id != bindparam("episode")
)
"""Another episode than `:episode` that was imported under the id `:slug`: people name it so."""


def mint_episode_slug(session: Session, episode_id: str, day: date, title: str) -> str:
    """The slug of an episode of that day and title, entered where it never had it.

    Numbered (-2, -3) where it is another episode's, or the id under which another was imported.
    """

    def is_anothers(slug: str) -> bool:
        minted = session.get(MintedSlug, (KIND, slug))
        if minted is not None:
            return minted.entity != episode_id
        named = {"slug": slug, "episode": episode_id}
        return session.scalar(OTHER_KEY, named) is not None

    slug = next_free_slug(episode_slug(day, title), is_anothers)
    if session.get(MintedSlug, (KIND, slug)) is None:
        enter_slug(session, KIND, slug, episode_id)
    return slug


def readdress(session: Session, episode: Episode, former_day: date, former_title: str) -> bool:
    """Give a renamed or re-dated episode its new slug; returns whether that is another one.

    A title that is written with other signs alone keeps the address.
    """
    if episode_slug(episode.on, episode.title) == episode_slug(former_day, former_title):
        return False
    former, slug = episode.slug, mint_episode_slug(session, episode.id, episode.on, episode.title)
    episode.slug = slug
    return slug != former


def find_former(session: Session, slug: str) -> Episode | None:
    """The episode whose address `slug` was once, if it was any's."""
    minted = session.get(MintedSlug, (KIND, slug))
    return session.get(Episode, minted.entity) if minted else None
