"""Episodes and statements are withdrawn under a running site: their words are gone in seconds.

All the while the worker is at a job of minutes beside the index: it prepares hours of silence.
"""

import csv
import io
import tempfile
import time
from pathlib import Path
from random import Random

import av
import numpy as np

from bench.report import Row
from promises.archives import Archive, Site, say

TRANSCRIPTS, FEW_TRANSCRIPTS = 40, 10
TRIES, FEW_TRIES = 30, 6
LONGEST = 5.0
WATCHED = 6.0
PAUSE = 0.1
SILENCE, RATE = 24 * 3600, 8000
MANIFEST = "id,programme,title,date,audio\nhening,Bincang Pagi,Hening,2024-08-14,hening.flac\n"
FORMS = ("/cari", "/cari.json", "/cari.csv", "/cari.atom")


def measure(*, quick: bool) -> list[Row]:
    """Withdraw, by turns, a statement and an episode, and search for their words all the while."""
    tries = FEW_TRIES if quick else TRIES
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.fill(FEW_TRANSCRIPTS if quick else TRANSCRIPTS)
        bring_silence(archive)
        seconds, busy = [], 0
        with archive.serve() as site:
            for number in range(tries):
                seconds.append(withdraw_one(archive, site, Random(number), number))
                busy += site.get("/sehat").data["pending"]["waiting"] > 0
        sound = archive.is_sound()
    late = sum(second > LONGEST for second in seconds)
    return [
        Row("episodes and statements withdrawn", tries, "withdrawals"),
        Row("of them while a long job was at work", busy, "withdrawals", must=tries),
        Row("found 5 s after the command began", late, "withdrawals", 0, better="less"),
        Row("longest found after the command began", max(seconds), "s", LONGEST, better="less"),
        Row("the index equals the database", int(sound), "(1: yes)", must=1),
    ]


def bring_silence(archive: Archive) -> None:
    """Import a recording that takes minutes to prepare."""
    with av.open(str(archive.folder / "hening.flac"), "w") as file:
        stream = file.add_stream("flac", rate=RATE, layout="mono")
        minute = av.AudioFrame.from_ndarray(np.zeros((1, 60 * RATE), np.int16), "s16", "mono")
        minute.sample_rate = RATE
        for _ in range(SILENCE // 60):
            file.mux(stream.encode(minute))
        file.mux(stream.encode(None))
    (archive.folder / "hening.csv").write_text(MANIFEST)
    archive.gaung("import", "--manifest", str(archive.folder / "hening.csv"))


def withdraw_one(archive: Archive, site: Site, random: Random, number: int) -> float:
    """Seconds from the beginning of the command until the words were found for the last time."""
    hit = random.choice(site.get("/cari.json", jenis="pernyataan").data["hits"])
    words = f'"{" ".join(hit["text"].split()[:6]).rstrip(".,")}"'
    if not is_found(site, words, hit["text"]):
        raise RuntimeError(f"{words} is not found before it is withdrawn")
    start = last = time.monotonic()
    name = hit["id"] if number % 2 else hit["episode"]
    command = archive.start("withdraw", name, "--because", "error")
    while time.monotonic() - start < WATCHED or command.poll() is None:
        if is_found(site, words, hit["text"]):
            last = time.monotonic()
        time.sleep(PAUSE)
    if command.wait():
        raise RuntimeError(f"`gaung withdraw {name}` was refused")
    say(f"{name}: found for {last - start:.1f} s")
    return last - start


def is_found(site: Site, words: str, text: str) -> bool:
    """Whether any form of a search for these words shows the text."""
    return any(shows(site, form, words, text) for form in FORMS)


def shows(site: Site, form: str, words: str, text: str) -> bool:
    """Whether one form of the results shows the text, or a part of it that stands out."""
    answer = site.get(form, q=words)
    if answer.status != 200:
        return False
    body = answer.body.decode()
    if form.endswith(".json"):
        return any(hit["text"] == text for hit in answer.data["hits"])
    if form.endswith(".csv"):
        return any(text in row for row in csv.reader(io.StringIO(body)))
    return " ".join(text.split()[6:10]) in body  # the words asked for are marked up
