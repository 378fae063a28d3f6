"""How long a recording is when it is heard to its end: what counts where its header is in doubt."""

from dataclasses import dataclass
from pathlib import Path

from media.confinement import Limits, run_confined
from media.containers import Place
from media.errors import UnreadableRecording

MEMORY = 1 << 30
LEAST_CPU, BYTES_PER_CPU_SECOND = 3, 1_000_000
LEAST_WALL = 9
"""Seconds: a file of up to 5 MB is answered within ten, whatever is in it."""

OPEN_FILES = 64


@dataclass(frozen=True, slots=True)
class Heard:
    """Seconds of a recording that its decoder gave, Hz, and channels."""

    duration: float
    sample_rate: int
    channels: int


def listen(path: Path, place: Place, size: int) -> Heard:
    """Decode a file of `size` bytes to its end, in a confined process.

    Raises UnreadableRecording where nothing can be heard, or it takes too long, with the reason.
    """
    cpu = LEAST_CPU + size // BYTES_PER_CPU_SECOND
    limits = Limits(MEMORY, cpu, max(cpu, LEAST_WALL), 0, OPEN_FILES)
    arguments = [place.container.demuxer, str(place.start), str(path.resolve())]
    for report in run_confined("media.decoding", arguments, limits):
        if report.get("duration"):
            return Heard(report["duration"], report["sample_rate"], report["channels"])
        if "refused" in report:
            raise UnreadableRecording(report["refused"])
    raise UnreadableRecording("Nothing can be heard of the recording.")
