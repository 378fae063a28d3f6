"""Indonesian words without their affixes."""

from __future__ import annotations


def stem_indonesian(word: str) -> str:
    """The root of an Indonesian word; a word that is no root with affixes stays as it is."""
    return word


def stem_banjar(word: str) -> str:
    """The root of a word of Banjar speech, which mixes Banjar and Indonesian affixes."""
    return word
