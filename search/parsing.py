"""A typed query becomes a tree: best reading, never a failure, and a budget counted first.

The grammar stands in search.query. The reader looks at each character once and at each token
once, so that its cost is that of the text; what it cannot use becomes a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.analysis.words import list_words
from search.budget import LEAVES, count_budget, refuse_length, refuse_wildcard
from search.query import FIELDS, And, Everything, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Word
from search.wording import Note

OPERATORS = {"AND": "and", "DAN": "and", "OR": "or", "ATAU": "or", "NOT": "not", "BUKAN": "not"}

_QUOTES = '"“”„‟«»″'
_TOKEN = re.compile(
    rf"""
      (?P<open>   \( )
    | (?P<close>  \) )
    | (?P<minus>  -(?=[^\s\-)]) )
    | (?P<field>  (?i:{"|".join(FIELDS)}):(?=[^\s)]) )
    | (?P<phrase> [{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]? )
    | (?P<word>   [^\s(){_QUOTES}]+ )
    """,
    re.VERBOSE,
)
_FUZZY = re.compile(r"(.+?)~\d*")
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]+):(?=\w)")
_LEAVES: dict[str, Callable[[str, str | None], Node]] = {
    "word": Word,
    "prefix": Prefix,
    "fuzzy": Fuzzy,
    "phrase": Phrase,
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_query(text: str) -> Query:
    """The best reading of a query as typed; `notes` say what was not taken as typed.

    Raises QueryOverBudget, before anything is searched, where it asks for too much.
    """
    text = unicodedata.normalize("NFC", text)
    refuse_length(text)
    notes: list[Note] = []
    tokens = list(_read_tokens(text, notes))
    count_budget(token.kind for token in tokens)
    root = _Reader(tokens, notes).read()
    return Query(root, tuple(dict.fromkeys(notes)))


def _read_tokens(text: str, notes: list[Note]) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind, written = str(match.lastgroup), match[0]
        if kind == "word":
            yield _read_word(written, notes)
        elif kind == "phrase":
            yield _read_phrase(written, notes)
        elif kind == "minus":
            yield _Token("not", written)
        else:
            yield _Token(kind, written)


def _read_phrase(written: str, notes: list[Note]) -> _Token:
    words = written[1:]
    if words[-1:] and words[-1] in _QUOTES:
        words = words[:-1]
    else:
        notes.append(Note("unclosed-quote"))
    return _read_leaf("phrase", " ".join(words.split()), notes)


def _read_word(written: str, notes: list[Note]) -> _Token:
    if written in OPERATORS:
        return _Token(OPERATORS[written], written)
    bare = written.rstrip("?!.,;:")
    if "*" in bare:
        refuse_wildcard(bare)
        return _read_leaf("prefix", bare[:-1], notes)
    if fuzzy := _FUZZY.fullmatch(bare):
        return _read_leaf("fuzzy", fuzzy[1], notes)
    if unknown := _UNKNOWN_FIELD.match(written):
        notes.append(Note("unknown-field", unknown[1]))
    return _read_leaf("word", written, notes)


def _read_leaf(kind: str, text: str, notes: list[Note]) -> _Token:
    if list_words(text):
        return _Token(kind, text)
    notes.append(Note("empty", text))
    return _Token("nothing", text)


class _Reader:
    """Recursive descent over tokens whose nesting the budget has already bounded."""

    def __init__(self, tokens: list[_Token], notes: list[Note]) -> None:
        self._tokens = tokens
        self._notes = notes
        self._next = 0

    def read(self) -> Node:
        parts = [self._read_either(None)]
        while self._take("close"):
            self._notes.append(Note("unbalanced"))
            parts.append(self._read_either(None))
        return _join(And, parts) or Everything()

    def _read_either(self, field: str | None) -> Node | None:
        parts = [self._read_both(field)]
        while operator := self._take("or"):
            parts.append(self._read_both(field))
            if parts[-1] is None or parts[-2] is None:
                self._notes.append(Note("dangling", operator.text))
        return _join(Or, parts)

    def _read_both(self, field: str | None) -> Node | None:
        parts: list[Node | None] = []
        while self._kind() not in ("or", "close", "end"):
            if operator := self._take("and"):
                self._note_dangling(operator, before=bool(parts))
                continue
            parts.append(self._read_term(field))
        return _join(And, parts)

    def _note_dangling(self, operator: _Token, *, before: bool) -> None:
        if not before or self._kind() in ("and", "or", "close", "end"):
            self._notes.append(Note("dangling", operator.text))

    def _read_term(self, field: str | None) -> Node | None:
        negated, operator = False, None
        while taken := self._take("not"):
            negated, operator = not negated, taken
        part = None if self._kind() in ("and", "or", "close", "end") else self._read_atom(field)
        if part is None and operator is not None:
            self._notes.append(Note("dangling", operator.text))
        return Not(part) if part is not None and negated else part

    def _read_atom(self, field: str | None) -> Node | None:
        token = self._advance()
        if token.kind == "field":
            return self._read_field(token)
        if token.kind == "open":
            return self._read_group(field)
        return _LEAVES[token.kind](token.text, field) if token.kind in LEAVES else None

    def _read_field(self, token: _Token) -> Node | None:
        if self._kind() in LEAVES | {"open", "not", "nothing"}:
            return self._read_term(token.text[:-1].lower())
        self._notes.append(Note("dangling", token.text))
        return None

    def _read_group(self, field: str | None) -> Node | None:
        inside = self._read_either(field)
        if not self._take("close"):
            self._notes.append(Note("unbalanced"))
        return inside

    def _kind(self) -> str:
        return self._tokens[self._next].kind if self._next < len(self._tokens) else "end"

    def _take(self, kind: str) -> _Token | None:
        return self._advance() if self._kind() == kind else None

    def _advance(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]


def _join(joint: type[And | Or], parts: list[Node | None]) -> Node | None:
    found = tuple(part for part in parts if part is not None)
    return joint(found) if len(found) > 1 else found[0] if found else None
