"""Whether a file may be the transcript of another episode: what speaks for it, said before it is
too late.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.models import Episode, MintedSlug

_EPISODE = re.compile(r"/episode/(?P<slug>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against a file: the address it names, how many of `former` statements go.

    `address` is None where the file names none, or one of the episode; `gone` is 0 where no more
    than half of the statements of the latest revision go.
    """

    address: str | None = None
    gone: int = 0
    former: int = 0

    @property
    def any(self) -> bool:
        """Whether somebody should look at the file once more."""
        return bool(self.address or self.gone)


def find_doubts(
    session: Session, episode: Episode, facts: Mapping[str, str], *, kept: int, gone: int
) -> Doubts:
    """What speaks against a file for an episode.

    `facts` are those of the Transcript; `kept` and `gone` count the statements of the latest
    revision, as in Attached.
    """
    address = facts.get("address")
    named = _EPISODE.search(address or "")
    is_other = named is not None and not is_slug_of(session, episode, named["slug"])
    most = gone if gone > kept else 0
    return Doubts(address if is_other else None, most, kept + gone if most else 0)


def is_slug_of(session: Session, episode: Episode, slug: str) -> bool:
    """Whether a slug is, or was, that of the episode."""
    minted = session.get(MintedSlug, ("episode", slug))
    return slug == episode.slug or (minted is not None and minted.entity == episode.id)
