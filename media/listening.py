"""How long a recording is when it is heard to its end: what counts where its header is in doubt."""

from dataclasses import dataclass
from pathlib import Path

from media.confinement import Limits, run_confined
from media.containers import Place
from media.errors import UnreadableRecording

MEMORY = 1 << 30
LEAST_CPU, BYTES_PER_CPU_SECOND = 5, 200_000
OPEN_FILES = 64


@dataclass(frozen=True, slots=True)
class Heard:
    """Seconds of a recording that its decoder gave, Hz, and channels."""

    duration: float
    sample_rate: int
    channels: int


def listen(path: Path, place: Place, size: int) -> Heard | None:
    """Decode a file of `size` bytes in a confined process; None where nothing can be heard."""
    cpu = LEAST_CPU + size // BYTES_PER_CPU_SECOND
    limits = Limits(MEMORY, cpu, 2 * cpu, 0, OPEN_FILES)
    arguments = [place.container.demuxer, str(place.start), str(path.resolve())]
    try:
        for report in run_confined("media.decoding", arguments, limits):
            if report.get("duration"):
                return Heard(report["duration"], report["sample_rate"], report["channels"])
    except UnreadableRecording:
        return None
    return None
