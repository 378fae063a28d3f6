"""How a word sounds: words with one shadow are probably one word, spelt in different ways."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SPELLINGS: Final = (("dj", "j"), ("tj", "c"), ("nj", "ny"), ("oe", "u"), ("ph", "f"), ("kh", "k"))
_DOUBLED = re.compile(r"([^\W\d])\1+")


@lru_cache(maxsize=1 << 16)
def shadow(word: str) -> str:
    """The spelling-normalised form of a folded word."""
    for spelling, usual in _SPELLINGS:
        word = word.replace(spelling, usual)
    return _DOUBLED.sub(r"\1", word)
