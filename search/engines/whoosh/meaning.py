"""What is known of a query while it becomes a plan: where it is asked, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.analysis.abbreviations import Expansion, find_abbreviations, find_expansions
from search.analysis.highlighting import Pattern
from search.analysis.stemming import stem
from search.analysis.words import list_words
from search.engines.whoosh.columns import keep
from search.engines.whoosh.dictionary import Dictionary
from search.engines.whoosh.plan import Every, Plan, Row, Term
from search.query import Fuzzy, Leaf, Prefix, Word

STEMMED = ("id", "bjn", "en")
"""The languages whose stems are looked for, where the archive holds any of their words."""


@dataclass(slots=True)
class Meaning:
    """A plan, where its words stand in texts and in titles, and which abbreviations were met.

    `counted` are the parts that say something, for counting how often it was said.
    """

    plan: Plan = field(default_factory=Every)
    said: list[Pattern] = field(default_factory=list)
    named: list[Pattern] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    offers: list[Expansion] = field(default_factory=list)
    counted: list[Plan] = field(default_factory=list)

    def mark(self, patterns: Iterable[Pattern]) -> None:
        """Have patterns highlighted in texts and titles."""
        patterns = list(patterns)
        self.said += patterns
        self.named += patterns


class Scope:
    """One query asked of one reading. `expand`: abbreviations and unknown spellings as well."""

    def __init__(self, dictionary: Dictionary, *, expand: bool) -> None:
        self.reading = dictionary.reading
        self.expand = expand
        self.meaning = Meaning()
        self._dictionary = dictionary
        self.languages = keep(self.reading.cache, "languages", self._list_languages)

    def count(self, term: Term) -> int:
        """In how many documents a term occurs."""
        return self._dictionary.count(term.field, term.term)

    def note(self, leaves: Iterable[Leaf]) -> None:
        """Remember what to highlight: in texts what was said, in titles names as well."""
        for leaf in leaves:
            patterns = [pattern_of(leaf, language) for language in self.languages]
            self.meaning.said += patterns if leaf.field is None else []
            self.meaning.named += patterns if leaf.field in (None, "tokoh") else []

    def expand_abbreviation(self, written: str) -> list[list[str]]:
        """The words of what an abbreviation certainly stands for; the rest is offered."""
        known = find_expansions(written)
        certain = [one for one in known if not (one.ambiguous or one.related)]
        used = certain if self.expand else []
        self.meaning.expansions += used
        self.meaning.offers += [one for one in known if one not in used]
        return [list_words(one.words) for one in used]

    def abbreviate(self, words: Sequence[str]) -> list[list[str]]:
        """The abbreviations, as words, of what was typed in full; none that means other things."""
        found = find_abbreviations(words) if self.expand else ()
        used = [one for one in found if not one.ambiguous]
        self.meaning.expansions += used
        return [list_words(one.abbreviation) for one in used]

    def _list_languages(self) -> list[str]:
        return [one for one in STEMMED if one == "id" or self.count(Term("language", one.encode()))]


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
