"""The history of a transcript: its published revisions, and what changed between any two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.differences import Step, difference
from archive.models import Episode
from archive.published.access import follow_episode, require_open_words
from archive.published.changes import (
    Change,
    find_out_of_order,
    measure_change,
    read_standings,
    read_words,
)
from archive.published.revisions import (
    PublishedRevision,
    PublishedStatement,
    choose_published,
    list_published,
    read_published,
)

Became = Literal["same", "changed", "new", "gone", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Edition:
    """A published revision, and what changed since the open one that was published before it.

    `since` and `change` are None for the first one, and for one that was withdrawn.
    """

    revision: PublishedRevision
    since: PublishedRevision | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The published revisions of an episode's transcript by number."""

    episode: Episode
    editions: tuple[Edition, ...]

    @property
    def comparable(self) -> tuple[PublishedRevision, ...]:
        """Those that everybody may read."""
        return tuple(one.revision for one in self.editions if one.revision.is_open)


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement in two revisions; `steps` lead from its words in the one to the other.

    One of `before` and `after` is None where only the other revision holds it; `shown` is the
    later one that there is. Words that were withdrawn are in neither.
    """

    became: Became
    shown: PublishedStatement
    before: PublishedStatement | None
    after: PublishedStatement | None
    has_moved: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def other_speaker(self) -> PublishedStatement | None:
        """The former standing, where another voice had the words."""
        before, after = self.before, self.after
        if before and after and before.speaker.voice != after.speaker.voice:
            return before
        return None

    @property
    def is_touched(self) -> bool:
        """Whether anything about it is other than it was."""
        if self.became == "withdrawn" and self.before and self.after:
            return self.before.row.wording_hash != self.after.row.wording_hash
        return self.became != "same" or self.has_moved or self.other_speaker is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All statements of two published revisions, in the order of the second."""

    before: PublishedRevision
    after: PublishedRevision
    statements: tuple[Compared, ...]


def find_history(session: Session, slug: str, default_rights: str) -> History:
    """The history of an episode's transcript.

    Raises Moved for a former slug, Withdrawn, WordsClosed or NotFound as the episode's page does.
    """
    episode = session.scalar(select(Episode).where(Episode.slug == slug))
    if episode is None:
        follow_episode(session, slug)
    require_open_words(session, episode, default_rights)
    return History(episode, tuple(list_editions(session, episode)))


def list_editions(session: Session, episode: Episode) -> Iterator[Edition]:
    """Every published revision with the size of its change."""
    revisions = list_published(session, episode.id)
    readable = [one for one in revisions if one.is_open]
    standings = read_standings(session, [one.id for one in readable])
    words = read_words(session, episode.id)
    changes = {
        after.id: (before, measure_change(standings[before.id], standings[after.id], words))
        for before, after in pairwise(readable)
    }
    for one in revisions:
        yield Edition(one, *changes.get(one.id, (None, None)))


def compare(session: Session, history: History, first: int, second: int) -> Comparison:
    """Revision `first` beside revision `second`, statement by statement.

    Raises NoSuchRevision, or Withdrawn for one that is no longer public.
    """
    revisions = [one.revision for one in history.editions]
    before, after = (choose_published(revisions, number) for number in (first, second))
    episode = history.episode
    old = read_published(session, episode.id, before)
    new = read_published(session, episode.id, after)
    return Comparison(before, after, tuple(compare_statements(old, new)))


def compare_statements(
    old: Sequence[PublishedStatement], new: Sequence[PublishedStatement]
) -> Iterator[Compared]:
    """Each statement once; those that are gone after the one that stood before them."""
    former = {one.id: one for one in old}
    moved = find_out_of_order([one.id for one in old], [one.id for one in new])
    living = {one.id for one in new}
    gone = gone_after(old, living)
    for lost in gone.get(None, ()):
        yield Compared("withdrawn" if lost.gap else "gone", lost, lost, None)
    for one in new:
        yield compare_one(former.get(one.id), one, has_moved=one.id in moved)
        for lost in gone.get(one.id, ()):
            yield Compared("withdrawn" if lost.gap else "gone", lost, lost, None)


def gone_after(
    old: Sequence[PublishedStatement], living: set[str]
) -> Mapping[str | None, list[PublishedStatement]]:
    """Statements that are gone, by the last one before them that is not."""
    gone: dict[str | None, list[PublishedStatement]] = {}
    last: str | None = None
    for one in old:
        if one.id in living:
            last = one.id
        else:
            gone.setdefault(last, []).append(one)
    return gone


def compare_one(
    before: PublishedStatement | None, after: PublishedStatement, *, has_moved: bool = False
) -> Compared:
    """What became of a statement that the later revision holds."""
    if after.gap or (before and before.gap):
        return Compared("withdrawn", after, before, after, has_moved)
    if before is None:
        return Compared("new", after, None, after)
    if before.row.text == after.row.text:
        return Compared("same", after, before, after, has_moved)
    steps = tuple(difference(before.words, after.words))
    return Compared("changed", after, before, after, has_moved, steps)
