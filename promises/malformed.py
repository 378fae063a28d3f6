"""Mutated transcript files: each is read or refused in a sentence, soon, and nothing grows.

Copies of the fixtures of all text formats, damaged in many ways, are read one after the other in
one process, as an import or a web process would; some go through `gaung transcript check`, some
through the pages of a served site by which staff bring them.
"""

import json
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from bench.report import Row
from media.errors import UnreadableTranscript
from media.transcripts import read_transcript
from promises.archives import Archive, say
from promises.bringing import bringing
from promises.children import child
from promises.damage import WAYS, damage
from promises.processes import memory_of

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "transcripts"
COPIES, FEW_COPIES = 10_000, 1_000
COMMANDS, FEW_COMMANDS = 200, 20
BROUGHT, FEW_BROUGHT = 500, 60
LONGEST = 10.0  # seconds for a file under 5 MB
GROWN = 20.0  # MB by which the process may have grown since it had read a tenth of the files
PATIENCE = 60.0
REFUSED = 2

PIECES = (
    *(
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"-->",
        b"<",
        b"</",
        b"<v ",
        b"<p>",
        b"</p>",
        b"&",
        b"&#x",
    ),
    *(b":", b"\n", b"\r", b"\n\n", b"\t", b"[", b"]", b"(", b"{", b"}", b'"', b",", b"\\", b"\\u"),
    *(b"99:99", b"10:00:00:00", b"1e999", b"-1", b"NaN", b"null", b"NOTE\n", b"WEBVTT\n", b"?: "),
    *(b"\xe2\x80\xae", b"\xef\xbb\xbf", b"<!DOCTYPE a [", b"<!--", b"<![CDATA[", b"9" * 400),
)
"""What is put in: signs that mean something in one of the formats, and some that mean harm."""


@dataclass
class Report:
    """What became of the copies: how many were read and refused, what went wrong, the slowest."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, name: str, outcome: str, seconds: float) -> None:
        """Take in one copy; an outcome that is neither "read" nor "refused" is wrong."""
        self.outcomes[outcome] += 1
        self.slowest = max(self.slowest, seconds)
        if outcome not in ("read", "refused"):
            self.wrong.append(f"{name}: {outcome}")
            say(self.wrong[-1])


def measure(*, quick: bool) -> list[Row]:
    """Read the copies in one process, then some by command."""
    copies, commands = (FEW_COPIES, FEW_COMMANDS) if quick else (COPIES, COMMANDS)
    reading, grown = read_all(copies)
    commanded = check_all(commands)
    brought, site_grown = bring_all(FEW_BROUGHT if quick else BROUGHT)
    return [
        Row("mutated transcripts", sum(reading.outcomes.values()), "files", must=copies),
        Row("of these read, with problems by line", reading.outcomes["read"], "files"),
        Row("of these refused in a sentence", reading.outcomes["refused"], "files"),
        Row("neither read nor refused", len(reading.wrong), "files", 0, better="less"),
        Row("slowest", reading.slowest, "s", LONGEST, better="less"),
        Row("growth of the process that read them", grown, "MB", GROWN, better="less"),
        Row("mutated transcripts by command", sum(commanded.outcomes.values()), "files", commands),
        Row("tracebacks and answers of no shape", len(commanded.wrong), "files", 0, better="less"),
        Row("slowest command", commanded.slowest, "s", LONGEST, better="less"),
        Row("mutated transcripts by the pages", sum(brought.outcomes.values()), "files"),
        Row("of these previewed", brought.outcomes["read"], "files"),
        Row("of these refused with a sentence", brought.outcomes["refused"], "files"),
        Row("answers of 5xx and pages of no shape", len(brought.wrong), "files", 0, better="less"),
        Row("slowest page", brought.slowest, "s", LONGEST, better="less"),
        Row("growth of the site meanwhile", site_grown, "MB", GROWN, better="less"),
    ]


def mutate(chance: Random) -> tuple[str, bytes]:
    """A fixture, damaged in one to eight places, or with the tail of another one; its name."""
    fixtures = list_fixtures()
    path = chance.choice(fixtures)
    copy = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(copy) + 1)
        until = min(len(copy), at + chance.randint(1, 40))
        match chance.randrange(7):
            case way if way < WAYS:
                damage(copy, way, at, until, chance, fixtures)
            case _:
                copy[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 2, 3, 200))
    return path.name, bytes(copy)


def list_fixtures() -> list[Path]:
    """The files that copies are made of."""
    return sorted(path for path in FIXTURES.iterdir() if path.name[0] != ".")


def read_all(copies: int) -> tuple[Report, float]:
    """Read so many copies in one process; the report, and by how many MB it grew meanwhile."""
    with child(read_copies, copies) as (_, connection):
        return watch_reading(copies, connection)


def watch_reading(copies: int, connection: Connection) -> tuple[Report, float]:
    """What came of each copy that a process reads, and by how many MB it grew meanwhile.

    The growth is counted from where a tenth was read: by then all is imported and cached.
    """
    report, sizes = Report(), [0.0, 0.0]
    for number in range(copies):
        if not connection.poll(PATIENCE):
            report.add(f"copy {number}", "hangs", PATIENCE)
            break
        name, outcome, seconds, size = connection.recv()
        report.add(name, outcome, seconds)
        sizes[number >= copies // 10] = size
    return report, max(0.0, sizes[1] - sizes[0])


def read_copies(copies: int, connection: Connection) -> None:
    """Read copies and send of each: name, outcome, seconds, MB that the process takes."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    chance = Random(5)
    for _ in range(copies):
        name, data = mutate(chance)
        start = time.monotonic()
        outcome = read_one(name, data)
        connection.send((name, outcome, time.monotonic() - start, resident()))


