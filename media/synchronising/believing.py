"""How far a path is to be believed: the times of its words, and statements that have no place.

A frame is like the text at its place if it is less like most other places of the text: its rank is
the share of a sample of states that fit it worse. Chance is a half; a search finds more than that
anywhere, about `DOUBTFUL`.
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

DOUBTFUL, SURE = 0.72, 0.92
"""Mean ranks of a statement: what is found where it is not, and where it surely is."""
MOST_LEFT_OUT = 0.4
"""Part of a statement that may be missing from the recording."""
FASTEST, SLOWEST = 0.35, 3.0
"""Steps for each state of a statement."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A path over a level (fitting.py), with a sample of the text to compare its frames with."""

    path: Places
    heard: Array
    text: Array
    begins: Places
    sample: Array
    step: float


def weigh(evidence: Evidence, counts: Sequence[int]) -> Fit:
    """The fit of statements of so many words."""
    steps = np.flatnonzero(evidence.path >= 0)
    states = evidence.path[steps]
    ranks = rank(evidence, steps, states)
    left_out = find_left_out(states, len(evidence.text))
    words: list[Heard | None] = []
    confidences = []
    edges = np.append(evidence.begins, len(evidence.text))
    first = 0
    for count in counts:
        own = edges[first : first + count + 1]
        confidence = believe(own, states, ranks, left_out)
        confidences.append(round(confidence, 3))
        heard = place(own, steps, states, left_out, evidence.step, confidence) if confidence else []
        words += heard or [None] * count
        first += count
    return Fit(tuple(words), tuple(confidences))


def rank(evidence: Evidence, steps: Places, states: Places) -> Values:
    """For each step on the text the share of the sample that fits its frame worse."""
    ranks = np.empty(len(steps))
    for first in range(0, len(steps), 4096):
        part = slice(first, first + 4096)
        rows = evidence.heard[steps[part]]
        here = ((rows - evidence.text[states[part]]) ** 2).sum(axis=1)
        other = evidence.sample
        unlike = (rows**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * rows @ other.T
        ranks[part] = (unlike > here[:, None]).mean(axis=1)
    return ranks


def find_left_out(states: Places, count: int) -> npt.NDArray[np.bool_]:
    """Which of `count` states a path jumped over: what it can step over is not that."""
    visited = np.concatenate([[-1], states, [count]])
    left_out = np.zeros(count, np.bool_)
    for place in np.flatnonzero(np.diff(visited) > STRIDE):
        left_out[visited[place] + 1 : visited[place + 1]] = True
    return left_out


def believe(edges: Places, states: Places, ranks: Values, left_out: npt.NDArray[np.bool_]) -> float:
    """How sure the place of a statement is, 0 to 1; `edges` are those of its words."""
    first, last = int(edges[0]), int(max(edges[-1], edges[0] + 1))
    here = slice(*np.searchsorted(states, [first, last]))
    steps, missing = here.stop - here.start, left_out[first:last].mean()
    pace = steps / max((last - first) * (1 - missing), 1)
    if not steps or missing > MOST_LEFT_OUT or not FASTEST < pace < SLOWEST:
        return 0.0
    sure = (ranks[here].mean() - DOUBTFUL) / (SURE - DOUBTFUL)
    return float(np.clip(sure, 0, 1) * (1 - missing))


def place(
    edges: Places,
    steps: Places,
    states: Places,
    left_out: npt.NDArray[np.bool_],
    step: float,
    confidence: float,
) -> list[Heard | None]:
    """The words of a statement with their times; None for those that are left out."""
    borders = np.searchsorted(states, edges)
    words: list[Heard | None] = []
    for number in range(len(edges) - 1):
        first, last = borders[number], borders[number + 1]
        if left_out[edges[number] : edges[number + 1]].any() or first >= len(steps):
            words.append(None)
            continue
        begin = int(steps[first])
        end = int(steps[last - 1]) + 1 if last > first else begin
        words.append(
            Heard(round(begin * step * 1000), round(end * step * 1000), round(confidence, 3))
        )
    return words
