"""The root of an Indonesian or Banjar word: the simplest way to build it from a known root.

Of all ways to take affixes off, only those count that leave a word of the list. The one with the
fewest affixes wins, then the one with the fewest prefixes (memberikan is mem + beri + kan, not
mem + ber + ikan), then the longest root. What the affixes cannot tell is in the overrides.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from search.analysis.affixes import BANJAR, IMPOSSIBLE, INDONESIAN, Affixes, Cut
from search.analysis.roots import banjar_stems, indonesian_stems

_TWICE = re.compile(r"([a-z]{3,})2([a-z]*)")
"""How people write a doubled word in a hurry: `desa2`, `mudah2an`."""

_UNSURE: Final = {"talk": 2, "loan": 1, "ku": 1}
_UNSURE_PAIRS: Final = {("ke", ""): 1, ("", "in"): 1, ("di", "an"): 1}
"""Affixes that other words often only seem to have -> how many more they cost: by prefix, and by
prefix and suffix."""

_LONGEST: Final = 40
_SHORTEST_NAME: Final = 4


class Analysis(NamedTuple):
    """One way to build a word; the least is the simplest."""

    cost: int
    prefixes: int
    shortness: int
    stem: str


def stem_indonesian(word: str) -> str:
    """The root of an Indonesian word; a word that is no root with affixes stays as it is."""
    return find_stem(word, indonesian_stems(), INDONESIAN) or _without_clitic(word)


def stem_banjar(word: str) -> str:
    """The root of a word of Banjar speech, in which Indonesian is mixed."""
    stems = banjar_stems()
    return (
        find_stem(word, stems, INDONESIAN)
        or find_stem(word, stems, BANJAR)
        or _without_clitic(word)
    )


def find_stem(word: str, stems: dict[str, str], affixes: Affixes) -> str | None:
    """The stem of a word by these roots and affixes; None for what they cannot explain."""
    known = stems.get(word)
    if known is not None:
        return known
    if not word.isalpha():
        twice = _TWICE.fullmatch(word)
        return find_stem(twice[1] + twice[2], stems, affixes) if twice else None
    return _simplest(word, stems, affixes) if len(word) <= _LONGEST else None


def _simplest(word: str, stems: dict[str, str], affixes: Affixes) -> str | None:
    """The stem by the simplest analysis, None where there is no analysis."""
    best: Analysis | None = None
    for end in affixes.cut_endings(word):
        for start in affixes.cut_prefixes(end.rest):
            if best and start.taken + end.taken > best.cost:
                break  # further prefixes only cost more
            found = stems.get(start.rest)
            if found is not None and (start.affix, end.affix) not in IMPOSSIBLE:
                analysis = Analysis(_cost(start, end), start.taken, -len(start.rest), found)
                best = min(best or analysis, analysis)
    return best.stem if best else None


def _cost(start: Cut, end: Cut) -> int:
    unsure = _UNSURE.get(start.affix, 0) + _UNSURE_PAIRS.get((start.affix, end.affix), 0)
    return start.taken + end.taken + unsure


def _without_clitic(word: str) -> str:
    """A word nobody listed, without the -nya that people add to any: names, English words."""
    if word.endswith("nya") and len(word) >= len("nya") + _SHORTEST_NAME:
        return word.removesuffix("nya")
    return word
