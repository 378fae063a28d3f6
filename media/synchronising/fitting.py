"""Spectra of a recording and of its spoken text become a fit: coarse first, then fine around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from media.synchronising.believing import Evidence, weigh
from media.synchronising.features import STILL, Features, describe, measure_noise, pool
from media.synchronising.model import Anchor, Fit, Listener
from media.synchronising.spectra import FRAMES_PER_SECOND, Array
from media.synchronising.walking import Ground, Places, Walk

COARSE, FINE = 4, 2
"""Frames that are one step of the first and of the second search."""
AROUND = 8.0
"""Seconds before and after the coarse path that the fine one may use."""
SAMPLE = 400
"""States of the text that say what is to be expected of a frame that is not like it."""
WAIT_AMONG = 40
"""A frame that fits worse than this percentile of them is better left out."""
WAIT_IN_SILENCE = np.float32(0.05)
SEED, HALF = 5, 0.5


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it was spoken: spectra, and the frames where the words of each statement begin."""

    spectra: Array
    begins: Sequence[Sequence[float]]

    @property
    def counts(self) -> list[int]:
        """How many words each statement has."""
        return [len(one) for one in self.begins]


@dataclass(frozen=True, slots=True)
class Level:
    """Both sides at one resolution; `step` is the seconds of a row, `silent` those of the heard."""

    heard: Array
    text: Array
    begins: Places
    silent: npt.NDArray[np.bool_]
    step: float

    @property
    def words(self) -> Places:
        """The states before which one may wait."""
        return np.unique(np.concatenate([[0], self.begins, [len(self.text)]]))


def fit(heard: Array, spoken: Spoken, anchors: Sequence[Anchor], listener: Listener) -> Fit:
    """When each word is heard; `heard` are the spectra of the recording, `anchors` in order."""
    noise = measure_noise(heard)
    sides = describe(heard), describe(spoken.spectra, noise)
    begins = np.concatenate([np.asarray(one, np.float64) for one in spoken.begins])
    coarse = level_of(*sides, begins, COARSE)
    path = search(coarse, bounds_of(coarse, anchors), part(listener, 0.02, 0.5))
    fine = level_of(*sides, begins, FINE)
    around = near(path, coarse, fine)
    bounds = narrow(bounds_of(fine, anchors), around)
    evidence = witness(fine, bounds, part(listener, 0.5, 0.75))
    turned = backwards(fine, spoken.counts)
    chance = witness(turned, bounds, part(listener, 0.75, 1.0))
    return weigh(evidence, chance, fine.begins, fine.step, spoken.counts)


def part(listener: Listener, first: float, last: float) -> Listener:
    """A listener to work that is the part from `first` to `last` of a whole."""
    return lambda done: listener(first + (last - first) * done)


def level_of(heard: Features, text: Features, begins: npt.NDArray[np.float64], count: int) -> Level:
    """Both sides with `count` frames a row; the silence of the text is left out."""
    kept = np.concatenate([[0], np.cumsum(~text.silent)])
    rows = pool(text.spoken().rows, count)
    places = kept[np.clip(np.rint(begins).astype(np.int64), 0, len(kept) - 1)] // count
    whole = len(heard.rows) // count
    silent = heard.silent[: whole * count].reshape(-1, count).mean(axis=1) > HALF
    return Level(
        heard=pool(heard.rows, count),
        text=rows,
        begins=np.minimum(places, max(len(rows) - 1, 0)),
        silent=silent,
        step=count / FRAMES_PER_SECOND,
    )


Bounds = tuple[Places, Places]
"""The lowest state, and the highest (excluded), at each step."""


