"""From a query to a plan: the tree node by node, every word for what it stands for in the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from search.analysis.highlighting import Pattern
from search.analysis.words import list_words
from search.engines.whoosh.columns import keep
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.meaning import Meaning, Scope, row_of
from search.engines.whoosh.naming import VALUE_FIELDS, plan_name, plan_value
from search.engines.whoosh.plan import (
    NOTHING,
    WORDS,
    All,
    Either,
    Every,
    Plan,
    Without,
)
from search.engines.whoosh.plan import Days as PlanDays
from search.engines.whoosh.plan import Near as PlanNear
from search.engines.whoosh.saying import plan_occurring, plan_said
from search.query import And, Days, Everything, Leaf, Near, Node, Not, Or, Word

REMEMBERED = 500
"""Queries whose meaning is remembered."""
FIRST_DAY, LAST_DAY = 0, 99_999_999

LONGEST = 8
"""Words of the longest expansion, or abbreviation, that is recognised among words side by side."""


def recall_meaning(root: Node, dictionary: Dictionary, *, expand: bool = True) -> Meaning:
    """As `read_meaning`; what was asked of this reading lately is remembered."""
    known = keep(dictionary.reading.cache, "meanings", dict[tuple[Node, bool], Meaning])
    found = known.get((root, expand))
    if found is None:
        if len(known) >= REMEMBERED:
            known.clear()
        found = known[root, expand] = read_meaning(root, dictionary, expand=expand)
    return found


def read_meaning(root: Node, dictionary: Dictionary, *, expand: bool = True) -> Meaning:
    """What a query means in a reading; raises QueryOverBudget (expansions)."""
    scope = Scope(dictionary, expand=expand)
    meaning = scope.meaning
    meaning.plan = _lower(root, scope, wanted=True)
    meaning.expansions = list(dict.fromkeys(meaning.expansions))
    meaning.offers = list(dict.fromkeys(meaning.offers))
    return meaning


def year_of(text: str) -> Plan:
    """The days of a year; nothing where it is no year."""
    if not (text.isascii() and text.isdecimal()):
        return NOTHING
    return PlanDays(int(text) * 10_000, int(text) * 10_000 + 9_999)


def days_between(since: date | None, until: date | None) -> PlanDays:
    """The days between two, both inclusive; None: no bound."""
    return PlanDays(
        int(since.strftime("%Y%m%d")) if since else FIRST_DAY,
        int(until.strftime("%Y%m%d")) if until else LAST_DAY,
    )


def _lower(node: Node, scope: Scope, *, wanted: bool) -> Plan:
    """`wanted`: not under a NOT, so that it is highlighted where it is found."""
    match node:
        case And(parts):
            return _lower_all(parts, scope, wanted)
        case Or(parts):
            return Either(tuple(_lower(part, scope, wanted=wanted) for part in parts))
        case Not(part):
            return Without(_lower(part, scope, wanted=False))
        case Near(parts, distance):
            return _lower_near(parts, distance, scope, wanted)
        case Days(since, until):
            return days_between(since, until)
        case _:
            return Every() if isinstance(node, Everything) else _lower_leaf(node, scope, wanted)


def _lower_all(parts: Sequence[Node], scope: Scope, wanted: bool) -> Plan:
    """All parts; of words side by side that say one thing, also the other way to say it."""
    plans, at = [], 0
    while at < len(parts):
        length, rows = _longest_run(parts[at : at + LONGEST], scope)
        run: Plan = _join([_lower(part, scope, wanted=wanted) for part in parts[at : at + length]])
        if rows:
            scope.meaning.mark(Pattern(tuple(row)) for row in rows if wanted)
            run = Either((run, *(row_of(WORDS, row) for row in rows)))
        plans.append(run)
        at += length
    return _join(plans)


def _longest_run(parts: Sequence[Node], scope: Scope) -> tuple[int, list[list[str]]]:
    """How many of the first parts say one thing together, and the words that say it otherwise."""
    written = []
    for part in parts:
        if not isinstance(part, Word) or part.field is not None:
            break
        written.append(part.text)
    for length in range(len(written), 1, -1):
        together = " ".join(written[:length])
        rows = scope.abbreviate(list_words(together)) or scope.expand_abbreviation(together)
        if rows:
            return length, rows
    return 1, []


def _join(plans: Sequence[Plan]) -> Plan:
    return plans[0] if len(plans) == 1 else All(tuple(plans))


def _lower_near(parts: Sequence[Leaf], distance: int, scope: Scope, wanted: bool) -> Plan:
    """Parts near each other. Spellings and abbreviations are taken as they are typed."""
    single = [one for part in parts if (one := plan_occurring(part)) is not None]
    if len(single) < len(parts):
        return All(tuple(_lower(part, scope, wanted=wanted) for part in parts))
    plan = PlanNear(tuple(single), distance)
    if wanted:
        scope.note(parts)
        scope.meaning.counted.append(plan)
    return plan


def _lower_leaf(leaf: Leaf, scope: Scope, wanted: bool) -> Plan:
    if wanted:
        scope.note([leaf])
    if leaf.field in VALUE_FIELDS:
        return plan_value(leaf, scope)
    if leaf.field == "tokoh":
        return plan_name(leaf, scope)
    plan = plan_said(leaf, scope)
    scope.meaning.counted += [plan] if wanted else []
    return plan
