"""Mutated recordings: each is read or refused in a sentence, soon, and nothing grows.

Copies of the ordinary and the odd recordings, damaged in many ways, are read one after the other in
one process, as an import or a web process reads them: what is in doubt is heard in a confined
process. Some are made ready to be heard, some go through `gaung tags`.
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from bench.report import Row
from media.access import prepare_access
from media.errors import MediaError
from media.tags import Tags, read_tags
from promises.archives import Archive
from promises.children import child
from promises.damage import WAYS, damage
from promises.malformed import GROWN, LONGEST, Report, resident, watch_reading

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "audio"
COPIES, FEW_COPIES = 10_000, 200
HEARD, FEW_HEARD = 500, 15
COMMANDS, FEW_COMMANDS = 200, 10
HEAD = 600
"""Bytes in which headers stand: half of all damage is done there."""

SHAPE = Tags().as_dict().keys()

PIECES = (
    *(b"\xff", b"\xff\xfb\x90\x00", b"\xff\xfe", b"\x00", b"\xff" * 4, b"\x7f" * 4, b"\x80" * 4),
    *(b"ID3\x04\x00\x00", b"ID3\x02\x00\x80", b"TIT2", b"CHAP", b"SYLT", b"APIC", b"TAG"),
    *(b"APETAGEX", b"LYRICSBEGIN", b"LYRICS200", b"3DI", b"Xing", b"Info", b"VBRI"),
    *(b"OggS", b"OggS\x00\x02", b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"fLaC", b"\xff\xf8"),
    *(b"RIFF", b"WAVE", b"fmt ", b"data", b"LIST", b"INFO", b"cue ", b"adtl", b"bext", b"ds64"),
    *(b"FORM", b"AIFF", b"COMM", b"SSND", b"moov", b"trak", b"stbl", b"stts", b"stsz", b"chpl"),
    *(b"ilst", b"meta", b"moof", b"\x00\x00\x00\x01", b"\x00\x00\x00\x08", b"\xed\xa0\x80"),
    *(b"\xd8\x00", b"\xe2\x80\xae", b"http://contoh.example/", b"CHAPTER001=99:99:99.999"),
)
"""What is put in: marks that mean something in one of the formats, and numbers too large."""


def measure(*, quick: bool) -> list[Row]:
    """Read the copies in one process, make some of them ready, read some by command."""
    copies, heard, commands = (
        (FEW_COPIES, FEW_HEARD, FEW_COMMANDS) if quick else (COPIES, HEARD, COMMANDS)
    )
    reading, grown = read_all(copies)
    hearing = judge_all(heard, Random(11), hear_one)
    commanded = command_all(commands, Random(13))
    return [
        Row("mutated recordings", sum(reading.outcomes.values()), "files", must=copies),
        Row("of these read, with their problems", reading.outcomes["read"], "files"),
        Row("of these refused in a sentence", reading.outcomes["refused"], "files"),
        Row("neither read nor refused", len(reading.wrong), "files", 0, better="less"),
        Row("slowest", reading.slowest, "s", LONGEST, better="less"),
        Row("growth of the process that read them", grown, "MB", GROWN, better="less"),
        Row("mutated recordings made ready to be heard", hearing.outcomes["read"], "files"),
        Row("of these refused in a sentence", hearing.outcomes["refused"], "files"),
        Row("tracebacks, and copies that were left", len(hearing.wrong), "files", 0, better="less"),
        Row("slowest to be made ready", hearing.slowest, "s", LONGEST, better="less"),
        Row("mutated recordings by command", sum(commanded.outcomes.values()), "files", commands),
        Row("tracebacks and answers of no shape", len(commanded.wrong), "files", 0, better="less"),
        Row("slowest command", commanded.slowest, "s", LONGEST, better="less"),
    ]


def mutate(chance: Random) -> tuple[str, bytes]:
    """A recording, damaged in one to eight places, or with the tail of another one; its name."""
    fixtures = list_fixtures()
    path = chance.choice(fixtures)
    copy = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        most = min(HEAD, len(copy)) if chance.random() < 0.5 else len(copy)
        at = chance.randrange(most + 1)
        until = min(len(copy), at + chance.randint(1, 40))
        match chance.randrange(9):
            case way if way < WAYS:
                damage(copy, way, at, until, chance, fixtures)
            case 5 if copy:
                for _ in range(chance.randint(1, 30)):
                    copy[chance.randrange(min(at, len(copy) - 1), len(copy))] ^= (
                        1 << chance.randrange(8)
                    )
            case 6:
                piece = chance.choice(PIECES)
                copy[at : at + len(piece)] = piece
            case _:
                copy[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 2, 3, 2000))
    return path.name, bytes(copy)


def list_fixtures() -> list[Path]:
    """The recordings that copies are made of."""
    others = {".sh", ".py"}
    paths = (*FIXTURES.iterdir(), *(FIXTURES / "odd").iterdir())
    return sorted(path for path in paths if path.is_file() and path.suffix not in others)


def write_copies(folder: Path, copies: int, chance: Random) -> Iterator[Path]:
    """Copies as files, one at a time."""
    for number in range(copies):
        name, data = mutate(chance)
        path = folder / f"{number}-{name}"
        path.write_bytes(data)
        yield path
        path.unlink()


def read_all(copies: int) -> tuple[Report, float]:
    """Read so many copies in one process; the report, and by how many MB it grew meanwhile."""
    with (
        tempfile.TemporaryDirectory() as folder,
        child(read_copies, folder, copies) as (_, connection),
    ):
        return watch_reading(copies, connection)


def read_copies(folder: str, copies: int, connection: Connection) -> None:
    """Read copies and send of each: name, outcome, seconds, MB that the process takes."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    for path in write_copies(Path(folder), copies, Random(9)):
        start = time.monotonic()
        outcome = read_one(path)
        connection.send((path.name, outcome, time.monotonic() - start, resident()))


