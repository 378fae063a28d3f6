"""Which new statement inherits an identifier in sequence (record.md "Alignment", 2 and 3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from archive.alignment.heirs import Heirs
from archive.alignment.holding import Holding, Words
from archive.alignment.statements import SHORT, New, Old, Renamed, overlap, same_voice

SUCCESSOR_WORDS = 3


@dataclass(frozen=True, slots=True)
class Inheritance:
    """Who inherits in sequence, and where other words went.

    `owners`: number of a new statement -> number of the old one whose identifier it inherits.
    `successors`: old number -> numbers of the other new statements that hold words of it.
    `outbid`: old numbers whose heir took another identifier.
    """

    owners: dict[int, int]
    successors: dict[int, set[int]]
    outbid: set[int]


def settle_claims(old: Words[Old], new: Words[New], heirs: Heirs, renamed: Renamed) -> Inheritance:
    """Let every old statement choose its heir, and every heir its identifier.

    Only one that holds words which the identifier was minted for can be chosen.
    """
    claims: dict[int, list[int]] = defaultdict(list)
    successors: dict[int, set[int]] = {}
    for o, words in _by_statement(heirs.held).items():
        length = len(old.of_statement[o])
        if 2 * sum(words.values()) < length:
            continue
        successors[o] = {n for n, count in words.items() if count >= SUCCESSOR_WORDS}
        own = {n: count for n, count in words.items() if (o, n) in heirs.descended}
        if not own:
            continue
        n = _first_heir(own, length)
        in_voice = length >= SHORT or same_voice(old.rows[o], new.rows[n], renamed)
        if in_voice and (o, n) in heirs.anchored:
            claims[n].append(o)
            successors[o].add(n)

    def weight(o: int, n: int) -> tuple[int, bool, float, int]:
        before, after = old.rows[o], new.rows[n]
        return heirs.held[o, n], same_voice(before, after, renamed), overlap(before, after), -o

    owners = {n: max(olds, key=lambda o: weight(o, n)) for n, olds in claims.items()}
    for n, o in owners.items():
        successors[o].discard(n)
    claimants = {o for olds in claims.values() for o in olds}
    return Inheritance(owners, successors, claimants - set(owners.values()))


def _by_statement(held: Holding) -> dict[int, dict[int, int]]:
    """Old number -> the new statements that hold words of it, in order, and how many."""
    heirs: dict[int, dict[int, int]] = defaultdict(dict)
    for (o, n), count in sorted(held.items()):
        heirs[o][n] = count
    return heirs


def _first_heir(words: Mapping[int, int], length: int) -> int:
    """The heir with most of the `length` words; the earlier one within a tenth of them."""
    most = max(words.values())
    return next(n for n, count in words.items() if 10 * (most - count) <= length)
