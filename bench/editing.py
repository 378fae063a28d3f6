"""An archive with one long broadcast to edit, served, and an editor who is signed in."""

import csv
import json
import os
import subprocess
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, StorageState

from bench.corpus import clock
from bench.site import GAUNG, free_port, served
from bench.statements import list_statements

STATEMENTS, WORDS, MINUTES = 1_200, 15_000, 90
SECONDS = MINUTES * 60 / STATEMENTS  # of a statement
VOICES = ("Penyiar", "Rahmah Contoh")
SAMPLE_RATE = 8_000
SLUG = "2024-08-14-bincang-panjang"
NAME, PASSWORD = "Siti Contoh", "empat gelas teh hangat"


@dataclass(frozen=True, slots=True)
class Desk:
    """A served archive: its address, that of its editor, the cookies of somebody signed in."""

    base: str
    path: str
    signed_in: StorageState


@contextmanager
def open_desk(browser: Browser) -> Iterator[Desk]:
    """Make the archive, prepare its recording, serve it and sign in."""
    with tempfile.TemporaryDirectory(prefix="gaung-bench-") as folder:
        home = Path(folder)
        write_sources(home)
        settings = {"GAUNG_HOME": str(home / "archive")}
        gaung(settings, "import", "--manifest", str(home / "manifest.csv"))
        gaung(settings, "worker", "--until-idle")
        added = ("user", "add", NAME, "--role", "editor", "--invite", "--json")
        invitation = json.loads(gaung(settings, *added))["address"]
        port = free_port()
        words = (GAUNG, "serve", "--no-worker", "--host", "127.0.0.1", "--port", port)
        with served(words, port, "/sehat", settings) as base:
            path = f"/staf/transkrip/{SLUG}"
            yield Desk(base, path, sign_in(browser, base, invitation))


def gaung(settings: dict[str, str], *words: str) -> str:
    """What a command says. Raises CalledProcessError where it fails."""
    command = [str(GAUNG), *words]
    environment = {**os.environ, **settings}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def sign_in(browser: Browser, base: str, invitation: str) -> StorageState:
    """The cookies of whoever opens the invitation and chooses a password."""
    with browser.new_context(base_url=base) as context:
        page = context.new_page()
        page.goto(base + invitation[invitation.index("/staf/") :])
        page.fill("#sandi_baru", PASSWORD)
        page.fill("#sandi_ulang", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/staf/")
        return context.storage_state()


def write_sources(folder: Path) -> None:
    """A manifest with its transcript and its recording."""
    row = {
        "id": "bench-1",
        "programme": "Bincang Pagi",
        "title": "Bincang panjang",
        "date": "2024-08-14",
        "audio": "long.wav",
        "transcript": "long.vtt",
        "people": f"{VOICES[1]}|Kepala Dinas Air|Pemkab Contoh",
    }
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    (folder / "long.vtt").write_text(write_vtt(), encoding="utf-8")
    write_sound(folder / "long.wav")


def write_vtt() -> str:
    """Two voices in turns, so that each cue is a statement; 12 or 13 words each."""
    spoken = chain.from_iterable(one.text.split() for one in list_statements(WORDS))
    cues = []
    for number in range(STATEMENTS):
        count = WORDS * (number + 1) // STATEMENTS - WORDS * number // STATEMENTS
        start, text = number * SECONDS, " ".join(islice(spoken, count))
        times = f"{clock(start)} --> {clock(start + SECONDS - 0.3)}"
        cues.append(f"{times}\n<v {VOICES[number % 2]}>{text}</v>\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def write_sound(path: Path) -> None:
    """Ninety minutes of noise that swells and falls as speech does."""
    chance = np.random.default_rng(1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for minute in range(MINUTES):
            at = np.arange(60 * SAMPLE_RATE) / SAMPLE_RATE + 60 * minute
            loudness = 0.25 * (1.1 + np.sin(at * 7)) * (np.sin(at * np.pi / SECONDS) ** 2 + 0.05)
            samples = chance.standard_normal(at.size) * loudness * 6_000
            file.writeframes(samples.clip(-32_000, 32_000).astype("<i2").tobytes())
