"""One tiny document per odd case, with what it says beside it: the manual of DOCX and ODT.

tests/fixtures/make_office.py tells which program made which, and makes them anew.
"""

from functools import cache
from pathlib import Path

import pytest

from media.transcripts import Transcript, read_transcript

FIXTURES = Path(__file__).parents[3] / "fixtures" / "office"

# name, without its end where DOCX and ODT say the same -> [(speaker, start, end, text)]
STATEMENTS = {
    "alone": [
        ("Kiki", None, None, "Selamat pagi."),
        ("Kiki", None, None, "Kita mulai."),
        ("Sekda", None, None, "Pagi, Kiki."),
        ("Kiki", 60.0, None, "Apa kabar?"),
    ],
    "asides": [
        ("Kiki", None, None, "Selamat pagi, pendengar."),
        ("Sekda", None, None, "Pagi. Sehat?"),
        ("Kiki", None, None, "Sehat."),
        ("Sekda", None, None, "Baik."),
    ],
    "bold": [
        ("Kiki", None, None, "Selamat pagi, Pak."),
        ("Pak Sekda", None, None, "Pagi, Kiki."),
        ("Kiki", None, None, "Bagaimana jalan desa?"),
        ("Kiki", None, None, "Jalan desa itu, Kiki, sudah diaspal."),
        ("Rahmadi", None, None, "Saya ikut bertanya."),
        ("Rahmadi", None, None, "Aspal itu mahal."),
        ("Ibu Rani (warga)", 120.0, None, "Saya juga."),
        ("Ibu Rani (warga)", None, None, "Catatan: ini masih ucapan Ibu Rani."),
        ("Kiki", 150.0, None, "Terima kasih."),
    ],
    "cells": [
        ("Kiki", None, None, "Selamat pagi."),
        ("Sekda", 9.0, None, "Pagi, Kiki. Ada tiga hal: satu."),
        ("Kiki", 60.0, None, "Lalu?"),
        ("Sekda", 64.0, None, "Dua."),
        ("Sekda", None, None, "Masih Sekda."),
        ("Kiki", None, None, "Satu kolom saja."),
    ],
    "changes": [
        ("Kiki", None, None, "Jalan desa ini ya."),
        ("Sekda", None, None, "Sudah diaspal."),
        ("Kiki", None, None, "Terima kasih."),
    ],
    "columns.docx": [("Kiki", 1.0, 3.0, "Selamat pagi."), ("Sekda", 4.0, 9.0, "Pagi.")],
    "elsewhere.docx": [("Kiki", None, None, "Di tempat lain."), ("Sekda", None, None, "Betul.")],
    "ends": [
        ("Kiki", None, 4.0, "Selamat pagi."),
        ("Sekda", 4.0, 9.0, "Pagi, Kiki."),
        ("Kiki", 9.0, None, "Sampai jam 12:30"),
    ],
    "export-by-writer": [
        ("Kiki", 1.0, 3.5, "Selamat pagi, Pendengar."),
        (None, 3.6, None, "[00:05:00] Sekda: bukan nama."),
        ("suara yang belum dikenal: dua", None, None, ": ya"),
        ("Sekda", 3600.0, 3700.25, "Catatan: mulai 08:30 12:00"),
    ],
    "export.docx": [
        ("Kiki", 1.0, 3.5, "Selamat pagi, Pendengar."),
        (None, 3.6, None, "[00:05:00] Sekda: bukan nama."),
        ("suara yang belum dikenal: dua", None, None, ": ya"),
        ("Sekda", 3600.0, 3700.25, "Catatan: mulai 08:30 12:00"),
    ],
    "fields.docx": [
        ("Kiki", None, None, "Buka contoh.id sekarang."),
        ("Sekda", None, None, "Covid-19 pembangunan."),
        ("Kiki", None, None, "tulis ya."),
        ("Sekda", None, None, "Dalam kotak isian."),
    ],
    "former.docx": [
        ("Kiki", None, None, "Selamat pagi."),
        ("Kiki", None, None, "Sekda sudah ada."),
        ("Kiki", None, None, "Ya."),
        ("Kiki", None, None, "Sekda bukan nama di sini."),
        ("Kiki", None, None, "Tampak."),
    ],
    "formula.docx": [("Kiki", None, None, "Hitung dulu."), ("Sekda", None, None, "Baik.")],
    "google.docx": [("Kiki", None, None, "Selamat pagi."), ("Rani", None, None, "Pagi.")],
    "headings": [
        ("Kiki", None, None, "Selamat pagi."),
        ("Sekda", None, None, "Pagi."),
        ("Kiki", None, None, "Kita mulai."),
    ],
    "hidden-signs.docx": [
        ("Sekda", None, None, "Selamat pagi, café."),
        ("Kiki", None, None, "Ya."),
    ],
    "labels": [
        ("PENYIAR", 5.0, None, "Selamat pagi, pendengar. Hari ini kita bicara jalan."),
        (
            "Dr. H. Salman Ideris, M.Pd",
            None,
            None,
            "Terima kasih. Anggarannya tiga hal: tanah, batu, aspal.",
        ),
        ("Dr. H. Salman Ideris, M.Pd", None, None, "Semua selesai bulan ini."),
        ("Penanya 3, Kec. Batulicin", 70.0, None, "Pak, benarkah?"),
        ("PENYIAR", None, None, "Silakan dijawab."),
        ("Rani", None, 90.0, "Betul."),
    ],
    "lists": [
        ("Kiki", None, None, "Ada tiga syarat?"),
        ("Sekda", None, None, "Ya."),
        ("Sekda", None, None, "Kartu keluarga."),
        ("Kiki", None, None, "Terima kasih."),
    ],
    "macros.docm": [
        ("Kiki", None, None, "Dengan makro."),
        ("Sekda", None, None, "Tidak dijalankan."),
    ],
    "merged.docx": [
        ("Kiki", 1.0, None, "Selamat pagi."),
        ("Kiki", 4.0, None, "Kita mulai."),
        ("Sekda", 9.0, None, "Pagi."),
        ("Sekda", None, None, "Ada dua:"),
        ("Sekda", None, None, "tanah dan batu."),
        ("Kiki", None, None, "Baik."),
    ],
    "moved.docx": [
        ("Kiki", None, None, "Satu tiga dua."),
        ("Sekda", None, None, "Baris yang disambung."),
        ("Kiki", None, None, "Tetap ada."),
        ("Sekda", None, None, "Juga ada."),
        ("Kiki", None, None, "Akhir"),
    ],
    "nothing.docx": [],
    "picture.docx": [("Kiki", None, None, "Lihat gambar ini. Halaman dua.")],
    "spaced.odt": [
        ("Kiki", None, None, "Selamat pagi, Pendengar."),
        ("Sekda", None, None, "contoh.id dalam kotak tulis ."),
        ("Kiki", None, None, "Halaman 3."),
    ],
    "strict.docx": [("Kiki", None, None, "Ketat."), ("Sekda", None, None, "Juga ketat.")],
    "strong.docx": [
        ("Kiki", None, None, "Selamat pagi."),
        ("Rani", None, None, "Pagi."),
        ("Kiki", None, None, "Sehat?"),
        ("Rani", None, None, "Sehat, Kiki."),
    ],
    "table": [
        ("kiki (studio)", 3.0, None, "Selamat pagi."),
        ("Bapak yang menelepon dari pasar", 65.0, None, "Catatan: jalan kami rusak."),
        ("Bapak yang menelepon dari pasar", None, None, "Sejak lama."),
        ("Bapak yang menelepon dari pasar", 80.0, None, "Mohon diperbaiki."),
        ("Sekda", None, None, "Di luar tabel."),
    ],
    "tape": [
        ("Kiki", 5.48, None, "Selamat pagi."),
        ("Sekda", 9.0, None, "Pagi."),
        ("Sekda", None, None, "(tidak jelas)"),
        ("Kiki", 60.96, None, "[tertawa] Baik."),
    ],
    "twice.docx": [("Kiki", None, None, "Selamat pagi. Kita mulai.")],
    "utf-16.docx": [("Kiki", None, None, "Lebar – ya."), ("Sekda", None, None, "Lebar juga.")],
    "wrong": [
        ("Kiki", None, 120.0, "Satu."),
        ("Sekda", 120.0, None, "Mundur."),
        ("Kiki", None, None, "Mustahil."),
        ("Kiki", None, None, "Habis."),
    ],
}

