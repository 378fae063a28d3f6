"""How a word sounds: words with one shadow are probably one word, spelt in different ways.

A shadow is never shown and stands in no index; it is looked up over the words of the archive. It
folds what people mix up when they write Indonesian: the spellings from before 1947 (oe) and before
1972 (dj, tj, nj, sj, ch, and j for y), the sounds that came with loan words (f, v, z, kh, sy, x),
doubled letters, the e that is spoken between consonants and not always written (kritik, keritik),
i and e, u and o before a last consonant (praktik, praktek), and endings of one meaning (-isasi,
-isir). A slip of the fingers is not its business; that is what fuzzy words are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from search.analysis.words import list_words

SHORTEST: Final = 4
"""Shorter words keep their letters: too many of them would meet."""
SHORTEST_SHADOW: Final = 3
"""Letters that a shadow has at least; of a word that has fewer left (zzzz) nothing is known."""

_OLD = re.compile("oe|dj|tj|sj(?=[aeou])")
"""Signs that a word is written as before 1972: then j is y, and so nj is ny."""

_OLD_FOLDS: Final = (
    ("dj", "\0"),
    ("tj", "c"),
    ("sj", "sy"),
    ("j", "y"),
    ("\0", "j"),
    ("oe", "u"),
    ("ch", "kh"),
)

_SOUNDS: Final = (
    ("sy", "s"),
    ("sh", "s"),
    ("kh", "k"),
    ("ch", "k"),
    ("ck", "k"),
    ("q", "k"),
    ("ph", "p"),
    ("f", "p"),
    ("v", "p"),
    ("x", "ks"),
    ("kw", "ku"),
    ("dz", "z"),
)
"""Sounds of loan words -> how they are spoken and written at home."""

_FOLDS: Final = tuple(
    (part, re.compile(pattern), folded)
    for part, pattern, folded in (
        ("isir", "isir$", "isasi"),
        ("it", "itet$|iteit$", "itas"),
        ("h", "(?<!n)([bdgt])h", r"\1"),
        ("hn", "hn(?!ya)", "kn"),
        ("z", "z$|z(?=[^aeiou])", "s"),
        ("z", "z", "j"),
        ("y", "y$", "i"),
        ("iy", "iy(?=[aou])", "i"),
        ("uw", "uw(?=[ai])", "u"),
        ("", r"(?<!n)(g)\1+|([bcdfhj-np-tv-z])\2+|([aeiou])\3{2,}", r"\1\2\3"),
        # the e that is hardly heard
        ("e", "(?<=[bcdgkpst])e(?=[rl][aiou])", ""),
        ("se", "^se(?=[kpt])", "s"),
        # vowels of the last syllable
        ("e", "e([^aeiou]{1,2})$", r"i\1"),
        ("o", "o([^aeiou]{1,2})$", r"u\1"),
    )
)
"""Letters without which a fold cannot apply, what is folded, and to what; in this order."""


OWN: Final = frozenset(
    list_words(
        """
        bareng baring besok besuk kapan kafan seekor skor gram geram masa massa saring sharing
        banding bandeng faktur faktor label labil patok patuk khas sabit sabet banteng banting
        kalong kalung patin paten belok blok genteng genting tutor tutur eksis ekses amin amen
        fakta pakta timor timur angkot angkut klip klep rakit raket super supir frasa perasa
        masukan masukkan makannya makanya debet debit gembur gembor salep salip lapas
        lafaz khilaf kilap feri peri china kina bukan bukaan tangannya tangganya tahunnya tahunya
        kades kadis belut belot
        """
    )
)
"""Common words that would meet another common word: they keep their letters."""


@lru_cache(maxsize=1 << 17)
def shadow(word: str) -> str:
    """The shadow of a folded word: `trofi`, `tropi` and `trophy` have one."""
    if len(word) < SHORTEST or not word.isascii() or word in OWN:
        return word
    sound = _replace(word, _OLD_FOLDS) if _OLD.search(word) else word
    sound = _replace(sound, _SOUNDS)
    for part, pattern, folded in _FOLDS:
        if part in sound:
            sound = pattern.sub(folded, sound)
    return sound if len(sound) >= SHORTEST_SHADOW else word


def _replace(word: str, pairs: Iterable[tuple[str, str]]) -> str:
    for written, folded in pairs:
        word = word.replace(written, folded)
    return word
