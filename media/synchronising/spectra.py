"""Sound as spectra: the power in bands of the mel scale, fifty times a second.

The mel scale is that of O'Shaughnessy, 1127 ln(1 + f / 700); the bands are triangles that are even
on it and end at 4 kHz, so that a telephone and medium wave are seen much as a studio is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

FRAMES_PER_SECOND = 50
WINDOW = 0.032  # seconds
BANDS = 24
LOWEST, HIGHEST = 100.0, 4000.0  # hertz
MEL, CORNER = 1127.0, 700.0
A_PIECE = 2000  # frames that are transformed at once


class Spectra:
    """Takes mono samples in pieces of any length, -1 to 1; gives rows of BANDS powers."""

    def __init__(self, rate: int) -> None:
        self._hop = rate / FRAMES_PER_SECOND
        self._window = round(rate * WINDOW)
        self._shape = np.hanning(self._window).astype(np.float32)
        self._size = 1 << (self._window - 1).bit_length()
        self._bank = filter_bank(rate, self._size)
        self._rest: Array = np.empty(0, np.float32)
        self._dropped = self._frames = 0

    def take(self, samples: Array) -> Array:
        """The spectra that are complete with the next samples, shape (frames, BANDS)."""
        self._rest = np.concatenate([self._rest, samples])
        known = self._dropped + self._rest.size
        last = int((known - self._window) / self._hop) + 1 if known >= self._window else 0
        starts = np.rint(np.arange(self._frames, max(last, self._frames)) * self._hop)
        places = starts.astype(np.int64) - self._dropped
        rows = [
            self._transform(part) for part in np.split(places, range(A_PIECE, places.size, A_PIECE))
        ]
        self._frames += places.size
        self._forget()
        return np.concatenate(rows)

    def _transform(self, places: npt.NDArray[np.int64]) -> Array:
        framed = self._rest[places[:, None] + np.arange(self._window)] * self._shape
        power = np.abs(np.fft.rfft(framed, self._size)) ** 2
        spectra: Array = (power @ self._bank).astype(np.float32)
        return spectra

    def _forget(self) -> None:
        done = int(self._frames * self._hop) - self._dropped - 1
        if done > 0:
            self._rest = self._rest[done:]
            self._dropped += done


def filter_bank(rate: int, size: int) -> Array:
    """Weights of the bands, shape (size // 2 + 1, BANDS), for a transform of `size` samples."""
    low, high = (MEL * np.log1p(hertz / CORNER) for hertz in (LOWEST, HIGHEST))
    edges = CORNER * np.expm1(np.linspace(low, high, BANDS + 2) / MEL)
    hertz = np.fft.rfftfreq(size, 1 / rate)[:, None]
    rising = (hertz - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - hertz) / np.diff(edges)[1:]
    weights: Array = np.clip(np.minimum(rising, falling), 0, None).astype(np.float32)
    return weights