# name -> [(place, beginning of the message)]; documents that are not named have no problems
PROBLEMS = {
    "alone": [("paragraph 8", "“Penelepon” is followed by no speech.")],
    "asides": [
        ("paragraph 1", "A footnote was not taken over: “Kiki menyapa dua kali.”. If it"),
        ("paragraph 3", "A text box was not taken over: “Rani: Saya di dalam kotak.”. If"),
        ("paragraph 4", "Hidden text was not taken over: “dan tidak tampak”. If it was"),
    ],
    "columns.docx": [
        ("table 1, row 3, cell 5", "“suara kecil” stands in a column that holds no speech, and was")
    ],
    "formula.docx": [
        ("paragraph 1", "A formula was not taken over: “2x+1”. If it was said, write it in"),
        ("paragraph 2", "A document inside this one was not taken over; copy its words"),
    ],
    "nothing.docx": [("paragraph 1", "The file holds no speech.")],
    "spaced.odt": [
        ("paragraph 3", "A text box was not taken over: “Dalam panah.”. If it was said,"),
        ("paragraph 3", "Hidden text was not taken over: “Tersembunyi.”. If it was said,"),
    ],
    "table": [
        (
            "table 1, row 5, cell 2",
            "“siang” is not a possible time; the words were kept without it.",
        ),
        ("table 1, row 5, cell 3", "“kiki (studio)” is followed by no speech."),
    ],
    "twice.docx": [
        ("paragraph 1", "A text box was not taken over: “Kotak di dalam.”. If it was said,")
    ],
    "wrong": [
        ("paragraph 2", "The time [00:01:00] lies before the one above it; the words were"),
        ("paragraph 3", "“[00:99:99]” is not a possible time; the words were kept without"),
        ("paragraph 4", "“Penelepon” is followed by no speech."),
    ],
}

