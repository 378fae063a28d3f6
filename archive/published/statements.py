"""A statement at its address: as it stands, as it stood, or as a tombstone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from archive.errors import NotFound
from archive.models import Episode, RevisionRow, Statement
from archive.published.access import Withdrawn, require_open_words
from archive.published.revisions import (
    Gap,
    NoSuchRevision,
    PublishedRevision,
    PublishedStatement,
    choose_published,
    current_of,
    is_statement,
    list_published,
    read_each,
    read_published,
)
from archive.published.succession import find_heirs


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement in one revision, and what became of it.

    `statement` stands in `revision`. `is_pinned` says that the address named the revision;
    without it this is the latest published wording. `today` is the statement in the current
    revision, None for a tombstone, whose words went to `successors`.
    """

    episode: Episode
    revisions: tuple[PublishedRevision, ...]
    revision: PublishedRevision
    statement: PublishedStatement
    is_pinned: bool
    today: PublishedStatement | None
    successors: tuple[PublishedStatement, ...]
    history: tuple[PublishedStatement, ...]

    @property
    def current(self) -> PublishedRevision | None:
        """The revision that the public reads now."""
        return current_of(self.revisions)

    @property
    def is_tombstone(self) -> bool:
        """Whether today's revision no longer holds the statement."""
        return self.today is None


def find_statement(
    session: Session, identifier: str, number: int | None, default_rights: str
) -> StatementView:
    """The statement of revision `number`, else its latest published wording.

    Raises NotFound where it was never published, or does not stand in that revision; Withdrawn
    where the episode or every revision with it was withdrawn; WordsClosed for staff-only words.
    """
    episode = find_episode_of(session, identifier)
    require_open_words(session, episode, default_rights)
    revisions = list_published(session, episode.id)
    standings = list_standings(session, episode, revisions, identifier)
    revision = choose_revision(revisions, standings, number)
    statement = at_revision(standings, revision.number)
    current = current_of(revisions)
    today = next((one for one in standings if current and one.revision == current.number), None)
    if current and statement == today and number is None:
        statement = today = read_today(session, episode, current, identifier)
    return StatementView(
        episode=episode,
        revisions=revisions,
        revision=revision,
        statement=statement,
        is_pinned=number is not None,
        today=today,
        successors=find_successors(session, episode, identifier, revision, current),
        history=standings,
    )


def find_successors(
    session: Session,
    episode: Episode,
    identifier: str,
    revision: PublishedRevision,
    current: PublishedRevision | None,
) -> tuple[PublishedStatement, ...]:
    """The other statements of today's revision that words of the statement went to."""
    if current is None:
        return ()
    heirs = find_heirs(session, episode.id, (identifier,), revision, current)
    return tuple(one for one in heirs if one.id != identifier)


def find_episode_of(session: Session, identifier: str) -> Episode:
    """The episode of a statement. Raises NotFound where it names none."""
    found = session.scalar(
        select(Statement).options(joinedload(Statement.episode)).where(Statement.id == identifier)
    )
    if found is None:
        raise NotFound(f"No statement has the identifier {identifier}.")
    return found.episode


def list_standings(
    session: Session,
    episode: Episode,
    revisions: Sequence[PublishedRevision],
    identifier: str,
) -> tuple[PublishedStatement, ...]:
    """The statement as it stands in each published revision that is open, in their order.

    Raises NotFound where no published revision holds it, Withdrawn where only withdrawn ones do.
    """
    shown = {one: one.publication_id for one in revisions if one.is_open}
    standings = read_each(session, episode.id, shown, is_statement(identifier))
    if not standings:
        raise_where_withdrawn(session, revisions, identifier)
    return standings


def raise_where_withdrawn(
    session: Session, revisions: Sequence[PublishedRevision], identifier: str
) -> NoReturn:
    """Raise Withdrawn where a published revision held the statement, else NotFound."""
    held_in = set(
        session.scalars(
            select(RevisionRow.revision_id).where(RevisionRow.statement_id == identifier)
        )
    )
    holding = [one for one in revisions if one.id in held_in]
    if holding:
        raise Withdrawn("revision", None, holding[-1].withdrawn_at)
    raise NotFound(f"Statement {identifier} was never published.")


def read_today(
    session: Session, episode: Episode, current: PublishedRevision, identifier: str
) -> PublishedStatement:
    """The statement with the speakers that the latest publication froze."""
    chosen = is_statement(identifier)
    as_of = current.latest_publication_id
    return read_published(session, episode.id, current, chosen, as_of=as_of)[0]


def choose_revision(
    revisions: Sequence[PublishedRevision],
    standings: Sequence[PublishedStatement],
    number: int | None,
) -> PublishedRevision:
    """Revision `number`; else the current one where it holds the statement, else the last."""
    if number is not None:
        return choose_published(revisions, number)
    current = current_of(revisions)
    numbers = [one.revision for one in standings]
    latest = current.number if current and current.number in numbers else numbers[-1]
    return choose_published(revisions, latest)


def at_revision(standings: Sequence[PublishedStatement], number: int) -> PublishedStatement:
    """The statement as it stands in this revision. Raises NoSuchRevision."""
    found = next((one for one in standings if one.revision == number), None)
    if found is None:
        raise NoSuchRevision(f"The statement does not stand in revision {number}.")
    return found


def raise_where_gap(gap: Gap | None) -> None:
    """Raise Withdrawn for words that are gone."""
    if gap is not None:
        raise Withdrawn("words", gap.because, gap.at, gap.hash)


def stands_since(view: StatementView) -> PublishedRevision | None:
    """The published revision since which the statement reads as it is shown.

    None where its words were withdrawn. Published revisions between that do not hold the
    statement, or in which it read otherwise, end the time.
    """
    words, since = view.statement.row.text, None
    standing = {one.revision: one.row.text for one in view.history}
    for one in reversed(view.revisions):
        if one.number > view.revision.number or not one.is_open:
            continue
        if words is None or standing.get(one.number) != words:
            break
        since = one
    return since
