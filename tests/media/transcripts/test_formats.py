"""One tiny real file per odd case, with what it says beside it: the manual of the readers."""

import json
from pathlib import Path

import pytest

from media.transcripts import Transcript, read_transcript

FIXTURES = Path(__file__).parents[2] / "fixtures" / "transcripts"

# file -> [(speaker, start, end, text)]
STATEMENTS = {
    "voices.vtt": [
        ("Kiki", 1.0, 3.5, "Selamat pagi, Pendengar & keluarga."),
        ("Pak Sekda", 3.6, 6.0, "Selamat pagi, Kiki."),
        ("Kiki", 6.2, 8.0, "Apa kabar?"),
        ("Pak Sekda", 6.2, 8.0, "Baik."),
        (None, 6.2, 8.0, "(tertawa)"),
        ("Q&A", 3600.0, 3602.0, "Harga < 5 ribu, R&D jalan <tidak jelas>."),
    ],
    "unknown.vtt": [
        (None, 0.0, 4.0, "Jalan desa kita mulai diaspal."),
        (None, 7.001, 13.0, "Lalu jembatannya? Kiki: belum."),
    ],
    "damaged.vtt": [
        (None, 5.0, 11.0, "Terbalik. Detik yang mustahil. Tanpa baris kosong."),
        ("Kiki", 14.0, 15.0, "Halo <v Rani"),
        (None, 2.0, 4.0, "Mundur."),
    ],
    "crlf.vtt": [("Kiki", 1.0, 3.0, "Satu, dua. Tiga.")],
    "headless.vtt": [("Kiki", 1.0, 2.0, "Tanpa kepala.")],
    "stamps.vtt": [(None, 10.0, 14.0, "Satu duapuluh tiga empat")],
    "spaced.vtt": [("Kiki", 1.0, 3.0, "Selamat pagi. Ya.")],
    "utf-16-unmarked.vtt": [("Kiki", 1.0, 2.0, "Selamat pagi.")],
    "labels.srt": [
        ("PEMBAWA ACARA", 1.0, 5.0, "Selamat pagi, para pendengar. Hari ini kita bicara jalan."),
        ("Sekda", 5.1, 8.0, "Terima kasih."),
        ("Penanya 3", 5.1, 9.9, "Pak, kapan mulai? Pukul 08:00, katanya."),
    ],
    "broken.srt": [
        (
            "Kiki",
            1.5,
            9.0,
            "Selamat pagi. Ini studio dua. Masih kalimat yang sama. Tahun 2022 12 Tanpa nomor. "
            "Tetap terbaca.",
        )
    ],
    "dialogue.srt": [(None, 1.0, 5.0, "- Sudah makan? - Sudah. Bertumpuk. Mundur.")],
    "spaced.srt": [("Kiki", 1.0, 3.0, "Selamat pagi. 2022")],
    "strays.srt": [(None, 3.0, 4.0, "Halo. tanpa waktu")],
    "rolling.vtt": [
        (None, 1.0, 10.0, "selamat pagi pendengar ya ya jalan desa kita jalan desa kita")
    ],
    "rolling.srt": [(None, 1.0, 7.0, "selamat pagi pendengar hari ini kita bicara jalan desa")],
    "repeated.srt": [("Kiki", 1.0, 6.0, "Betul. Betul. Betul. Jalan. Jembatan.")],
    "labels.txt": [
        (
            "PEMBAWA ACARA",
            1.0,
            None,
            "Selamat pagi, pendengar. Kita mulai pukul 08:00 tepat.",
        ),
        (
            "Dr. H. Salman Ideris, M.Pd",
            12.0,
            None,
            "Terima kasih. Jalan desa selesai bulan ini.",
        ),
        (
            "Dr. H. Salman Ideris, M.Pd",
            None,
            None,
            "Anggarannya tiga hal: tanah, batu, dan aspal.",
        ),
        ("Penanya 3", 62.0, None, "Pak, benarkah?"),
        ("Penanya 3", None, None, "Kapan?"),
        ("Sekda", 70.0, 75.0, "Benar."),
    ],
    "careful.txt": [
        (
            "Sekda",
            None,
            None,
            "Ada dua syarat. Catatan: syarat kedua menyusul. Pukul 08:00 kantor dibuka. Alamatnya "
            "https://contoh.id:8080/layanan dan http://contoh.id Kami sampaikan kepada warga: "
            "jangan takut. KTP: bawa yang asli.",
        ),
        ("Sekda", None, None, "Kesimpulan: semua gratis."),
        ("Bu Camat Simpang Lima", None, None, "Setuju, Pak."),
        ("Rahmadi", None, None, "Saya juga."),
    ],
    "heading.txt": [
        ("KIKI", None, None, "Selamat pagi."),
        ("KIKI", None, None, "Masih pagi."),
        ("RANI", None, None, "Halo."),
    ],
    "tight.txt": [
        ("Kiki", None, None, "Selamat pagi."),
        ("Rani", None, None, "Pagi, Kiki."),
        ("Kiki", None, None, "Sehat?"),
        ("Rani", None, None, "Sehat."),
        ("Budiman", None, None, "Saya numpang bicara, sebentar saja."),
        ("operator", None, None, "silakan intinya: cepat"),
    ],
    "ends.txt": [
        ("Kiki", None, 4.0, "Selamat pagi."),
        ("Rani", 4.0, 15.0, "Pagi, Kiki. Kita tunggu sampai siang"),
        ("Kiki", 15.0, None, "Sampai jam 12:30"),
    ],
    "starts.txt": [
        ("Kiki", 0.0, None, "Selamat pagi."),
        ("Rani", 4.0, None, "Pagi, Kiki."),
    ],
    "names-alone.txt": [
        ("Kiki Amelia", 0.0, None, "Selamat pagi."),
        ("Pak Rusdi", 7.0, None, "Pagi. Bagaimana kabarnya?"),
        ("Kiki Amelia", 62.0, None, "Baik."),
    ],
    "backwards.txt": [
        ("Kiki", 60.0, None, "Satu."),
        ("Kiki", None, None, "Dua."),
        ("Kiki", None, None, "Tiga."),
        ("Kiki", 120.0, None, "Empat."),
    ],
    "windows-1252.txt": [("Kiki", None, None, "Kafé “Nusantara” – buka.")],
    "utf-16.txt": [("Kiki", None, None, "Selamat pagi."), ("Rani", None, None, "Pagi – ya.")],
    "hidden.txt": [("Kiki", None, None, "Selamat pagi, Pendengar café. Ya.")],
    "half-damaged.txt": [("Kiki", None, None, "“Selamat” – “pagi” \ufffd\ufffd semua.")],
}

