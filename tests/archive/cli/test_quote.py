"""`gaung quote check`: its shape, its statuses, and what a person reads."""

import pytest

SAID = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Penyiar>Selamat pagi, bagaimana keadaan jalan desa kita?

00:00:05.000 --> 00:00:15.000
<v Ambo Contoh>Jalan desa yang rusak itu tidak akan kami perbaiki mulai bulan depan.
"""
MANIFEST = """id,programme,station,title,date,transcript,people
e1,Bincang Pagi,Radio Contoh,Jalan Desa,2022-06-15,e1.vtt,Ambo Contoh|Sekda|Kabupaten Contoh
"""
EDITED = "jalan desa yang rusak itu akan kami perbaiki mulai bulan depan"


@pytest.fixture
def told(gaung, tmp_path):
    """An archive with one published talk."""
    (tmp_path / "e1.vtt").write_text(SAID)
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    assert gaung("import", "--manifest", tmp_path / "manifest.csv", "--publish").status == 0


def test_the_shape_of_a_quote_check(gaung, told):
    answer = gaung("quote", "check", EDITED, "--json")

    (quotation,) = answer.json["quotations"]
    (statement,) = quotation.pop("statements")
    assert answer.status == 0
    assert len(statement.pop("id")) == 8
    assert statement == {
        "revision": 1,
        "episode": "2022-06-15-jalan-desa",
        "episode_title": "Jalan Desa",
        "date": "2022-06-15",
        "person": "ambo-contoh",
        "person_name": "Ambo Contoh",
        "voice": "Ambo Contoh",
        "position": "Sekda",
        "label": "transkrip",
        "checked_at": None,
        "start": 5.0,
        "end": 15.0,
        "from": 1,
        "to": 12,
        "text": "Jalan desa yang rusak itu tidak akan kami perbaiki mulai bulan depan.",
    }
    assert 0.9 < quotation.pop("similarity") < 1
    assert quotation == {
        "text": EDITED,
        "warnings": [{"code": "dropped", "words": ["tidak"]}],
        "speaker": None,
        "verdict": "edited",
        "difference": [
            ["equal", "Jalan desa yang rusak itu", "jalan desa yang rusak itu"],
            ["drop", "tidak", ""],
            [
                "equal",
                "akan kami perbaiki mulai bulan depan.",
                "akan kami perbaiki mulai bulan depan",
            ],
        ],
    }


def test_what_is_not_found_changes_no_status(gaung, told):
    answer = gaung("quote", "check", "Beras cadangan sudah dibagikan", "--json")

    (quotation,) = answer.json["quotations"]
    assert answer.status == 0
    assert (quotation["verdict"], quotation["statements"]) == ("not-found", [])


def test_every_quotation_of_a_file_is_looked_up(gaung, told, tmp_path):
    report = tmp_path / "berita.txt"
    report.write_text(f"“{EDITED},” kata Ambo.\n\n“Beras sudah dibagikan,” katanya.", "utf-8-sig")

    answer = gaung("quote", "check", "--file", report, "--json")

    found = [(one["verdict"], one["speaker"]) for one in answer.json["quotations"]]
    assert found == [("edited", "Ambo"), ("not-found", None)]


def test_a_person_reads_who_said_it_when_and_what_was_changed(gaung, told):
    answer = gaung("quote", "check", EDITED)

    assert answer.status == 0
    assert "edited" in answer.out
    assert "Ambo Contoh (Sekda), Jalan Desa, 2022-06-15, 00:05–00:15" in answer.out
    assert "/r1/1-12" in answer.out
    assert "rusak itu [-tidak-] akan kami" in answer.out
    assert "warning: said and not quoted, which turns the meaning: tidak" in answer.out


REFUSED = {
    "an empty text": [""],
    "marks alone": ["“…”"],
    "a file that is not there": ["--file", "none.txt"],
    "a folder": ["--file", "."],
    "neither text nor file": [],
    "both": ["jalan desa", "--file", "none.txt"],
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_checked_is_refused_in_words(gaung, home, words):
    answer = gaung("quote", "check", *words)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.said.strip()
    assert not home.exists()


def test_a_file_in_another_encoding_is_refused(gaung, tmp_path):
    (tmp_path / "lama.txt").write_bytes('"Café di desa"'.encode("latin-1"))

    answer = gaung("quote", "check", "--file", tmp_path / "lama.txt")

    assert answer.status == 2
    assert "UTF-8" in answer.said


def test_without_an_archive_the_answer_is_empty_and_says_so(gaung):
    answer = gaung("quote", "check", "jalan desa", "--json")

    assert (answer.status, answer.json["quotations"]) == (0, [])
    assert "There is no archive" in answer.said
