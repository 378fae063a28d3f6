"""A transcript leaves as DOCX, and comes back with all that a DOCX can hold."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from hypothesis import given
from hypothesis import strategies as st
from odd_words import TEXT

from media.transcripts import (
    Colophon,
    WrittenStatement,
    read_transcript,
    write_transcript,
)
from media.transcripts.office.confined import open_document
from media.transcripts.office.reading import make_text

COLOPHON = Colophon(
    title="Sekda Menjawab",
    programme="Bincang Pagi",
    date="2024-08-14",
    address="https://arsip.example/episode/2024-08-14-jalan-desa",
    revision=3,
    rights="terbuka; boleh dikutip dengan sumber",
    language="id",
    voices=(("Narasumber 1", "Rahmah Contoh, Kepala Dinas Air"),),
)
LABEL = st.sampled_from(["Kiki", "Tim: A", "warga", "Catatan", "R&D <1>", "Sekda:", "00:01:02"])
VOICE = st.none() | LABEL | TEXT.filter(lambda text: len(text) <= 120 and text != "?")
FOUR_HOURS = 4 * 3600 * 1000


@st.composite
def talks(draw):
    """Statements in the order of time; each may have a start, and with it an end."""
    statements, clock = [], 0
    for number in range(draw(st.integers(1, 8))):
        start = end = None
        if draw(st.booleans()):
            start = clock + draw(st.integers(0, FOUR_HOURS // 20))
            end = draw(st.none() | st.integers(start, start + 9000))
            clock = start
        times = [None if time is None else time / 1000 for time in (start, end)]
        identifier, voice, text = f"b{number:06d}x", draw(VOICE), draw(TEXT)
        statements.append(WrittenStatement(identifier, voice, *times, text))
    return statements


def said(pieces):
    return [(one.speaker, one.start, one.end, one.text) for one in pieces]


@given(talks())
def test_a_docx_holds_voice_times_and_words_of_every_statement(talk):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk.docx"
        path.write_bytes(write_transcript("docx", COLOPHON, talk))
        format, body = open_document(path)

    read = make_text(format, body.paragraphs, body.asides)

    assert said(read.turns) == said(talk)
    assert read.language == "id"
    assert not read.findings.problems


TALK = [
    WrittenStatement("b000000x", "Kiki", 1.0, 2.5, "Halo & selamat pagi."),
    WrittenStatement("b000001x", "Kiki", 2.5, 3.0, None, withdrawn="privacy"),
    WrittenStatement("b000002x", None, 3.0, None, "Ya."),
]


def test_what_was_downloaded_and_brought_back_says_nothing_but_its_words():
    transcript = read_transcript(write_transcript("docx", COLOPHON, TALK), file_name="a.docx")

    assert said(transcript.turns) == [
        ("Kiki", 1.0, 2.5, "Halo & selamat pagi."),
        (None, 3.0, None, "Ya."),
    ]
    assert (transcript.format, transcript.language, transcript.problems) == ("docx", "id", ())


def test_another_program_reads_the_file_with_revision_address_and_rights():
    document = docx.Document(io.BytesIO(write_transcript("docx", COLOPHON, TALK)))

    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[:8] == [COLOPHON.title, *COLOPHON.lines()[:7]]
    assert paragraphs[-3:] == [
        "[00:00:01–00:00:02.500] Kiki: Halo & selamat pagi.",
        "[Kata-kata ditarik: privacy]",
        "[00:00:03] ?: Ya.",
    ]
    for fact in ("Revisi: 3", f"Alamat: {COLOPHON.address}", f"Hak: {COLOPHON.rights}"):
        assert fact in paragraphs
    assert COLOPHON.address in document.sections[0].footer.paragraphs[0].text
    assert document.core_properties.title == COLOPHON.title
    speaker = document.paragraphs[-3].runs[2]
    assert (speaker.text, speaker.style.name, speaker.style.font.bold) == (
        "Kiki",
        "Gaung Speaker",
        True,
    )


def test_the_same_transcript_makes_the_same_file():
    assert write_transcript("docx", COLOPHON, TALK) == write_transcript("docx", COLOPHON, TALK)
