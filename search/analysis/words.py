"""The exact field: what counts as a word, and when two words are the same.

One rule for documents, queries and highlights. Words are compared after NFKC and case folding.
Hyphens and quotation marks stand between words, so that `desa-desa` is found by `desa` and by the
phrase "desa desa", however the hyphen was typed. An apostrophe inside a word is dropped (`Jum'at`,
`Jum’at` and `Jumat` are one word). Numbers are words: `Rp1.500.000` is `rp` and `1500000`, while
`2,5` and `08.30` keep their fraction. No word is dropped for being common.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTER = r"[^\W_]"
_MARK = "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]"
_APOSTROPHE = "['`\u02bb\u02bc\u2018\u2019\u201b]"
_WORD = re.compile(
    rf"""
    [Rr][Pp](?=\d)                                          # the currency glued to its number
    | \d+(?:[.,]\d+)+(?!{_LETTER})                          # 1.500.000   2,5   08.30
    | {_LETTER}(?:{_LETTER}|{_MARK}|{_APOSTROPHE}(?={_LETTER}))*
    """,
    re.VERBOSE,
)
_GROUPED_NUMBER = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_APOSTROPHES = re.compile(_APOSTROPHE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: `word` as it is compared, and its place `start:end` in code points."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def fold(written: str) -> str:
    """The form in which a single written word is compared with others."""
    if written[0].isdecimal() and _GROUPED_NUMBER.fullmatch(written):
        written = written.replace(".", "").replace(",", "")
    folded = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", written).casefold())
    return folded.replace(",", ".")


def tokenise(text: str) -> Iterator[Token]:
    """The words of a text with their places, in order."""
    for match in _WORD.finditer(text):
        yield Token(fold(match[0]), match.start(), match.end())


def list_written(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return _WORD.findall(text)


def list_words(text: str) -> list[str]:
    """The words of a text as they are compared, in order; the position of each is its index."""
    return [fold(written) for written in list_written(text)]