def bounds_of(level: Level, anchors: Sequence[Anchor]) -> Bounds:
    """What the anchors allow."""
    steps, states = len(level.heard), len(level.text)
    lowest, highest = np.zeros(steps, np.int64), np.full(steps, states, np.int64)
    for anchor in anchors:
        state = level.begins[anchor.word]
        earliest = int((anchor.seconds - anchor.slack) / level.step)
        latest = int((anchor.seconds + anchor.slack) / level.step) + 1
        highest[: max(earliest, 0)] = np.minimum(highest[: max(earliest, 0)], max(state, 1))
        lowest[max(latest, 1) :] = np.maximum(lowest[max(latest, 1) :], state)
    return lowest, highest


def near(path: Places, coarse: Level, fine: Level) -> Bounds:
    """The states of the fine level that are near a coarse path, before and after."""
    at = np.where(path >= 0, path, coarse.words[np.maximum(-path - 1, 0)])
    at = np.maximum.accumulate(at)
    ratio = COARSE // FINE
    wide = int(AROUND / coarse.step)
    margin = int(AROUND / fine.step)
    steps = np.minimum(np.arange(len(fine.heard)) // ratio, len(at) - 1)
    before, after = np.maximum(steps - wide, 0), np.minimum(steps + wide, len(at) - 1)
    lowest = np.maximum(at[before] * ratio - margin, 0)
    highest = np.minimum((at[after] + 1) * ratio + margin, len(fine.text))
    lowest[:1] = 0
    highest[-1:] = len(fine.text)
    return np.minimum(lowest, max(len(fine.text) - 1, 0)), highest


def narrow(bounds: Bounds, others: Bounds) -> Bounds:
    """What both bounds allow; where they allow nothing together, what the first do."""
    lowest, highest = np.maximum(bounds[0], others[0]), np.minimum(bounds[1], others[1])
    if (highest <= lowest).any():
        return bounds
    return lowest, highest


def search(level: Level, bounds: Bounds, listener: Listener) -> Places:
    """The cheapest path, as `Walk.path` gives it."""
    ground = Ground(level.heard, level.text, level.words, cost_of_waiting(level), *bounds)
    return Walk(ground).path(listener)


def witness(level: Level, bounds: Bounds, listener: Listener) -> Evidence:
    """The cheapest path, and what it goes over."""
    return Evidence(search(level, bounds, listener), level.heard, level.text, sample_of(level))


def backwards(level: Level, counts: Sequence[int]) -> Level:
    """The level with each statement spoken backwards, which has the same sounds and no words."""
    firsts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    edges = np.concatenate([[0], level.begins[firsts[1:-1]], [len(level.text)]])
    order = np.concatenate(
        [np.arange(edges[one], edges[one + 1])[::-1] for one in range(len(counts))]
    )
    text = level.text[order]
    text[:, STILL:] *= -1  # what rose falls
    turned = [
        np.sort(edges[one] + edges[one + 1] - level.begins[firsts[one] : firsts[one + 1]])
        for one in range(len(counts))
    ]
    begins = np.minimum(np.concatenate(turned), len(level.text) - 1)
    return replace(level, text=text, begins=begins)


def cost_of_waiting(level: Level) -> Array:
    """What a frame costs that is taken for none of the text."""
    sample, cost = sample_of(level), np.empty(len(level.heard), np.float32)
    place = len(sample) * WAIT_AMONG // 100
    for first in range(0, len(cost), 4096):
        unlike = differences(level.heard[first : first + 4096], sample)
        cost[first : first + 4096] = np.partition(unlike, place, axis=1)[:, place]
    return np.where(level.silent, WAIT_IN_SILENCE, cost)


def sample_of(level: Level) -> Array:
    """States of the text, drawn at random."""
    places = np.random.default_rng(SEED).integers(0, len(level.text), SAMPLE)
    return level.text[places]


def differences(one: Array, other: Array) -> Array:
    """How unlike rows are, as in walking.py; shape (one, other)."""
    found: Array = one @ other.T
    found *= -2
    found += (one**2).sum(axis=1)[:, None]
    found += (other**2).sum(axis=1)
    return found / np.float32(2 * one.shape[1])
