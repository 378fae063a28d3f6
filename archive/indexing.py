"""From the database to the index: the outbox applied, a rebuild, a check.

The database is the only truth. The index can be deleted at any time; what it lacks is told by the
outbox, whose last applied `seq` is stored with the index.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.documents import read_documents
from archive.models import Episode, MintedSlug, OutboxRow
from archive.outbox import INDEX, last_seq
from search import Change, Deletion, Document, Index

EPISODES_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work has come: episodes done of all there are."""

    done: int
    total: int


Report = Callable[[Progress], None]


def stay_silent(progress: Progress) -> None:
    """The report of work that nobody watches."""


def apply_outbox(
    session: Session, index: Index, default_rights: str, report: Report = stay_silent
) -> int:
    """Bring the index up to the newest outbox row; returns how many episodes were indexed.

    Applying a row again does no harm: an episode's documents are always replaced as a whole. An
    index that is missing, damaged or of another format is rebuilt.
    """
    status = index.status()
    if not status.available:
        return rebuild(session, index, default_rights, report)
    newest = last_seq(session)
    pending = list_pending(session, status.applied_seq)
    for first in range(0, len(pending), EPISODES_AT_ONCE):
        batch = pending[first : first + EPISODES_AT_ONCE]
        episodes = [episode_id for episode_id, _ in batch]
        index.apply(replace_episodes(session, episodes, default_rights), seq=batch[-1][1])
        report(Progress(first + len(batch), len(pending)))
    if newest > max(status.applied_seq, *(seq for _, seq in pending), 0):
        index.apply((), seq=newest)
    return len(pending)


def list_pending(session: Session, applied_seq: int) -> list[tuple[str, int]]:
    """Episodes that changed after `applied_seq` with their newest row's seq, by that seq.

    In this order a seq is only stored once every row up to it is either applied or repeated by a
    later row of the same episode.
    """
    newest = func.max(OutboxRow.seq)
    pending = (
        select(OutboxRow.entity, newest)
        .where(OutboxRow.topic == INDEX, OutboxRow.seq > applied_seq)
        .group_by(OutboxRow.entity)
        .order_by(newest)
    )
    return [(entity, seq) for entity, seq in session.execute(pending)]


def count_pending(session: Session, index: Index) -> int:
    """How many episodes wait to be indexed."""
    return len(list_pending(session, index.applied_seq))


def replace_episodes(
    session: Session, episode_ids: Sequence[str], default_rights: str
) -> Iterator[Change]:
    """Take all documents of the episodes out, and put in those that are public now.

    Documents go by the slug of their episode, so those under a former slug go as well.
    """
    slugs = select(MintedSlug.slug).where(
        MintedSlug.kind == "episode", MintedSlug.entity.in_(episode_ids)
    )
    yield from (Deletion(episode=slug) for slug in session.scalars(slugs))
    yield from read_documents(session, episode_ids, default_rights)


def rebuild(
    session: Session, index: Index, default_rights: str, report: Report = stay_silent
) -> int:
    """Build the index anew beside the old one, then switch to it; returns the episodes in it.

    `session` is one snapshot: what is written meanwhile has a later seq and is applied after.
    """
    seq = last_seq(session)
    episodes = list_public_episodes(session)
    index.rebuild(read_all_documents(session, episodes, default_rights, report), seq=seq)
    return len(episodes)


def read_all_documents(
    session: Session, episode_ids: Sequence[str], default_rights: str, report: Report = stay_silent
) -> Iterator[Document]:
    """The documents of many episodes, some at a time."""
    for first in range(0, len(episode_ids), EPISODES_AT_ONCE):
        chunk = episode_ids[first : first + EPISODES_AT_ONCE]
        yield from read_documents(session, chunk, default_rights)
        session.expunge_all()
        report(Progress(first + len(chunk), len(episode_ids)))


def list_public_episodes(session: Session) -> list[str]:
    """Identifiers of all published episodes, oldest first."""
    public = select(Episode.id).where(Episode.state == "published", Episode.deleted_at.is_(None))
    return list(session.scalars(public.order_by(Episode.on, Episode.id)))


@dataclass(frozen=True, slots=True)
class Check:
    """What `gaung index check` says, in its words."""

    documents: int
    missing: int
    stale: int
    extra: int
    pending: int
    damaged: int
    generation: int


def check(session: Session, index: Index, default_rights: str) -> Check:
    """Compare the index with what the database says it should hold; verify its files."""
    pending = count_pending(session, index)
    documents = read_all_documents(session, list_public_episodes(session), default_rights)
    found = index.check((document.id, document.version) for document in documents)
    return Check(
        documents=found.documents,
        missing=found.missing,
        stale=found.stale,
        extra=found.extra,
        pending=pending,
        damaged=found.damaged,
        generation=found.generation,
    )
