"""A search said back in words: what was understood, not what was typed.

describe(SearchRequest('anggaran NEAR desa', {"jenis": ("pernyataan",), "tahun": ("2022",)}))
-> 'pernyataan yang memuat anggaran dekat desa (paling jauh 10 kata), tahun 2022'

Only a search that is narrowed to statements (`jenis`, or a label, which nothing else has) is said
to be of statements; any other finds episodes, people and topics too: "semua yang memuat …".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from search.analysis.words import list_words
from search.dates import MONTHS
from search.document import STATEMENT
from search.labels import LABEL_NAMES
from search.parsing import parse_query
from search.periods import whole_month, whole_year
from search.query import (
    LABEL_FIELD,
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
    list_leaves,
)
from search.relative_days import say_relative
from search.request import FILTERS, SearchRequest
from search.sentences import (
    ASIDE_PHRASES,
    FIELD_PHRASES,
    FILTER_PHRASES,
    KIND_NAMES,
    WORDS,
    say_list,
)

Titles = Callable[[str, str], str]
"""The title of a value of a filter: ("tokoh", "ambo-sakka") -> "Ambo Sakka"."""


def describe(
    request: SearchRequest,
    language: str = "id",
    *,
    title: Titles = lambda name, value: value,
    format_day: Callable[[date], str] = date.isoformat,
    expansions: Iterable[tuple[str, str]] = (),
) -> str:
    """The request as part of a sentence in "id" or "en"; no full stop, no capital.

    `title` gives the text of a filter's value, `format_day` that of a day. `expansions` are pairs
    of what was typed and words that were searched beside it; they stand behind the word where it is
    one ("SKPD"), else at the end. Raises QueryOverBudget as parse_query does.
    """
    teller = _Teller(language, format_day, _by_words(expansions))
    root = parse_query(request.query, request.today).root
    clauses = teller.tell(root, _kinds_of(request, root)) + teller.tell_others(root)
    clauses += _filter_clauses(request, language, title)
    days = (("since", request.since), ("until", request.until))
    clauses += [WORDS[language][side].format(day=format_day(day)) for side, day in days if day]
    return ", ".join(clauses)


def _kinds_of(request: SearchRequest, root: Node) -> Sequence[str]:
    """The kinds that can be found; none stands for all."""
    chosen = request.filters.get("jenis", ())
    if not chosen and (request.filters.get("label") or _asks_for_label(root)):
        return (STATEMENT,)
    return chosen


def _asks_for_label(node: Node) -> bool:
    """Whether nothing without a verification label can fit."""
    match node:
        case And(parts):
            return any(map(_asks_for_label, parts))
        case Or(parts):
            return all(map(_asks_for_label, parts))
        case _:
            return isinstance(node, Leaf) and node.field == LABEL_FIELD


def _by_words(expansions: Iterable[tuple[str, str]]) -> Mapping[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for abbreviation, words in expansions:
        found.setdefault(tuple(list_words(abbreviation)), []).append(words)
    return found


def _filter_clauses(request: SearchRequest, language: str, title: Titles) -> list[str]:
    phrases, joint = FILTER_PHRASES[language], WORDS[language]["or"]
    chosen = [(name, request.filters.get(name)) for name in FILTERS if name in phrases]
    return [
        phrases[name].format(titles=say_list([title(name, v) for v in values], joint))
        for name, values in chosen
        if values
    ]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says trees in a language; `also` are other words for abbreviations, by their words."""

    language: str
    format_day: Callable[[date], str]
    also: Mapping[tuple[str, ...], list[str]]

    def tell(self, root: Node, kinds: Sequence[str]) -> list[str]:
        """The tree as clauses: what is wanted, what is not, then where and when."""
        parts = root.parts if isinstance(root, And) else (root,)
        say = self._bracket if isinstance(root, And) else self._say
        unwanted = [self._say(part) for part in parts if isinstance(part, Not)]
        asides = [self._say_aside(part) for part in parts if _is_aside(part)]
        wanted = [
            say(part)
            for part in parts
            if not (_is_aside(part) or isinstance(part, Not | Everything))
        ]
        return [*self._tell_found(kinds, wanted, unwanted), *asides]

    def tell_others(self, root: Node) -> list[str]:
        """Other words that were searched for none of the leaves alone."""
        alone = {tuple(list_words(leaf.text)) for leaf in list_leaves(root)}
        others = [one for words, more in self.also.items() if words not in alone for one in more]
        return [self._word("aside", others="; ".join(others))] if others else []

    def _tell_found(
        self, kinds: Sequence[str], wanted: list[str], unwanted: list[str]
    ) -> list[str]:
        names = [KIND_NAMES[self.language].get(kind, kind) for kind in kinds]
        named = say_list(names, self._word("or")) if names else ""
        if wanted:
            key = "of kinds" if names else "of any kind"
            said = say_list(wanted, self._word("and"))
            return [self._word(key, kinds=named, said=said), *unwanted]
        if unwanted:
            return [f"{named or self._word('all')} {unwanted[0]}", *unwanted[1:]]
        return [self._word("all of kinds" if names else "all", kinds=named)]

    def _say(self, node: Node) -> str:
        match node:
            case And(parts):
                return self._say_all(parts)
            case Or(parts):
                return say_list([self._bracket(part) for part in parts], self._word("or"))
            case Not(part):
                return self._word("without", said=self._bracket(part))
            case Near():
                return self._say_near(node)
            case Days():
                return self._word("broadcast", days=self._say_days(node))
            case _:
                return "" if isinstance(node, Everything) else self._say_leaf(node)

    def _say_all(self, parts: Sequence[Node]) -> str:
        wanted = [self._bracket(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self._say(part) for part in parts if isinstance(part, Not)]
        said = [say_list(wanted, self._word("and"))] if wanted else []
        return ", ".join(said + unwanted)

    def _bracket(self, node: Node) -> str:
        said = self._say(node)
        return f"({said})" if isinstance(node, And | Or | Not) else said

    def _say_near(self, near: Near) -> str:
        said = f" {self._word('near')} ".join(map(self._say_leaf, near.parts))
        if near.distance == 1:
            return self._word("next to", said=said)
        return self._word("apart", said=said, distance=near.distance)

    def _say_leaf(self, leaf: Leaf) -> str:
        text = f'"{leaf.text}"' if isinstance(leaf, Phrase) else leaf.text
        if isinstance(leaf, Prefix):
            text = self._word("prefix", text=text)
        if isinstance(leaf, Fuzzy):
            text = self._word("fuzzy", text=text)
        if leaf.field == LABEL_FIELD:
            text = LABEL_NAMES[self.language].get(leaf.text, text)
        if leaf.field:
            return FIELD_PHRASES[self.language][leaf.field].format(text=text)
        others = self.also.get(tuple(list_words(leaf.text)))
        return self._word("also", text=text, others="; ".join(others)) if others else text

    def _say_aside(self, node: Node) -> str:
        sides = node.parts if isinstance(node, Or) else (node,)
        return say_list([self._say_side(side) for side in sides], self._word("or"))

    def _say_side(self, node: Node) -> str:
        if isinstance(node, Days):
            return self._say_days(node)
        if isinstance(node, Leaf) and node.field:
            return ASIDE_PHRASES[self.language][node.field].format(said=self._say_leaf(node))
        return self._say(node)

    def _say_days(self, days: Days) -> str:
        if days.since is None or days.until is None:  # no query is read so, see search.budget
            return days.text
        unit, said = self._name_span(days.since, days.until)
        if relative := say_relative(days.text, self.language):
            return self._word("relative", text=relative, days=said)
        return self._word(unit, days=said)

    def _name_span(self, since: date, until: date) -> tuple[str, str]:
        """The longest unit that both ends are whole in, and their names in it."""
        unit, name = self._unit_of(since, until)
        first, last = name(since), name(until)
        if first == last:
            return unit, first
        return f"{unit}s", f"{first} {self._word('to')} {last}"

    def _unit_of(self, since: date, until: date) -> tuple[str, Callable[[date], str]]:
        if whole_year(since)[0] == since and whole_year(until)[1] == until:
            return "year", lambda day: str(day.year)
        if whole_month(since)[0] == since and whole_month(until)[1] == until:
            return "month", lambda day: f"{MONTHS[self.language][day.month - 1]} {day.year}"
        return "day", self.format_day

    def _word(self, key: str, **values: object) -> str:
        return WORDS[self.language][key].format(**values)


def _is_aside(part: Node) -> bool:
    """Whether a part says nothing of the words: days, fields, or several of which one must fit."""
    sides = part.parts if isinstance(part, Or) else (part,)
    return all(isinstance(one, Days) or (isinstance(one, Leaf) and one.field) for one in sides)
