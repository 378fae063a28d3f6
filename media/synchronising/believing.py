"""How far a path is to be believed: the times of its words, and statements that have no place.

A frame is like the text at its place if it is less like most other places of the text: its rank is
the share of a sample of states that fit it worse. A search finds ranks far above chance anywhere;
how far is measured on the same recording with a text that surely is not in it, each statement
spoken backwards. What is no better than that has no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from media.synchronising.model import Fit, Heard
from media.synchronising.spectra import Array
from media.synchronising.walking import STRIDE, Places

Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

WINDOW = 250
"""Steps over which ranks are averaged: ten seconds of speech, for single words are like others."""
SHARES = 4
"""A short recording is averaged over this part of it."""
LEAST_SPREAD = 0.01
DOUBTFUL, SURE = 0.25, 4.0
"""Spreads above what is found by chance: confidence 0 and 1."""
LEAST_GAIN, LEFT_OUT_COUNTS = 0.02, 0.1
"""What the whole text must be better by, in ranks and in words that need not be left out."""
MOST_LEFT_OUT = 0.4
"""Part of a statement that may be missing from the recording."""
FASTEST, SLOWEST = 0.35, 3.0
"""Steps for each state of a statement."""
LONGEST_PAUSE = 8000
"""Milliseconds that nobody waits within a statement."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A path over rows that were heard and rows of text (fitting.py), and a sample of the text."""

    path: Places
    heard: Array
    text: Array
    sample: Array

    @property
    def steps(self) -> Places:
        """The steps that are on the text."""
        return np.flatnonzero(self.path >= 0)

    @property
    def states(self) -> Places:
        """The state of each of these steps."""
        return self.path[self.steps]


@dataclass(frozen=True, slots=True)
class Trust:
    """Ranks of the steps of a path, what is left out of it, and what chance would have found."""

    ranks: Values
    left_out: Mask
    chance: float
    spread: float
    window: int

    def around(self, first: int, last: int) -> float:
        """How many spreads the steps from `first` to `last`, and those around, are above chance."""
        wanting = max(self.window - (last - first), 0)
        begin = max(min(first - wanting // 2, len(self.ranks) - self.window), 0)
        end = max(last + wanting - wanting // 2, begin + self.window)
        return float((self.ranks[begin:end].mean() - self.chance) / self.spread)


def weigh(
    evidence: Evidence, chance: Evidence, begins: Places, step: float, counts: Sequence[int]
) -> Fit:
    """The fit of statements of so many words, which begin at the states `begins`.

    `chance` is the evidence for the text spoken backwards; a step is `step` seconds.
    """
    trust = compare(evidence, chance)
    steps, states = evidence.steps, evidence.states
    edges = np.append(begins, len(evidence.text))
    words: list[Heard | None] = []
    confidences, first = [], 0
    for count in counts:
        own = edges[first : first + count + 1]
        sure = round(believe(own, states, trust), 3) if trust else 0.0
        confidences.append(sure)
        words += (
            place(own, steps, states, trust.left_out, step, sure)
            if trust and sure
            else [None] * count
        )
        first += count
    return Fit(tuple(words), tuple(confidences))


def compare(evidence: Evidence, chance: Evidence) -> Trust | None:
    """What is known of a path; None where the whole text is no better than chance."""
    ranks, by_chance = rank(evidence), rank(chance)
    if not len(ranks) or not len(by_chance):
        return None
    count = len(evidence.text)
    left_out, also = (find_left_out(one.states, count) for one in (evidence, chance))
    gain = ranks.mean() - by_chance.mean() + LEFT_OUT_COUNTS * (also.mean() - left_out.mean())
    if gain < LEAST_GAIN:
        return None
    window = min(WINDOW, max(len(by_chance) // SHARES, 1))
    total = np.cumsum(np.insert(by_chance, 0, 0))
    means = (total[window:] - total[:-window]) / window
    return Trust(
        ranks, left_out, float(means.mean()), max(float(means.std()), LEAST_SPREAD), window
    )


def rank(evidence: Evidence) -> Values:
    """For each step on the text the share of the sample that fits what was heard worse."""
    steps, states, other = evidence.steps, evidence.states, evidence.sample
    ranks = np.empty(len(steps))
    for first in range(0, len(steps), 4096):
        part = slice(first, first + 4096)
        rows = evidence.heard[steps[part]]
        here = ((rows - evidence.text[states[part]]) ** 2).sum(axis=1)
        unlike = (rows**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * rows @ other.T
        ranks[part] = (unlike > here[:, None]).mean(axis=1)
    return ranks


def find_left_out(states: Places, count: int) -> Mask:
    """Which of `count` states a path jumped over: what it can step over is not that."""
    visited = np.concatenate([[-1], states, [count]])
    left_out = np.zeros(count, np.bool_)
    for at in np.flatnonzero(np.diff(visited) > STRIDE):
        left_out[visited[at] + 1 : visited[at + 1]] = True
    return left_out


def believe(edges: Places, states: Places, trust: Trust) -> float:
    """How sure the place of a statement is, 0 to 1; `edges` are those of its words."""
    first, last = int(edges[0]), int(max(edges[-1], edges[0] + 1))
    begin, end = np.searchsorted(states, [first, last])
    missing = trust.left_out[first:last].mean()
    pace = (end - begin) / max((last - first) * (1 - missing), 1)
    if begin == end or missing > MOST_LEFT_OUT or not FASTEST < pace < SLOWEST:
        return 0.0
    above = (trust.around(int(begin), int(end)) - DOUBTFUL) / (SURE - DOUBTFUL)
    return float(np.clip(above, 0, 1) * (1 - missing))


def place(
    edges: Places, steps: Places, states: Places, left_out: Mask, step: float, confidence: float
) -> list[Heard | None]:
    """The words of a statement with their times; None for those that are left out."""
    borders = np.searchsorted(states, edges)
    words: list[Heard | None] = []
    for number in range(len(edges) - 1):
        first, last = int(borders[number]), int(borders[number + 1])
        if left_out[edges[number] : edges[number + 1]].any() or first >= len(steps):
            words.append(None)
            continue
        begin = int(steps[first])
        end = int(steps[last - 1]) + 1 if last > first else begin
        words.append(Heard(round(begin * step * 1000), round(end * step * 1000), confidence))
    return keep_together(words)


def keep_together(words: Sequence[Heard | None]) -> list[Heard | None]:
    """Only the longest run of words that nothing long stands between.

    A word that is heard long before the others of its statement was taken for something else.
    """
    runs: list[list[int]] = []
    latest = 0
    for place, one in enumerate(words):
        if one is None:
            continue
        if not runs or one.start - latest > LONGEST_PAUSE:
            runs.append([])
        runs[-1].append(place)
        latest = one.end
    longest = max(map(len, runs), default=0)
    kept = next((run for run in runs if len(run) == longest), [])
    return [one if place in kept else None for place, one in enumerate(words)]
