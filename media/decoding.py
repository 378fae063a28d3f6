"""The confined process that decodes a recording.

`python -m media.decoding LIMITS DEMUXER START MASTER [COPY]`: the recording begins at the byte
START of its file; DEMUXER may carry an option (`wav?ignore_length=1`). One pass makes the access
copy and the peaks; it reports {"fraction"} as it goes on and ends with {"duration", "bitrate",
"sample_rate", "peaks", "problems"}. Without a copy it only listens, and ends with {"duration",
"sample_rate", "channels"}. Or it ends with a sentence in {"refused"} or {"full"}.
"""

import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import av
import numpy as np
import numpy.typing as npt
from av.error import FFmpegError

from media.confinement import confine, report
from media.errors import FULL, MediaError, UnreadableRecording
from media.mp3 import BITRATE, FRAME_SAMPLES, SAMPLE_RATE, ConstantRateMp3
from media.stretches import file_from
from media.waveform import PEAKS_PER_SECOND, PeakMeter

Samples = npt.NDArray[np.int16]

READ_SIZE = 1 << 18
PIECE = SAMPLE_RATE // PEAKS_PER_SECOND
LEAST_GAP, LARGEST_GAP = 0.05, 600.0
"""Seconds that are missing between two frames by their own times: less is rounding, more a lie."""


PROTECTED = ("drms", "enca", "aavd")
"""How MP4 calls encrypted audio (FairPlay, Common Encryption, Audible)."""


class Recording:
    """An open recording, decoded to mono 16-bit samples at SAMPLE_RATE.

    `stated` is its length in seconds by its header, or 0; `decoded` what was heard so far.
    """

    def __init__(self, path: Path, demuxer: str, start: int = 0) -> None:
        self._container = _open(path, demuxer, start)
        if not self._container.streams.audio:
            raise UnreadableRecording("The file holds no audio.")
        self._stream = self._container.streams.audio[0]
        if self._stream.codec_context.codec_tag in PROTECTED:
            raise UnreadableRecording("The audio is protected by a key (DRM) and cannot be heard.")
        self._first: float | None = None
        self._damaged = 0
        self._broken_off = False
        self.stated = (self._container.duration or 0) / av.time_base
        self.decoded = 0.0

    def samples(self) -> Iterator[Samples]:
        """The samples, most of them in pieces of a tenth of a second; gaps in time are silence."""
        resampler, shape = _resampler(), None
        for frame in self._frames():
            if shape not in (None, _shape_of(frame)):
                yield from _resampled(resampler, None)
                resampler = _resampler()
            shape = _shape_of(frame)
            yield from self._silence_before(frame)
            yield from _resampled(resampler, frame)
            self.decoded += frame.samples / frame.sample_rate
        yield from _resampled(resampler, None)

    @property
    def facts(self) -> tuple[int, int]:
        """Samples a second, and channels, as its decoder says."""
        return self._stream.codec_context.sample_rate, self._stream.codec_context.channels

    @property
    def fraction(self) -> float:
        """How much of the stated length is done, 0 to 1."""
        return min(self.decoded / self.stated, 1.0) if self.stated > 0 else 0.0

    def problems(self) -> list[str]:
        """Sentences about what was damaged; to be asked for at the end."""
        found = []
        if self._damaged:
            found.append(f"{self._damaged} pieces of the recording are damaged and were left out.")
        if self._broken_off:
            found.append(f"The recording cannot be read beyond {self.decoded:.1f} seconds.")
        return found

    def _frames(self) -> Iterator[Any]:
        for packet in self._packets():
            try:
                yield from packet.decode()
            except FFmpegError:
                self._damaged += 1

    def _packets(self) -> Iterator[Any]:
        try:
            yield from self._container.demux(self._stream)
        except FFmpegError:
            self._broken_off = True

    def _silence_before(self, frame: Any) -> Iterator[Samples]:
        """What is missing between the frames before and this one, so that times stay true."""
        if frame.time is None:
            return
        if self._first is None:
            self._first = frame.time
        gap = frame.time - self._first - self.decoded
        if LEAST_GAP < gap < LARGEST_GAP:
            self.decoded += gap
            silence = np.zeros(round(gap * SAMPLE_RATE), np.int16)
            yield from np.array_split(silence, silence.size // PIECE + 1)


def _open(path: Path, demuxer: str, start: int) -> Any:
    """Open with the demuxer named and no protocol at all: FFmpeg sees a stream of bytes."""
    name, _, option = demuxer.partition("?")
    try:
        return av.open(
            file_from(path.open("rb"), start),
            format=name,
            options=dict([option.split("=")]) if option else {},
            metadata_errors="replace",
            buffer_size=READ_SIZE,
            io_open=_refuse,
        )
    except FFmpegError as error:
        raise UnreadableRecording(f"The recording cannot be decoded: {error.strerror}.") from error


def _refuse(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise PermissionError("A recording may not refer to other files.")


def _resampler() -> Any:
    return av.AudioResampler(format="s16p", layout="mono", rate=SAMPLE_RATE, frame_size=PIECE)


def _resampled(resampler: Any, frame: Any) -> Iterator[Samples]:
    for piece in resampler.resample(frame):
        yield piece.to_ndarray()[0]


def _shape_of(frame: Any) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def prepare(recording: Recording, target: Path) -> None:
    """Write the access copy of a recording, measure its peaks, and report both."""
    meter, reported = PeakMeter(SAMPLE_RATE), 0.0
    with target.open("wb") as file:
        mp3 = ConstantRateMp3(file)
        for samples in recording.samples():
            mp3.write(samples)
            meter.take(samples)
            if recording.fraction >= reported + 0.01:
                reported = recording.fraction
                report(fraction=round(reported, 3))
        frames = mp3.finish()
    if not frames:
        raise UnreadableRecording("The recording holds nothing that can be heard.")
    report(
        duration=frames * FRAME_SAMPLES / SAMPLE_RATE,
        bitrate=BITRATE,
        sample_rate=SAMPLE_RATE,
        peaks=base64.b64encode(meter.peaks).decode(),
        problems=recording.problems(),
    )


def listen(recording: Recording) -> None:
    """Report how long a recording is when it is heard to its end."""
    rate, channels = recording.facts
    for _ in recording.samples():
        pass
    report(duration=recording.decoded, sample_rate=rate, channels=channels)


@contextmanager
def reporting_refusals(written: str) -> Iterator[None]:
    """Report what goes wrong in a confined decoder; `written` names what it writes."""
    try:
        yield
    except MediaError as error:
        report(refused=str(error))
    except MemoryError:
        report(refused="The recording needs more memory than any honest one.")
    except Exception as error:  # FFmpeg raises whatever its errno is closest to
        if getattr(error, "errno", None) in FULL:
            report(full=f"There is no room left for {written}.")
        else:
            report(refused=f"The recording cannot be decoded: {error}.")


def main(limits: str, demuxer: str, start: str, master: str, target: str = "") -> None:
    """Take the limits, do the work, and report a refusal rather than fail."""
    confine(limits)
    with reporting_refusals("the access copy"):
        recording = Recording(Path(master), demuxer, int(start))
        prepare(recording, Path(target)) if target else listen(recording)


if __name__ == "__main__":
    main(*sys.argv[1:])
