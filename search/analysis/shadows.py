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
from functools import lru_cache
from typing import Final

from search.analysis.words import list_words

SHORTEST: Final = 4
"""Shorter words keep their letters: too many of them would meet."""

_OLD = re.compile("oe|dj|tj|ndj|sj(?=[aeou])")
"""Signs that a word is written as before 1972: then, too, j is y and nj is ny."""

_OLD_FOLDS: Final = (
    ("dj", "\0"),
    ("tj", "c"),
    ("sj", "sy"),
    ("j", "y"),
    ("\0", "j"),
    ("oe", "u"),
    ("ch", "kh"),
)

_FOLDS: Final = tuple(
    (re.compile(pattern), folded)
    for pattern, folded in (
        ("isir$", "isasi"),
        ("itet$|iteit$", "itas"),
        # sounds of loan words, as they are spoken and written at home
        ("s[yh](?=[aeiou])|sy$", "s"),
        ("[kc]h|q|ck", "k"),
        ("(?<!n)([bdgt])h", r"\1"),
        ("ph|[fv]", "p"),
        ("x", "ks"),
        ("kw(?=[aeiou])", "ku"),
        ("hn", "kn"),
        ("dz", "z"),
        ("z$|z(?=[^aeiou])", "s"),
        ("z", "j"),
        ("y$", "i"),
        ("iy(?=[aou])", "i"),
        ("uw(?=[ai])", "u"),
        (r"(?<!n)(g)\1+|([bcdfhj-np-tv-z])\2+|([aeiou])\3{2,}", r"\1\2\3"),
        # the e that is hardly heard
        ("(?<=[bcdgkpst])e(?=[rl][aiou])", ""),
        ("^se(?=[kpt])", "s"),
        # vowels of the last syllable
        ("e([^aeiou]{1,2})$", r"i\1"),
        ("o([^aeiou]{1,2})$", r"u\1"),
    )
)
"""What is written -> what it is folded to, in this order."""


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
    if _OLD.search(word):
        for written, folded in _OLD_FOLDS:
            word = word.replace(written, folded)
    for pattern, folded in _FOLDS:
        word = pattern.sub(folded, word)
    return word
