"""Small recordings for tests: espeak-ng speaks in another voice than the one compared with."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

RATE = 22050
SENTENCES = (
    "Selamat pagi, pendengar, hari ini kita membahas jalan desa.",
    "Jalan ke Muara Gelam kami dahulukan, karena di sana ada dua sekolah.",
    "Anggarannya belum cukup untuk jembatan, kecuali ada bantuan dari provinsi.",
    "Lalu bagaimana dengan air bersih di musim kemarau, Pak?",
    "Enam mobil tangki kami siapkan, dan airnya tidak dipungut biaya.",
    "Warga cukup menelepon kantor kecamatan pada jam kerja.",
    "Terima kasih sudah hadir, sampai bertemu minggu depan.",
)

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None and os.environ.get("CI") != "true",
    reason="espeak-ng is missing: apt-get install espeak-ng",
)
"""In CI a missing espeak-ng is a failure."""


def say(text: str, voice: str = "id+f3", pace: int = 165) -> np.ndarray:
    """A text as samples, -1 to 1, without the silence around it."""
    command = ["espeak-ng", "-v", voice, "-s", str(pace), "--stdin", "--stdout"]
    spoken = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    with wave.open(io.BytesIO(spoken.stdout)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    loud = np.flatnonzero(np.abs(samples) > 0.004)
    return samples[loud[0] : loud[-1] + 1]


def perform(
    sentences: tuple[str, ...] = SENTENCES, *, gap: float = 0.4, voice: str = "id+f3"
) -> tuple[np.ndarray, list[float]]:
    """The sentences one after another, and the second at which each begins."""
    parts, starts, at = [], [], 0
    for sentence in sentences:
        silence = np.zeros(int(gap * RATE))
        samples = say(sentence, voice)
        starts.append((at + silence.size) / RATE)
        parts += [silence, samples]
        at += silence.size + samples.size
    return np.concatenate([*parts, np.zeros(RATE // 2)]), starts


def write(path: Path, samples: np.ndarray) -> Path:
    """A WAV file of the samples."""
    hiss = np.random.default_rng(1).standard_normal(samples.size) * 0.0005
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples + hiss, -1, 1) * 32767).astype("<i2").tobytes())
    return path
