"""From a query to a plan: every word becomes what it stands for in the index.

A plain word is looked for by its stem, and an abbreviation by its expansion as well; a word that
the archive does not know, by those that are spelt like it. A phrase stands word for word. `tokoh:`
looks into names, which are never stemmed. The other fields hold few values: those that fit are
chosen from the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from search.analysis.abbreviations import Expansion, find_expansions
from search.analysis.highlighting import Pattern
from search.analysis.names import list_name_words
from search.analysis.stemming import stem
from search.analysis.words import list_words
from search.budget import MAX_EXPANSIONS, refuse_expansions
from search.engines.whoosh.columns import column_of, keep
from search.engines.whoosh.lexicon import list_beginning, list_near, list_sounding
from search.engines.whoosh.plan import (
    NAMES,
    NOTHING,
    STEMS,
    WORDS,
    All,
    Beginning,
    Constant,
    Either,
    Every,
    OneOf,
    Plan,
    Row,
    Term,
    Without,
)
from search.engines.whoosh.plan import Days as PlanDays
from search.engines.whoosh.plan import Near as PlanNear
from search.engines.whoosh.reading import Reading
from search.engines.whoosh.weighting import count_documents
from search.query import (
    And,
    Days,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
)

FIRST_DAY, LAST_DAY = 0, 99_999_999

VALUE_FIELDS = {
    "jabatan": ("position", "wording"),
    "lembaga": ("organisation",),
    "topik": ("topic",),
    "program": ("programme",),
    "stasiun": ("station",),
    "label": ("label",),
    "episode": ("episode",),
}
"""Fields of a query whose values are chosen from a list, and where in the index they are."""

STEMMED = ("id", "en")
"""The languages whose stems are looked for, where the archive holds any of their words."""


@dataclass(slots=True)
class Meaning:
    """A plan, where its words stand in a text, and which abbreviations were met."""

    plan: Plan = field(default_factory=Every)
    said: list[Pattern] = field(default_factory=list)
    named: list[Pattern] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    offers: list[Expansion] = field(default_factory=list)
    counted: list[Plan] = field(default_factory=list)


class Lowering:
    """One query made a plan for one reading."""

    def __init__(self, reading: Reading, *, expand: bool = True) -> None:
        self._reading = reading
        self._expand = expand
        self._meaning = Meaning()
        self._languages = [
            one for one in STEMMED if one == "id" or self._count(Term("language", one.encode()))
        ]

    def read(self, root: Node) -> Meaning:
        """What the query means; raises QueryOverBudget (expansions)."""
        self._meaning.plan = self._lower(root, wanted=True)
        return self._meaning

    def _lower(self, node: Node, *, wanted: bool) -> Plan:
        match node:
            case And(parts):
                return All(tuple(self._lower(part, wanted=wanted) for part in parts))
            case Or(parts):
                return Either(tuple(self._lower(part, wanted=wanted) for part in parts))
            case Not(part):
                return Without(self._lower(part, wanted=False))
            case Near(parts, distance):
                return self._lower_near(parts, distance, wanted)
            case Days(since, until):
                return days_between(since, until)
            case _:
                return Every() if isinstance(node, Everything) else self._lower_leaf(node, wanted)

    def _lower_near(self, parts: Sequence[Leaf], distance: int, wanted: bool) -> Plan:
        """All parts near the first. Spellings and abbreviations are taken as they are typed."""
        single = [one for part in parts if (one := self._occurring(part)) is not None]
        self._note(parts, wanted)
        if len(single) == len(parts):
            return PlanNear(tuple(single), distance)
        return All(tuple(self._lower(part, wanted=wanted) for part in parts))

    def _occurring(self, leaf: Leaf) -> Term | Row | None:
        """A leaf that has places in a text, as one term or row."""
        words = list_words(leaf.text)
        if leaf.field is not None or not isinstance(leaf, Word | Phrase):
            return None
        if isinstance(leaf, Word) and len(words) == 1:
            return Term(STEMS, stem(words[0]).encode())
        return row_of(WORDS, words)

    def _lower_leaf(self, leaf: Leaf, wanted: bool) -> Plan:
        if leaf.field == "tahun":
            plan: Plan = year_of(leaf.text)
        elif leaf.field in VALUE_FIELDS:
            plan = self._lower_value(leaf)
        elif leaf.field == "tokoh":
            plan = self._lower_name(leaf)
        else:
            plan = self._lower_said(leaf)
            self._meaning.counted += [plan] if wanted else []
        self._note([leaf], wanted)
        return plan

    def _note(self, leaves: Iterable[Leaf], wanted: bool) -> None:
        """Remember what to highlight: in texts what was said, in titles names as well."""
        for leaf in leaves if wanted else ():
            patterns = [pattern_of(leaf, language) for language in self._languages]
            if leaf.field is None:
                self._meaning.said += patterns
            if leaf.field in (None, "tokoh"):
                self._meaning.named += patterns

    def _lower_said(self, leaf: Leaf) -> Plan:
        *before, last = list_words(leaf.text)
        match leaf:
            case Phrase():
                return row_of(WORDS, [*before, last])
            case Prefix():
                return self._lower_beginning(WORDS, before, last)
            case Fuzzy():
                return self._lower_fuzzy(WORDS, before, last)
            case _:
                return self._lower_word(leaf.text, [*before, last])

    def _lower_word(self, written: str, words: list[str]) -> Plan:
        stems = {stem(word) for word in words}
        plan: Plan = self._stem(words[0]) if len(stems) == 1 else row_of(WORDS, words)
        used = self._expand_abbreviation(written)
        if used:
            rows = [list_words(one.words) for one in used]
            self._meaning.said += [Pattern(tuple(row)) for row in rows]
            self._meaning.named += [Pattern(tuple(row)) for row in rows]
            return Either((plan, *(row_of(WORDS, row) for row in rows)))
        return plan

    def _expand_abbreviation(self, written: str) -> list[Expansion]:
        """What an abbreviation certainly stands for; the rest is offered."""
        known = find_expansions(written)
        certain = [one for one in known if not (one.ambiguous or one.related)]
        used = certain if self._expand else []
        self._meaning.expansions += used
        self._meaning.offers += [one for one in known if one not in used]
        return used

    def _stem(self, word: str) -> Plan:
        """A word by its stem in each language that is spoken here, else by how it is spelt."""
        stems = dict.fromkeys(stem(word, language) for language in self._languages)
        terms = [Term(STEMS, one.encode()) for one in stems]
        known = [one for one in terms if self._count(one)]
        if known:
            return known[0] if len(known) == 1 else Either(tuple(known))
        if not self._expand or not (sounding := list_sounding(self._reading, WORDS, word)):
            return terms[0]
        self._meaning.said += [Pattern((other,)) for other in sounding]
        self._meaning.named += [Pattern((other,)) for other in sounding]
        return Either(tuple(Term(WORDS, other.encode()) for other in sounding))

    def _count(self, term: Term) -> int:
        return count_documents(self._reading, term.field, term.term)

    def _lower_beginning(self, field: str, before: Sequence[str], last: str) -> Plan:
        found = list_beginning(self._reading, field, last.encode(), MAX_EXPANSIONS)
        refuse_expansions(len(found))
        if not before:
            return Beginning(field, last.encode())
        return _any_row(field, before, sorted(found))

    def _lower_fuzzy(self, field: str, before: Sequence[str], last: str) -> Plan:
        found = [word.encode() for word in list_near(self._reading, field, last)]
        refuse_expansions(len(found))
        return _any_row(field, before, found) if before else OneOf(field, tuple(found))

    def _lower_name(self, leaf: Leaf) -> Plan:
        words = list_name_words(leaf.text) or list_words(leaf.text)
        *before, last = words
        if isinstance(leaf, Prefix):
            return self._lower_beginning(NAMES, before, last)
        if isinstance(leaf, Fuzzy):
            return self._lower_fuzzy(NAMES, before, last)
        terms = [Term(NAMES, word.encode()) for word in words]
        if all(self._count(term) for term in terms):
            return row_of(NAMES, words)
        return All(tuple(self._name_like(term) for term in terms))

    def _name_like(self, term: Term) -> Plan:
        """A name that occurs, else those that are spelt like it."""
        if self._count(term):
            return term
        word = term.term.decode()
        like = list_sounding(self._reading, NAMES, word) or list_near(self._reading, NAMES, word)
        return OneOf(NAMES, tuple(one.encode() for one in like))

    def _lower_value(self, leaf: Leaf) -> Plan:
        fits = self._holds(leaf)
        plans = [
            OneOf(
                field, tuple(value.encode() for value, words in self._values(field) if fits(words))
            )
            for field in VALUE_FIELDS[str(leaf.field)]
        ]
        return Constant(Either(tuple(plans))) if len(plans) > 1 else plans[0]

    def _values(self, field: str) -> list[tuple[str, list[str]]]:
        """The values of a field with their words."""
        make: Callable[[], list[tuple[str, list[str]]]] = lambda: [  # noqa: E731
            (value, list_words(value)) for value in column_of(self._reading, field).texts
        ]
        return keep(self._reading.cache, ("value words", field), make)

    def _holds(self, leaf: Leaf) -> Callable[[list[str]], bool]:
        """Whether the words of a value hold the leaf; of several words, each or its expansion."""
        whole = pattern_of(leaf)
        each = [self._ways(word) for word in list_words(leaf.text)]

        def holds(words: list[str]) -> bool:
            if _has_row(words, whole):
                return True
            return not isinstance(leaf, Prefix | Fuzzy) and all(
                any(_has_row(words, way) for way in ways) for ways in each
            )

        return holds

    def _ways(self, word: str) -> list[Pattern]:
        """A word as typed, and what it is short for."""
        used = self._expand_abbreviation(word)
        return [Pattern((word,)), *(Pattern(tuple(list_words(one.words))) for one in used)]


def pattern_of(leaf: Leaf, language: str = "id") -> Pattern:
    """The words of a leaf as they are compared with those of a text in this language."""
    words = tuple(list_words(leaf.text))
    match leaf:
        case Prefix():
            return Pattern(words, prefix=True)
        case Fuzzy():
            return Pattern(words, fuzzy=True)
        case Word(field=None):
            stems = tuple(dict.fromkeys(stem(word, language) for word in words))
            return Pattern(stems, stemmed=True) if len(stems) == 1 else Pattern(words)
        case _:
            return Pattern(words)


def row_of(field: str, words: Sequence[str]) -> Term | Row:
    """Words directly after each other; one alone is a term."""
    terms = tuple(word.encode() for word in words)
    return Term(field, terms[0]) if len(terms) == 1 else Row(field, terms)


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


def _any_row(field: str, before: Sequence[str], last: Sequence[bytes]) -> Plan:
    first = tuple(word.encode() for word in before)
    rows = tuple(Row(field, (*first, word)) for word in last)
    return Constant(Either(rows)) if rows else NOTHING


def _has_row(words: list[str], pattern: Pattern) -> bool:
    length = len(pattern.words)
    rows = (words[first : first + length] for first in range(len(words) - length + 1))
    return any(pattern.matches(row) for row in rows)
