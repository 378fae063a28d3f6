"""What a new statement must show before it can be the heir of an old one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.alignment.descent import find_own
from archive.alignment.holding import Holding, Words, count_held
from archive.alignment.statements import New, Old
from archive.alignment.words import Pair

Heir = tuple[int, int]
"""(number of an old statement, number of a new one that holds words of it)."""


@dataclass(frozen=True, slots=True)
class Heirs:
    """The heirs of all old statements.

    `held`: how many words each holds. `descended`: those that hold words which the identifier was
    minted for. `anchored`: those whose claim is no accident.
    """

    held: Holding
    descended: frozenset[Heir]
    anchored: frozenset[Heir]


def find_heirs(runs: Sequence[Pair], old: Words[Old], new: Words[New]) -> Heirs:
    """The heirs by the pairs of words that count."""
    held = count_held(runs, old, new)
    own = {
        old.firsts[o] + place
        for o, words in enumerate(old.of_statement)
        for place in find_own(old.rows[o], words)
    }
    return Heirs(
        held=held,
        descended=frozenset((old.statements[i], new.statements[j]) for i, j in runs if i in own),
        anchored=_find_anchored(runs, held, old, new),
    )


def _find_anchored(
    runs: Sequence[Pair], held: Holding, old: Words[Old], new: Words[New]
) -> frozenset[Heir]:
    """Heirs that consist of the old statement by a quarter, or have a neighbour of it beside them.

    Beside a neighbour the words have to stand where it ends, or at an edge of the new statement: a
    word or two (“yang”) in the middle of others are found anywhere.
    """
    of_old: dict[int, set[int]] = defaultdict(set)
    for o, n in held:
        of_old[o].add(n)
    partners = {j: i for i, j in runs}
    touching = {
        (old.statements[i], new.statements[j])
        for i, j in runs
        if _touches(i, j, old, new, partners)
    }
    return frozenset(
        (o, n)
        for (o, n), count in held.items()
        if 4 * count >= len(new.of_statement[n])
        or ((o, n) in touching and _has_neighbour(o, n, of_old))
    )


def _touches(i: int, j: int, old: Words[Old], new: Words[New], partners: Mapping[int, int]) -> bool:
    """Whether new word `j` stands at an edge of its statement, or beside words of a neighbour."""
    n = new.statements[j]
    if j in (new.firsts[n], new.firsts[n + 1] - 1):
        return True
    beside = (partners.get(j - 1), partners.get(j + 1))
    return any(k is not None and abs(old.statements[k] - old.statements[i]) == 1 for k in beside)


def _has_neighbour(o: int, n: int, of_old: Mapping[int, set[int]]) -> bool:
    """Whether a neighbour of old `o` lies beside new `n` or in it."""
    neighbours = of_old.get(o - 1, set()) | of_old.get(o + 1, set())
    return not neighbours.isdisjoint((n - 1, n, n + 1))
