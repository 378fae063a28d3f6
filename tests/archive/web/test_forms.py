"""HTML, JSON and CSV of one page."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from archive.web.forms import cell

LISTS = {
    "/episode": "episodes",
    "/program": "programmes",
    "/program/bincang-pagi": "listed",
    "/stasiun": "stations",
    "/stasiun/radio-contoh": "listed",
    "/tokoh": "people",
    "/tokoh/zainuddin": "listed",
    "/lembaga": "organisations",
    "/lembaga/dinas-jalan": "listed",
    "/topik": "topics",
    "/topik/jalan-desa": "listed",
    "/cakupan": "coverage",
}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Anggaran", "Anggaran"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+62812", "'+62812"),
        ("-1+1", "'-1+1"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (["=a", "b"], "'=a; b"),
        (-1.5, -1.5),
        (None, ""),
        (False, False),
    ],
)
def test_a_cell_is_nothing_that_a_spreadsheet_runs(value: object, shown: object) -> None:
    assert cell(value) == shown


@pytest.mark.parametrize(("path", "name"), LISTS.items())
def test_json_and_csv_hold_the_same_rows_under_the_same_names(
    client: FlaskClient, path: str, name: str
) -> None:
    data = client.get(f"{path}.json").get_json()
    answer = client.get(f"{path}.csv")

    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert answer.content_type == "text/csv; charset=utf-8; header=present"
    assert data["total"] == len(data[name]) == len(rows) > 0
    assert list(rows[0]) == list(data[name][0])


@pytest.mark.parametrize("path", LISTS)
def test_a_list_names_its_other_forms(client: FlaskClient, path: str) -> None:
    page = client.get(path).text

    assert f'href="{path}.json" rel="alternate"' in page
    assert f'href="{path}.csv" rel="alternate"' in page


def test_slugs_stand_beside_the_names_that_they_are_addresses_of(client: FlaskClient) -> None:
    row = next(
        row
        for row in client.get("/episode.json").get_json()["episodes"]
        if row["episode"] == "2024-03-06-jalan-desa-kita"
    )

    assert row == {
        "episode": "2024-03-06-jalan-desa-kita",
        "id": row["id"],
        "episode_title": "Jalan Desa Kita",
        "date": "2024-03-06",
        "time": "08:30",
        "part_of_day": None,
        "zone": "Asia/Makassar",
        "programme": "bincang-pagi",
        "programme_title": "Bincang Pagi",
        "station": "radio-contoh",
        "station_name": "Radio Contoh",
        "people": ["zainuddin"],
        "people_names": ["Muhammad Zainuddin Abdurrahman As-Siddiqi"],
        "positions": ["Kepala Dinas Jalan"],
        "language": "id",
        "duration": 360.0,
        "rights": "public",
        "has_audio": True,
        "has_transcript": True,
        "fictional": True,
        "url": "http://127.0.0.1:8000/episode/2024-03-06-jalan-desa-kita",
    }


def test_indonesian_letters_are_not_escaped_in_json(client: FlaskClient) -> None:
    assert "\\u" not in client.get("/cari.json?q=anggaran").text
