"""Spectra as features that a synthetic voice and a human one share, and which frames are silent.

Cepstra of the bands (Davis and Mermelstein 1980) and their loudness, each measured against its mean
and spread in the ten seconds around it: what is left is how speech moves, not who speaks, how loud
and through what. The noise of a recording is added to the synthetic voice, so that both drown in it
alike. The figures here were found by measurement (docs/synchronising-benchmark.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from media.synchronising.spectra import BANDS, FRAMES_PER_SECOND, Array

Mask = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

CEPSTRA = 8  # more of them tell voices apart, not words
STILL = CEPSTRA + 1
"""Columns of pooled rows that do not say how the sound moves."""
AROUND = 5 * FRAMES_PER_SECOND
LEAST_POWER = 1e-9
FLOOR = 0.003  # of the mean power of a band: what is weaker is no longer seen
LIFTER = -0.3  # cepstrum k counts k ** LIFTER
WIDEST = 3.0  # spreads
QUIET, LOUD, NOISIEST = 5, 90, 5  # percentiles of loudness in the ten seconds around
HELD, STILL_SHARE = FRAMES_PER_SECOND // 2, 0.1
"""Frames on either side, and the part of what is usual that they may move."""
BELOW_LOUD = 16.0  # decibels below LOUD that are silence, where noise does not reach higher
ABOVE_QUIET, MARGIN = 0.3, 1.0  # part of the way from QUIET to LOUD, and decibels


@dataclass(frozen=True, slots=True)
class Features:
    """`rows` of shape (frames, CEPSTRA + 1), and which frames are `silent`."""

    rows: Array
    silent: Mask

    def spoken(self) -> Features:
        """Only the frames that are not silent."""
        return Features(self.rows[~self.silent], self.silent[~self.silent])


def describe(spectra: Array, noise: Array | None = None) -> Features:
    """The features of spectra, shape (frames, BANDS); `noise` is added (measure_noise)."""
    power = spectra.sum(axis=1) + LEAST_POWER
    silent = find_silence(10 * np.log10(smooth(power, 1)))
    mean = smooth(spectra, AROUND) + LEAST_POWER
    floor = FLOOR if noise is None else noise + FLOOR
    cepstra = np.log(spectra / mean + floor).astype(np.float32) @ cosines()
    silent |= find_stillness(cepstra, silent)
    weights = (~silent).astype(np.float32)
    share = smooth(weights, AROUND)[:, None] + 1e-3
    cepstra -= smooth(cepstra * weights[:, None], AROUND) / share
    spread = np.sqrt(smooth(cepstra**2 * weights[:, None], AROUND) / share + 1e-2)
    lifter = np.arange(1, CEPSTRA + 2, dtype=np.float32) ** LIFTER
    rows = np.clip(cepstra / spread, -WIDEST, WIDEST) * lifter
    return Features(rows.astype(np.float32), silent)


def find_silence(loudness: Values) -> Mask:
    """Which frames are silent; `loudness` in decibels. Noise counts as silence below speech."""
    quiet, loud = (percentile_around(loudness, one) for one in (QUIET, LOUD))
    silent: Mask = loudness < np.maximum(
        loud - BELOW_LOUD, quiet + ABOVE_QUIET * (loud - quiet) + MARGIN
    )
    return silent


def find_stillness(cepstra: Array, silent: Mask) -> Mask:
    """Where nothing moves for a second: a chord that is held, a hum, a tone is no speech."""
    steps = np.zeros(len(cepstra), np.float32)
    steps[1:-1] = ((cepstra[2:] - cepstra[:-2]) ** 2).sum(axis=1)
    moving = smooth(steps, HELD)
    still: Mask = moving < STILL_SHARE * np.median(moving[~silent] if not silent.all() else moving)
    return still


def measure_noise(spectra: Array) -> Array:
    """How strong the noise of a recording is in each band, against the mean of what is heard."""
    softest = percentile_around(smooth(spectra, 2), NOISIEST)
    share: Array = np.median(softest / (smooth(spectra, AROUND) + LEAST_POWER), axis=0)
    return share.astype(np.float32)


def cosines() -> Array:
    """The transform from bands to cepstra, shape (BANDS, CEPSTRA + 1)."""
    order, band = np.arange(CEPSTRA + 1), np.arange(BANDS)[:, None] + 0.5
    transform: Array = (np.cos(np.pi / BANDS * order * band) * np.sqrt(2 / BANDS)).astype(
        np.float32
    )
    return transform


def smooth(rows: npt.NDArray[np.floating], around: int) -> Array:
    """The mean of each frame and `around` frames on either side of it, over axis 0."""
    total = np.zeros((len(rows) + 1, *rows.shape[1:]))
    np.cumsum(rows, axis=0, dtype=np.float64, out=total[1:])
    places = np.arange(len(rows))
    first, last = np.maximum(places - around, 0), np.minimum(places + around + 1, len(rows))
    counts = (last - first).reshape(-1, *[1] * (rows.ndim - 1))
    means: Array = np.maximum((total[last] - total[first]) / counts, _least(rows)).astype(
        np.float32
    )
    return means


def _least(rows: npt.NDArray[np.floating]) -> float:
    """No mean is below the least of what it is the mean of, whatever rounding makes of it."""
    return float(rows.min()) if rows.size else 0.0


def percentile_around(rows: npt.NDArray[np.floating], percent: float) -> Values:
    """A percentile of the twenty seconds around each frame, over axis 0."""
    centres = np.arange(0, len(rows), AROUND)
    found = np.stack(
        [
            np.percentile(rows[max(0, at - 2 * AROUND) : at + 2 * AROUND], percent, axis=0)
            for at in centres
        ]
    )
    at = np.arange(len(rows)) / AROUND
    before = np.floor(at).astype(np.int64)
    after = np.minimum(before + 1, len(centres) - 1)
    part = (at - before).reshape(-1, *[1] * (rows.ndim - 1))
    mixed: Values = found[before] * (1 - part) + found[after] * part
    return mixed


def pool(rows: Array, count: int) -> Array:
    """Each `count` frames as one row: their mean, how it moves inside, and from row to row."""
    whole = rows[: len(rows) - len(rows) % count].reshape(-1, count, rows.shape[1])
    mean, half = whole.mean(axis=1), count // 2
    inside = whole[:, half:].mean(axis=1) - whole[:, :half].mean(axis=1)
    padded = np.concatenate([mean[:1], mean, mean[-1:]])
    across = (padded[2:] - padded[:-2]) / 2
    return np.hstack([mean, 0.7 * inside, across]).astype(np.float32)
