"""A query tree as Whoosh's own, its words analysed, its beginnings spelt out.

Words of `tokoh:` are looked up among names. The other fields hold few values: the values that fit
are looked up first, so that they need no words of their own in the index. What stands for several
words scores a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import Any

from search.analysis.highlighting import Pattern
from search.analysis.words import list_words
from search.budget import refuse_expansions
from search.engines.whoosh.library import query as whoosh
from search.engines.whoosh.reading import Reading
from search.query import And, Everything, Fuzzy, Leaf, Node, Not, Or, Phrase, Prefix, Word

VALUE_FIELDS = {
    "jabatan": ("position", "wording"),
    "lembaga": ("organisation",),
    "topik": ("topic",),
    "program": ("programme",),
    "stasiun": ("station",),
}


def translate(node: Node, reading: Reading) -> Any:
    """The Whoosh query of a tree for this reading; raises QueryOverBudget (expansions)."""
    match node:
        case And(parts):
            return _translate_and(parts, reading)
        case Or(parts):
            return whoosh.Or([translate(part, reading) for part in parts])
        case Not():
            return _translate_and((node,), reading)
        case Everything():
            return whoosh.Every()
        case _:
            return _translate_leaf(node, reading)


def pattern_of(leaf: Leaf) -> Pattern:
    """The words of a leaf as they are compared."""
    words = tuple(list_words(leaf.text))
    return Pattern(words, prefix=isinstance(leaf, Prefix), fuzzy=isinstance(leaf, Fuzzy))


def _translate_and(parts: tuple[Node, ...], reading: Reading) -> Any:
    wanted = [translate(part, reading) for part in parts if not isinstance(part, Not)]
    unwanted = [translate(part.part, reading) for part in parts if isinstance(part, Not)]
    kept = whoosh.And(wanted or [whoosh.Every()])
    return whoosh.AndNot(kept, whoosh.Or(unwanted)) if unwanted else kept


def _translate_leaf(leaf: Leaf, reading: Reading) -> Any:
    if leaf.field == "tahun":
        return _any_value("day", lambda day: day[:4] == leaf.text, reading)
    if leaf.field in VALUE_FIELDS:
        fits = _fitting(pattern_of(leaf))
        fields = VALUE_FIELDS[leaf.field]
        return whoosh.Or([_any_value(field, fits, reading) for field in fields])
    return _words_in("names" if leaf.field == "tokoh" else "words", leaf, reading)


def _words_in(field: str, leaf: Leaf, reading: Reading) -> Any:
    *before, last = pattern_of(leaf).words
    if isinstance(leaf, Word | Phrase):
        return _in_a_row(field, [*before, last])
    rows = [_in_a_row(field, [*before, word]) for word in _expand(field, leaf, last, reading)]
    return _constant(rows)


def _in_a_row(field: str, words: list[str]) -> Any:
    return whoosh.Phrase(field, words) if len(words) > 1 else whoosh.Term(field, words[0])


def _any_value(field: str, fits: Callable[[str], bool], reading: Reading) -> Any:
    return _constant([whoosh.Term(field, v) for v in reading.column(field).values if fits(v)])


def _constant(choices: list[Any]) -> Any:
    return whoosh.ConstantScoreQuery(whoosh.Or(choices)) if choices else whoosh.NullQuery


def _fitting(pattern: Pattern) -> Callable[[str], bool]:
    """Whether the words of a value ("sekda-tanah-rimba") hold the pattern somewhere."""
    length = len(pattern.words)

    def fits(value: str) -> bool:
        words = list_words(value)
        return any(
            pattern.matches(words[first : first + length])
            for first in range(len(words) - length + 1)
        )

    return fits


def _expand(field: str, leaf: Leaf, last: str, reading: Reading) -> list[str]:
    pattern = Pattern((last,), prefix=isinstance(leaf, Prefix), fuzzy=isinstance(leaf, Fuzzy))
    begins = last if pattern.prefix else last[:1]
    words = {word for word in _words_from(field, begins, reading) if pattern.matches([word])}
    refuse_expansions(len(words))
    return sorted(words)


def _words_from(field: str, begins: str, reading: Reading) -> Iterable[str]:
    for leaf, _ in reading.leaves:
        yield from _words_of(leaf, field, begins.encode())


def _words_of(leaf: Any, field: str, begins: bytes) -> Iterator[str]:
    terms = leaf.terms_from(field, begins)
    ours = takewhile(lambda term: term[0] == field and term[1].startswith(begins), terms)
    return (text.decode() for _, text in ours)
