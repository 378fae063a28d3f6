"""Word by word, from one wording to another."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from archive.alignment.words import Pair, fold_word, match_words

Operation = Literal["equal", "drop", "insert", "replace"]
Step = tuple[Operation, str, str]
"""(operation, old words, new words): what stays, is dropped, is inserted, stands for another."""


def difference(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """The steps from the words `old` to the words `new`.

    Words are matched without case and the marks around them, but only what is written alike is
    equal: “desa,” and “desa.” replace each other.
    """
    folded = ([fold_word(word) for word in old], [fold_word(word) for word in new])
    steps: list[Step] = []
    for operation, run in groupby(
        _atoms(old, new, match_words([folded])), key=lambda atom: atom[0]
    ):
        atoms = list(run)
        before = " ".join(word for _, word, _ in atoms if word)
        steps.append((operation, before, " ".join(word for _, _, word in atoms if word)))
    return steps


def _atoms(old: Sequence[str], new: Sequence[str], pairs: Sequence[Pair]) -> Iterator[Step]:
    """The steps word by word; what lies between two matched words is one replacement or several."""
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        dropped, inserted = " ".join(old[i:next_i]), " ".join(new[j:next_j])
        if dropped and inserted:
            yield "replace", dropped, inserted
        elif dropped:
            yield "drop", dropped, ""
        elif inserted:
            yield "insert", "", inserted
        if next_i < len(old):
            alike = old[next_i] == new[next_j]
            yield "equal" if alike else "replace", old[next_i], new[next_j]
        i, j = next_i + 1, next_j + 1
