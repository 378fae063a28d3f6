"""Broadcasts to be edited in a real browser: one an episode, all with the same words.

Each has a recording of half a minute, is published as r1, and belongs to one test.
"""

from __future__ import annotations

import csv
import wave
from pathlib import Path

import numpy as np

EDITORS = ("Siti Contoh", "Budi Contoh")
PASSWORD = "empat gelas teh hangat"
LINES = (
    ("Penyiar", "Selamat pagi, kita bicara soal air bersih di musim kemarau."),
    ("Rahmah Contoh", "Kami siapkan enam mobil tangki, gratis, untuk sebelas desa."),
    ("Penanya 1", "Mulai kapan mobil tangki itu jalan, Bu?"),
    ("Rahmah Contoh", "Senin depan, dua hari sekali, sampai hujan turun lagi."),
    ("Penanya 1", "Kampung kami di ujung jalan sering terlewat."),
    ("Rahmah Contoh", "Tulis alamatnya, nanti petugas kami yang datang ke sana."),
    ("Penyiar", "Kita lanjutkan sesudah lagu berikut ini, tetap bersama kami."),
    ("Penanya 2", "Apakah air untuk usaha kecil juga gratis?"),
)
SECONDS = 3.5  # of a line


def title_of(name: str) -> str:
    """The title of the broadcast of a test."""
    return f"Air bersih {name}"


def slug_of(name: str) -> str:
    """The slug of that broadcast."""
    return f"2024-08-14-air-bersih-{name}"


def write_sources(folder: Path, names: tuple[str, ...]) -> Path:
    """A manifest with one broadcast a name; its path."""
    (folder / "lines.vtt").write_text(write_vtt(), encoding="utf-8")
    manifest = folder / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "programme", "title", "date", "audio", "transcript", "people"))
        for number, name in enumerate(names):
            write_wav(folder / f"{name}.wav", number)
            people = f"{LINES[1][0]}|Kepala Dinas Air|Pemkab Contoh"
            row = (name, "Bincang Pagi", title_of(name), "2024-08-14", f"{name}.wav")
            writer.writerow((*row, "lines.vtt", people))
    return manifest


def write_vtt() -> str:
    """The lines as cues, one after another."""
    cues = (
        f"{stamp(number * SECONDS)} --> {stamp(number * SECONDS + 3)}\n<v {voice}>{text}</v>\n"
        for number, (voice, text) in enumerate(LINES)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def stamp(seconds: float) -> str:
    """A time of a VTT file."""
    return f"00:00:{seconds:06.3f}"


def write_wav(path: Path, seed: int) -> None:
    """Noise that nobody has twice."""
    samples = np.random.default_rng(seed).integers(-9000, 9000, 30 * 8000, np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