# name -> the beginning of each note; documents that are not named have none
NOTES = {
    "asides": [
        "Comments in the margin were not taken over (paragraph 2: “Periksa suaranya.”).",
        "Headers and footers were not taken over (on every page: “Radio Contoh”; on every",
    ],
    "bold": [
        "Names that occur only once were read as speakers (paragraph 5: “Rahmadi”).",
        "Bold words at the beginning of lines were read as speech (paragraph 6: “Aspal”).",
    ],
    "cells": [
        "Lines at the top were read as a heading, not as speech (table 1, row 1, cell 1:",
        "Tables were read by their columns, each row as a statement (table 2, row 1, cell",
    ],
    "changes.docx": [
        "Changes that were tracked: what was inserted was read as accepted (paragraph 1).",
        "Changes that were tracked: what was deleted was left out (paragraph 1; paragraph",
    ],
    "changes.odt": [
        "Changes that were tracked: what was inserted was read as accepted (paragraph 1).",
        "Changes that were tracked: what was deleted was left out (paragraph 1; paragraph",
    ],
    "columns.docx": [
        "Tables were read by their columns, each row as a statement (table 1, row 1, cell"
    ],
    "elsewhere.docx": ["Names that occur only once were read as speakers (paragraph 1: “Kiki”)."],
    "ends": ["Times at the end of lines were read as the time at which the line ends and the"],
    "export-by-writer": [
        "Headers and footers were not taken over (on every page: “Bincang Pagi: Jalan · r3",
        "Headings were read as headings, not as speech (paragraph 1: “Bincang Pagi:",
        "Gaps where words were withdrawn were left out (paragraph 13).",
    ],
    "export.docx": [
        "Headers and footers were not taken over (on every page: “Bincang Pagi: Jalan · r3",
        "Headings were read as headings, not as speech (paragraph 1: “Bincang Pagi:",
        "Gaps where words were withdrawn were left out (paragraph 13).",
    ],
    "fields.docx": [
        "Tables of contents were left out (paragraph 1).",
        "Symbols that only one font has were left out (paragraph 2: “Wingdings F04A”).",
    ],
    "formula.docx": ["Names that occur only once were read as speakers (paragraph 1: “Kiki”)."],
    "google.docx": [
        "Names that occur only once were read as speakers (paragraph 1: “Kiki”; paragraph",
    ],
    "headings": [
        "Lines at the top were read as a heading, not as speech (paragraph 1: “Bincang",
        "Headings were read as headings, not as speech (paragraph 5: “Segmen pertama”).",
    ],
    "hidden-signs.docx": [
        "4 control or direction characters were removed.",
        "Names that occur only once were read as speakers (paragraph 2: “Kiki”).",
    ],
    "labels": [
        "Lines at the top were read as a heading, not as speech (paragraph 1: “Transkrip",
        "Lines without letters or digits were left out (paragraph 6: “-----”).",
        "Times at the end of lines were read as the time at which the line ends and the",
        "Names that occur only once were read as speakers (paragraph 7: “Rani”).",
    ],
    "lists": ["Numbers and bullets in front of lines were left out (paragraph 1; paragraph 2;"],
    "macros.docm": ["Names that occur only once were read as speakers (paragraph 1: “Kiki”)."],
    "merged.docx": [
        "Tables were read by their columns, each row as a statement (table 1, row 1, cell"
    ],
    "moved.docx": [
        "Changes that were tracked: what was deleted was left out (paragraph 1; table 1,",
        "Tables were read by their columns, each row as a statement (table 1, row 1, cell",
    ],
    "picture.docx": [
        "Pictures were left out (paragraph 1).",
        "Names that occur only once were read as speakers (paragraph 1: “Kiki”).",
    ],
    "spaced.odt": ["Tables of contents were left out (paragraph 1)."],
    "strict.docx": ["Names that occur only once were read as speakers (paragraph 1: “Kiki”)."],
    "table": [
        "Tables were read by their columns, each row as a statement (table 1, row 1, cell",
        "Numbers and bullets in front of lines were left out (table 1, row 2, cell 1;",
    ],
    "tape": [
        "The first time is 10:00:05.480: all times were counted from 10:00:00.000, where",
        "The last digits of times were read as frames, 25 in a second (paragraph 1:",
    ],
    "twice.docx": ["Names that occur only once were read as speakers (paragraph 1: “Kiki”)."],
    "utf-16.docx": ["Names that occur only once were read as speakers (paragraph 1: “Kiki”)."],
    "wrong": ["Times at the end of lines were read as the time at which the line ends and the"],
}

