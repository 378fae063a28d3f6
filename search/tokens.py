"""A typed query cut into tokens: each character is looked at once.

What people type is taken as they mean it: typographic and full-width signs, a plus before a word,
a space around the colon of a field, marks of sentences at the end of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.words import list_words
from search.budget import refuse_wildcard
from search.query import FIELDS
from search.wording import Note

OPERATORS = {
    "AND": "and",
    "DAN": "and",
    "OR": "or",
    "ATAU": "or",
    "NOT": "not",
    "BUKAN": "not",
    "NEAR": "near",
    "DEKAT": "near",
}
"""The operators in capitals; NEAR and DEKAT may carry a distance ("NEAR/5")."""

_QUOTES = '"“”„‟«»″＂'
_SINGLE = "'‘’‚‛`"
_TRAILING = "?!.,;:" + _SINGLE
_JOINERS = frozenset("&,.;:")
"""Signs that may stand alone between words and mean nothing; others get a note."""

_TOKEN = re.compile(
    rf"""
      (?P<open>   \( )
    | (?P<close>  \) )
    | (?P<minus>  [-−](?=[^\s\-)]) )
    | (?P<field>  (?ai:{"|".join(FIELDS)})\s*:\s*(?=[^\s)]) )
    | (?P<phrase> [{_QUOTES}][^{_QUOTES}]*(?:[{_QUOTES}](?:~\d*)?)? )
    | (?P<single> [{_SINGLE}](?=\w)[^(){_SINGLE}{_QUOTES}]*[{_SINGLE}]
                  (?=[?!.,;:]*(?:[\s(){_QUOTES}]|$)) )
    | (?P<mark>   [+{_SINGLE}]+ )
    | (?P<word>   [^\s(){_QUOTES}]+ )
    """,
    re.VERBOSE,
)
PHRASE_DISTANCE = re.compile(rf"(?<=.[{_QUOTES}])~(\d*)$")
"""How other engines write words that are near each other: "anggaran desa"~5."""

_NEAR = re.compile(r"(?:NEAR|DEKAT)/\d{1,9}", re.ASCII)
_FUZZY = re.compile(r"(.+?)~\d*")

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
"""Full-width signs of eastern keyboards and what they stand for."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: `text` as it is used, and as it was written at `start`."""

    kind: str
    text: str
    written: str
    start: int

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.written)


def narrow(text: str) -> str:
    """The text with full-width signs as ordinary ones; every character keeps its place."""
    return text.translate(_WIDE)


def read_tokens(text: str, notes: list[Note]) -> Iterator[Token]:
    """The tokens of a query; what is no word becomes "nothing", with a note.

    Raises QueryOverBudget for wildcards that are not at the end of three letters.
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "mark":
            kind, text = _classify(str(match.lastgroup), match[0], notes)
            yield Token(kind, text, match[0], match.start())


def _classify(kind: str, written: str, notes: list[Note]) -> tuple[str, str]:
    if kind == "word":
        return _read_word(written, notes)
    if kind == "single":
        return _read_leaf("phrase", " ".join(written[1:-1].split()), notes)
    if kind == "phrase":
        return _read_phrase(written, notes)
    if kind == "field":
        return kind, written.partition(":")[0].strip().lower()
    return ("not" if kind == "minus" else kind), written


def _read_phrase(written: str, notes: list[Note]) -> tuple[str, str]:
    words = PHRASE_DISTANCE.sub("", written)
    if len(words) > 1 and words[-1] in _QUOTES:
        words = words[:-1]
    else:
        notes.append(Note("unclosed-quote"))
    return _read_leaf("phrase", " ".join(words[1:].split()), notes)


def _read_word(written: str, notes: list[Note]) -> tuple[str, str]:
    bare = written.rstrip(_TRAILING)
    if bare in OPERATORS:
        return OPERATORS[bare], bare
    if _NEAR.fullmatch(bare):
        return "near", bare
    if "*" in bare:
        refuse_wildcard(bare)
        return _read_leaf("prefix", bare[:-1], notes)
    if fuzzy := _FUZZY.fullmatch(bare):
        return _read_leaf("fuzzy", fuzzy[1], notes)
    return _read_leaf("word", bare, notes) if bare else _read_nothing(written, notes)


def _read_leaf(kind: str, text: str, notes: list[Note]) -> tuple[str, str]:
    return (kind, text) if list_words(text) else _read_nothing(text, notes)


def _read_nothing(written: str, notes: list[Note]) -> tuple[str, str]:
    if written not in _JOINERS:
        notes.append(Note("empty", written))
    return "nothing", written