# file -> [(line, beginning of the message)]; files that are not named here have no problems
PROBLEMS = {
    "damaged.vtt": [
        (3, "Text that belongs to no cue was not taken over: “catatan tanpa waktu”"),
        (5, "The end (00:00:03.000) lies before the start (00:00:05.000)"),
        (8, "“00:75.000” is not a possible time"),
        (13, "The cue has no text"),
        (16, "The time <00:99.000> inside the cue"),
        (18, "The time 00:00:02.000 lies before the one above it"),
    ],
    "headless.vtt": [(1, "The file does not begin with WEBVTT")],
    "stamps.vtt": [(4, "The time <00:11.000>"), (4, "The time <00:15.000>")],
    "broken.srt": [(23, "“bukan waktu” is not a possible time")],
    "dialogue.srt": [
        (7, "The cue starts at 00:00:01.500, before the one above it by the same voice ends"),
        (11, "The time 00:00:00.500 lies before the one above it"),
    ],
    "strays.srt": [
        (1, "Text that belongs to no cue was not taken over: “Halaman judul”"),
        (4, "The cue has no text"),
        (10, "The cue number 5 is followed by no times"),
    ],
    "heading.txt": [
        (10, "“KIKI” is followed by no speech"),
        (16, "“PENELEPON” is followed by no speech"),
    ],
    "backwards.txt": [
        (2, "The time [00:00:30] lies before the one above it"),
        (3, "“[00:61:00]” is not a possible time"),
        (4, "The end (00:01:50.000) lies before the start (00:02:00.000)"),
    ],
}

