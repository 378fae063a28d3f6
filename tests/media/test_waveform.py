import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.waveform import PEAKS_PER_SECOND, PeakMeter, bars

RATE = 24_000
WINDOW = RATE // PEAKS_PER_SECOND


def measure(samples, cuts=()):
    meter = PeakMeter(RATE)
    for piece in np.split(samples, cuts):
        meter.take(piece)
    return meter.peaks


def test_a_peak_is_the_loudest_sample_of_a_tenth_of_a_second():
    samples = np.zeros(3 * WINDOW, np.int16)
    samples[WINDOW - 1], samples[WINDOW], samples[2 * WINDOW] = 16384, -32768, -12

    assert list(measure(samples)) == [128, 255, 0]


def test_the_last_peak_may_stand_for_less_than_a_tenth_of_a_second():
    samples = np.full(WINDOW + 1, 32767, np.int16)

    assert list(measure(samples)) == [255, 255]


def test_no_samples_have_no_peaks():
    assert measure(np.empty(0, np.int16)) == b""


@given(st.lists(st.integers(0, 5 * WINDOW), max_size=6))
def test_peaks_do_not_depend_on_how_the_samples_were_cut(cuts):
    samples = np.random.default_rng(2022).integers(-32768, 32767, 5 * WINDOW, np.int16)

    assert measure(samples, sorted(cuts)) == measure(samples)


@pytest.mark.parametrize(
    ("peaks", "count", "expected"),
    [
        (bytes([0, 128, 255, 128]), 4, [0, 50, 100, 50]),
        (bytes([10, 10, 20, 20]), 2, [50, 100]),
        (bytes([255, 0]), 1, [100]),
        (bytes([100, 200]), 4, [50, 50, 100, 100]),
        (bytes(50), 3, [0, 0, 0]),
        (b"", 3, [0, 0, 0]),
        (bytes([7]), 0, []),
    ],
)
def test_bars_share_out_the_peaks(peaks, count, expected):
    assert bars(peaks, count) == expected


@given(st.binary(max_size=300), st.integers(1, 700))
def test_bars_are_as_many_as_asked_and_the_tallest_is_full(peaks, count):
    drawn = bars(peaks, count)

    assert len(drawn) == count
    assert max(drawn) == (100 if any(peaks) else 0)
    assert min(drawn) >= 0
