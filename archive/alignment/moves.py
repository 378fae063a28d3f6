"""Statements that moved, or came back from a tombstone (record.md "Alignment", 4)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from archive.alignment.statements import SHORT

Bigram = tuple[str, str]
_LOOK_ALIKES = 50
"""Pairs of words that stand in more statements than this tell none from the others."""


def find_moved(
    lost: Mapping[int, Sequence[str]], candidates: Mapping[int, Sequence[str]]
) -> dict[int, int]:
    """Number of each lost statement -> the one candidate that holds four fifths of its words.

    Both sides give the folded words of their statements. A statement of fewer than six words, one
    with several candidates, and several statements with one candidate stay where they are.
    """
    found: dict[int, int] = {}
    index = _index(candidates)
    for number, words in lost.items():
        fitting = [n for n in _similar(words, index) if is_held(words, candidates[n])]
        if len(words) >= SHORT and len(fitting) == 1:
            found[number] = fitting[0]
    claimed = Counter(found.values())
    return {number: n for number, n in found.items() if claimed[n] == 1}


def is_held(words: Sequence[str], by: Sequence[str]) -> bool:
    """Whether `by` holds four fifths of `words`, in runs, and they are a quarter of it at least."""
    blocks = LCSseq.opcodes(words, by)
    runs = (block.src_end - block.src_start for block in blocks if block.tag == "equal")
    held = sum(run for run in runs if run > 1)
    return 5 * held >= 4 * len(words) and 4 * held >= len(by)


def _index(candidates: Mapping[int, Sequence[str]]) -> dict[Bigram, list[int]]:
    """Pair of words -> the candidates in which they stand side by side."""
    index: dict[Bigram, list[int]] = defaultdict(list)
    for number, words in candidates.items():
        for bigram in dict.fromkeys(pairwise(words)):
            index[bigram].append(number)
    return {bigram: numbers for bigram, numbers in index.items() if len(numbers) <= _LOOK_ALIKES}


def _similar(words: Sequence[str], index: Mapping[Bigram, list[int]]) -> Iterator[int]:
    """Candidates that share at least a quarter of the pairs of words, by number.

    Whoever holds four fifths of the words in runs shares more than a third of the pairs.
    """
    bigrams = [bigram for bigram in dict.fromkeys(pairwise(words)) if bigram in index]
    shared = Counter(number for bigram in bigrams for number in index[bigram])
    return (n for n, count in sorted(shared.items()) if 4 * count >= len(bigrams))
