"""What was said around a statement: a quotation carries the question that it answers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from archive.published.revisions import (
    PublishedRevision,
    PublishedStatement,
    between,
    read_published,
)

LOOKING_BACK = 6
"""Statements of one answer; a question further back is no longer what is being answered."""


def read_before(
    session: Session, episode_id: str, revision: PublishedRevision, statement: PublishedStatement
) -> tuple[PublishedStatement, ...]:
    """The few statements before this one, in their order."""
    first = max(1, statement.place - LOOKING_BACK)
    if statement.place == 1:
        return ()
    return read_published(session, episode_id, revision, between(first, statement.place - 1))


def question_before(
    statement: PublishedStatement, earlier: tuple[PublishedStatement, ...]
) -> PublishedStatement | None:
    """The latest statement of another voice, if it asks something; None where it does not."""
    other = next((one for one in reversed(earlier) if one.row.voice != statement.row.voice), None)
    return other if other and other.row.text and "?" in other.row.text else None
