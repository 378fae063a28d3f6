"""The cheapest walk through a text while a recording is heard: a Viterbi search with numpy.

States are frames of the text as it was spoken; between two words one may wait, in silence or in
sound that is not in the text, and from there leave out words that are not in the recording. Each
frame of the recording is one step: stay, one state on, two states on, wait, or go on from waiting.
What the steps were is not kept but found again, block by block, from the last one back, so that an
hour needs some tens of megabytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from media.synchronising.model import Listener
from media.synchronising.spectra import Array

Places = npt.NDArray[np.int64]
Steps = npt.NDArray[np.uint8]

BLOCK = 160
BIG = np.float32(1e30)
FARTHEST = np.float32(2.0)
"""What two rows may differ at most: one frame that is not like the text may not decide."""
STAY, TWO_ON = np.float32(0.03), np.float32(0.05)
"""What it costs to be slower or faster than the text: no vowel is held for seconds."""
BEGIN_WAITING = np.float32(0.3)
LEAVE_OUT = 0.03
"""The cost of a state of words that are left out."""
STRIDE = 2
"""States that one step goes on at most."""
WAITS = 3
ENTERS, LEAVES_OUT = 1, 2


@dataclass(frozen=True, slots=True)
class Ground:
    """What is walked over.

    `heard` and `text` are rows of features, of shape (steps, d) and (states, d); `words` are the
    states before which one may wait, rising from 0 to the number of states; `waiting` is the cost
    of waiting at each step; in step t only states `lowest[t]` to `highest[t]` (excluded) may be.
    """

    heard: Array
    text: Array
    words: Places
    waiting: Array
    lowest: Places
    highest: Places


class Walk:
    """A search over a ground; `path()` is its result."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._steps, self._states = len(ground.heard), len(ground.text)
        self._heard_power = (ground.heard**2).sum(axis=1)
        self._text_power = (ground.text**2).sum(axis=1)
        self._scale = np.float32(1 / (2 * ground.heard.shape[1]))
        self._left_out = (ground.words * LEAVE_OUT).astype(np.float32)
        self._first_word = np.searchsorted(ground.words, ground.lowest, "left")
        self._last_word = np.searchsorted(ground.words, ground.highest, "right")
        self._last_entry = np.searchsorted(ground.words, ground.highest, "left")
        # state j is kept at j + 2: nothing stands before the first one
        self._costs = np.full(self._states + 2, BIG, np.float32)
        self._waits = np.full(len(ground.words), BIG, np.float32)
        begin = slice(0, int(self._last_word[0]))
        self._waits[begin] = self._left_out[begin]

    def path(self, listener: Listener) -> Places:
        """For each step its state, or -(w + 1) while waiting before word w."""
        blocks = range(0, self._steps, BLOCK)
        saved = []
        for first in blocks:
            listener(first / self._steps / 2)
            saved.append(self._save(first))
            self._sweep(first, None)
        found = np.zeros(self._steps, np.int64)
        at = self._end()
        for first in reversed(blocks):
            listener(1 - first / self._steps / 2)
            self._restore(first, *saved.pop())
            steps = self._room_for(first)
            self._sweep(first, steps)
            at = self._trace(first, steps, at, found)
        return found

    def _end(self) -> int:
        """Where the cheapest walk ends: in the last state, or waiting behind it."""
        waits = len(self._ground.words) - 1
        return -(waits + 1) if self._waits[-1] <= self._costs[-1] else self._states - 1

    def _save(self, step: int) -> tuple[Array, Array]:
        low, high, words = self._bounds(step)
        return self._costs[low : high + 2].copy(), self._waits[words].copy()

    def _restore(self, step: int, costs: Array, waits: Array) -> None:
        low, high, words = self._bounds(step)
        self._costs[:], self._waits[:] = BIG, BIG
        self._costs[low : high + 2], self._waits[words] = costs, waits

    def _bounds(self, step: int) -> tuple[int, int, slice]:
        ground = self._ground
        words = slice(int(self._first_word[step]), int(self._last_word[step]))
        return int(ground.lowest[step]), int(ground.highest[step]), words

    def _room_for(self, first: int) -> tuple[Steps, Steps]:
        last = min(first + BLOCK, self._steps)
        low, high = int(self._ground.lowest[first]), int(self._ground.highest[last - 1])
        words = len(self._ground.words)
        return np.zeros((last - first, high - low), np.uint8), np.zeros(
            (last - first, words), np.uint8
        )

    def _sweep(self, first: int, kept: tuple[Steps, Steps] | None) -> None:
        """Go through a block of steps; `kept` takes how each state was reached."""
        ground = self._ground
        last = min(first + BLOCK, self._steps)
        lowest, highest = int(ground.lowest[first]), int(ground.highest[last - 1])
        unlike = self._differences(first, last, lowest, highest)
        for step in range(first, last):
            low, high, words = self._bounds(step)
            entries = slice(words.start, int(self._last_entry[step]))
            moved, from_waiting, entered = self._move(
                low, high, entries, kept, step - first, lowest
            )
            moved[entered] = np.minimum(moved[entered], from_waiting)
            moved += unlike[step - first, low - lowest : high - lowest]
            self._wait(step, words, kept, step - first)
            self._costs[low : high + 2] = BIG
            self._costs[low + 2 : high + 2] = moved

    def _differences(self, first: int, last: int, low: int, high: int) -> Array:
        ground = self._ground
        found: Array = ground.heard[first:last] @ ground.text[low:high].T
        found *= -2
        found += self._heard_power[first:last, None]
        found += self._text_power[None, low:high]
        found *= self._scale
        return np.minimum(found, FARTHEST, out=found)

    def _move(
        self,
        low: int,
        high: int,
        entries: slice,
        kept: tuple[Steps, Steps] | None,
        row: int,
        base: int,
    ) -> tuple[Array, Array, Places]:
        """The cheapest way into each state but from waiting, and from waiting into which states."""
        stay, one = self._costs[low + 2 : high + 2] + STAY, self._costs[low + 1 : high + 1]
        two = self._costs[low:high] + TWO_ON
        near = np.minimum(stay, one)
        moved: Array = np.minimum(near, two)
        entered = self._ground.words[entries] - low
        waits = self._waits[entries]
        if kept is not None:
            how = (one < stay).astype(np.uint8)
            how[two < near] = STRIDE
            how[entered[waits < moved[entered]]] = WAITS
            kept[0][row, low - base : high - base] = how
        return moved, waits.copy(), entered

    def _wait(self, step: int, words: slice, kept: tuple[Steps, Steps] | None, row: int) -> None:
        """The cheapest way of waiting before each word, after words that are left out or not."""
        entering = self._costs[self._ground.words[words] + 1] + BEGIN_WAITING
        waits = self._waits[words]
        here = np.minimum(entering, waits) + self._ground.waiting[step] - self._left_out[words]
        cheapest = np.minimum.accumulate(here)
        if kept is not None:
            kept[1][row, words] = (entering < waits) + LEAVES_OUT * (cheapest < here)
        self._waits[words] = cheapest + self._left_out[words]

    def _trace(self, first: int, kept: tuple[Steps, Steps], at: int, found: Places) -> int:
        """Write the steps of a block into `found`, from its last one back; returns where it begins.

        `at` is a state, or -(w + 1) while waiting before word w.
        """
        low = int(self._ground.lowest[first])
        for row in range(len(kept[0]) - 1, -1, -1):
            if at < 0:
                word = -at - 1
                while kept[1][row, word] & LEAVES_OUT:
                    word -= 1
                found[first + row] = -(word + 1)
                enters = kept[1][row, word] & ENTERS
                at = int(self._ground.words[word]) - 1 if enters else -(word + 1)
            else:
                found[first + row] = at
                how = int(kept[0][row, at - low])
                word = int(np.searchsorted(self._ground.words, at))
                at = -(word + 1) if how == WAITS else at - how
        return at
