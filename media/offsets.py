"""By how much two recordings of the same broadcast are apart, found by their peaks.

How loud two recordings are from moment to moment is laid over one another at every offset, and the
likeness of what overlaps is Pearson's correlation, made for all offsets at once by the fast Fourier
transform (J. P. Lewis, "Fast Normalized Cross-Correlation", 1995). The encoding, the level and some
noise do not matter; another tempo does, and is not found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from media.waveform import PEAKS_PER_SECOND

Series = npt.NDArray[np.float64]

LEAST_OVERLAP = 20.0
"""Seconds that have to overlap: less is alike by chance."""
LEAST_SHARE = 0.5
"""Share of the shorter recording that has to overlap."""
APART = 1.0
"""Seconds from the best offset on from which another one is a rival, not its own slope."""
SURE_LIKENESS, SURE_LEAD = 0.6, 0.15
"""What a likeness, and its lead before the best rival, have to reach to be relied upon."""


@dataclass(frozen=True, slots=True)
class Offset:
    """Seconds to add to a time of the first recording to have that of the second.

    `likeness` is the correlation there (at most 1), `lead` by how much it is before any other
    offset, `overlap` how many seconds both recordings share.
    """

    seconds: float
    likeness: float
    lead: float
    overlap: float

    @property
    def is_sure(self) -> bool:
        """Whether these are surely two recordings of one broadcast, so far apart."""
        return self.likeness >= SURE_LIKENESS and self.lead >= SURE_LEAD


def find_offset(first: bytes, second: bytes) -> Offset | None:
    """The offset between two recordings by their peaks (media/waveform.py).

    None where one of them is too short or says nothing: silence, or one unchanging tone.
    """
    one, other = loudness(first), loudness(second)
    least = max(LEAST_OVERLAP * PEAKS_PER_SECOND, round(LEAST_SHARE * min(one.size, other.size)))
    if min(one.size, other.size) < least or not (one.any() and other.any()):
        return None
    likeness, overlap = correlate(one, other)
    likeness[overlap < least] = -1.0
    best = int(likeness.argmax())
    if likeness[best] <= 0:
        return None
    away = np.abs(np.arange(likeness.size) - best) > APART * PEAKS_PER_SECOND
    rival = float(likeness[away].max(initial=0.0))
    place = best + lean(likeness, best) - (one.size - 1)
    return Offset(
        seconds=round(float(place) / PEAKS_PER_SECOND, 2),
        likeness=round(float(likeness[best]), 3),
        lead=round(float(likeness[best]) - max(rival, 0.0), 3),
        overlap=float(overlap[best]) / PEAKS_PER_SECOND,
    )


def loudness(peaks: bytes) -> Series:
    """Peaks as the ear weighs them: the root, less its mean; all 0 where nothing changes."""
    heard = np.sqrt(np.frombuffer(peaks, np.uint8).astype(np.float64))
    return heard - heard.mean() if heard.size and np.ptp(heard) > 0 else np.zeros(heard.size)


def correlate(one: Series, other: Series) -> tuple[Series, Series]:
    """Pearson's correlation of what overlaps, and how many steps do, at every offset.

    Entry k stands for `other` beginning k - (len(one) - 1) steps before `one` does not: a step i of
    `one` lies on step i + k - (len(one) - 1) of `other`. Both have shape (len(one) + len(other) -
    1,).
    """
    size = one.size + other.size - 1
    length = 1 << (size - 1).bit_length()

    def slide(a: Series, b: Series) -> Series:
        """Sums of products of `b` with `a` at every offset."""
        spectrum = np.fft.rfft(a[::-1], length) * np.fft.rfft(b, length)
        return np.fft.irfft(spectrum, length)[:size]

    ones, others = np.ones(one.size), np.ones(other.size)
    count = np.rint(slide(ones, others))
    sum_one, sum_other = slide(one, others), slide(ones, other)
    power_one, power_other = slide(one**2, others), slide(ones, other**2)
    shared = slide(one, other) - sum_one * sum_other / count
    spread = (power_one - sum_one**2 / count) * (power_other - sum_other**2 / count)
    floor = 1e-9 * max(float(one @ one) * float(other @ other), 1e-12)
    return np.where(spread > floor, shared / np.sqrt(np.maximum(spread, floor)), 0.0), count


def lean(likeness: Series, best: int) -> float:
    """How far, in steps, the top of a parabola through three values lies from the middle one."""
    if not 0 < best < likeness.size - 1:
        return 0.0
    before, top, after = likeness[best - 1 : best + 2]
    bend = before - 2 * top + after
    return float(np.clip((before - after) / (2 * bend), -0.5, 0.5)) if bend < 0 else 0.0
