"""Where the words of statements went: their heirs in the revision that is read today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Statement, Successor
from archive.published.revisions import (
    PublishedRevision,
    PublishedStatement,
    is_statement,
    read_published,
)

Steps = Mapping[str, set[str]]


def find_heirs(
    session: Session,
    episode_id: str,
    identifiers: Iterable[str],
    cited: PublishedRevision,
    current: PublishedRevision,
) -> tuple[PublishedStatement, ...]:
    """The statements of the current revision, in their order, that hold words of these statements.

    These are themselves, where they still stand, and their successors, followed through every
    revision between the cited one and today's. Where an older revision is current again, the way
    leads backwards.
    """
    reached = follow(identifiers, read_steps(session, episode_id, cited, current))
    return read_published(
        session,
        episode_id,
        current,
        is_statement(*reached),
        as_of=current.latest_publication_id,
    )


def read_steps(
    session: Session, episode_id: str, cited: PublishedRevision, current: PublishedRevision
) -> Steps:
    """Statement -> statements that hold its words, for the revisions between the two."""
    forwards = current.id >= cited.id
    after, until = sorted((cited.id, current.id))
    pairs = session.execute(
        select(Successor.statement_id, Successor.successor_id)
        .join(Statement, Statement.id == Successor.statement_id)
        .where(
            Successor.revision_id > after,
            Successor.revision_id <= until,
            Statement.episode_id == episode_id,
        )
    )
    steps: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        steps[old if forwards else new].add(new if forwards else old)
    return steps


def follow(starts: Iterable[str], steps: Steps) -> set[str]:
    """The starts and all that can be reached from them."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached
