"""Scripts as sound: each cue spoken by espeak-ng, levelled, placed in time and mixed."""

import io
import subprocess
import wave

import numpy as np
from numpy.typing import NDArray

from archive.demo.script import PAUSES, Cue, read_table

RATE = 22050  # what espeak-ng produces, in hertz
LEVEL = 0.145  # root mean square of speech; -18 LUFS in the finished recording
GAINS = {"studio": 1.0, "telephone": 0.85, "far": 0.4}
ROOM_TONE = 0.0008
AUDIBLE = 0.004  # below this is the silence around what espeak-ng speaks
PHONE_BAND = (320, 3300)  # hertz
CHIME = ((587.3, 0.0, 0.16), (880.0, 0.28, 0.16), (587.3, 0.75, 0.05), (880.0, 1.03, 0.05))
"""The station's signal: two notes and their echo, as (hertz, seconds, loudness)."""

Sound = NDArray[np.float64]  # mono samples at RATE, -1 to 1


def perform(cues: list[Cue]) -> Sound:
    """Place every cue in time (sets its start and end) and mix the recording."""
    voices = read_table("voices.tsv")
    at, parts = 0.4, []
    for cue in cues:
        if cue.before.chime:
            parts.append((at + 0.3, _chime()))
        sound = speak(cue.spoken, voices[cue.label])
        gap = PAUSES["cue"] if cue.before.gap is None else cue.before.gap
        cue.start = round(at + gap, 3)
        cue.end = at = round(cue.start + len(sound) / RATE, 3)
        parts.append((cue.start, sound))
    return _mixed(parts, at + 0.8)


def speak(text: str, voice: list[str]) -> Sound:
    """One cue as sound at the common level; `voice` is a row of voices.tsv."""
    name, pitch, pace, line = voice
    command = ["espeak-ng", "-v", name, "-p", pitch, "-s", pace, "--stdout", text]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # own scripts
    sound = _trimmed(_samples(done.stdout))
    if line == "telephone":
        sound = _telephoned(sound)
    loudness = float(np.sqrt(np.mean(sound**2)))
    return sound * (LEVEL * GAINS[line] / loudness)


def _samples(riff: bytes) -> Sound:
    with wave.open(io.BytesIO(riff)) as file:
        frames = file.readframes(file.getnframes())
    return np.frombuffer(frames, dtype="<i2").astype(np.float64) / 32768


def _trimmed(sound: Sound) -> Sound:
    heard = np.flatnonzero(np.abs(sound) > AUDIBLE)
    return sound[heard[0] : heard[-1] + 1]


def _telephoned(sound: Sound) -> Sound:
    spectrum = np.fft.rfft(sound)
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(pitch < PHONE_BAND[0]) | (pitch > PHONE_BAND[1])] = 0
    narrow = np.fft.irfft(spectrum, len(sound))
    pressed: Sound = np.tanh(2.5 * narrow / np.max(np.abs(narrow)))
    return pressed


def _chime() -> Sound:
    seconds = np.arange(int(2.0 * RATE)) / RATE
    sound = np.zeros_like(seconds)
    for hertz, at, loudness in CHIME:
        since = np.clip(seconds - at, 0, None)
        sound += loudness * np.sin(2 * np.pi * hertz * since) * np.exp(-4 * since)
    return sound


def _mixed(parts: list[tuple[float, Sound]], duration: float) -> Sound:
    hiss = np.random.default_rng(1506).standard_normal(int(duration * RATE))
    mix: Sound = ROOM_TONE * np.convolve(hiss, np.ones(8) / 8**0.5, mode="same")
    for start, sound in parts:
        first = round(start * RATE)
        mix[first : first + len(sound)] += sound
    limited: Sound = 0.8 * np.tanh(mix / 0.8)
    return limited
