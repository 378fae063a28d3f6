"""Plans for fields that hold names and values: `tokoh:`, `jabatan:`, `lembaga:` and the like.

Names are never stemmed, and found without honorifics and degrees. The other fields hold few values:
those whose words fit are chosen from the list. A position stands in the index as it was held on the
day, so that `jabatan:sekda` finds what each holder said while holding it.
"""

from __future__ import annotations

from collections.abc import Callable

from search.analysis.highlighting import Pattern
from search.analysis.names import list_name_words
from search.analysis.words import list_words
from search.engines.whoosh.columns import column_of, keep
from search.engines.whoosh.lexicon import list_near, list_sounding
from search.engines.whoosh.meaning import Scope, pattern_of, row_of
from search.engines.whoosh.plan import NAMES, All, Constant, Either, OneOf, Plan, Term
from search.engines.whoosh.saying import plan_beginning, plan_fuzzy
from search.query import Fuzzy, Leaf, Prefix

VALUE_FIELDS = {
    "jabatan": ("position", "wording"),
    "lembaga": ("organisation",),
    "topik": ("topic",),
    "program": ("programme",),
    "stasiun": ("station",),
    "label": ("label",),
}
"""Fields of a query whose values are chosen from a list, and where in the index they are."""


def plan_name(leaf: Leaf, scope: Scope) -> Plan:
    """Words of a person's name; raises QueryOverBudget (expansions)."""
    words = list_name_words(leaf.text) or list_words(leaf.text)
    *before, last = words
    if isinstance(leaf, Prefix):
        return plan_beginning(NAMES, before, last, scope)
    if isinstance(leaf, Fuzzy):
        return plan_fuzzy(NAMES, before, last, scope)
    terms = [Term(NAMES, word.encode()) for word in words]
    if all(scope.count(term) for term in terms):
        return row_of(NAMES, words)
    return All(tuple(_name_like(term, scope) for term in terms))


def plan_value(leaf: Leaf, scope: Scope) -> Plan:
    """The values of a field whose words hold those of the leaf."""
    fits = _holds(leaf, scope)
    plans = [
        OneOf(name, tuple(value.encode() for value, words in _values(name, scope) if fits(words)))
        for name in VALUE_FIELDS[str(leaf.field)]
    ]
    return Constant(Either(tuple(plans))) if len(plans) > 1 else plans[0]


def _name_like(term: Term, scope: Scope) -> Plan:
    """A name that occurs, else those that are spelt like it."""
    if scope.count(term):
        return term
    word, reading = term.term.decode(), scope.reading
    like = list_sounding(reading, NAMES, word) or list_near(reading, NAMES, word)
    return OneOf(NAMES, tuple(one.encode() for one in like))


def _values(name: str, scope: Scope) -> list[tuple[str, list[str]]]:
    """The values of a field with their words."""

    def make() -> list[tuple[str, list[str]]]:
        return [(value, list_words(value)) for value in column_of(scope.reading, name).texts]

    return keep(scope.reading.cache, ("value words", name), make)


def _holds(leaf: Leaf, scope: Scope) -> Callable[[list[str]], bool]:
    """Whether the words of a value hold the leaf: as typed, or each word, or its expansion."""
    whole = pattern_of(leaf)
    exact = isinstance(leaf, Prefix | Fuzzy)
    each = [] if exact else [_ways(word, scope) for word in list_words(leaf.text)]

    def holds(words: list[str]) -> bool:
        if _has_row(words, whole):
            return True
        return bool(each) and all(any(_has_row(words, way) for way in ways) for ways in each)

    return holds


def _ways(word: str, scope: Scope) -> list[Pattern]:
    """A word as typed, and what it is short for."""
    return [Pattern((word,)), *(Pattern(tuple(row)) for row in scope.expand_abbreviation(word))]


def _has_row(words: list[str], pattern: Pattern) -> bool:
    length = len(pattern.words)
    rows = (words[first : first + length] for first in range(len(words) - length + 1))
    return any(pattern.matches(row) for row in rows)
