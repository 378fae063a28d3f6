"""What goes into a synchronisation and what comes out of it: anchors, heard words, a fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from media.errors import ContradictingAnchors

Words = Sequence[str]
"""The words of one statement, in their order."""

Listener = Callable[[float], None]
"""Hears how much of the work is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word (counted from 0 through all statements) that is known to begin at `seconds`.

    It may begin `slack` seconds earlier or later.
    """

    word: int
    seconds: float
    slack: float = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A word that a recogniser heard; `start` and `end` are seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Heard:
    """When a word of the transcript is heard, in milliseconds, and how sure that is (0 to 1)."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The words of all statements with their times, None for those that have no believable place.

    `confidences` has one figure a statement, 0 where it has no place.
    """

    words: tuple[Heard | None, ...]
    confidences: tuple[float, ...]


def put_in_order(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The anchors by their words. Raises ContradictingAnchors where a later word is heard before.

    Of several anchors of one word the narrowest counts.
    """
    narrowest: dict[int, Anchor] = {}
    for anchor in sorted(anchors, key=lambda one: -one.slack):
        narrowest[anchor.word] = anchor
    ordered = [narrowest[word] for word in sorted(narrowest)]
    for one, other in pairwise(ordered):
        if other.seconds + other.slack < one.seconds - one.slack:
            raise ContradictingAnchors(
                f"Word {other.word + 1} cannot be heard at {other.seconds:.1f} s, before word"
                f" {one.word + 1} at {one.seconds:.1f} s: correct one of the two times."
            )
    return ordered
