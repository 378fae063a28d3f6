"""Ways to ask for less, where nothing holds all that was asked for.

Words side by side must all be there, so that one word too many finds nothing: "kenapa jalan rusak"
asks for a statement that says kenapa. The ways that are tried, in this order, each under the same
filters and days:

- "without": what only makes the question is left out (kenapa), else what is found nowhere, else one
  part after the other: conditions, then who speaks, then the commonest word, which tells least.
- "said-by": an office or a name is taken for who speaks ("bupati bilang apa soal banjir").
- "apart": the words of a phrase, or of NEAR, anywhere in the text.
- "any": at least one of the words; the hits that hold most of them come first.

At most MOST_COUNTS searches are made, each of which only counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from search.analysis.questions import is_head, is_office, is_spare, is_speaking
from search.analysis.words import list_words
from search.budget import MAX_TERMS
from search.errors import QueryOverBudget
from search.index import Index
from search.lexicon import Lexicon
from search.parsing import parse_query
from search.query import (
    And,
    Days,
    Everything,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    format_query,
    list_leaves,
)
from search.request import SearchRequest

MOST_COUNTS = 12
"""Searches that one answer without hits may cost."""
MOST_TRIED = 5
"""Parts of a query that are counted or left out one by one."""
MOST_WAYS = 4
LONGEST_OFFICE = 2
"""Words: kepala desa."""

Count = Callable[[Node], int]


@dataclass(frozen=True, slots=True)
class Way:
    """A query that asks for less and finds `total`.

    `kind` is "without", "said-by", "apart" or "any"; `left_out` are the parts of the query as it
    was typed that it does without.
    """

    kind: str
    query: str
    total: int
    left_out: tuple[str, ...] = ()


def find_ways(index: Index, request: SearchRequest) -> tuple[Way, ...]:
    """The ways to find anything with a request that finds nothing, the nearest to it first."""
    root = parse_query(request.query, request.today).root
    if len(parts_of(root)) == 0:
        return ()
    names = index.lexicon(names=True)
    loosening = Loosening(root, Counter(index, request).count, lambda word: is_in(names, word))
    ways = dict.fromkeys(way for way in loosening.list_ways() if way.total)
    return tuple(ways)[:MOST_WAYS]


def is_in(names: Lexicon, written: str) -> bool:
    """Whether a typed word is part of somebody's name."""
    return any(names.count(word) for word in list_words(written))


def without_spare(text: str, request: SearchRequest) -> str | None:
    """A query without what only makes it a question; None where that is nothing, or all of it."""
    parts = parts_of(parse_query(text, request.today).root)
    core = about(parts)
    return write(core) if len(core) < len(parts) else None


class Counter:
    """Counts what queries find under the filters of a request, MOST_COUNTS times; then nothing."""

    def __init__(self, index: Index, request: SearchRequest) -> None:
        self._index = index
        self._bare = replace(
            request, page=1, page_size=1, grouped=False, facets=False, suggest=False
        )
        self._left = MOST_COUNTS

    def count(self, node: Node) -> int:
        """How much a query finds; 0 where it asks for too much, or no search is left."""
        if not self._left or len(list_leaves(node)) > MAX_TERMS:
            return 0
        self._left -= 1
        try:
            return self._index.search(replace(self._bare, query=format_query(Query(node)))).total
        except QueryOverBudget:
            return 0


