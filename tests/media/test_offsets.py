"""By how much two recordings of one broadcast are apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.offsets import find_offset
from media.waveform import PEAKS_PER_SECOND


def speech(seconds: float, seed: int = 1) -> np.ndarray:
    """Peaks that rise and fall as those of speech: words of some tenths, pauses between them."""
    random = np.random.default_rng(seed)
    heard: list[float] = []
    while len(heard) < seconds * PEAKS_PER_SECOND:
        heard += [random.uniform(40, 220)] * random.integers(2, 9)
        heard += [random.uniform(0, 12)] * random.integers(1, 7)
    return np.array(heard[: round(seconds * PEAKS_PER_SECOND)])


def as_peaks(heard: np.ndarray) -> bytes:
    return heard.clip(0, 255).astype(np.uint8).tobytes()


@settings(max_examples=60, deadline=None)
@given(
    cut=st.integers(-400, 400), level=st.floats(0.3, 1.1), noise=st.floats(0, 12),
    seed=st.integers(0, 1000),
)  # fmt: skip
def test_a_cut_or_added_beginning_is_found_whatever_the_level_and_with_noise(
    cut: int, level: float, noise: float, seed: int
) -> None:
    whole = speech(180, seed)
    random = np.random.default_rng(seed + 1)
    first, second = (whole, whole[cut:]) if cut >= 0 else (whole[-cut:], whole)
    second = second * level + random.normal(0, noise, second.size)

    found = find_offset(as_peaks(first), as_peaks(second))

    assert found is not None
    assert found.is_sure
    assert found.seconds == pytest.approx(-cut / PEAKS_PER_SECOND, abs=0.06)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 1000))
def test_recordings_of_different_broadcasts_are_never_surely_apart(seed: int) -> None:
    found = find_offset(as_peaks(speech(180, seed)), as_peaks(speech(150, seed + 5000)))

    assert found is None or not found.is_sure


def test_the_same_recording_is_not_apart() -> None:
    peaks = as_peaks(speech(60))

    found = find_offset(peaks, peaks)

    assert found is not None
    assert (found.seconds, found.likeness, found.overlap) == (0.0, 1.0, 60.0)


@pytest.mark.parametrize("other", [b"", b"\x00" * 900, b"\x50" * 900, as_peaks(speech(9))])
def test_of_silence_a_tone_or_a_few_seconds_nothing_is_said(other: bytes) -> None:
    peaks = as_peaks(speech(90))

    assert find_offset(peaks, other) is None
    assert find_offset(other, peaks) is None
