"""What a recogniser is, what it is asked, and what it hears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

RATE = 16_000
"""Samples a second of what a recogniser is given."""

Samples = npt.NDArray[np.float32]
"""Mono sound at RATE, -1 to 1."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as it was heard: seconds, and how probable it is (0 to 1).

    Words of a segment joined make its text: a word that begins one carries the space before it.
    """

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech, about a sentence long; `start` and `end` are seconds."""

    start: float
    end: float
    text: str
    words: tuple[HeardWord, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a recogniser is told: the language, and names that may be heard, the likeliest first.

    `language` is an ISO 639-1 code. A recogniser takes as many names as it has room for.
    """

    language: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """Which recogniser, the folder of its model, and how many threads it may use."""

    recogniser: str
    model: Path
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard of a recording: segments in the order of time, by which recogniser.

    `recogniser` is its name with its version, `model` the name of its folder, `model_sha256` the
    hash of what is in the folder (folders.py).
    """

    segments: tuple[Segment, ...]
    language: str
    recogniser: str
    model: str
    model_sha256: str


class Recogniser(Protocol):
    """A model that is loaded."""

    @property
    def name(self) -> str:
        """Name and version of the program."""

    def hear(self, samples: Samples, asked: Asked) -> Iterator[Segment]:
        """The segments of a stretch of sound, times from its beginning."""


class Plugin(Protocol):
    """A kind of recogniser: what the entry point group `gaung.recognisers` names."""

    def check(self, model: Path) -> None:
        """Raise RecogniserUnavailable where it cannot work; cheap, nothing is loaded."""

    def open(self, model: Path, threads: int) -> Recogniser:
        """Load a model; only in the recogniser's own process. Raises RecogniserUnavailable."""