class Loosening:
    """The parts of one query, told apart: the question around it, and what it is about."""

    def __init__(self, root: Node, count: Count, is_name: Callable[[str], bool]) -> None:
        self._count = count
        self._is_name = is_name
        self._parts = parts_of(root)
        self._core = about(self._parts)
        self._apart = [one for part in self._core for one in list_apart(part)]
        self._asks_who = any(is_plain(part) and is_speaking(part.text) for part in self._parts)

    def list_ways(self) -> Iterator[Way]:
        """The ways in their order; those that find nothing are among them."""
        near = self._list_near()
        yield from near
        if any(way.total for way in near):
            return
        self._parts = self._apart
        self._core = about(self._apart)
        alone = self._count_alone()
        found = [part for part in self._core if alone.get(part, 1)]
        if not tell_apart(found)[0]:
            found = self._core  # nothing is missing, or the conditions shut everything out
        elif len(found) < len(self._core):
            way = self._keep(found)
            yield way
            if way.total:
                return
        yield from self._leave_one_out(found, alone)
        yield from self._take_any(found)

    def _list_near(self) -> list[Way]:
        """The question left out, somebody taken for the speaker, a phrase taken apart."""
        plain = [self._keep(self._core)] if len(self._core) < len(self._parts) else []
        said_by = [self._keep(one, "said-by") for one in self._list_spoken()]
        taken = [self._keep(self._apart, "apart")] if self._apart != self._core else []
        return [*said_by, *plain, *taken] if self._asks_who else [*plain, *said_by, *taken]

    def _list_spoken(self) -> Iterator[list[Node]]:
        """The core with an office of two words or one, or a name, as the one who speaks."""
        place = 0
        while place < len(self._core):
            size, leaf = self._read_speaker(*self._core[place : place + LONGEST_OFFICE])
            if leaf is not None:
                yield [*self._core[:place], *self._core[place + size :], leaf]
            place += size

    def _read_speaker(self, part: Node, after: Node | None = None) -> tuple[int, Node | None]:
        """How many of the parts are one speaker, and the words of a field for that one."""
        if not is_plain(part):
            return 1, None
        if after is not None and is_plain(after) and is_head(part.text):
            return LONGEST_OFFICE, Phrase(f"{part.text} {after.text}", "jabatan")
        field = "jabatan" if is_office(part.text) else "tokoh" if self._is_name(part.text) else None
        return 1, Word(part.text, field) if field else None

    def _keep(self, kept: Sequence[Node], kind: str = "without") -> Way:
        """The way that keeps some parts; what it leaves out is told where that is all it does."""
        dropped = [part for part in self._parts if part not in kept] if kind == "without" else []
        return Way(kind, write(kept), self._count(join(kept)), tuple(map(write_part, dropped)))

    def _count_alone(self) -> dict[Node, int]:
        """What the first words find each by itself, beside the conditions that the query makes."""
        words, conditions = tell_apart(self._core)
        return {part: self._count(join([part, *conditions])) for part in words[:MOST_TRIED]}

    def _leave_one_out(self, parts: Sequence[Node], alone: Mapping[Node, int]) -> Iterator[Way]:
        """Without a condition, without the one who speaks, without a word: the commonest first."""

        def importance(part: Node) -> tuple[bool, bool, int]:
            speaks = self._read_speaker(part)[1] is not None
            return not is_condition(part), not speaks, -alone.get(part, 0)

        for left_out in sorted(parts, key=importance):
            kept = [part for part in parts if part is not left_out]
            if len(parts) <= MOST_TRIED and not all(isinstance(part, Not) for part in kept):
                yield self._keep(kept)

    def _take_any(self, parts: Sequence[Node]) -> Iterator[Way]:
        words, conditions = tell_apart(parts)
        if len(words) > 1:
            yield self._keep([Or(tuple(words)), *conditions], "any")


def parts_of(root: Node) -> list[Node]:
    """What must all be there, one after the other."""
    if isinstance(root, Everything):
        return []
    return list(root.parts) if isinstance(root, And) else [root]


def is_plain(part: Node) -> TypeGuard[Word]:
    """Whether a part is a word to be found anywhere."""
    return isinstance(part, Word) and part.field is None


def about(parts: list[Node]) -> list[Node]:
    """The parts without what only makes the question; all where there is nothing else."""
    return [part for part in parts if not is_spare_part(part)] or parts


def is_spare_part(part: Node) -> bool:
    """Whether a part only makes the question."""
    return is_plain(part) and is_spare(part.text)


def tell_apart(parts: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The words that are looked for, and the conditions: days, fields, what must not be there."""
    conditions = [part for part in parts if is_condition(part)]
    return [part for part in parts if part not in conditions], conditions


def is_condition(part: Node) -> bool:
    """Whether a part says nothing of words that are wanted."""
    fields = [leaf.field for leaf in list_leaves(part)]
    return isinstance(part, Not | Days) or (bool(fields) and all(fields))


def list_apart(part: Node) -> list[Node]:
    """The words of a phrase or of NEAR one by one; any other part as it is."""
    if isinstance(part, Near):
        return [one for leaf in part.parts for one in list_apart(leaf)]
    if isinstance(part, Phrase) and part.field is None:
        return [Word(word) for word in list_words(part.text)]
    return [part]


def join(parts: Sequence[Node]) -> Node:
    """All parts as one query."""
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def write(parts: Sequence[Node]) -> str:
    """Parts as a query that is typed."""
    return format_query(Query(join(parts)))


def write_part(part: Node) -> str:
    """One part as it is typed."""
    return write([part])
