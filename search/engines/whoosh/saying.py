"""Plans for what was said: words by their stems, phrases word for word, beginnings, near spellings.

An abbreviation also finds what it stands for, and what was typed in full its abbreviation. A word
that the archive does not know finds those that are spelt like it.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.analysis.highlighting import Pattern
from search.analysis.stemming import stem
from search.analysis.words import list_words
from search.budget import MAX_EXPANSIONS, refuse_expansions
from search.engines.whoosh.lexicon import (
    list_beginning,
    list_commonest,
    list_near,
    list_sounding,
)
from search.engines.whoosh.meaning import Scope, row_of
from search.engines.whoosh.plan import (
    NOTHING,
    STEMS,
    WORDS,
    Beginning,
    Constant,
    Either,
    OneOf,
    Plan,
    Row,
    Term,
)
from search.query import Fuzzy, Leaf, Phrase, Prefix, Word

OFFERED = 8
"""Words that are named where a beginning stands for too many."""


def plan_said(leaf: Leaf, scope: Scope) -> Plan:
    """A word, phrase, beginning or near spelling; raises QueryOverBudget (expansions)."""
    *before, last = list_words(leaf.text)
    match leaf:
        case Phrase():
            return row_of(WORDS, [*before, last])
        case Prefix():
            return plan_beginning(WORDS, before, last, scope)
        case Fuzzy():
            return plan_fuzzy(WORDS, before, last, scope)
        case _:
            return _plan_word(leaf.text, [*before, last], scope)


def plan_occurring(leaf: Leaf) -> Term | Row | None:
    """A leaf that has places in a text, as one term or row; None where it is no such leaf."""
    words = list_words(leaf.text)
    if leaf.field is not None or not isinstance(leaf, Word | Phrase):
        return None
    if isinstance(leaf, Word) and len(words) == 1:
        return Term(STEMS, stem(words[0]).encode())
    return row_of(WORDS, words)


def plan_beginning(field: str, before: Sequence[str], last: str, scope: Scope) -> Plan:
    """Words of which the last is only begun; raises QueryOverBudget (expansions)."""
    found = list_beginning(scope.reading, field, last.encode(), MAX_EXPANSIONS)
    refuse_expansions(
        len(found), f"{last}*", lambda: list_commonest(scope.reading, field, last.encode(), OFFERED)
    )
    if not before:
        return Beginning(field, last.encode())
    return _any_row(field, before, sorted(found))


def plan_fuzzy(field: str, before: Sequence[str], last: str, scope: Scope) -> Plan:
    """Words of which the last may have a letter wrong; raises QueryOverBudget (expansions)."""
    found = [word.encode() for word in list_near(scope.reading, field, last)]
    refuse_expansions(len(found), f"{last}~")
    return _any_row(field, before, found) if before else OneOf(field, tuple(found))


def _plan_word(written: str, words: list[str], scope: Scope) -> Plan:
    stems = {stem(word) for word in words}
    plan: Plan = _plan_stem(words[0], scope) if len(stems) == 1 else row_of(WORDS, words)
    rows = scope.expand_abbreviation(written)
    scope.meaning.mark(map(_pattern_of_expansion, rows))
    return Either((plan, *map(_plan_expansion, rows))) if rows else plan


def _plan_expansion(words: list[str]) -> Plan:
    """What an abbreviation stands for: a word in all its forms (jln, jalannya), else as it is."""
    return Term(STEMS, stem(words[0]).encode()) if len(words) == 1 else row_of(WORDS, words)


def _pattern_of_expansion(words: list[str]) -> Pattern:
    return Pattern((stem(words[0]),), stemmed=True) if len(words) == 1 else Pattern(tuple(words))


def _plan_stem(word: str, scope: Scope) -> Plan:
    """A word by its stem in each language that is spoken here, else by how it is spelt."""
    stems = dict.fromkeys(stem(word, language) for language in scope.languages)
    terms = [Term(STEMS, one.encode()) for one in stems]
    known = [one for one in terms if scope.count(one)]
    if known:
        return known[0] if len(known) == 1 else Either(tuple(known))
    if not scope.expand or not (sounding := list_sounding(scope.reading, WORDS, word)):
        return terms[0]
    scope.meaning.mark(Pattern((other,)) for other in sounding)
    return Either(tuple(Term(WORDS, other.encode()) for other in sounding))


def _any_row(field: str, before: Sequence[str], last: Sequence[bytes]) -> Plan:
    first = tuple(word.encode() for word in before)
    rows = tuple(Row(field, (*first, word)) for word in last)
    return Constant(Either(rows)) if rows else NOTHING
