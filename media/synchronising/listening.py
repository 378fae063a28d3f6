"""The confined process that hears a recording: `python -m media.synchronising.listening LIMITS
DEMUXER START FROM TO`.

It writes spectra (spectra.py) as 32-bit floats, reports {"fraction"} as it goes on and ends with
{"frames"}, or with a sentence in {"refused"} or {"full"}.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from media.confinement import confine, report
from media.decoding import Recording, reporting_refusals
from media.errors import UnreadableRecording
from media.mp3 import SAMPLE_RATE
from media.synchronising.spectra import Spectra

A_PIECE = SAMPLE_RATE * 20
"""Samples that are taken together."""

FULL_SCALE = 32768


def hear(recording: Recording, target: Path) -> None:
    """Write the spectra of a recording, and report how many there are."""
    spectra, kept, held, frames = Spectra(SAMPLE_RATE), [np.zeros(0, np.int16)], 0, 0
    with target.open("wb") as file:
        for samples in recording.samples():
            kept.append(samples)
            held += samples.size
            if held >= A_PIECE:
                frames += _write(file, spectra, kept)
                held = 0
                report(fraction=round(recording.fraction, 3))
        frames += _write(file, spectra, kept)
    if not frames:
        raise UnreadableRecording("The recording holds nothing that can be heard.")
    report(frames=frames)


def _write(file: BinaryIO, spectra: Spectra, kept: list[npt.NDArray[np.int16]]) -> int:
    samples = np.concatenate(kept).astype(np.float32)
    rows = spectra.take(samples * np.float32(1 / FULL_SCALE))
    kept.clear()
    rows.tofile(file)
    return len(rows)


def main(limits: str, demuxer: str, start: str, source: str, target: str) -> None:
    """Take the limits, do the work, and report a refusal rather than fail."""
    confine(limits)
    with reporting_refusals("the spectra"):
        hear(Recording(Path(source), demuxer, int(start)), Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