def read_one(path: Path) -> str:
    """What becomes of a file; the exception where it is not one that a person can read."""
    try:
        said = read_tags(path).as_dict()
        json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
    except Exception as fault:  # whatever it is, it is what is looked for
        return repr(fault)[:200]
    return judge_tags(said)


def judge_tags(said: dict[str, Any]) -> str:
    """Whether the answer is one: a kind of file, or a sentence."""
    if said["format"] is None:
        return "refused" if said["problems"] else "neither a format nor a problem"
    lengths = [said["duration"] or 0.0, *(one["start"] for one in said["chapters"])]
    return "read" if all(length >= 0 for length in lengths) else "times before the beginning"


def judge_all(copies: int, chance: Random, judge: Any) -> Report:
    """Put copies through a test of one file."""
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        for path in write_copies(Path(folder), copies, chance):
            start = time.monotonic()
            report.add(path.name, judge(path), time.monotonic() - start)
    return report


def hear_one(path: Path) -> str:
    """What becomes of a file that is made ready to be heard."""
    target = path.with_suffix(".copy")
    try:
        prepared = prepare_access(path, target)
    except MediaError as refusal:
        return "refused" if str(refusal) and not target.exists() else "a copy was left"
    except Exception as fault:  # whatever it is, it is what is looked for
        return repr(fault)[:200]
    fits = target.stat().st_size == prepared.size and prepared.duration > 0
    target.unlink()
    return "read" if fits else "a copy of another size"


def command_all(commands: int, chance: Random) -> Report:
    """Put copies through `gaung tags`."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        return judge_all(
            commands, chance, lambda path: judge(*archive.run("tags", str(path), "--json"))
        )


def judge(status: int, printed: bytes, said: bytes) -> str:
    """What the command answered: one JSON document of the whole shape, and the status it means."""
    if b"Traceback" in said:
        return said.decode(errors="replace")[-200:]
    try:
        document: Any = json.loads(printed)
    except ValueError:
        return f"status {status}, no JSON"
    fits = document.keys() == SHAPE and status == (1 if document["problems"] else 0)
    return judge_tags(document) if fits else f"status {status}, another shape"
