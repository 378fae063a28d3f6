"""A typed query becomes a tree: best reading, never a failure, and a budget counted first.

The grammar stands in search.query. Tokens are read once (search.tokens), so that the cost is that
of the text; what cannot be used becomes a note, and so does what may have been meant otherwise
(search.offering).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import product, takewhile
from math import prod

from search.budget import (
    LEAVES,
    NEAR_DISTANCE,
    count_budget,
    refuse_distance,
    refuse_length,
    refuse_open_range,
    refuse_terms,
)
from search.dates import Stretch, read_days
from search.labels import LONGEST_NAME, read_label
from search.offering import list_label_offers, list_offers
from search.query import (
    DAY_FIELDS,
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
    Query,
    Word,
    list_leaves,
)
from search.tokens import Token, narrow, read_tokens
from search.wording import Note

LONGEST_DATE = 8
"""Words: "1 Juni 2022 hingga 15 Juli 2022" and one to spare."""

_NOT_WORDS = frozenset({"and", "or", "near", "close", "end"})
_LEAVES: dict[str, Callable[[str, str | None], Leaf]] = {
    "word": Word,
    "prefix": Prefix,
    "fuzzy": Fuzzy,
    "phrase": Phrase,
}


def parse_query(text: str, today: date | None = None) -> Query:
    """The best reading of a query as typed; `notes` say what was not taken as typed.

    Relative dates count from `today`, the caller's; None is that of this machine. Raises
    QueryOverBudget, before anything is searched, where it asks for too much.
    """
    return _parse(text, today or date.today())


@lru_cache(maxsize=1024)
def _parse(text: str, today: date) -> Query:
    text = unicodedata.normalize("NFC", narrow(text))
    refuse_length(text)
    notes: list[Note] = []
    tokens = list(read_tokens(text, notes))
    count_budget(token.kind for token in tokens)
    reader = _Reader(tokens, notes, today)
    root = reader.read()
    refuse_terms(len(list_leaves(root)))
    notes += list_offers(text, tokens, reader.plain, today)
    notes += list_label_offers(text, [tokens[number] for number in reader.mislabelled])
    return Query(root, tuple(dict.fromkeys(notes)))


class _Reader:
    """Recursive descent over tokens whose nesting the budget has already bounded.

    `plain` are the numbers of the tokens that became words without a field, `mislabelled` of those
    that should name a label and do not. `_beside` is what the term that was just read leaves to
    stand beside it.
    """

    def __init__(self, tokens: list[Token], notes: list[Note], today: date) -> None:
        self._tokens = tokens
        self._notes = notes
        self._today = today
        self._next = 0
        self._beside: list[Node] = []
        self.plain: list[int] = []
        self.mislabelled: list[int] = []

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
                self._note_dangling(operator)
        return _join(Or, parts)

    def _read_both(self, field: str | None) -> Node | None:
        parts: list[Node | None] = []
        while self._kind() not in ("or", "close", "end"):
            if operator := self._take("and"):
                if not parts or self._kind() in _NOT_WORDS:
                    self._note_dangling(operator)
            elif operator := self._take("near"):
                self._note_dangling(operator)
            else:
                parts += [self._read_negatable(self._read_near, field), *self._beside]
                self._beside.clear()
        return _join(And, parts)

    def _read_negatable(
        self, read: Callable[[str | None], Node | None], field: str | None
    ) -> Node | None:
        negated, operator = False, None
        while taken := self._take("not"):
            negated, operator = not negated, taken
        part = None if self._kind() in _NOT_WORDS else read(field)
        if part is None and operator is not None:
            self._note_dangling(operator)
        return _negate(part) if part is not None and negated else part

    def _read_near(self, field: str | None) -> Node | None:
        parts, operators = [self._read_atom(field)], []
        while operator := self._take("near"):
            if self._kind() in _NOT_WORDS | {"not"}:
                self._note_dangling(operator)
            else:
                operators.append(operator)
                parts.append(self._read_atom(field))
        found = [part for part in parts if part is not None]
        if len(found) > 1:
            return self._join_near(found, operators)
        if operators:
            self._note_dangling(operators[0])
        return found[0] if found else None

    def _join_near(self, parts: list[Node], operators: list[Token]) -> Node:
        """One NEAR for each choice among the alternatives of the parts: "a NEAR (b OR c)".

        Where a part is no word, all are left to stand side by side.
        """
        distance = self._read_distance(operators)
        choices = [_list_alternatives(part) for part in parts]
        if not all(choices):
            self._notes.append(Note("near-words", operators[0].text))
            self._beside += parts[1:]
            return parts[0]
        refuse_terms(len(parts) * prod(map(len, choices)))
        nears = tuple(Near(chosen, distance) for chosen in product(*choices))
        return Or(nears) if len(nears) > 1 else nears[0]

    def _read_distance(self, operators: list[Token]) -> int:
        distances = {_distance_of(operator) for operator in operators}
        for distance in distances:
            refuse_distance(distance)
        if len(distances) > 1:
            self._notes.append(Note("near-distances", str(max(distances))))
        return max(distances)

    def _read_atom(self, field: str | None) -> Node | None:
        token = self._advance()
        if token.kind == "field":
            return self._read_field(token)
        if token.kind == "open":
            return self._read_group(field)
        if token.kind not in LEAVES:
            return None
        if field == LABEL_FIELD:
            return self._read_label(token)
        return self._read_days(token, field) if field in DAY_FIELDS else self._leaf(token, field)

    def _read_field(self, token: Token) -> Node | None:
        if self._kind() in LEAVES | {"open", "not", "nothing"}:
            return self._read_negatable(self._read_atom, token.text)
        self._notes.append(Note("dangling", f"{token.text}:"))
        return None

    def _read_group(self, field: str | None) -> Node | None:
        inside = self._read_either(field)
        if not self._take("close"):
            self._notes.append(Note("unbalanced"))
        return inside

    def _leaf(self, token: Token, field: str | None) -> Leaf:
        if field is None and token.kind == "word":
            self.plain.append(self._next - 1)
        return _LEAVES[token.kind](token.text, field)

    def _read_days(self, token: Token, field: str) -> Node:
        """The longest row of words that is a date; a word that is none stands for itself."""
        refuse_open_range(token.text if token.kind == "phrase" else token.written)
        for words in self._list_rows(token, field):
            if found := _days_of(" ".join(words), field, self._today):
                self._next += len(words) - 1
                self._notes += found.notes
                return Days(found.since, found.until, found.text)
        self._notes.append(Note("unreadable-date", token.text))
        return self._leaf(token, None)

    def _list_rows(self, token: Token, field: str) -> Iterator[list[str]]:
        """The rows of words that may be one date, longest first. A date as format_query writes it
        is one word and complete."""
        alone = _days_of(token.text, field, self._today)
        complete = token.kind != "word" or (alone is not None and alone.text == token.text)
        yield from self._list_beginning(token, 1 if complete else LONGEST_DATE)

    def _read_label(self, token: Token) -> Node:
        """The longest row of words that is a label's name; a word that is none stands for itself.

        A label as format_query writes it is one word and complete.
        """
        complete = token.kind != "word" or read_label(token.text) == token.text
        if token.kind in ("word", "phrase"):
            for words in self._list_beginning(token, 1 if complete else LONGEST_NAME):
                if label := read_label(" ".join(words)):
                    self._next += len(words) - 1
                    return Word(label, LABEL_FIELD)
        self.mislabelled.append(self._next - 1)
        return _LEAVES[token.kind](token.text, None)

    def _list_beginning(self, token: Token, most: int) -> Iterator[list[str]]:
        """The rows of at most so many words that begin with this one, longest first."""
        behind = self._tokens[self._next : self._next + most - 1]
        words = [one.text for one in takewhile(lambda one: one.kind == "word", behind)]
        for number in range(len(words), -1, -1):
            yield [token.text, *words[:number]]

    def _note_dangling(self, operator: Token) -> None:
        self._notes.append(Note("dangling", operator.text))

    def _kind(self) -> str:
        return self._tokens[self._next].kind if self._next < len(self._tokens) else "end"

    def _take(self, kind: str) -> Token | None:
        return self._advance() if self._kind() == kind else None

    def _advance(self) -> Token:
        self._next += 1
        return self._tokens[self._next - 1]


def _join(joint: type[And | Or], parts: list[Node | None]) -> Node | None:
    found = tuple(part for part in parts if part is not None)
    return joint(found) if len(found) > 1 else found[0] if found else None


def _negate(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)


def _list_alternatives(part: Node) -> tuple[Leaf, ...]:
    """The words of which one has to stand near the others; none where it is no plain word."""
    parts = part.parts if isinstance(part, Or) else (part,)
    leaves = tuple(one for one in parts if isinstance(one, Leaf) and one.field is None)
    return leaves if len(leaves) == len(parts) else ()


def _distance_of(operator: Token) -> int:
    distance = operator.text.partition("/")[2]
    return int(distance) if distance else NEAR_DISTANCE


def _days_of(typed: str, field: str, today: date) -> Stretch | None:
    """The days behind a field; `tahun:lalu` is the last year."""
    found = read_days(typed, today)
    return read_days(f"tahun {typed}", today) if found is None and field == "tahun" else found
