"""The index is damaged or taken away under a running site, which repairs it on its own."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

from bench.report import Row
from promises.archives import Archive, Site, say
from promises.faults import FAULTS, Fault, put_back
from promises.visitors import Visitor

TRANSCRIPTS, FEW_TRANSCRIPTS = 100, 10
ROUNDS = 5  # of all faults; the places of the damage are others each time
LONGEST = 30.0  # seconds until the index has to equal the database again
GIVEN_UP = 40.0
PAUSE = 0.2

NamedFault = tuple[str, Fault]


def measure(*, quick: bool) -> list[Row]:
    """Do each fault while a visitor reads pages and searches."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        texts, others = prepare(archive, FEW_TRANSCRIPTS if quick else TRANSCRIPTS)
        faults = [*FAULTS.items(), *others] * (1 if quick else ROUNDS)
        visitor = Visitor(texts)
        repairs, ends = try_all(archive, faults, visitor)
    mended = sum(seconds <= LONGEST for seconds in repairs)
    return [
        Row("faults", len(faults), "faults"),
        Row("repaired on its own: index equals database", mended, "faults", must=len(faults)),
        Row("longest repair", max(repairs), "s", LONGEST, better="less"),
        Row("ends of the whole site", ends, "ends", 0, better="less"),
        *visitor.rows(),
    ]


def prepare(archive: Archive, transcripts: int) -> tuple[set[str], list[NamedFault]]:
    """Fill the archive; the texts of its statements, and the faults that need another index."""
    archive.fill(transcripts - 1)
    older = archive.folder / "older"
    shutil.copytree(archive.index, older)
    texts = archive.fill(transcripts)
    foreign = Archive(archive.folder.with_name("foreign"))
    foreign.fill(transcripts + 5, seed=2)
    return texts, [
        ("an older index put back", put_back(older)),
        ("the index of another archive", put_back(foreign.index)),
    ]


def try_all(
    archive: Archive, faults: Sequence[NamedFault], visitor: Visitor
) -> tuple[list[float], int]:
    """Seconds until repaired after each fault; how often the site ended and was started again."""
    seconds: list[float] = []
    ends = 0
    while len(seconds) < len(faults):
        with archive.serve() as site, visitor.visit(site):
            for name, fault in faults[len(seconds) :]:
                fault(archive.index, Random(len(seconds)))
                seconds.append(await_repair(archive, site))
                say(f"{name}: {seconds[-1]:.1f} s")
                if seconds[-1] >= GIVEN_UP:
                    break
            ends += site.process.poll() is not None
        if seconds[-1] >= GIVEN_UP:
            archive.gaung("index", "rebuild")  # waits while a worker runs
    return seconds, ends


def await_repair(archive: Archive, site: Site) -> float:
    """Seconds until the index equals the database; GIVEN_UP where it does not come to that."""
    start, sound = time.monotonic(), False
    while time.monotonic() - start < GIVEN_UP and site.process.poll() is None:
        with suppress(RuntimeError):  # a check that fails is not one that finds all well
            sound = archive.is_sound()
        if sound:
            return time.monotonic() - start
        time.sleep(PAUSE)
    return GIVEN_UP
