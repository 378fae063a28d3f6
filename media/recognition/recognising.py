"""A recording is decoded in one confined process and heard by a recogniser in another."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from media.confinement import Limits, run_confined
from media.containers import find_audio
from media.errors import (
    RecogniserUnavailable,
    RecognitionFailed,
    StoreFull,
    UnreadableRecording,
)
from media.recognition.folders import hash_folder
from media.recognition.model import RATE, Asked, HeardWord, Hearing, Segment, Setup

Listener = Callable[[float], None]

GIB = 1 << 30
DECODING_SHARE = 0.04
"""Of the work, as progress tells it."""
LEAST_CPU, BYTES_PER_CPU_SECOND = 60, 50_000
LARGEST_SOUND = 8 * GIB
LEAST_WALL, WALL_PER_SECOND = 600, 30
"""A large model takes some ten seconds for one of speech on two cores."""
OPEN_FILES = 256
BESIDE_MODEL = 6 * GIB
"""Bytes of addresses beside the model's: its libraries, and ten minutes of sound in the making."""
GAVE_UP = (
    "The recogniser ended before it had heard everything: most often this machine has too little"
    " memory for the model, or is too slow for it. Take a smaller model."
)


def recognise(master: Path, setup: Setup, asked: Asked, on_progress: Listener) -> Hearing:
    """What is said in a recording. `on_progress` is told the done part, 0 to 1.

    Raises UnreadableRecording where nothing can be decoded, RecogniserUnavailable where the model
    cannot be loaded, RecognitionFailed where the recogniser gave up, StoreFull where the decoded
    sound (115 MB an hour) has no room in the folder for temporary files.
    """
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound"
        count = decode(master, sound, lambda part: on_progress(part * DECODING_SHARE))
        fingerprint = hash_folder(setup.model)
        rest = 1 - DECODING_SHARE
        name, segments = "", []
        for report in hear(sound, count / RATE, setup, asked):
            if "fraction" in report:
                on_progress(DECODING_SHARE + rest * report["fraction"])
            elif "segment" in report:
                segments.append(segment_of(report["segment"]))
            else:
                name = report["name"]
    return Hearing(tuple(segments), asked.language, name, setup.model.name, fingerprint)


def decode(master: Path, target: Path, on_progress: Listener) -> int:
    """Write the samples of a recording to `target`; returns how many they are."""
    with master.open("rb") as file:
        place, size = find_audio(file), master.stat().st_size
    if place is None:
        raise UnreadableRecording("This is not an audio file that can be read, or it is empty.")
    cpu = LEAST_CPU + size // BYTES_PER_CPU_SECOND
    limits = Limits(GIB, cpu, 4 * cpu, LARGEST_SOUND, OPEN_FILES)
    arguments = [place.container.demuxer, str(place.start), str(master.resolve()), str(target)]
    for report in run_confined("media.recognition.decoding", arguments, limits):
        if "refused" in report:
            raise UnreadableRecording(report["refused"])
        if "full" in report:
            raise StoreFull(report["full"])
        if "samples" in report:
            return int(report["samples"])
        on_progress(report["fraction"])
    raise UnreadableRecording("The recording is damaged: its decoder ended without a word.")


def hear(sound: Path, seconds: float, setup: Setup, asked: Asked) -> Iterator[dict[str, Any]]:
    """What the recogniser's process reports. Raises RecogniserUnavailable, RecognitionFailed."""
    given = {
        "recogniser": setup.recogniser,
        "model": str(setup.model.resolve()),
        "threads": setup.threads,
        "language": asked.language,
        "names": asked.names,
    }
    limits = limits_of(setup, seconds)
    environment = {
        "PYTHONPATH": ":".join(filter(None, sys.path)),  # where plug-ins of others are found
        "OMP_NUM_THREADS": str(setup.threads),
        "HF_HUB_OFFLINE": "1",
    }
    arguments = [json.dumps(given), str(sound)]
    try:
        for report in run_confined("media.recognition.hearing", arguments, limits, environment):
            if "unavailable" in report:
                raise RecogniserUnavailable(
                    report["unavailable"], report["kind"], report["details"]
                )
            if "failed" in report:
                raise RecognitionFailed(report["failed"])
            yield report
    except UnreadableRecording:  # how any confined process that ended otherwise is told
        raise RecognitionFailed(GAVE_UP) from None


def limits_of(setup: Setup, seconds: float) -> Limits:
    """What hearing so many seconds may use; nothing is written to a file."""
    model = sum(path.stat().st_size for path in setup.model.rglob("*") if path.is_file())
    wall = LEAST_WALL + round(WALL_PER_SECOND * seconds)
    return Limits(3 * model + BESIDE_MODEL, wall * setup.threads, wall, 0, OPEN_FILES)


def segment_of(told: dict[str, Any]) -> Segment:
    """A segment as it was reported."""
    words = tuple(HeardWord(**word) for word in told["words"])
    return Segment(told["start"], told["end"], told["text"], words)
