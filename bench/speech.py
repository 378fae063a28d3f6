"""Recordings of which the true times are known: the demo scripts in voices of several makes.

`demo` are the voices of the demo archive, variants of espeak-ng. `diphones` are four voices of
Festival, cut from recordings of people who speak Italian and Finnish, which read Indonesian letters
(Debian: festival, festvox-italp16k, festvox-itapc16k, festvox-suopuhe-lj, festvox-suopuhe-mv).
"""

import io
import re
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.demo.script import PAUSES, Cue, read_script
from archive.demo.sound import LEVEL, RATE, perform

Sound = NDArray[np.float64]

EPISODES = (
    "air-keruh-di-ujung-pipa",
    "jalan-desa-sebelum-musim-hujan",
    "air-bersih-posyandu-dan-kartu-bpjs",
    "pelayanan-yang-mendatangi-warga",
    "saluran-air-yang-dijanjikan",
)
DIPHONES = (
    ("lp_diphone", "italian"),
    ("hy_fi_mv_diphone", "finnish"),
    ("pc_diphone", "italian"),
    ("suo_fi_lj_diphone", "finnish"),
)
SPELLINGS = {
    "italian": (
        *(("ng", "ng"), ("ny", "gn"), ("sy", "sci"), ("kh", "k"), ("ge", "ghe"), ("gi", "ghi")),
        *(("c", "ci"), ("j", "gi"), ("y", "i"), ("w", "u"), ("x", "ks"), ("q", "k")),
    ),
    "finnish": (
        *(("ng", "ng"), ("ny", "nj"), ("sy", "s"), ("kh", "k"), ("c", "ts"), ("j", "dj")),
        *(("y", "j"), ("w", "v"), ("x", "ks"), ("q", "k"), ("z", "s")),
    ),
}
"""How letters of Indonesian are written for a voice that reads another language."""
PACE = 0.8  # of the length that Festival gives its sounds
AUDIBLE = 0.004


@dataclass(frozen=True)
class Performance:
    """A recording with its text: `times` are (start, end) of statements, None where not in it."""

    sound: Sound
    texts: tuple[str, ...]
    times: tuple[tuple[float, float] | None, ...]

    def shifted(self, seconds: float) -> tuple[tuple[float, float] | None, ...]:
        """The times so many seconds later."""
        return tuple(
            None if one is None else (one[0] + seconds, one[1] + seconds) for one in self.times
        )


def perform_demo(episodes: Sequence[str] = EPISODES) -> Performance:
    """Demo episodes one after another, in the voices of the demo."""
    cues = read_cues(episodes)
    return performance_of(perform(cues), cues)


def perform_diphones(episodes: Sequence[str] = EPISODES) -> Performance:
    """The same scripts, a voice of DIPHONES for each label in turn."""
    cues = read_cues(episodes)
    labels = list(dict.fromkeys(cue.label for cue in cues))
    sounds: list[Sound | None] = [None] * len(cues)
    for number, (voice, language) in enumerate(DIPHONES):
        labelled = set(labels[number :: len(DIPHONES)])
        own = [at for at, cue in enumerate(cues) if cue.label in labelled]
        read = read_aloud([cues[at].spoken for at in own], voice, language)
        for at, sound in zip(own, read, strict=True):
            sounds[at] = sound
    lost = [at for at, sound in enumerate(sounds) if sound is None]
    spare = read_aloud([cues[at].spoken for at in lost], *DIPHONES[1])
    for at, sound in zip(lost, spare, strict=True):
        sounds[at] = sound
    return performance_of(lay_out(cues, sounds), cues)


def has_diphones() -> bool:
    """Whether Festival and its voices are installed."""
    folder = Path("/usr/share/festival/voices")
    return shutil.which("festival") is not None and all(
        any(folder.glob(f"*/{voice}")) for voice, _ in DIPHONES
    )


def read_cues(episodes: Sequence[str]) -> list[Cue]:
    """The cues of several scripts."""
    return [cue for name in episodes for cue in read_script(name)]


def performance_of(sound: Sound, cues: Sequence[Cue]) -> Performance:
    """Sound and cues together."""
    return Performance(
        sound, tuple(cue.written for cue in cues), tuple((cue.start, cue.end) for cue in cues)
    )


def read_aloud(texts: Sequence[str], voice: str, language: str) -> list[Sound | None]:
    """The texts in a voice of Festival; None for what it fails at."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"(voice_{voice})", f"(Parameter.set 'Duration_Stretch {PACE})"]
        for number, text in enumerate(texts):
            said = f'(utt.synth (Utterance Text "{spell(text, language)}"))'
            target = f'"{folder}/{number}.wav"'
            lines.append(f"(unwind-protect (utt.save.wave {said} {target} 'riff) nil)")
        scheme = "\n".join(lines).encode()
        subprocess.run(["festival", "--pipe"], input=scheme, check=True, capture_output=True)
        paths = [Path(folder) / f"{number}.wav" for number in range(len(texts))]
        return [read_wave(path) if path.exists() else None for path in paths]


def spell(text: str, language: str) -> str:
    """Indonesian as another language would write it."""
    letters = re.sub(r"[^a-z ,.?]", " ", text.lower())
    table = dict(SPELLINGS[language])
    found = re.compile("|".join(sorted(table, key=len, reverse=True)))
    return found.sub(lambda match: table[match[0]], letters)


def read_wave(path: Path) -> Sound:
    """A WAV file at RATE and the common level, without the silence around it."""
    with wave.open(io.BytesIO(path.read_bytes())) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        sound = change_speed(samples, file.getframerate() / RATE)
    heard = np.flatnonzero(np.abs(sound) > AUDIBLE)
    trimmed: Sound = sound[heard[0] : heard[-1] + 1]
    levelled: Sound = trimmed * (LEVEL / np.sqrt(np.mean(trimmed**2)))
    return levelled


def lay_out(cues: Sequence[Cue], sounds: Sequence[Sound | None]) -> Sound:
    """The sounds with the pauses of their cues, whose times are set."""
    parts, at = [np.zeros(RATE // 2)], 0.5
    for cue, sound in zip(cues, sounds, strict=True):
        if sound is None:
            raise RuntimeError(f"Festival does not say {cue.spoken!r}.")
        gap = PAUSES["cue"] if cue.before.gap is None else max(cue.before.gap, 0.02)
        silence = np.zeros(round(gap * RATE))
        cue.start = at + len(silence) / RATE
        cue.end = at = cue.start + len(sound) / RATE
        parts += [silence, sound]
    return np.concatenate([*parts, np.zeros(RATE)])


def change_speed(sound: Sound, factor: float) -> Sound:
    """The sound so many times as fast, and as high, as a tape is."""
    count = int(len(sound) / factor)
    changed: Sound = np.interp(np.arange(count) * factor, np.arange(len(sound)), sound)
    return changed


def make_noise(seconds: float, decibels: float) -> Sound:
    """Noise so many decibels below the level of speech."""
    white = np.random.default_rng(1506).standard_normal(round(seconds * RATE))
    noise: Sound = np.convolve(white, np.ones(4) / 2, mode="same")
    return noise * LEVEL * 10 ** (-decibels / 20)


def make_music(seconds: float) -> Sound:
    """Notes of three parts, four a second, that no speech is under."""
    random = np.random.default_rng(1945)
    music, length = np.zeros(round(seconds * RATE) + 2 * RATE), np.arange(2 * RATE) / RATE
    for at in range(int(seconds * 4)):
        for _ in range(3):
            hertz = 220 * 2 ** (random.integers(-12, 24) / 12)
            note = sum(np.sin(2 * np.pi * hertz * part * length) / part for part in range(1, 6))
            first = at * RATE // 4
            music[first : first + 2 * RATE] += 0.06 * note * np.exp(-3 * length)
    return music[: round(seconds * RATE)]


def through_radio(sound: Sound) -> Sound:
    """The sound as a small receiver in a room gives it: 300 to 3300 Hz, and 0.4 s of echo."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3300)] = 0
    count = int(0.4 * RATE)
    echo = np.random.default_rng(2).standard_normal(count) * np.exp(-6.9 * np.arange(count) / count)
    echo[0] = 8
    size = 1 << (len(sound) + count).bit_length()
    narrow = np.fft.irfft(spectrum, len(sound))
    mixed = np.fft.rfft(narrow, size) * np.fft.rfft(echo / np.sqrt((echo**2).sum()), size)
    heard: Sound = np.fft.irfft(mixed, size)[: len(sound)]
    return heard


def take_part(whole: Performance, seconds: float) -> Performance:
    """The first statements of a performance, up to so many seconds."""
    count = sum(1 for one in whole.times if one is not None and one[1] < seconds)
    last = whole.times[count - 1]
    end = round(((last[1] if last else seconds) + 0.5) * RATE)
    return Performance(whole.sound[:end], whole.texts[:count], whole.times[:count])


def with_sound(whole: Performance, sound: Sound) -> Performance:
    """The same times in another sound."""
    return replace(whole, sound=sound)
