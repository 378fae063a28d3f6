"""A recording in pieces of some minutes, parted where it is quiet.

What a recogniser needs of memory does not grow with the length of a broadcast.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from media.recognition.model import RATE, Samples

PIECE = 600 * RATE
"""Samples of a piece, at most."""
SOUGHT = 30 * RATE
"""Samples at the end of a piece in which the quietest place is looked for."""
QUIET = RATE // 2
"""Samples that are quiet together."""
FULL_SCALE = np.float32(32768)


def pieces_of(samples: npt.NDArray[np.int16], piece: int = PIECE) -> Iterator[tuple[int, Samples]]:
    """Pieces with the number of their first sample."""
    start = 0
    while start < samples.size:
        end = end_of(samples, start, piece)
        yield start, samples[start:end].astype(np.float32) / FULL_SCALE
        start = end


def end_of(samples: npt.NDArray[np.int16], start: int, piece: int) -> int:
    """Where a piece that begins at `start` ends: in the quietest half second near its end."""
    latest = start + piece
    if latest >= samples.size:
        return samples.size
    earliest = latest - min(SOUGHT, piece // 2)
    sought = np.abs(samples[earliest:latest].astype(np.float32))
    blocks = sought[: sought.size // QUIET * QUIET].reshape(-1, QUIET).mean(axis=1)
    if not blocks.size:
        return latest
    return earliest + int(blocks.argmin()) * QUIET + QUIET // 2
