"""The words of a transcript find their times among the words that a recogniser heard.

The letters of both are aligned (rapidfuzz, Levenshtein): words that a recogniser spelt otherwise,
split or joined still lend their times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from media.synchronising.model import Anchor, Fit, Heard, Recognised, Words, put_in_order

ENOUGH = 0.5
"""Part of the letters of a statement, or of a word, that must have been heard."""


Moment = tuple[float, float]
"""When a letter begins and ends, in seconds."""


class Letters(NamedTuple):
    """Letters in a row, and the word of each."""

    text: str
    words: list[int]


class Stretch(NamedTuple):
    """Words from `first` up to `last`, which are heard from `start` on and before `end`."""

    first: int
    last: int
    start: float
    end: float


def align_recognised(
    statements: Sequence[Words],
    recognised: Sequence[Recognised],
    anchors: Sequence[Anchor] = (),
) -> Fit:
    """When each word is heard, by the words of a recogniser, in the order of time.

    Between two anchors only what was heard between them counts. Raises ContradictingAnchors.
    """
    said = [word for words in statements for word in words]
    heard: list[Heard | None] = []
    for one in stretches_between(len(said), put_in_order(anchors)):
        within = [word for word in recognised if one.start <= word.start < one.end]
        heard += hear_words(said[one.first : one.last], within)
    return gather(statements, heard)


def stretches_between(count: int, anchors: Sequence[Anchor]) -> Iterator[Stretch]:
    """The stretches into which anchors, in their order, cut so many words."""
    moments = accumulate((one.seconds - one.slack for one in anchors), max)
    firsts = [0, *(one.word for one in anchors), count]
    times = [-inf, *moments, inf]
    for place, first in enumerate(firsts[:-1]):
        yield Stretch(first, firsts[place + 1], times[place], times[place + 1])


def hear_words(said: Sequence[str], recognised: Sequence[Recognised]) -> list[Heard | None]:
    """When each of these words is heard among those that were recognised."""
    own, theirs = letters_of(said), letters_of([one.text for one in recognised])
    moments = moments_of(recognised, theirs)
    found: list[list[Moment]] = [[] for _ in said]
    for block in Levenshtein.opcodes(own.text, theirs.text):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                found[own.words[block.src_start + step]].append(moments[block.dest_start + step])
    return [heard_of(word, times) for word, times in zip(said, found, strict=True)]


def letters_of(words: Sequence[str]) -> Letters:
    """The letters and digits of words, without case."""
    parts = ["".join(filter(str.isalnum, word.casefold())) for word in words]
    return Letters("".join(parts), [at for at, part in enumerate(parts) for _ in part])


def moments_of(recognised: Sequence[Recognised], letters: Letters) -> list[Moment]:
    """The seconds of each letter, spread evenly over its word."""
    counts = np.bincount(letters.words or [0], minlength=len(recognised))
    moments, before, place = [], -1, 0
    for word in letters.words:
        place = place + 1 if word == before else 0
        before, one = word, recognised[word]
        width = (one.end - one.start) / counts[word]
        moments.append((one.start + width * place, one.start + width * (place + 1)))
    return moments


def heard_of(word: str, times: Sequence[Moment]) -> Heard | None:
    """When a word is heard; `times` are those of its letters that were."""
    letters = sum(map(str.isalnum, word))
    if not letters or len(times) < ENOUGH * letters:
        return None
    start, end = times[0][0], times[-1][1]
    return Heard(round(start * 1000), round(end * 1000), round(len(times) / letters, 3))


def gather(statements: Sequence[Words], heard: Sequence[Heard | None]) -> Fit:
    """The fit: a statement of which too little was heard has no place."""
    words: list[Heard | None] = []
    confidences, first = [], 0
    for said in statements:
        own = heard[first : first + len(said)]
        first += len(said)
        sure = sum(one.confidence for one in own if one) / len(said) if said else 0.0
        confidences.append(round(sure, 3) if sure >= ENOUGH else 0.0)
        words += own if sure >= ENOUGH else [None] * len(said)
    return Fit(tuple(words), tuple(confidences))
