"""Mutated DOCX and ODT: each is read or refused in a sentence, and the confined reader never fails.

Copies of the fixtures are damaged as files, or one of their parts is: its bytes, or its elements,
which are moved, doubled, taken out, renamed and given other values, so that the XML stays sound.
"""

import copy
import io
import time
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree  # only of fixtures of our own

from bench.report import Row
from media.errors import UnreadableTranscript
from media.transcripts import read_transcript
from promises.malformed import Report

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "office"
COPIES, FEW_COPIES = 3_000, 300
LONGEST = 10.0  # seconds
MOST_ELEMENTS = 3_000
TEXTS = ("Sekda: ya", "[00:01:02]", "\u202e", "x" * 500, "00:00", "\n\n", "-----", "Judul: a", "")
VALUES = ("0", "-1", "9" * 14, "", "Title", "Gaung Speaker", "x" * 300, "٣", "2", "true", "none")


def measure(*, quick: bool) -> list[Row]:
    """Read the copies one after the other."""
    report, chance = Report(), Random(11)
    for _ in range(FEW_COPIES if quick else COPIES):
        path = chance.choice(list_fixtures())
        data = mutate(path, chance)
        start = time.monotonic()
        report.add(path.name, look_at(path.name, data), time.monotonic() - start)
    return [
        Row("mutated documents", sum(report.outcomes.values()), "files"),
        Row("of these read, with problems by place", report.outcomes["read"], "files"),
        Row("of these refused in a sentence", report.outcomes["refused"], "files"),
        Row("neither read nor refused", len(report.wrong), "files", 0, better="less"),
        Row("slowest", report.slowest, "s", LONGEST, better="less"),
    ]


def list_fixtures() -> list[Path]:
    """The documents that copies are made of."""
    return sorted(path for path in FIXTURES.iterdir() if path.name[0] != ".")


def look_at(name: str, data: bytes) -> str:
    """What becomes of a file; the end of the confined process is no refusal."""
    try:
        read = read_transcript(data, file_name=name)
    except UnreadableTranscript as refusal:
        return "the confined process failed" if refusal.kind == "document too much" else "refused"
    except Exception as fault:  # whatever it is, it is what is looked for
        return repr(fault)[:200]
    return "read" if read.statements or read.problems else "neither words nor a problem"


def mutate(path: Path, chance: Random) -> bytes:
    """A copy of a document, damaged."""
    if chance.random() < 0.25:
        return damage(path.read_bytes(), chance)
    parts = dict(read_parts(path))
    name = chance.choice([name for name in parts if name.endswith(("xml", "rels"))])
    sound = chance.random() < 0.7
    parts[name] = rearrange(parts[name], chance) if sound else damage(parts[name], chance)
    return pack(parts)


@cache
def read_parts(path: Path) -> dict[str, bytes]:
    """The parts of a document."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name[-1] != "/"}


def pack(parts: dict[str, bytes]) -> bytes:
    """A document of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def damage(data: bytes, chance: Random) -> bytes:
    """A copy with bytes changed, cut out or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) or 1)
        until = at + chance.randint(1, 20)
        match chance.randrange(3):
            case 0:
                changed[at:until] = chance.randbytes(len(changed[at:until]))
            case 1:
                del changed[at:until]
            case _:
                changed[at:at] = changed[at:until]
    return bytes(changed)


def rearrange(data: bytes, chance: Random) -> bytes:
    """Sound XML in which elements stand elsewhere, twice, not at all, or say something else."""
    root = ElementTree.fromstring(data)  # noqa: S314  # a fixture of our own
    for _ in range(chance.randint(1, 12)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(6):
            case 0 if len(one):
                one.remove(chance.choice(list(one)))
            case 1 if len(elements) < MOST_ELEMENTS:
                other.insert(chance.randrange(len(other) + 1), copy.deepcopy(one))
            case 2:
                one.tag = other.tag
            case 3 if one.attrib:
                one.attrib[chance.choice(list(one.attrib))] = chance.choice(VALUES)
            case 4:
                one.text = chance.choice(TEXTS)
            case _:
                one[:] = chance.sample(list(one), len(one))
    return ElementTree.tostring(root)
