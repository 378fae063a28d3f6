"""The process in which a recogniser works.

`python -m media.recognition.hearing LIMITS SETUP SAMPLES`: SETUP is JSON {"recogniser", "model",
"threads", "language", "names"}; SAMPLES a file of mono 16-bit samples at RATE. It reports {"name"},
then {"segment"} for each and {"fraction"}, or ends with {"unavailable", "kind", "details"} or
{"failed"}.

Beside the limits of every confined process it opens no socket from Python, writes no file, and
steps back behind other processes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

import numpy as np

from media.confinement import confine
from media.errors import RecogniserUnavailable
from media.recognition.finding import find_recogniser
from media.recognition.model import RATE, Asked, Segment
from media.recognition.pieces import pieces_of

NICENESS = 10
NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo")


class NoNetwork(Exception):
    """A recogniser wanted to reach another machine."""


def stand_apart() -> IO[str]:
    """Refuse the network, step back behind other work, and keep standard output for reports."""
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)  # what a library prints is no report
    sys.addaudithook(refuse_network)
    os.nice(NICENESS)
    return told


def refuse_network(event: str, arguments: object) -> None:
    """Called by Python before anything that is audited; it cannot be taken out again."""
    if event in NETWORK:
        raise NoNetwork("A recogniser may not reach another machine.")


def hear(setup: Mapping[str, Any], source: Path, tell: Callable[..., None]) -> None:
    """Load the model, hear the samples piece by piece, and report what was heard."""
    plugin = find_recogniser(setup["recogniser"])
    recogniser = plugin.open(Path(setup["model"]), setup["threads"])
    tell(name=recogniser.name)
    samples = np.memmap(source, np.int16, "r")
    asked = Asked(setup["language"], tuple(setup["names"]))
    for first, piece in pieces_of(samples):
        for segment in recogniser.hear(piece, asked):
            tell(segment=asdict(later(segment, first / RATE)))
            tell(fraction=min(1.0, (first + segment.end * RATE) / samples.size))
        tell(fraction=(first + piece.size) / samples.size)


def later(segment: Segment, seconds: float) -> Segment:
    """A segment of a piece that begins at `seconds`."""
    words = (
        replace(word, start=word.start + seconds, end=word.end + seconds) for word in segment.words
    )
    return Segment(segment.start + seconds, segment.end + seconds, segment.text, tuple(words))


def main(limits: str, setup: str, source: str) -> None:
    """Take the limits, do the work, and report a refusal rather than fail."""
    told = stand_apart()

    def tell(**facts: Any) -> None:
        print(json.dumps(facts), file=told, flush=True)

    confine(limits)
    try:
        hear(json.loads(setup), Path(source), tell)
    except RecogniserUnavailable as error:
        tell(unavailable=str(error), kind=error.kind, details=error.details)
    except MemoryError:
        tell(failed="The recogniser needs more memory than it may use.")
    except Exception as error:  # whatever a model of others raises
        tell(failed=f"The recogniser failed: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
