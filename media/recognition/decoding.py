"""The confined process that decodes a recording for a recogniser.

`python -m media.recognition.decoding LIMITS DEMUXER START MASTER TARGET` writes mono 16-bit samples
at RATE to TARGET, reports {"fraction"} as it goes on and ends with {"samples"}, or with a sentence
in {"refused"} or {"full"}.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import av

from media.confinement import confine, report
from media.decoding import Recording, Samples, reporting_refusals
from media.errors import UnreadableRecording
from media.mp3 import SAMPLE_RATE
from media.recognition.model import RATE


def write_samples(recording: Recording, file: BinaryIO) -> int:
    """Write all samples of a recording at RATE; returns how many."""
    resampler = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
    count, reported = 0, 0.0
    for samples in recording.samples():
        count += write(resampled(resampler, frame_of(samples)), file)
        if recording.fraction >= reported + 0.01:
            reported = recording.fraction
            report(fraction=round(reported, 3))
    return count + write(resampled(resampler, None), file)


def frame_of(samples: Samples) -> Any:
    """Samples as FFmpeg knows them."""
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16p", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    return frame


def resampled(resampler: Any, frame: Any) -> Iterator[Samples]:
    """What a resampler gives for a frame, or at the end (None)."""
    for piece in resampler.resample(frame):
        yield piece.to_ndarray()[0]


def write(pieces: Iterator[Samples], file: BinaryIO) -> int:
    """Write pieces; returns how many samples they were."""
    count = 0
    for piece in pieces:
        file.write(piece.tobytes())
        count += piece.size
    return count


def main(limits: str, demuxer: str, start: str, master: str, target: str) -> None:
    """Take the limits, do the work, and report a refusal rather than fail."""
    confine(limits)
    with reporting_refusals("the decoded sound"):
        with Path(target).open("wb") as file:
            count = write_samples(Recording(Path(master), demuxer, int(start)), file)
        if not count:
            raise UnreadableRecording("The recording holds nothing that can be heard.")
        report(samples=count)


if __name__ == "__main__":
    main(*sys.argv[1:])
