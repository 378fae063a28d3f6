"""Small files that unpack, nest or expand to far more than a transcript is: each is refused.

`gaung transcript check` takes each; how long it took, and what it and the confined process that
it started used at most, is what the system says of both. Then each is brought through the pages of
a served site, which must refuse it with a sentence and take no more memory afterwards.
"""

import io
import os
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.report import Row
from promises.archives import GAUNG, say
from promises.bringing import bringing

LONGEST, MOST_MEMORY = 30.0, 1024.0  # seconds, MiB
REFUSED, ANSWERED = 2, (0, 1)
GROWN = 100.0  # MB by which the site may have grown, of what it read itself and not yet given back
KIB, MIB = 1 << 10, 1 << 20

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ENTITIES = '<!DOCTYPE a [<!ENTITY e0 "ha">{}]>'.format(
    "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
)
HOSTNAME = '<!DOCTYPE a [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Outcome:
    """How a file was met: exit status, seconds, MiB, whether a traceback was shown."""

    status: int
    seconds: float
    memory: float
    traceback: bool


def measure(*, quick: bool) -> list[Row]:
    """Try every bomb, and the heaviest files that are allowed."""
    with tempfile.TemporaryDirectory() as folder:
        bombs = {name: attempt(Path(folder), name, make()) for name, make in BOMBS.items()}
        heavy = {name: attempt(Path(folder), name, make()) for name, make in HEAVY.items()}
        refused, strange, slowest, grown = bring_all(Path(folder))
    every = [*bombs.values(), *heavy.values()]
    met = [one.status == REFUSED for one in bombs.values()]
    odd = [one for one in heavy.values() if one.status not in (REFUSED, *ANSWERED)]
    return [
        Row("bombs", len(bombs), "files"),
        Row("bombs that were not refused", met.count(False), "files", 0, better="less"),
        Row("heavy files neither read nor refused", len(odd), "files", 0, better="less"),
        Row("tracebacks", sum(one.traceback for one in every), "files", 0, better="less"),
        Row("longest", max(one.seconds for one in every), "s", LONGEST, better="less"),
        Row("most memory", max(one.memory for one in every), "MiB", MOST_MEMORY, better="less"),
        Row("bombs refused by the pages", refused, "files", must=len(BOMBS)),
        Row("heavy files neither previewed nor refused", strange, "files", 0, better="less"),
        Row("longest by the pages", slowest, "s", LONGEST, better="less"),
        Row("growth of the site meanwhile", grown, "MB", GROWN, better="less"),
    ]


def attempt(folder: Path, name: str, data: bytes) -> Outcome:
    """Have a file checked by the command."""
    path = folder / name
    path.write_bytes(data)
    start = time.monotonic()
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(
            [GAUNG, "transcript", "check", path, "--json"], stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)  # of the command and of what it waited for
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    outcome = Outcome(
        process.returncode,
        time.monotonic() - start,
        used.ru_maxrss / KIB,
        "Traceback" in words,
    )
    say(
        f"{name} ({len(data):,} bytes): {outcome.status}, {outcome.seconds:.1f} s,"
        f" {outcome.memory:.0f} MiB. {words.strip()[-150:]}"
    )
    path.unlink()
    return outcome


def bring_all(folder: Path) -> tuple[int, int, float, float]:
    """Bring all of them through the pages, after a harmless one by which the site warms up.

    How many bombs were refused, how many heavy files met something strange, the longest answer in
    seconds, by how many MB the site grew.
    """
    refused = strange = 0
    slowest = 0.0
    with bringing(folder) as bringer:
        for name in ("talk.docx", "talk.srt"):
            bringer.bring(name, WARMING[name]())
        before = bringer.memory()
        for name, make in (BOMBS | HEAVY).items():
            outcome, seconds, _ = bringer.bring(name, make())
            say(f"{name} by the pages: {outcome}, {seconds:.1f} s, {bringer.memory():.0f} MB")
            slowest = max(slowest, seconds)
            refused += name in BOMBS and outcome == "refused"
            strange += name in HEAVY and outcome not in ("refused", "previewed")
        return refused, strange, slowest, max(0.0, bringer.memory() - before)