def read_one(name: str, data: bytes) -> str:
    """What becomes of a file; the exception where it is not one that a person can read."""
    try:
        read = read_transcript(data, file_name=name)
    except UnreadableTranscript:
        return "refused"
    except BaseException as fault:  # whatever it is, it is what is looked for
        return repr(fault)[:200]
    return "read" if read.statements or read.problems else "neither words nor a problem"


def resident() -> float:
    """MB of memory that this process takes now."""
    return memory_of(os.getpid())


def check_all(commands: int) -> Report:
    """Put copies through `gaung transcript check`."""
    report, chance = Report(), Random(7)
    with tempfile.TemporaryDirectory() as name:
        archive = Archive(Path(name))
        for path in write_copies(Path(name), commands, chance):
            start = time.monotonic()
            status, printed, said = archive.run("transcript", "check", str(path), "--json")
            report.add(path.name, judge(status, printed, said), time.monotonic() - start)
    return report


def bring_all(copies: int) -> tuple[Report, float]:
    """Bring copies through the pages; the report, and by how many MB the site grew meanwhile.

    The growth is counted from where a tenth was brought, as above.
    """
    report, chance, before = Report(), Random(11), 0.0
    with tempfile.TemporaryDirectory() as name, bringing(Path(name)) as bringer:
        for number in range(copies):
            if number == copies // 10:
                before = bringer.memory()
            file_name, data = mutate(chance)
            outcome, seconds, _ = bringer.bring(file_name, data)
            report.add(file_name, "read" if outcome == "previewed" else outcome, seconds)
        return report, max(0.0, bringer.memory() - before)


def write_copies(folder: Path, copies: int, chance: Random) -> Iterator[Path]:
    """Copies as files, one at a time."""
    for number in range(copies):
        name, data = mutate(chance)
        path = folder / f"{number}-{name}"
        path.write_bytes(data)
        yield path
        path.unlink()


def judge(status: int, printed: bytes, said: bytes) -> str:
    """What a command answered."""
    if b"Traceback" in said:
        return said.decode(errors="replace")[-200:]
    if status == REFUSED:
        return "refused" if said.strip() and not printed else "refused without a sentence"
    try:
        document: Any = json.loads(printed)
    except ValueError:
        return f"status {status}, no JSON"
    kept = {"format", "speakers", "statements", "problems", "notes"} <= document.keys()
    fits = kept and status == (1 if document["problems"] else 0)
    return "read" if fits else f"status {status}, another shape"
