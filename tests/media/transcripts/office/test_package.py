"""Documents that are none, are damaged, or mean harm: refused with a reason, in little memory."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import packages
import pytest
from packages import docx, docx_parts, odt, odt_parts, pack, paragraph

from media.errors import UnreadableTranscript
from media.transcripts import read_transcript
from media.transcripts.office.reading import MAX_BYTES

MEGABYTE = 1024 * 1024
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
ELSEWHERE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
DTD = '<!DOCTYPE a SYSTEM "http://contoh.invalid/a.dtd">'
OUTSIDE = packages.OFFICE_DOCUMENT.replace(
    'Target="word/document.xml"', 'TargetMode="External" Target="http://contoh.invalid/d.xml"'
)


def with_part(name, content, parts=None):
    return pack((parts or docx_parts(paragraph("Kiki: Halo."))) | {name: content})


def locked(data):
    """The same file with the mark of encryption on all of its parts."""
    changed = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{packages.ODF}:manifest:1.0"><manifest:file-entry>'
    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)

REFUSED = {
    "cut off": (lambda: docx(paragraph("Kiki: Halo."))[:-30], "damaged and cannot be unpacked"),
    "no document in it": (lambda: pack({"a.txt": "Kiki: Halo."}), "a ZIP file and no document"),
    "an Excel table": (lambda: with_part("xl/workbook.xml", "<a/>"), "The file is an Excel table"),
    "a spreadsheet of Calc": (
        lambda: pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "The file is an OpenDocument spreadsheet",
    ),
    "no main part": (
        lambda: pack({"[Content_Types].xml": "<a/>", "_rels/.rels": packages.OFFICE_DOCUMENT}),
        "keeps its text in another place",
    ),
    "its text at an address": (
        lambda: with_part("_rels/.rels", OUTSIDE),
        "keeps its text in another place",
    ),
    "another root": (
        lambda: with_part("word/document.xml", "<html>Halo</html>"),
        "document.xml holds no text",
    ),
    "broken XML": (
        lambda: with_part("word/document.xml", "<w:document><w:body>"),
        "damaged: .* in line 1 of its XML",
    ),
    "two parts of one name": (
        lambda: pack({"word/document.xml": "<a/>", "/word/document.xml": "<a/>"}),
        "damaged",
    ),
    "locked": (lambda: locked(docx(paragraph("Halo"))), "protected by a password"),
    "locked by Writer": (
        lambda: with_part("META-INF/manifest.xml", MANIFEST, odt_parts("<text:p>a</text:p>")),
        "protected by a password",
    ),
    "packed in a way no program does": (
        lambda: pack(docx_parts(paragraph("Halo")), zipfile.ZIP_LZMA),
        "damaged",
    ),
    "entities": (lambda: docx(paragraph("&c;"), LAUGHS), "declares entities of its own"),
    "entities in ODT": (lambda: odt("<text:p>&c;</text:p>", LAUGHS), "declares entities"),
    "a file of this machine": (lambda: docx(paragraph("&b;"), ELSEWHERE), "declares entities"),
    "a document type at an address": (lambda: docx(paragraph("a"), DTD), "declares entities"),
    "entities in its styles": (
        lambda: with_part("styles.xml", f"{LAUGHS}<a>&c;</a>", odt_parts("<text:p>a</text:p>")),
        "declares entities",
    ),
    "nested deep": (lambda: docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "more than 200 deep"),
    "nested deep in ODT": (
        lambda: odt("<text:section>" * 300 + "</text:section>" * 300),
        "more than 200 deep",
    ),
    "too dense": (lambda: docx(paragraph("a" * 3 * MEGABYTE)), "unpacks to far more"),
    "too large": (
        lambda: docx(paragraph(random.Random(1).randbytes(13 * MEGABYTE).hex())),  # noqa: S311
        "unpacks to far more",
    ),
    "pictures of a gigabyte": (
        lambda: with_part("word/media/a.bmp", bytes(300 * MEGABYTE)),
        "unpacks to far more",
    ),
    "thousands of parts": (
        lambda: pack(docx_parts(paragraph("a")) | {f"a{n}": "" for n in range(2100)}),
        "more than 2000 parts",
    ),
    "too many paragraphs": (
        lambda: docx("".join(f"<w:p w:a='{n:x}'/>" for n in range(100_100))),
        "more than 100,000 paragraphs",
    ),
    "too many words": (
        lambda: docx(paragraph(random.Random(2).randbytes(1_100_000).hex())),  # noqa: S311
        "more than twenty hours of talk",
    ),
    "larger than any": (lambda: b"PK\x03\x04" + bytes(MAX_BYTES), "larger than 32 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_honest_document_is_refused_with_a_reason(name):
    make, reason = REFUSED[name]

    with pytest.raises(UnreadableTranscript, match=reason):
        read_transcript(make())


def test_what_a_document_refers_to_is_not_fetched_and_does_not_keep_it_from_being_read():
    linked = (
        f'<Relationships xmlns="{packages.RELATIONS}"><Relationship Id="b" Type="x/footnotes"'
        ' TargetMode="External" Target="http://contoh.invalid/a"/><Relationship Id="c"'
        ' Type="x/comments" Target="../../../../../etc/passwd"/></Relationships>'
    )

    transcript = read_transcript(with_part("word/_rels/document.xml.rels", linked))

    assert [one.text for one in transcript.turns] == ["Halo."]


WITHOUT_ROOM = """
import resource, sys
from media.errors import StoreFull
from media.transcripts import read_transcript
data = sys.stdin.buffer.read()
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    read_transcript(data)
except StoreFull as full:
    print(full)
"""


def test_where_there_is_no_room_to_open_a_document_a_person_is_told():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ROOM],
        input=docx(paragraph("Kiki: Halo.")),
        capture_output=True,
    )

    assert done.stdout.startswith(b"There is no room to open the document: File too large.")
    assert done.stderr == b""


FIXTURES = Path(__file__).parents[3] / "fixtures" / "office"
DAMAGED = ["export.docx", "asides.odt", "table.docx", "changes.odt"]


def damage(data, chance):
    """A copy with bytes changed, cut out or doubled, or its end cut off."""
    copy = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(copy) or 1)
        until = at + chance.randint(1, 20)
        match chance.randrange(4):
            case 0:
                copy[at:until] = chance.randbytes(len(copy[at:until]))
            case 1:
                del copy[at:until]
            case 2:
                copy[at:at] = copy[at:until]
            case _:
                copy[at:until] = bytes(one ^ (1 << chance.randrange(8)) for one in copy[at:until])
    return bytes(copy)


def damage_inside(data, chance):
    """A sound ZIP file of which one part is damaged."""
    with zipfile.ZipFile(FIXTURES / data) as package:
        parts = {name: package.read(name) for name in package.namelist() if name[-1] != "/"}
    name = chance.choice([name for name in parts if name.endswith(("xml", "rels"))])
    return pack(parts | {name: damage(parts[name], chance)})


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("way", ["outside", "inside"])
def test_damaged_copies_are_read_or_refused(name, way):
    chance = random.Random(f"{name} {way}")  # noqa: S311
    data = (FIXTURES / name).read_bytes()
    for _ in range(6):
        copy = damage(data, chance) if way == "outside" else damage_inside(name, chance)
        try:
            transcript = read_transcript(copy, file_name=name)
        except UnreadableTranscript as refusal:
            assert "time and memory" not in str(refusal)  # the reader itself did not fail
        else:
            assert transcript.statements or transcript.problems
