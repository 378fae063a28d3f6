"""Labels that were only written in another way: "Narasumber 1" became "Ambo Sakka"."""

from collections import Counter
from collections.abc import Sequence

from archive.alignment.holding import Words
from archive.alignment.statements import SHORT, New, Old, Renamed
from archive.alignment.words import Pair

ENOUGH_WORDS = 20
"""Words that must have gone from one label to the other before they count as one voice."""


def find_renamed(
    old: Sequence[Old],
    new: Sequence[New],
    pairs: Sequence[Pair],
    old_words: Words,
    new_words: Words,
) -> Renamed:
    """Old voice -> new voice, for labels that are gone and labels that are new.

    One voice was renamed where nine tenths of its aligned words stand under the new label, and
    nine tenths of the aligned words under the new label were its own. Short statements say
    nothing: whether they are kept depends on the answer.
    """
    gone = {row.voice for row in old} - {row.voice for row in new} - {None}
    come = {row.voice for row in new} - {row.voice for row in old} - {None}
    if not gone or not come:
        return {}
    moves = Counter(
        (old[o].voice, new[n].voice)
        for o, n in ((old_words.statements[i], new_words.statements[j]) for i, j in pairs)
        if len(old_words.of_statement[o]) >= SHORT
    )
    left, reached = Counter[str | None](), Counter[str | None]()
    for (before, after), count in moves.items():
        left[before] += count
        reached[after] += count
    return {
        before: after
        for (before, after), count in moves.items()
        if before in gone and after in come and count >= ENOUGH_WORDS
        if 10 * count >= 9 * max(left[before], reached[after])
    }
