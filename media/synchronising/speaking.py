"""The confined process that speaks a text: `python -m media.synchronising.speaking LIMITS VOICE
FROM TO`.

FROM is a JSON file, [[word, …], …]: the words of each statement. It writes the spectra of the
speech (spectra.py) as 32-bit floats and reports, a line a statement, {"begins": [frame, …]} where
each word begins within all that was spoken. It ends with {"frames"}, or with a sentence in
{"refused"}.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from media.confinement import confine, report
from media.errors import SPEECH_MISSING
from media.synchronising.espeak import SpeechMissing, Voice
from media.synchronising.spectra import FRAMES_PER_SECOND, Spectra

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h


def speak(voice: Voice, statements: Sequence[Sequence[str]], target: Path) -> None:
    """Write the spectra of all statements, and report where their words begin."""
    at = 0
    with target.open("wb") as file:
        for words in statements:
            samples, heard = voice.say(clean(" ".join(words)))
            rows = Spectra(voice.rate).take(samples)
            begins = place_words(words, heard, FRAMES_PER_SECOND / voice.rate, len(rows))
            report(begins=[round(at + one, 2) for one in begins])
            rows.tofile(file)
            at += len(rows)
    report(frames=at)


def clean(text: str) -> str:
    """The text without control characters, which are commands to espeak-ng."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def place_words(
    words: Sequence[str], heard: Sequence[tuple[int, int]], frames_a_sample: float, most: int
) -> list[float]:
    """The frame at which each word begins; a word that was not told of lies between the others."""
    offsets = np.cumsum([0, *(len(word) + 1 for word in words[:-1])])
    begins = np.full(len(words), np.nan)
    begins[0] = 0
    for character, sample in heard:
        word = int(np.searchsorted(offsets, character, "right")) - 1
        if np.isnan(begins[word]):
            begins[word] = sample * frames_a_sample
    known = np.flatnonzero(~np.isnan(begins))
    spread = np.interp(np.arange(len(words)), known, begins[known])
    rising = np.maximum.accumulate(np.clip(spread, 0, max(most - 1, 0)))
    return [float(one) for one in rising]


def leave_network() -> None:
    """Go where there is no network, as far as this system lets a process do that."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        unshare(NEW_USER | NEW_NETWORK)


def main(limits: str, voice: str, source: str, target: str) -> None:
    """Take the limits, do the work, and report a refusal rather than fail."""
    confine(limits)
    leave_network()
    try:
        statements = json.loads(Path(source).read_text("utf-8"))
        speak(Voice(voice), statements, Path(target))
    except SpeechMissing:
        report(refused=SPEECH_MISSING)
    except MemoryError:
        report(refused="The transcript is too long to be spoken.")


if __name__ == "__main__":
    main(*sys.argv[1:])
