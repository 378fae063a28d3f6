"""Identifiers and slugs given out by the database: each once, none ever again."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from archive.database import insert_rows
from archive.models import MintedIdentifier, MintedSlug
from archive.permalinks import new_identifier, next_free_slug

PROBE = 500
"""How many identifiers one query asks for."""

TAKEN = select(MintedIdentifier.id).where(
    MintedIdentifier.id.in_(bindparam("wanted", expanding=True))
)
"""Which of `:wanted` were given out before."""


def mint_identifier(session: Session, kind: str) -> str:
    """One new identifier (kind: episode, recording, person or statement)."""
    return mint_identifiers(session, kind, 1)[0]


def mint_identifiers(session: Session, kind: str, count: int) -> list[str]:
    """`count` new identifiers, entered so that no later call gives them out again."""
    minted: list[str] = []
    while len(minted) < count:
        wanted = {new_identifier() for _ in range(min(PROBE, count - len(minted)))}
        free = sorted(wanted.difference(session.scalars(TAKEN, {"wanted": list(wanted)})))
        insert_rows(session, MintedIdentifier, [{"id": name, "kind": kind} for name in free])
        minted += free
    return minted


def free_slug(session: Session, kind: str, wanted: str) -> str:
    """The slug `wanted`, or the next after it (-2, -3) that was never given out."""

    def is_taken(slug: str) -> bool:
        return session.get(MintedSlug, (kind, slug)) is not None

    return next_free_slug(wanted, is_taken)


def enter_slug(session: Session, kind: str, slug: str, entity: str | int) -> None:
    """Give a free slug to an entity, for good: it may be renamed, the slug is not used again."""
    row = {"kind": kind, "slug": slug, "entity": str(entity), "minted_at": datetime.now(UTC)}
    insert_rows(session, MintedSlug, [row])
