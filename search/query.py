"""What was asked for, as a tree of plain values, and the tree written back as a query.

The grammar (search.parsing reads it, `format_query` writes it, docs/query.md explains it):

    query   = either
    either  = both { ("OR" | "ATAU") both }
    both    = term { ["AND" | "DAN"] term }            words side by side must all be there
    term    = ("NOT" | "BUKAN" | "-") term | near
    near    = atom { ("NEAR" | "DEKAT") ["/" number] atom }
    atom    = "(" query ")" | [ field ":" ] ( word | word "*" | word "~" | phrase | "(" query ")" )
    phrase  = '"' words '"'                            any double marks; single ones around words
    field   = a key of FIELDS                          a field before "(" holds for all inside it

Operators are words in capitals. NEAR binds closest, then NOT, AND, OR. A phrase stands word for
word. `word*` is any word that begins so, `word~` any word one letter away. Behind a field of
DAY_FIELDS stands a day, a month, a year or a range of them as search.dates reads it, behind
LABEL_FIELD a verification label as search.labels reads it; the words of a date or a label need no
quotation marks there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from search.budget import NEAR_DISTANCE
from search.dates import write_filter
from search.wording import Note

FIELDS = {
    "tokoh": "person",
    "jabatan": "position",
    "lembaga": "organisation",
    "topik": "topic",
    "program": "programme",
    "stasiun": "station",
    "label": "label",
    "tanggal": "day",
    "tahun": "year",
}
"""The words that may stand before a colon, and what they look into."""

DAY_FIELDS = ("tanggal", "tahun")
"""The fields that stand before a date; what they say becomes Days."""

LABEL_FIELD = "label"
"""The field that stands before a verification label; what it says becomes the Word of its code."""


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


Leaf = Word | Prefix | Fuzzy | Phrase


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases or more, without field, near each other in either order.

    Each stands at most `distance` words from the one before it in `parts`; words next to each
    other are 1 apart.
    """

    parts: tuple[Leaf, ...]
    distance: int = NEAR_DISTANCE


@dataclass(frozen=True, slots=True)
class Days:
    """Broadcast from `since` to `until`, both days inclusive; None leaves that side open.

    `text` is how it is written behind `tanggal:`; a relative one ("kemarin") stays relative.
    """

    since: date | None
    until: date | None
    text: str


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


Node = Leaf | Near | Days | Not | And | Or | Everything


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood, with notes on what of it was not. Notes do not tell it apart."""

    root: Node
    notes: tuple[Note, ...] = field(default=(), compare=False)


def format_query(query: Query) -> str:
    """The query in its written form; parsing that on the same day gives an equal query."""
    return _format(query.root)


def list_leaves(node: Node, *, wanted_only: bool = False) -> list[Leaf]:
    """The words, prefixes and phrases of a tree from left to right, those of NEAR among them,
    without those under a NOT where only what is wanted matters."""
    match node:
        case And(parts) | Or(parts) | Near(parts):
            return [x for part in parts for x in list_leaves(part, wanted_only=wanted_only)]
        case Not(part):
            return [] if wanted_only else list_leaves(part)
        case Days() | Everything():
            return []
        case _:
            return [node]


def _format(node: Node) -> str:
    match node:
        case And(parts):
            return " ".join(_within(part, Or, And) for part in parts)
        case Or(parts):
            return " OR ".join(_within(part, Or) for part in parts)
        case Not(part):
            return f"NOT {_within(part, Or, And)}"
        case Near(parts, distance):
            operator = "NEAR" if distance == NEAR_DISTANCE else f"NEAR/{distance}"
            return f" {operator} ".join(map(_format_leaf, parts))
        case _:
            return _format_leaf(node)


def _within(part: Node, *looser: type[Or | And]) -> str:
    written = _format(part)
    return f"({written})" if isinstance(part, looser) else written


def _format_leaf(leaf: Leaf | Days | Everything) -> str:
    if isinstance(leaf, Everything):
        return ""
    if isinstance(leaf, Days):
        return write_filter(leaf.text)
    written = _LEAF_FORMS[type(leaf)].format(leaf.text)
    return f"{leaf.field}:{written}" if leaf.field else written


_LEAF_FORMS = {Word: "{}", Prefix: "{}*", Fuzzy: "{}~", Phrase: '"{}"'}
