"""A passage at its address: the frozen words, and where they stand today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from archive.citations import weakest_label
from archive.errors import ArchiveError, NotFound
from archive.passages import Candidate, Frozen, Located, locate_passage
from archive.permalinks import Passage
from archive.published.revisions import (
    PublishedStatement,
    between,
    is_statement,
    read_published,
)
from archive.published.speakers import HeardSpeaker
from archive.published.statements import StatementView, find_statement
from archive.published.succession import find_heirs
from archive.published.timing import time_of_beginning, time_of_end


class NoSuchWords(NotFound):
    """The revision has no such words; `count` is how many words the statement has in it."""

    def __init__(self, statement: str, count: int) -> None:
        """Keep what a page needs to help."""
        super().__init__(f"Statement {statement} has {count} words in this revision.")
        self.statement, self.count = statement, count


class WrongOrder(ArchiveError):
    """The statement that ends a passage does not come after the one that begins it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` (from 1) of one statement; no words where these were withdrawn."""

    statement: PublishedStatement
    first: int
    last: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the passage in this statement."""
        return self.statement.words[self.first - 1 : self.last]

    @property
    def before(self) -> tuple[str, ...]:
        """The words of the statement before them."""
        return self.statement.words[: self.first - 1]

    @property
    def after(self) -> tuple[str, ...]:
        """The words of the statement after them."""
        return self.statement.words[self.last :]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The frozen words of a passage, or of a whole statement, in one or more statements."""

    stretches: tuple[Stretch, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words."""
        return tuple(word for stretch in self.stretches for word in stretch.words)

    @property
    def text(self) -> str:
        """All words in a row."""
        return " ".join(self.words)

    @property
    def speakers(self) -> tuple[HeardSpeaker, ...]:
        """Every speaker once, in the order of speech."""
        return tuple(dict.fromkeys(one.statement.speaker for one in self.stretches))

    @property
    def turns(self) -> tuple[tuple[HeardSpeaker, tuple[Stretch, ...]], ...]:
        """Stretches by speaker, one entry per change of speaker."""
        runs = groupby(self.stretches, key=lambda one: one.statement.speaker)
        return tuple((speaker, tuple(run)) for speaker, run in runs)

    @property
    def label(self) -> str:
        """The weakest verification label."""
        return weakest_label({one.statement.row.label for one in self.stretches})

    @property
    def has_gap(self) -> bool:
        """Whether some of its words were withdrawn."""
        return any(one.statement.gap for one in self.stretches)

    @property
    def start(self) -> float | None:
        """Seconds at which its first word is heard, as far as the marks say."""
        first = self.stretches[0]
        return time_of_beginning(first.statement.row, first.first)

    @property
    def end(self) -> float | None:
        """Seconds by which its last word has been heard."""
        last = self.stretches[-1]
        return time_of_end(last.statement.row, last.last)

    @property
    def is_estimated(self) -> bool:
        """Whether its times were carried over from another revision."""
        return any(one.statement.row.times_carried for one in self.stretches)


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage: its statement, its words, and where these stand in today's wording."""

    view: StatementView
    passage: Passage
    quoted: Quoted
    located: Located


def quote_whole(statement: PublishedStatement) -> Quoted:
    """A statement as a whole."""
    return Quoted((Stretch(statement, 1, max(1, len(statement.words))),))


def find_passage(
    session: Session, identifier: str, passage: Passage, default_rights: str
) -> PassageView:
    """The passage at an address. Raises NoSuchWords, WrongOrder, or as `find_statement` does."""
    view = find_statement(session, identifier, passage.revision, default_rights)
    last = view.statement
    if passage.last_statement and passage.last_statement != identifier:
        last = read_last(session, view, passage.last_statement)
    rows = [view.statement]
    if last.place > view.statement.place:
        chosen = between(view.statement.place, last.place)
        rows = list(read_published(session, view.episode.id, view.revision, chosen))
    quoted = Quoted(cut_stretches(rows, passage))
    return PassageView(view, passage, quoted, locate_today(session, view, quoted))


def read_last(session: Session, view: StatementView, identifier: str) -> PublishedStatement:
    """The statement that a passage ends in. Raises NotFound, or WrongOrder for an earlier one."""
    chosen = is_statement(identifier)
    found = read_published(session, view.episode.id, view.revision, chosen)
    if not found:
        raise NotFound(f"Statement {identifier} does not stand in this revision.")
    if found[0].place <= view.statement.place:
        raise WrongOrder(f"Statement {identifier} comes before {view.statement.id}.")
    return found[0]


def cut_stretches(
    statements: Sequence[PublishedStatement], passage: Passage
) -> tuple[Stretch, ...]:
    """The words of a passage, statement by statement. Raises NoSuchWords.

    Words that were withdrawn cannot be counted any more; their bounds are taken as they are.
    """
    stretches = []
    for place, statement in enumerate(statements):
        count = len(statement.words)
        first = passage.first if place == 0 else 1
        last = passage.last if place == len(statements) - 1 else max(count, 1)
        if statement.gap is None and not first <= last <= count:
            raise NoSuchWords(statement.id, count)
        stretches.append(Stretch(statement, first, last))
    return tuple(stretches)


def locate_today(session: Session, view: StatementView, quoted: Quoted) -> Located:
    """Where the words stand in the current revision, among their statements and successors."""
    current = view.current
    if current is None or not quoted.words or quoted.has_gap:
        return Located("moved-or-gone")
    candidates: dict[str, PublishedStatement] = {}
    for stretch in quoted.stretches:
        chosen = is_statement(stretch.statement.id)
        own = read_published(session, view.episode.id, current, chosen)
        heirs = find_heirs(session, view.episode.id, stretch.statement, view.revision, current)
        candidates |= {one.id: one for one in (*own, *heirs)}
    frozen = Frozen(quoted.words, quoted.stretches[0].before, quoted.stretches[-1].after)
    return locate_passage(
        frozen,
        [Candidate(one.id, one.row.text, one.place) for one in candidates.values() if one.row.text],
    )
