"""From the database to the index: the outbox applied, a rebuild, a check.

The database is the only truth. The index can be deleted at any time; what it lacks is told by the
outbox, whose last applied `seq` is stored with the index. A row names an episode, or a heading
(archive/headings.py), whose documents are made anew.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.documents import read_documents
from archive.heading_documents import (
    list_public_headings,
    read_heading_documents,
    replace_headings,
)
from archive.headings import Heading, parse_heading, read_headings_of
from archive.models import Episode, MintedSlug, OutboxRow
from archive.outbox import EVERYTHING, INDEX, last_seq
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
    """Bring the index up to the newest outbox row; returns how many entities were told of.

    Applying a row again does no harm: documents are always replaced as a whole. An index that is
    missing, damaged, of another format or of a later day than the database is rebuilt, and one
    whose rebuild was asked for; its files are looked into where they changed, once nothing is
    pending. `session` is one snapshot, so the headings of all that is pending are made once, with
    the first episodes: they are right for the later ones.
    """
    status = index.status()
    if not status.available:
        return rebuild(session, index, default_rights, report)
    newest = last_seq(session)
    pending = list_pending(session, status.applied_seq)
    asked = any(entity == EVERYTHING for entity, _ in pending)
    if asked or status.applied_seq > newest or (not pending and index.is_damaged()):
        return rebuild(session, index, default_rights, report)
    episodes = [(entity, seq) for entity, seq in pending if parse_heading(entity) is None]
    first: Iterator[Change] = replace_headings(
        session, list_pending_headings(session, pending), default_rights
    )
    for done, batch, seq in in_batches(episodes, newest):
        changes = replace_episodes(session, batch, default_rights)
        index.apply(chain(first, changes), seq=seq)
        first = iter(())
        report(Progress(done, len(episodes)))
    if newest > status.applied_seq and not episodes:
        index.apply(first, seq=newest)
    return len(pending)


def in_batches(
    episodes: Sequence[tuple[str, int]], newest: int
) -> Iterator[tuple[int, list[str], int]]:
    """Episodes some at a time: (how many are done then, their identifiers, the seq to store).

    With the last of them everything up to `newest` is applied.
    """
    for first in range(0, len(episodes), EPISODES_AT_ONCE):
        batch = episodes[first : first + EPISODES_AT_ONCE]
        done = first + len(batch)
        seq = newest if done == len(episodes) else batch[-1][1]
        yield done, [episode_id for episode_id, _ in batch], seq


def list_pending(session: Session, applied_seq: int) -> list[tuple[str, int]]:
    """Entities that changed after `applied_seq` with their newest row's seq, by that seq.

    In this order a seq is only stored once every row up to it is either applied or repeated by a
    later row of the same entity.
    """
    newest = func.max(OutboxRow.seq)
    pending = (
        select(OutboxRow.entity, newest)
        .where(OutboxRow.topic == INDEX, OutboxRow.seq > applied_seq)
        .group_by(OutboxRow.entity)
        .order_by(newest)
    )
    return [(entity, seq) for entity, seq in session.execute(pending)]


def list_pending_headings(session: Session, pending: Sequence[tuple[str, int]]) -> list[Heading]:
    """The headings that the index was told of, and those of the episodes that it was told of."""
    told = {entity: parse_heading(entity) for entity, _ in pending}
    episodes = [entity for entity, heading in told.items() if heading is None]
    return sorted({*filter(None, told.values()), *read_headings_of(session, episodes)})


def count_pending(session: Session, index: Index) -> int:
    """How many entities wait to be indexed."""
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
    """All documents: those of the episodes, some at a time, and those of all public headings."""
    for first in range(0, len(episode_ids), EPISODES_AT_ONCE):
        batch = episode_ids[first : first + EPISODES_AT_ONCE]
        yield from read_documents(session, batch, default_rights)
        session.expunge_all()
        report(Progress(first + len(batch), len(episode_ids)))
    headings = list_public_headings(session, default_rights)
    yield from read_heading_documents(session, headings, default_rights)


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
