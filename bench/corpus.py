"""A corpus made by rule: the same number always gives the same files, of any length.

Radio talkshows of invented people in invented places. Words follow Zipf's law over common
Indonesian words and made-up ones, so that an index meets frequent, rare and single words.
"""

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

COMMON = (
    "yang dan di ini itu untuk dengan dari tidak ada kita sudah akan pada juga bisa kami ke saya "
    "atau harus karena masyarakat daerah pemerintah kabupaten desa jalan air sekolah kesehatan "
    "anggaran tahun bapak ibu dinas program pembangunan warga bantuan kecamatan pelayanan "
    "pendidikan puskesmas pertanian nelayan pasar listrik jembatan sampah banjir pajak rapat "
    "kegiatan melaksanakan meningkatkan menyampaikan membangun memperbaiki mengusulkan mendukung "
    "pembinaan perencanaan keuangan perizinan kependudukan keterbukaan kesejahteraan"
).split()
ONSETS = "b c d g h j k l m n p r s t w ng ny".split()
VOWELS = "a i u e o".split()
CODAS = ("", "", "", "n", "ng", "r", "s", "k", "t", "l")
VOCABULARY = 30_000
OFFICES = ("Kepala Dinas", "Sekretaris Dinas", "Camat", "Kepala Bidang", "Kepala Bagian", "Lurah")
FIELDS = ("id", "programme", "station", "title", "date", "time", "zone", "transcript", "people")
STATEMENTS = 100  # of each transcript
SECONDS = 12  # of each statement


@dataclass(frozen=True)
class Guest:
    """An invented official, with the office held on that day."""

    name: str
    position: str
    organisation: str


class Corpus:
    """Words, guests and transcripts that follow from one seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)
        made = dict.fromkeys(self._made_up_words())
        self.words = [*COMMON, *itertools.islice(made, VOCABULARY - len(COMMON))]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.guests = [self._guest(number) for number in range(200)]

    def _made_up_words(self) -> Iterator[str]:
        for _ in range(VOCABULARY * 2):
            yield "".join(self._syllable() for _ in range(self.random.choice((2, 2, 3, 3, 4))))

    def _syllable(self) -> str:
        choose = self.random.choice
        return choose(ONSETS) + choose(VOWELS) + choose(CODAS)

    def _guest(self, number: int) -> Guest:
        given, family, place = (self.random.choice(self.words[200:]).title() for _ in range(3))
        organisation = f"Dinas {place} Kabupaten Karangan {number % 40}"
        return Guest(f"{given} {family}", self.random.choice(OFFICES), organisation)

    def sentence(self) -> str:
        """One statement of 8 to 40 words."""
        count = self.random.randint(8, 40)
        words = self.random.choices(self.words, cum_weights=self.weights, k=count)
        return " ".join(words).capitalize() + "."

    def transcript(self, guest: Guest) -> str:
        """A VTT file: host and guest take turns, so that each cue is one statement."""
        voices = itertools.cycle(("Penyiar", guest.name))
        cues = [
            f"{clock(number * SECONDS)} --> {clock(number * SECONDS + SECONDS - 0.5)}\n"
            f"<v {voice}>{self.sentence()}</v>\n"
            for number, voice in zip(range(STATEMENTS), voices, strict=False)
        ]
        return "WEBVTT\n\n" + "\n".join(cues)


def clock(seconds: float) -> str:
    """A time of a VTT file, HH:MM:SS.mmm."""
    whole, part = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{part:03}"


def write_manifest(folder: Path, transcripts: int, seed: int = 1) -> Path:
    """Write a manifest of so many transcripts, with their files beside it; the manifest's path."""
    corpus = Corpus(seed)
    manifest = folder / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        for number in range(transcripts):
            guest = corpus.random.choice(corpus.guests)
            name = f"{number:05}.vtt"
            (folder / name).write_text(corpus.transcript(guest), encoding="utf-8")
            writer.writerow(row_of(number, guest, name))
    return manifest


def row_of(number: int, guest: Guest, transcript: str) -> dict[str, str]:
    """One row of the manifest."""
    return {
        "id": f"bench-{number:05}",
        "programme": f"Bincang {number % 5}",
        "station": "Radio Karangan",
        "title": f"Bincang pagi {number} bersama {guest.name}",
        "date": (date(2015, 1, 1) + timedelta(days=number % 3650)).isoformat(),
        "time": "08:30",
        "zone": "WITA",
        "transcript": transcript,
        "people": f"{guest.name}|{guest.position}|{guest.organisation}",
    }
