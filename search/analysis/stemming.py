"""The stem of a word, by the language it is spoken in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from search.analysis.confixes import stem_banjar, stem_indonesian
from search.analysis.roots import is_known_stem
from search.analysis.words import list_words

Stemmer = Callable[[str], str]

REMEMBERED: Final = 1 << 18
"""Stems kept at hand: more than an archive of a million statements has words."""


def stem(word: str, language: str = "id") -> str:
    """What a word shares with its inflected and derived forms; `word` is folded already.

    `language` is a code of ISO 639; a word of a language that no stemmer knows is its own stem.
    """
    return _stem(word, language)


def stem_written(written: str, language: str = "id") -> str:
    """The stem of a word as people type it, with capitals and hyphens: `Desa-desa` is `desa`.

    The parts of a doubled word are one where their stems are: `tolong-menolong` is `tolong`. Other
    words with a hyphen, and a text that holds several words, have the stems of all.
    """
    return " ".join(dict.fromkeys(stem(word, language) for word in list_words(written)))


def is_common_word(written: str) -> bool:
    """Whether a word as people type it is one of Indonesian or Banjar: a root, or made of one."""
    words = list_words(written)
    return bool(words) and all(is_known_stem(stem(word, "bjn")) for word in words)


@lru_cache(maxsize=REMEMBERED)
def _stem(word: str, language: str) -> str:
    stemmer = STEMMERS.get(language)
    return stemmer(word) if stemmer else word


def stem_english(word: str) -> str:
    """The stem by Porter's second English stemmer ("Snowball"), as Whoosh has it."""
    return _snowball()(word)


@cache
def _snowball() -> Stemmer:
    from whoosh.lang.snowball.english import EnglishStemmer

    stem: Stemmer = EnglishStemmer().stem
    return stem


STEMMERS: Final[dict[str, Stemmer]] = {
    "id": stem_indonesian,
    "bjn": stem_banjar,
    "en": stem_english,
}
"""Language -> how its words are stemmed; a further language is a row here."""
