"""The wave that is drawn: how loud a recording is, ten times a second, and bars of any number.

Peaks are stored as bytes: one for each tenth of a second, its largest sample from 0 to 255 (full
scale). An hour is 36 kB.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

PEAKS_PER_SECOND = 10
FULL_SCALE = 32767
TALLEST = 100


class PeakMeter:
    """Takes mono 16-bit samples in pieces of any length; `peaks` are those of all so far."""

    def __init__(self, sample_rate: int) -> None:
        self._window = sample_rate // PEAKS_PER_SECOND
        self._rest: npt.NDArray[np.int16] = np.empty(0, np.int16)
        self._peaks = bytearray()

    def take(self, samples: npt.NDArray[np.int16]) -> None:
        """Measure the next samples, shape (n,)."""
        if self._rest.size:
            samples = np.concatenate([self._rest, samples])
        whole = samples.size - samples.size % self._window
        self._rest = samples[whole:]
        self._peaks += _loudest(samples[:whole].reshape(-1, self._window))

    @property
    def peaks(self) -> bytes:
        """One byte for each tenth of a second, the last one perhaps shorter."""
        return bytes(self._peaks + _loudest(self._rest.reshape(-1, max(self._rest.size, 1))))


def _loudest(windows: npt.NDArray[np.int16]) -> bytes:
    """The largest magnitude of each row, shape (rows, samples), as one byte."""
    highest, lowest = windows.max(axis=1, initial=0), windows.min(axis=1, initial=0)
    magnitude = np.maximum(highest.astype(np.int32), -lowest.astype(np.int32))
    return _as_bytes(magnitude * (255 / FULL_SCALE), 255)


def bars(peaks: bytes, count: int) -> list[int]:
    """Heights from 0 to 100 of `count` bars that share out the whole recording evenly.

    A bar is the root mean square of its peaks, for in speech the largest of a minute is as tall
    everywhere; the tallest bar is 100, silence and an empty recording are all 0.
    """
    values = np.frombuffer(peaks, np.uint8).astype(np.float64)
    if count == 0 or not values.any():
        return [0] * count
    edges = np.linspace(0, values.size, count + 1)
    starts = np.minimum(edges[:-1].astype(int), values.size - 1)
    stops = np.maximum(edges[1:].astype(int), starts + 1)
    total = np.concatenate([[0.0], np.cumsum(values**2)])
    heights = np.sqrt((total[stops] - total[starts]) / (stops - starts))
    return list(_as_bytes(heights * (TALLEST / heights.max()), TALLEST))


def _as_bytes(values: npt.NDArray[Any], most: int) -> bytes:
    rounded: npt.NDArray[np.uint8] = np.rint(values).clip(0, most).astype(np.uint8)
    return rounded.tobytes()