# file -> a part of each note; files that are not named here have none
NOTES = {
    "voices.vtt": ["Penyunting: Kiki", "STYLE ::cue", "NOTE Disunting dua kali", "<tidak jelas>"],
    "unknown.vtt": ["line 13: “Kiki: belum.”"],
    "spaced.vtt": ["(line 5: “<v Kiki>Selamat pagi.”; line 9: “<v Kiki>Ya.”)"],
    "utf-16-unmarked.vtt": ["UTF-16 (without a byte order mark)"],
    "broken.srt": [
        "as the number of the next (line 4: “3”)",
        "line 8: “Masih kalimat yang sama.”",
        "read as words (line 13: “2022”)",
        "do not follow each other",
        "only once were read as speakers (line 3: “Kiki”)",
    ],
    "dialogue.srt": ["line 3: “- Sudah makan? - Sudah.”"],
    "spaced.srt": ["line 5: “Kiki: Selamat pagi.”; line 11: “2022”", "only once"],
    "strays.srt": ["line 11: “tanpa waktu”"],
    "rolling.vtt": [
        "after a blank line was read as part of the cue above it (line 7",
        "left out (line 10: “selamat pagi pendengar”; line 14: “selamat pagi pendengar”; line 18",
    ],
    "rolling.srt": ["line 7: “selamat pagi pendengar”; line 12: “hari ini kita”; line 17"],
    "careful.txt": ["read as speech (line 6: “KTP”)", "as speakers (line 12: “Rahmadi”)"],
    "heading.txt": [
        "line 1: “Talkshow Halo Bersujud”; line 2: “Judul: Jalan Desa”",
        "line 13: “-----”",
        "line 12: “RANI”",
    ],
    "tight.txt": ["line 5: “Budiman”"],
    "ends.txt": ["the next one starts (line 1; line 2; line 3)", "line 2: “Rani”"],
    "starts.txt": ["at which the line starts (line 1; line 2)", "line 1: “Kiki”; line 2: “Rani”"],
    "windows-1252.txt": ["read as Windows-1252", "line 1: “Kiki”"],
    "utf-16.txt": ["read as UTF-16.", "line 1: “Kiki”; line 2: “Rani”"],
    "hidden.txt": ["6 control or direction characters", "line 1: “Kiki”"],
    "half-damaged.txt": ["2 bytes that are no UTF-8", "line 1: “Kiki”"],
}


def read(name: str) -> Transcript:
    return read_transcript((FIXTURES / name).read_bytes(), file_name=name)


def test_every_fixture_is_in_a_table() -> None:
    names = {path.name for path in FIXTURES.iterdir() if not path.name.startswith(".")}
    others = json.loads((FIXTURES.parent / "odd_transcripts.json").read_text("utf-8"))

    assert names == set(STATEMENTS) | set(others)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_file_says_its_statements(name: str) -> None:
    transcript = read(name)

    said = [(s.speaker, s.start, s.end, s.text) for s in transcript.statements]

    assert said == STATEMENTS[name]
    assert transcript.format == name.rpartition(".")[2]


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_could_not_be_read_is_listed_by_line(name: str) -> None:
    expected = PROBLEMS.get(name, [])

    problems = read(name).problems

    assert [problem.line for problem in problems] == [line for line, _ in expected]
    for problem, (_, message) in zip(problems, expected, strict=True):
        assert problem.message.startswith(message)


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_is_doubtful_is_noted(name: str) -> None:
    expected = NOTES.get(name, [])

    notes = read(name).notes

    assert len(notes) == len(expected)
    for note, part in zip(notes, expected, strict=True):
        assert part in note


def test_inline_times_are_kept_as_marks() -> None:
    statements = read("voices.vtt").statements

    marks = {statement.text: statement.marks for statement in statements[:3]}

    assert marks == {
        "Selamat pagi, Pendengar & keluarga.": ((0, 1000),),
        "Selamat pagi, Kiki.": ((0, 3600), (8, 4500), (14, 5250)),
        "Apa kabar?": ((0, 6200),),
    }


def test_a_header_names_the_language() -> None:
    assert read("voices.vtt").language == "id"
    assert read("unknown.vtt").language is None


def test_speakers_are_listed_as_first_heard() -> None:
    assert read("labels.srt").speakers == ("PEMBAWA ACARA", "Sekda", "Penanya 3")
    assert read("voices.vtt").speakers == ("Kiki", "Pak Sekda", "Q&A")


def test_the_check_command_gets_its_shape() -> None:
    shape = read("headless.vtt").as_dict()

    assert shape == {
        "format": "vtt",
        "speakers": ["Kiki"],
        "statements": [{"speaker": "Kiki", "start": 1.0, "end": 2.0, "text": "Tanpa kepala."}],
        "problems": [
            {
                "line": 1,
                "message": "The file does not begin with WEBVTT; it was read as if it did.",
            }
        ],
        "notes": [],
    }
