"""A recording and its text are synchronised by speaking the text and comparing both."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from media.confinement import Limits, run_confined
from media.containers import find_audio
from media.errors import SpeechUnavailable, StoreFull, UnreadableRecording
from media.synchronising.fitting import Spoken, fit
from media.synchronising.model import Anchor, Fit, Listener, Words, put_in_order
from media.synchronising.spectra import BANDS, Array

VOICE = "id"
MEMORY = 1 << 30
LARGEST = 1 << 29
"""Bytes of spectra: thirty hours."""
OPEN_FILES = 64
LEAST_CPU, BYTES_PER_CPU_SECOND, WORDS_PER_CPU_SECOND = 60, 50_000, 100
HEARD, SPOKEN = 0.15, 0.2
"""Parts of the whole work that are done when the recording is heard, and the text spoken."""


def synchronise(
    recording: Path,
    statements: Sequence[Words],
    anchors: Sequence[Anchor] = (),
    *,
    folder: Path | None = None,
    on_progress: Listener = lambda fraction: None,
) -> Fit:
    """When each word of the statements is heard in a recording.

    Raises UnreadableRecording, SpeechUnavailable where espeak-ng is missing, ContradictingAnchors.
    Spectra are kept in `folder` meanwhile, 17 MB for an hour; StoreFull where it has no room.
    """
    ordered = put_in_order(anchors)
    said = [list(words) for words in statements if words]
    if not said:
        return Fit((), (0.0,) * len(statements))
    with tempfile.TemporaryDirectory(dir=folder) as place:
        heard = hear(recording, Path(place), lambda part: on_progress(part * HEARD))
        spoken = speak(said, Path(place))
        on_progress(SPOKEN)
        found = fit(heard, spoken, ordered, lambda part: on_progress(SPOKEN + part * (1 - SPOKEN)))
    return with_empty(found, statements)


def with_empty(found: Fit, statements: Sequence[Words]) -> Fit:
    """The fit of all statements, those without words included."""
    confidences = iter(found.confidences)
    return Fit(found.words, tuple(next(confidences) if words else 0.0 for words in statements))


def hear(recording: Path, folder: Path, listener: Listener) -> Array:
    """The spectra of a recording. Raises UnreadableRecording."""
    try:
        with recording.open("rb") as file:
            place, size = find_audio(file), recording.stat().st_size
    except OSError as error:
        raise UnreadableRecording(f"{recording.name} cannot be read: {error.strerror}.") from error
    if place is None:
        raise UnreadableRecording("This is not an audio file that can be read, or it is empty.")
    target = folder / "heard"
    arguments = [place.container.demuxer, str(place.start), str(recording.resolve()), str(target)]
    seconds = LEAST_CPU + size // BYTES_PER_CPU_SECOND
    reports = run_confined("media.synchronising.listening", arguments, limits_of(seconds))
    for one in last_of(reports, UnreadableRecording):
        listener(one.get("fraction", 1.0))
    return read_spectra(target)


def speak(statements: Sequence[Words], folder: Path) -> Spoken:
    """The statements, spoken by espeak-ng. Raises SpeechUnavailable."""
    source, target = folder / "words", folder / "spoken"
    source.write_text(json.dumps(statements), "utf-8")
    seconds = LEAST_CPU + sum(map(len, statements)) // WORDS_PER_CPU_SECOND
    arguments = [VOICE, str(source), str(target)]
    try:
        reports = run_confined("media.synchronising.speaking", arguments, limits_of(seconds))
        begins = [one["begins"] for one in last_of(reports, SpeechUnavailable) if "begins" in one]
    except UnreadableRecording as error:
        raise SpeechUnavailable(
            "The text could not be spoken: espeak-ng ended before it was done. Is it damaged?"
        ) from error
    return Spoken(read_spectra(target), begins)


def last_of(
    reports: Iterator[dict[str, Any]], refusal: Callable[[str], Exception]
) -> Iterator[dict[str, Any]]:
    """The reports of a confined process. Raises what it refused with, StoreFull."""
    for one in reports:
        if "refused" in one:
            raise refusal(one["refused"])
        if "full" in one:
            raise StoreFull(one["full"])
        yield one


def read_spectra(path: Path) -> Array:
    """Spectra that a confined process wrote."""
    return np.fromfile(path, np.float32).reshape(-1, BANDS)


def limits_of(seconds: int) -> Limits:
    """What a confined process may use that needs `seconds` of a processor at most."""
    return Limits(MEMORY, seconds, 4 * seconds, LARGEST, OPEN_FILES)
