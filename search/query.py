"""What was asked for, as a tree of plain values, and the tree written back as a query.

The grammar (search.parsing reads it, `format_query` writes it):

    query   = either
    either  = both { ("OR" | "ATAU") both }
    both    = term { ["AND" | "DAN"] term }            words side by side must all be there
    term    = ("NOT" | "BUKAN" | "-") term | atom
    atom    = "(" query ")" | [ field ":" ] ( word | word "*" | word "~" | phrase | "(" query ")" )
    phrase  = '"' words '"'                            any double quotation marks, also typographic
    field   = a key of FIELDS                          a field before "(" holds for all inside it

Operators are words in capitals. AND binds closer than OR. A phrase stands word for word.
`word*` is any word that begins so, `word~` any word one letter away.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from search.wording import Note

FIELDS = {
    "tokoh": "person",
    "jabatan": "position",
    "lembaga": "organisation",
    "topik": "topic",
    "program": "programme",
    "stasiun": "station",
    "tahun": "year",
}
"""The words that may stand before a colon, and what they look into."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; one that holds several words ("desa-desa") is found as a phrase."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with `text`."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word one letter away from `text`."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in exactly this order, white space folded."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """Two parts or more that must all be there."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two parts or more of which one must be there."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Nothing was asked for: all documents, those of the filters."""


Leaf = Word | Prefix | Fuzzy | Phrase
Node = Leaf | Not | And | Or | Everything


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood, with notes on what of it was not. Notes do not tell it apart."""

    root: Node
    notes: tuple[Note, ...] = field(default=(), compare=False)


def format_query(query: Query) -> str:
    """The query in its written form; parsing that gives an equal query."""
    return _format(query.root)


def list_leaves(node: Node, *, wanted_only: bool = False) -> list[Leaf]:
    """The words, prefixes and phrases of a tree from left to right, without those under a NOT
    where only what is wanted matters."""
    if isinstance(node, And | Or):
        return [leaf for part in node.parts for leaf in list_leaves(part, wanted_only=wanted_only)]
    if isinstance(node, Not):
        return [] if wanted_only else list_leaves(node.part)
    return [] if isinstance(node, Everything) else [node]


def _format(node: Node) -> str:
    match node:
        case And(parts):
            return " ".join(_within(part, Or, And) for part in parts)
        case Or(parts):
            return " OR ".join(_within(part, Or) for part in parts)
        case Not(part):
            return f"NOT {_within(part, Or, And)}"
        case Everything():
            return ""
        case _:
            return _format_leaf(node)


def _within(part: Node, *looser: type[Or | And]) -> str:
    written = _format(part)
    return f"({written})" if isinstance(part, looser) else written


def _format_leaf(leaf: Leaf) -> str:
    match leaf:
        case Phrase(text):
            written = f'"{text}"'
        case Prefix(text):
            written = f"{text}*"
        case Fuzzy(text):
            written = f"{text}~"
        case _:
            written = leaf.text
    return f"{leaf.field}:{written}" if leaf.field else written
