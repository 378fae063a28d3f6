"""A passage at its address: the frozen words, and where they stand today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from archive.citations import weakest_label
from archive.errors import ArchiveError, NotFound
from archive.passages import Candidate, Frozen, Located, locate_passage, locate_statement
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

MOST_WORDS, MOST_STATEMENTS = 2000, 200
"""What is longer is no quotation; its words would be looked for in vain for a long time."""


class NoSuchWords(NotFound):
    """The revision has no such words; `count` is how many words the statement has in it."""

    def __init__(self, statement: str, count: int) -> None:
        """Keep what a page needs to help."""
        super().__init__(f"Statement {statement} has {count} words in this revision.")
        self.statement, self.count = statement, count


class TooLong(NotFound):
    """A passage of more than MOST_WORDS words, or over MOST_STATEMENTS statements."""


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
        return weakest_label({one.statement.label for one in self.stretches})

    @property
    def checked_at(self) -> datetime | None:
        """Since when all of its words are checked by ear; None where some are not."""
        moments = [one.statement.row.checked_at for one in self.stretches]
        known = [at for at in moments if at is not None]
        return max(known) if len(known) == len(moments) else None

    @property
    def checked_later(self) -> datetime | None:
        """The same, where that was after the revision was frozen: a dated addition."""
        later = any(one.statement.checked_later for one in self.stretches)
        return self.checked_at if later else None

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
        """Whether its times were carried over from another revision, or found by a machine."""
        return any(one.statement.row.is_about for one in self.stretches)


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
    """The passage at an address.

    Raises NoSuchWords, WrongOrder, TooLong, or as `find_statement` does.
    """
    view = find_statement(session, identifier, passage.revision, default_rights)
    last = view.statement
    if passage.last_statement and passage.last_statement != identifier:
        last = read_last(session, view, passage.last_statement)
    quoted = Quoted(cut_stretches(read_between(session, view, last), passage))
    if len(quoted.words) > MOST_WORDS:
        raise TooLong(f"A passage holds at most {MOST_WORDS} words.")
    return PassageView(view, passage, quoted, locate_today(session, view, quoted))


def read_between(
    session: Session, view: StatementView, last: PublishedStatement
) -> Sequence[PublishedStatement]:
    """The statements from that of the view to `last`. Raises TooLong."""
    first = view.statement
    if last.place - first.place >= MOST_STATEMENTS:
        raise TooLong(f"A passage runs over at most {MOST_STATEMENTS} statements.")
    if last.place == first.place:
        return [first]
    chosen = between(first.place, last.place)
    return read_published(session, view.episode.id, view.revision, chosen)


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


def locate_today(
    session: Session, view: StatementView, quoted: Quoted, *, is_whole: bool = False
) -> Located:
    """Where the words stand in the current revision, among their statements and successors.

    `is_whole`: the statement itself was cited, not words of it. Where its identifier still stands,
    all words that it has now are shown beside those that were cited.
    """
    current, first, last = view.current, quoted.stretches[0], quoted.stretches[-1]
    if current is None or not quoted.words or quoted.has_gap:
        return Located("moved-or-gone")
    if current.id == view.revision.id:
        place = (first.statement.id, first.first, last.statement.id, last.last)
        return Located("unchanged", *place, before=first.before, after=last.after)
    identifiers = [one.statement.id for one in quoted.stretches]
    heirs = find_heirs(session, view.episode.id, identifiers, view.revision, current)
    candidates = [Candidate(one.id, one.row.text, one.place) for one in heirs if one.row.text]
    if is_whole and any(one.id == view.statement.id for one in candidates):
        return locate_statement(quoted.words, view.statement.id, candidates)
    return locate_passage(Frozen(quoted.words, first.before, last.after), candidates)
