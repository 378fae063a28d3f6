import pytest

from media.transcripts.findings import Findings
from media.transcripts.labels import Label, LabelJudge, Shape, find_label

SURE, NAME, ACRONYM, SMALL = Shape.SURE, Shape.NAME, Shape.ACRONYM, Shape.SMALL


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Sekda: Ya.", ("Sekda", "Ya.", SURE)),
        ("Penanya 3: Pak?", ("Penanya 3", "Pak?", SURE)),
        (
            "Penanya #3 (Kec. Simpang Empat): Pak?",
            ("Penanya #3 (Kec. Simpang Empat)", "Pak?", SURE),
        ),
        ("Penanya 1, Kec. Batulicin: Pak?", ("Penanya 1, Kec. Batulicin", "Pak?", SURE)),
        ("Suara tak dikenal: Hei", ("Suara tak dikenal", "Hei", SURE)),
        ("PEMBAWA ACARA: Halo", ("PEMBAWA ACARA", "Halo", SURE)),
        ("pembawa acara: halo", ("pembawa acara", "halo", SURE)),
        ("Kepala Dinas PUPR: Siap", ("Kepala Dinas PUPR", "Siap", SURE)),
        ("Plt. Sekretaris Daerah: Siap", ("Plt. Sekretaris Daerah", "Siap", SURE)),
        ("Pak Sekda: Siap", ("Pak Sekda", "Siap", SURE)),
        ("Dr. H. Ambo Sakka, M.Pd: Ya", ("Dr. H. Ambo Sakka, M.Pd", "Ya", SURE)),
        ("dr. Rina Wati, Sp.A, MM: Ya", ("dr. Rina Wati, Sp.A, MM", "Ya", SURE)),
        ("Gusti Noor bin Ahmad: Ya", ("Gusti Noor bin Ahmad", "Ya", SURE)),
        ("Host/Penyiar: Ya", ("Host/Penyiar", "Ya", SURE)),
        ("SPEAKER_00: Ya", ("SPEAKER_00", "Ya", SURE)),
        ("[SPEAKER_01]: Ya", ("SPEAKER_01", "Ya", SURE)),
        ("Speaker 1: Ya", ("Speaker 1", "Ya", SURE)),
        (">> RAHMAWATI: Ya", ("RAHMAWATI", "Ya", SURE)),
        ("- Kiki: Ya", ("Kiki", "Ya", NAME)),
        ("Kiki:Ya", ("Kiki", "Ya", NAME)),
        ("Kiki :  Ya ", ("Kiki", "Ya", NAME)),
        ("Siti  Ma'rifah Al-Banjari: Ya", ("Siti Ma'rifah Al-Banjari", "Ya", NAME)),
        ("Hari Santoso: Ya", ("Hari Santoso", "Ya", NAME)),
        ("Kiki & Rani: Ya", ("Kiki & Rani", "Ya", NAME)),
        ("Kiki:", ("Kiki", "", NAME)),
        ("A: Ya", ("A", "Ya", ACRONYM)),
        ("KTP: bawa", ("KTP", "bawa", ACRONYM)),
        ("kiki: ya", ("kiki", "ya", SMALL)),
    ],
)
def test_labels(line: str, label: tuple[str, str, Shape]) -> None:
    assert find_label(line) == Label(*label)


@pytest.mark.parametrize(
    "line",
    [
        "Pukul 08:00 kita mulai",
        "08:00 kita mulai",
        "Jam 8:30",
        "Catatan: siaran langsung",
        "CATATAN: siaran langsung",
        "Contohnya: jalan desa",
        "Jadi begini: tidak ada",
        "Hari: Rabu",
        "Pertama: jalan. Kedua: air.",
        "https://contoh.id",
        "Lihat https://contoh.id",
        "Bupati menyampaikan tiga hal: jalan, air, listrik",
        "Warga bertanya: kapan?",
        "Bapak Ibu sekalian: mari",
        "Saya, Kiki: pamit",
        "Kiki, Rani, Budi: tiga penyiar",
        "Sekda,: ya",
        "Selesai. Kiki: lanjut",
        "Benar? Kiki: ya",
        "“Kiki: ya”",
        ": kosong",
        ":",
        "",
        "Tidak ada titik dua",
        "12: ya",
        "Satu Dua Tiga Empat Lima Enam Tujuh Delapan Sembilan: ya",
        f"{'Kiki' * 20}: ya",
    ],
)
def test_speech_with_a_colon(line: str) -> None:
    assert find_label(line) is None


# what stands before colons ("" where nothing does), with whether a paragraph begins -> the labels
FILES = {
    "a role is a label anywhere": (
        [("Sekda", True), ("Penanya 3", False)],
        ["Sekda", "Penanya 3"],
    ),
    "a name that recurs is a label anywhere": (
        [("Sekda", True), ("Kiki", False), ("Kiki", False)],
        ["Sekda", "Kiki", "Kiki"],
    ),
    "a name at a paragraph's start is a label": ([("Kiki", True)], ["Kiki"]),
    "a name inside a paragraph is speech": (
        [("Sekda", True), ("Sekda", True), ("Saran", False), ("Jembatan", False)],
        ["Sekda", "Sekda"],
    ),
    "the second voice of a file shows that lines change the voice": (
        [("Kiki", True), ("Rani", False), ("Budi", False)],
        ["Kiki", "Rani", "Budi"],
    ),
    "one name among many cues without is speech": (
        [("", True), ("", True), ("Jembatan", True), ("", True)],
        [],
    ),
    "an acronym inside a paragraph is speech": (
        [("Kiki", True), ("Rani", False), ("KTP", False)],
        ["Kiki", "Rani"],
    ),
    "small letters are a label when they recur": (
        [("kiki", True), ("rani", False), ("kiki", False), ("penanya 1", False)],
        ["kiki", "kiki", "penanya 1"],
    ),
    "small letters are speech where names have capitals": (
        [("Sekda", True), ("dananya", False), ("dananya", False)],
        ["Sekda"],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_doubtful_label_is_judged_by_the_whole_file(name: str) -> None:
    lines, expected = FILES[name]
    labels = [(find_label(f"{text}: ya"), begins) for text, begins in lines]
    judge = LabelJudge(labels, Findings())

    read = [
        label.name
        for number, (label, begins) in enumerate(labels, 1)
        if label and judge.is_label(label, number, begins=begins)
    ]

    assert read == expected


@pytest.mark.parametrize(
    ("line", "voice", "rest"),
    [
        ("[pengurus RT 03]: Halo", "pengurus RT 03", "Halo"),
        ("[Tim: A]: Halo", "Tim: A", "Halo"),
        ("?: Halo", None, "Halo"),
        ("???: Halo", None, "Halo"),
    ],
)
def test_brackets_make_a_label_and_a_question_mark_an_unknown_voice(
    line: str, voice: str | None, rest: str
) -> None:
    label = find_label(line)

    assert label is not None
    assert (label.voice, label.rest, label.shape) == (voice, rest, Shape.SURE)


@pytest.mark.parametrize("line", ["[00:01:02]: Halo", "[tertawa] Halo: ya", "[]: Halo", "[a]://b"])
def test_brackets_that_hold_no_name(line: str) -> None:
    label = find_label(line)

    assert label is None or label.shape is not Shape.SURE