def docx(body: str, head: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX whose body holds some XML, with more parts beside it."""
    content = f"{head}<w:document xmlns:w='{WORDS}'><w:body>{body}</w:body></w:document>"
    parts = {"[Content_Types].xml": "<Types/>", "_rels/.rels": RELATIONS}
    return pack({**parts, "word/document.xml": content, **(more or {})})


def odt(body: str, head: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An ODT whose text holds some XML, with more parts beside it."""
    content = (
        f"{head}<office:document-content xmlns:office='{ODF}:office:1.0'"
        f" xmlns:text='{ODF}:text:1.0'><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    mimetype = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return pack({**mimetype, "content.xml": content, **(more or {})})


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def gigabyte(name: str, kind: Callable[..., bytes]) -> bytes:
    """A document with a part of a gigabyte of the same letter, a megabyte packed."""
    file = io.BytesIO(kind(PARAGRAPH))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package,
        package.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(1024):
            part.write(b" " * MIB)
    return file.getvalue()


def lying(data: bytes) -> bytes:
    """The same file, whose directory says that each part has a hundred bytes unpacked."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def crowd() -> bytes:
    """A ZIP file of many thousand empty parts."""
    return docx(PARAGRAPH, more={f"a{number}": "" for number in range(60_000)})


def varied(piece: Callable[[Random], str], characters: int) -> str:
    """Pieces that no packer finds repeated often, up to a length."""
    chance, parts, length = Random(1), [], 0
    while length < characters:
        parts.append(piece(chance))
        length += len(parts[-1])
    return "".join(parts)


def word(chance: Random) -> str:
    """A word of letters."""
    return "".join(chance.choices("aeioungkrstmblpd", k=chance.randint(2, 9)))


def said(chance: Random) -> str:
    """A paragraph of a DOCX in which a bold name says a few words."""
    return (
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{word(chance).title()}: </w:t></w:r><w:r><w:t>"
        f"{word(chance)} {word(chance)}.</w:t></w:r></w:p>"
    )


def looks(chance: Random) -> str:
    """Runs of one letter that look other than the one before."""
    return f"<w:r><w:t>{word(chance)[:1]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> </w:t></w:r>"


def row(chance: Random) -> str:
    """A row of a table, its cell far to the right."""
    return (
        f"<w:tr><w:trPr><w:gridBefore w:val='{chance.randint(1, 900)}'/></w:trPr><w:tc><w:p><w:r>"
        f"<w:t>{word(chance)}</w:t></w:r></w:p></w:tc></w:tr>"
    )


PARAGRAPH = "<w:p><w:r><w:t>Kiki: Halo.</w:t></w:r></w:p>"

BOMBS: dict[str, Callable[[], bytes]] = {
    "gigabyte.docx": lambda: gigabyte("word/media/a.bmp", docx),
    "gigabyte-in-styles.docx": lambda: gigabyte("word/styles.xml", docx),
    "gigabyte.odt": lambda: gigabyte("styles.xml", odt),
    "lying.docx": lambda: lying(docx(PARAGRAPH * 400_000)),
    "dense.docx": lambda: docx(PARAGRAPH * 400_000),
    "dense.odt": lambda: odt("<text:p>Kiki: Halo.</text:p>" * 600_000),
    "deep.docx": lambda: docx(varied(lambda c: f"<w:sdt w:a='{word(c)}'>", 15 * MIB)),
    "deep.odt": lambda: odt(varied(lambda c: f"<text:a text:b='{word(c)}'>", 15 * MIB)),
    "crowd.docx": crowd,
    "entities.docx": lambda: docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", ENTITIES),
    "entities.odt": lambda: odt("<text:p>&e9;</text:p>", ENTITIES),
    "hostname.docx": lambda: docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", HOSTNAME),
    "inside.docx": lambda: pack({"a.docx": pack({"b.docx": gigabyte("c", docx)})}),
    "long.docx": lambda: docx(f"<w:p><w:r><w:t>{varied(word, 5 * MIB)}</w:t></w:r></w:p>"),
    "paragraphs.docx": lambda: docx(varied(lambda c: f"<w:p w:a='{word(c)}'/>", 8 * MIB)),
    "large.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\na\n\n" * 500_000,
    "entities.ttml": f"<?xml version='1.0'?>{ENTITIES}<tt><p>&e9;</p></tt>".encode,
    "nested.json": lambda: b'{"segments": ' + b"[" * (4 * MIB) + b"]" * (4 * MIB) + b"}",
}
"""Name of a file -> what makes it. Each has to be refused."""

HEAVY: dict[str, Callable[[], bytes]] = {
    "talk.docx": lambda: docx(varied(said, 7 * MIB)),
    "empty-elements.docx": lambda: docx(varied(lambda c: f"<w:{word(c)}/>", 15 * MIB)),
    "looks.docx": lambda: docx(f"<w:p>{varied(looks, 15 * MIB)}</w:p>"),
    "rows.docx": lambda: docx(f"<w:tbl>{varied(row, 9 * MIB)}</w:tbl>"),
    "one-paragraph.docx": lambda: docx(
        f"<w:p>{varied(lambda c: f'<w:r><w:t>{word(c)} </w:t></w:r>', 8 * MIB)}</w:p>"
    ),
    "spans.odt": lambda: odt(
        f"<text:p>{'<text:span>' * 150}{varied(lambda c: f'{word(c)}<text:s/>', 4 * MIB)}"
        f"{'</text:span>' * 150}</text:p>"
    ),
}
"""The heaviest of what is allowed: read or refused, within the same bounds."""


WARMING: dict[str, Callable[[], bytes]] = {
    "talk.docx": lambda: docx(PARAGRAPH),
    "talk.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\na\n\n" * 5_000,
}
"""What is read before anything is measured."""
