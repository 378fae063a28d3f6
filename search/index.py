"""The index of an archive: searched by many, written by one, disposable.

Readers never create anything and never fail for want of an index: they get an empty answer that
says `available=False`. Writers refuse to work on an index that is gone, since one that begins in
the middle of the outbox would look whole: it has to be rebuilt.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from search.document import Change, Document
from search.engines.whoosh.candidates import find_candidates
from search.engines.whoosh.checking import Report, Watch, compare, count_damaged
from search.engines.whoosh.folder import find_current, next_folder, read_state, remove, switch_to
from search.engines.whoosh.lexicon import lexicon_of
from search.engines.whoosh.plan import NAMES, WORDS
from search.engines.whoosh.reading import Reading, ReadingPool
from search.engines.whoosh.sayings import count_sayings
from search.engines.whoosh.searching import answer
from search.engines.whoosh.timeline import count_by_year
from search.engines.whoosh.writing import apply_batch, build
from search.errors import IndexUnavailable, SearchError
from search.lexicon import Lexicon
from search.parsing import parse_query
from search.query import Query
from search.request import SearchRequest
from search.results import Results, YearCount
from search.suggesting import suggest
from search.wording import Note

T = TypeVar("T")

ATTEMPTS = 6
"""A writer may take files away while they are opened; what fails each time is damaged."""
PAUSE = 0.02
"""Seconds by which each attempt waits longer than the one before."""
FEW = 3
"""Hits up to which another spelling is proposed."""

OFFERED = ("meant-field", "meant-label")
"""Notes that offer what was meant by a word that would look misspelt."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """Whether there is an index, how much is in it, and how far the outbox is applied."""

    available: bool
    documents: int = 0
    applied_seq: int = 0
    generation: int = 0
    segments: int = 0


class Index:
    """The index below one folder. Safe to share between threads; open it again after a fork."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._pool = ReadingPool(home)
        self._watch = Watch()

    @classmethod
    def open(cls, home: str | Path) -> Index:
        """The index in this folder, which need not exist yet; nothing is created or read."""
        return cls(Path(home))

    def search(self, request: SearchRequest) -> Results:
        """Answer a request; raises QueryOverBudget where it asks for too much.

        Where the index is gone or unreadable, the answer is empty and says so.
        """
        query = parse_query(request.query, request.today)
        try:
            return self._read(lambda reading: _answer(request, query, reading))
        except IndexUnavailable:
            notes = (*query.notes, Note("unavailable"))
            return Results(query=query, notes=notes, page=request.page, available=False)

    def count_by_year(
        self, request: SearchRequest, *, months: bool = False
    ) -> tuple[YearCount, ...]:
        """How often the words of a request were said, by year or month; empty without an index.

        Order and page of the request do not matter. Raises QueryOverBudget.
        """
        query = parse_query(request.query, request.today)
        try:
            return self._read(lambda reading: count_by_year(request, query, reading, months=months))
        except IndexUnavailable:
            return ()

    def find_candidates(self, text: str, limit: int = 50) -> list[Document]:
        """The statements that share most rare words with a text; none without an index."""
        try:
            return self._read(lambda reading: find_candidates(text, limit, reading))
        except IndexUnavailable:
            return []

    def lexicon(self, *, names: bool = False) -> Lexicon:
        """The words of everything that can be found, or only those of names."""
        field = NAMES if names else WORDS
        try:
            return self._read(lambda reading: lexicon_of(reading, field))
        except IndexUnavailable:
            return Lexicon.of({})

    def sayings(self, ignored: frozenset[str]) -> Lexicon:
        """The words, and the pairs of neighbouring words, that stand in three statements or more,
        with how many; none with a word of `ignored`. Empty without an index.

        A segment takes 5 seconds for a million statements when it is first asked, once.
        """
        try:
            return self._read(lambda reading: count_sayings(reading, ignored))
        except IndexUnavailable:
            return Lexicon.of({})

    def status(self) -> Status:
        """How things stand; all zero and not available where there is no readable index."""
        try:
            return self._read(_status_of)
        except IndexUnavailable:
            return Status(available=False)

    @property
    def applied_seq(self) -> int:
        """Everything of the outbox up to this number is in the index; 0 where there is none."""
        try:
            return read_state(find_current(self._home)).seq
        except IndexUnavailable:
            return 0

    def apply(self, changes: Iterable[Change], seq: int) -> int:
        """Apply changes in their order as one commit, durably; the number of documents written.

        Applying the same again changes nothing. Raises IndexUnavailable (rebuild it first) and
        IndexBusy (another process writes).
        """
        folder = find_current(self._home)
        read_state(folder)
        try:
            opened = self._pool.list_open(folder)
            return apply_batch(folder, changes, seq, opened)
        except FileNotFoundError as fault:
            raise IndexUnavailable(f"files of the index in {folder} are gone") from fault
        except (SearchError, OSError):
            raise
        except Exception as fault:  # a damaged file fails in any way that Whoosh and pickle know
            raise IndexUnavailable(f"the index in {folder} cannot be written") from fault

    def rebuild(self, documents: Iterable[Document], seq: int) -> int:
        """Build a new index beside the old one, then switch to it; how many documents it holds.

        `seq` is the number of the outbox up to which `documents` are complete. A rebuild that
        fails leaves the old index in use.
        """
        folder = next_folder(self._home)
        try:
            count = build(folder, documents, seq)
        except BaseException:
            remove(folder)
            raise
        switch_to(self._home, folder)
        return count

    def check(self, expected: Iterable[tuple[str, str]]) -> Report:
        """Compare with the (id, version) of every document there should be; verify all files."""
        expected = list(expected)
        try:
            report = self._read(lambda reading: compare(reading, expected))
            return replace(report, damaged=count_damaged(find_current(self._home)))
        except IndexUnavailable:
            left = self._home.is_file() or (self._home.exists() and any(self._home.iterdir()))
            return Report(missing=len(expected), damaged=int(left))

    def is_damaged(self) -> bool:
        """Whether files of the index are not what was written; for its only writer.

        Readers that have files open may not notice. Reads only what changed since the last time.
        """
        try:
            return self._watch.is_damaged(find_current(self._home))
        except (IndexUnavailable, FileNotFoundError):
            return True

    def close(self) -> None:
        """Close the files that are open."""
        self._pool.close()

    def _read(self, read: Callable[[Reading], T]) -> T:
        """Read from the latest edition, once more where it changed or failed underneath."""
        for attempt in range(1, ATTEMPTS + 1):
            if attempt > 1:
                time.sleep(PAUSE * (attempt - 1))
            try:
                return self._pool.read(read)
            except SearchError:
                raise
            except Exception as fault:  # a damaged file fails in any way pickle knows
                if attempt == ATTEMPTS:
                    logger.exception("the index in %s cannot be read", self._home)
                    raise IndexUnavailable(f"the index in {self._home} is damaged") from fault
        raise AssertionError("the last attempt returns or raises")


def _answer(request: SearchRequest, query: Query, reading: Reading) -> Results:
    """The answer, and where little was found what may have been meant instead."""
    results = answer(request, query, reading)
    offered = any(note.code in OFFERED for note in query.notes)
    if results.total > FEW or not request.suggest or offered:
        return results
    words, names = lexicon_of(reading, WORDS), lexicon_of(reading, NAMES)
    return replace(results, suggestion=suggest(query, words, names))


def _status_of(reading: Reading) -> Status:
    state = read_state(reading.edition.folder)
    return Status(
        available=True,
        documents=reading.live_count,
        applied_seq=state.seq,
        generation=reading.edition.generation,
        segments=len(reading.segments),
    )
