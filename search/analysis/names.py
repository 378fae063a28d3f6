"""Names of persons as words: without honorifics and degrees, and never stemmed."""

from __future__ import annotations

from typing import Final

from search.analysis.words import list_words

_HONORIFICS: Final = frozenset(
    ["h", "hj", "hi", "kh", "ust", "ustadz", "ustaz", "bapak", "pak", "ibu", "bu", "prof", "dr"]
)


def list_name_words(text: str) -> list[str]:
    """The words of a person's name as they are compared: `Dr. H. Ambo Sakka, M.Pd` is ambo sakka.

    A text of honorifics alone keeps its last word: whoever asks for "Haji" means someone so called.
    """
    words = list_words(text.partition(",")[0])
    while len(words) > 1 and words[0] in _HONORIFICS:
        words = words[1:]
    return words
