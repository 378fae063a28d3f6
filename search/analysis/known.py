"""Words that are right as they are written: of the language, or short for an office or a body."""

from __future__ import annotations

from functools import cache
from typing import Final

from search.analysis.abbreviations import find_expansions, list_full_words
from search.analysis.names import DEGREES, HONORIFICS
from search.analysis.stemming import is_common_word
from search.analysis.words import list_words

CALENDAR: Final = frozenset(
    list_words(
        """
        Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember
        Senin Selasa Rabu Kamis Jumat Sabtu Minggu Ahad Ramadan Ramadhan Syawal Idulfitri Iduladha
        """
    )
)
"""Months, days and feasts as people say them."""


def is_known_word(written: str) -> bool:
    """Whether a word as people type it is no name that might be misspelt.

    So are words of Indonesian and Banjar, abbreviations of the table and the words that they stand
    for, what stands before or after names, months and days. A text of several words is known where
    it is one abbreviation, or all its words are known.
    """
    words = list_words(written)
    return bool(words) and (
        bool(find_expansions(written))
        or all(word in _told_words() or is_common_word(word) for word in words)
    )


@cache
def _told_words() -> frozenset[str]:
    return HONORIFICS | DEGREES | CALENDAR | frozenset(list_full_words())
