"""Manifests as spreadsheets and programs write them."""

import json

import pytest

from archive.errors import Refused
from archive.importing.manifest import ManifestPerson, read_manifest, split_people

HEAD = "id,programme,title,date"
LINE = "e1,Bincang,Jalan,2022-06-15"
VALUES = {"id": "e1", "programme": "Bincang", "title": "Jalan", "date": "2022-06-15"}

READABLE = {
    "commas": f"{HEAD}\n{LINE}\n",
    "semicolons": f"{HEAD}\n{LINE}\n".replace(",", ";"),
    "a byte order mark": f"\ufeff{HEAD}\n{LINE}\n",
    "line ends of Windows": f"{HEAD}\r\n{LINE}\r\n",
    "a heading in capitals, with spaces": f"ID, Programme ,TITLE,Date\n{LINE}\n",
    "blank lines": f"{HEAD}\n\n,,,\n{LINE}\n\n",
    "quotes": f'{HEAD}\n"e1","Bincang","Jalan","2022-06-15"\n',
    "outer spaces": f"{HEAD}\n e1 , Bincang,Jalan ,2022-06-15\n",
    "no last line end": f"{HEAD}\n{LINE}",
}


@pytest.fixture
def read(tmp_path):
    def read(content, name="manifest.csv"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return read_manifest(tmp_path / name)

    return read


@pytest.mark.parametrize("content", READABLE.values(), ids=READABLE)
def test_a_csv_is_read_however_a_spreadsheet_wrote_it(read, content):
    manifest = read(content)

    assert [row.values for row in manifest.rows] == [VALUES]
    assert (manifest.problems, manifest.notes) == ((), ())


def test_a_cell_may_hold_a_line_end_and_rows_are_numbered_as_an_editor_shows_them(read):
    manifest = read(f'{HEAD},summary\n{LINE},"satu\ndua"\ne2,B,T,2022-06-16,\n')

    first, second = manifest.rows
    assert first.values["summary"] == "satu dua"
    assert second.number == 4
    assert second.values["summary"] is None


def test_json_lines_give_the_same_values(read):
    lines = [json.dumps(VALUES), "", json.dumps(VALUES | {"id": 7, "topics": ["a", "b"]})]

    manifest = read("\n".join(lines), "manifest.jsonl")

    first, second = manifest.rows
    assert first.values == VALUES
    assert (second.key, second.values["topics"], second.number) == ("7", "a; b", 3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        (json.dumps(VALUES | {"title": ""}), "title"),
        (json.dumps(VALUES | {"date": None}), "date"),
    ],
)
def test_a_bad_line_is_a_problem_of_its_own(read, line, said):
    manifest = read(f"{line}\n{json.dumps(VALUES)}", "manifest.jsonl")

    assert [row.number for row in manifest.rows] == [2]
    (problem,) = manifest.problems
    assert problem.row == 1
    assert said in problem.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "id, programme, title, date"),
        ("id,title\n", "programme, date"),
        (b"\xff\xfe\x00", "UTF-8"),
        (f'{HEAD}\n"e1\n', "line"),
    ],
)
def test_what_is_no_manifest_is_refused(read, content, said):
    with pytest.raises(Refused, match=said):
        read(content)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")


def test_rows_that_cannot_be_imported_are_problems_and_the_others_are_not(read):
    manifest = read(f"{HEAD}\n{LINE}\n{LINE}\ne2,,T,2022-06-15\ne3,B,T,2022-06-15,x\n")

    assert [row.key for row in manifest.rows] == ["e1"]
    assert [(one.row, one.message) for one in manifest.problems] == [
        (3, "The id e1 stands in row 2 already."),
        (4, "Empty: programme."),
        (5, "The row has 5 cells, the heading 4."),
    ]


def test_unknown_columns_are_noted_and_left_out(read):
    manifest = read(f"{HEAD},colour\n{LINE},red\n")

    assert manifest.notes == ("Columns not known and left out: colour.",)


def test_paths_start_from_the_folder_of_the_manifest(read, tmp_path):
    manifest = read(f"{HEAD},transcript,audio\n{LINE},sub/e1.vtt,\n")

    (row,) = manifest.rows
    assert row.path("transcript") == tmp_path / "sub" / "e1.vtt"
    assert row.path("audio") is None


def test_a_row_with_fewer_cells_than_the_heading_says_nothing_of_the_missing_ones(read):
    manifest = read(f"{HEAD},summary\n{LINE}\n")

    assert "summary" not in manifest.rows[0].values


PEOPLE = [
    (None, []),
    (" ; ", []),
    ("Kiki||", [ManifestPerson("Kiki", None, None)]),
    ("Kiki", [ManifestPerson("Kiki", None, None)]),
    (
        "Dr. A, M.Pd|Sekda|Kab. X; B| |Y",
        [ManifestPerson("Dr. A, M.Pd", "Sekda", "Kab. X"), ManifestPerson("B", None, "Y")],
    ),
]


@pytest.mark.parametrize(("cell", "people"), PEOPLE)
def test_people_are_parted_by_semicolons_and_bars(cell, people):
    assert split_people(cell) == people


@pytest.mark.parametrize("cell", ["|Sekda|X", "A|B|C|D"])
def test_a_person_without_a_name_or_with_too_many_parts_is_refused(cell):
    with pytest.raises(Refused, match=r"Name\|position\|organisation"):
        split_people(cell)
