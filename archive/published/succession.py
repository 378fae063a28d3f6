"""Where the words of a statement went: its heirs in the revision that is read today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import or_, select
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
    statement: PublishedStatement,
    cited: PublishedRevision,
    current: PublishedRevision | None,
) -> tuple[PublishedStatement, ...]:
    """The statements of the current revision, in their order, that words of `statement` went to.

    Successors are followed through every revision between the cited one and today's; the statement
    itself is not among them. Where an older revision is current again, the way leads backwards.
    """
    if current is None:
        return ()
    steps = read_steps(session, episode_id, cited, current)
    reached = follow(statement.id, steps)
    if not reached:
        return ()
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
    of_episode = select(Statement.id).where(Statement.episode_id == episode_id)
    pairs = session.execute(
        select(Successor.statement_id, Successor.successor_id).where(
            Successor.revision_id > after,
            Successor.revision_id <= until,
            or_(Successor.statement_id.in_(of_episode), Successor.successor_id.in_(of_episode)),
        )
    )
    steps: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        steps[old if forwards else new].add(new if forwards else old)
    return steps


def follow(start: str, steps: Steps) -> set[str]:
    """All that can be reached from `start`, without it."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached - {start}
