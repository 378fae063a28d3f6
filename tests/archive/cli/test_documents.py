"""Documents of word processors at the command: checked, attached, taken, brought back."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from packages import docx as packed
from packages import paragraph

FIXTURES = Path(__file__).parents[2] / "fixtures" / "office"
GAUNG = [sys.executable, "-c", "from archive.cli import main; main()"]
MANIFEST = """id,programme,title,date,transcript,people
t-1,Bincang,Jalan Desa,2024-08-14,t-1.docx,Sekda|Sekretaris Daerah|Pemkab Contoh
"""


@pytest.fixture
def manifest(tmp_path):
    """A manifest of one document."""
    (tmp_path / "t-1.docx").write_bytes((FIXTURES / "bold.docx").read_bytes())
    path = tmp_path / "manifest.csv"
    path.write_text(MANIFEST)
    return path


def test_problems_of_a_document_name_its_paragraph_or_cell(gaung):
    shape = gaung("transcript", "check", FIXTURES / "table.odt", "--json")
    told = gaung("transcript", "check", FIXTURES / "table.docx")

    assert (shape.status, shape.json["format"]) == (1, "odt")
    assert shape.json["problems"][1] == {
        "line": 20,
        "place": "table 1, row 5, cell 3",
        "message": "“kiki (studio)” is followed by no speech.",
    }
    assert told.status == 1
    assert "table 1, row 5, cell 3: “kiki (studio)” is followed" in told.out + told.said


def test_a_document_is_imported_and_its_problems_are_told_by_place(gaung, manifest):
    (manifest.parent / "t-1.docx").write_bytes((FIXTURES / "asides.docx").read_bytes())

    answer = gaung("import", "--manifest", manifest, "--json")

    assert (answer.status, answer.json["statements"]) == (1, 4)
    assert answer.json["problems"][0]["message"].startswith(
        "t-1.docx, paragraph 1: A footnote was not taken over: “Kiki menyapa dua kali.”"
    )


def test_a_document_in_which_a_word_was_corrected_keeps_every_identifier(gaung, manifest, tmp_path):
    gaung("import", "--manifest", manifest)
    before = gaung("transcript", "show", "t-1", "--json").json
    document = docx.Document(FIXTURES / "bold.docx")
    document.paragraphs[3].runs[-1].text = " itu, Kiki, sudah dibeton."
    document.save(tmp_path / "corrected.docx")

    attached = gaung("transcript", "attach", "t-1", tmp_path / "corrected.docx", "--json").json

    after = gaung("transcript", "show", "t-1", "--json").json
    assert (attached["kept"], attached["new"], attached["gone"]) == (9, 0, 0)
    assert [one["id"] for one in after["statements"]] == [one["id"] for one in before["statements"]]
    assert after["statements"][3]["text"] == "Jalan desa itu, Kiki, sudah dibeton."


def test_a_folder_may_hold_documents(gaung, tmp_path, manifest):
    gaung("import", "--manifest", manifest)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "2024-08-15 Jembatan.odt").write_bytes(
        (FIXTURES / "labels.odt").read_bytes()
    )

    answer = gaung("import", tmp_path / "folder", "--programme", "bincang", "--json")

    assert (answer.json["episodes"]["created"], answer.json["statements"]) == (1, 6)


def test_a_saved_transcript_is_taken_as_a_document(gaung, manifest):
    gaung("import", "--manifest", manifest)

    taken = subprocess.run(
        [*GAUNG, "transcript", "show", "t-1", "--format", "docx"], check=True, capture_output=True
    )

    texts = [one.text for one in docx.Document(io.BytesIO(taken.stdout)).paragraphs]
    assert "Kiki: Selamat pagi, Pak." in texts
    for fact in ("Revisi: 1", "Hak: "):
        assert any(text.startswith(fact) for text in texts)


@pytest.mark.parametrize("kind", ["bomb.docx", "old.doc", "damaged.odt"])
def test_a_file_that_is_no_honest_document_is_refused_and_changes_nothing(
    gaung, manifest, tmp_path, kind
):
    gaung("import", "--manifest", manifest)
    before = gaung("transcript", "show", "t-1", "--json").out
    contents = {
        "bomb.docx": packed(paragraph("Kiki: Halo.") * 100_000),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "damaged.odt": (FIXTURES / "labels.odt").read_bytes()[:-40],
    }
    (tmp_path / kind).write_bytes(contents[kind])

    answer = gaung("transcript", "attach", "t-1", tmp_path / kind)

    assert answer.status == 2
    assert "Please" in answer.said or "not opened" in answer.said
    assert "Traceback" not in answer.said
    assert json.loads(gaung("transcript", "show", "t-1", "--json").out) == json.loads(before)