DOCUMENTS = sorted(path.name for path in FIXTURES.iterdir() if not path.name.startswith("."))


@cache
def read(name: str) -> Transcript:
    return read_transcript((FIXTURES / name).read_bytes(), file_name=name)


def expected(table, name, missing=()):
    """What a table says of a document, by its name or by its stem."""
    return table.get(name, table.get(name.rpartition(".")[0], list(missing)))


def test_every_document_is_in_the_table():
    stems = {name.rpartition(".")[0] for name in DOCUMENTS}

    assert all(expected(STATEMENTS, name, missing=["none"]) != ["none"] for name in DOCUMENTS)
    assert all(name in stems or name in DOCUMENTS for name in STATEMENTS | PROBLEMS | NOTES)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_its_statements(name):
    transcript = read(name)

    said = [(s.speaker, s.start, s.end, s.text) for s in transcript.statements]

    assert said == expected(STATEMENTS, name)
    assert transcript.format == ("odt" if name.endswith(".odt") else "docx")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_not_taken_over_is_listed_by_paragraph_or_cell(name):
    problems = read(name).problems

    assert [problem.place for problem in problems] == [
        place for place, _ in expected(PROBLEMS, name)
    ]
    for problem, (_, message) in zip(problems, expected(PROBLEMS, name), strict=True):
        assert problem.message.startswith(message)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_doubtful_or_no_speech_is_noted(name):
    notes = read(name).notes

    assert len(notes) == len(expected(NOTES, name))
    for note, beginning in zip(notes, expected(NOTES, name), strict=True):
        assert note.startswith(beginning)


def test_the_note_of_a_table_quotes_its_first_row_as_it_stands_in_the_file():
    (table, *_) = [note for note in read("table.docx").notes if note.startswith("Tables were")]

    assert "“No. | Waktu | Pembicara | " in table


def test_a_name_that_says_otherwise_does_not_matter():
    data = (FIXTURES / "labels.odt").read_bytes()

    assert read_transcript(data, file_name="labels.txt").format == "odt"
    assert read_transcript(data).statements == read("labels.odt").statements
