"""Labels that were only written in another way: "Narasumber 1" became "Ambo Sakka"."""

from collections import Counter
from collections.abc import Sequence

from archive.alignment.holding import Words
from archive.alignment.statements import SHORT, New, Old, Renamed
from archive.alignment.words import Pair

ENOUGH_WORDS = 20
"""Words that must have gone from one label to the other before they count as one voice."""


def find_renamed(old: Words[Old], new: Words[New], pairs: Sequence[Pair]) -> Renamed:
    """Old voice -> new voice, for labels that are gone and labels that are new.

    One voice was renamed where nine tenths of its aligned words stand under the new label, and
    nine tenths of the aligned words under the new label were its own. Short statements say
    nothing: whether they are kept depends on the answer.
    """
    known_before, known_after = ({row.voice for row in side.rows} for side in (old, new))
    gone, come = known_before - known_after - {None}, known_after - known_before - {None}
    if not gone or not come:
        return {}
    moves = _moves(old, new, pairs)
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


def _moves(
    old: Words[Old], new: Words[New], pairs: Sequence[Pair]
) -> Counter[tuple[str | None, str | None]]:
    """(old voice, new voice) -> aligned words of statements that are not short."""
    statements = ((old.statements[i], new.statements[j]) for i, j in pairs)
    return Counter(
        (old.rows[o].voice, new.rows[n].voice)
        for o, n in statements
        if len(old.of_statement[o]) >= SHORT
    )
