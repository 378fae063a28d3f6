"""A dry run: it says what the import would say, and nothing is there afterwards."""

import tempfile
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.errors import Refused
from archive.importing import rehearsal
from archive.importing.rehearsal import rehearse
from archive.models import Episode

AUDIO = Path(__file__).parents[2] / "fixtures" / "audio"
SAKKA = "Ambo Sakka|Sekretaris Daerah|Kabupaten Contoh"


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """The folder in which a dry run makes its copy."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def said(report):
    """A report without its times."""
    return {name: value for name, value in report.items() if name != "seconds"}


def rows_of(desk, row):
    """Rows that mean the people, the programme and the files of those before them."""
    desk.put("a.mp3", (AUDIO / "plain.mp3").read_bytes())
    first = {**row, "station": "Radio Contoh", "audio": "a.mp3", "people": f"Dr. H. {SAKKA}"}
    same = {**first, "id": "e2", "people": SAKKA, "topics": "Jalan"}
    other = {**first, "id": "e3", "people": "Ambo Sakka|Bupati|Kabupaten Lain"}
    unnamed = {**first, "id": "e4", "station": "", "people": "Ambo Sakka||"}
    bad = {**first, "id": "e5", "date": "2022-13-01"}
    address = {**first, "id": "2022-06-15-jalan-desa"}
    return [first, same, other, unnamed, bad, address]


@pytest.mark.parametrize("publish", [False, True])
def test_a_dry_run_says_what_the_import_says(desk, row, publish, temporary):
    rows = rows_of(desk, row)
    before = desk.snapshot()

    rehearsed = desk.bring(*rows, dry_run=True, publish=publish)

    assert desk.snapshot() == before
    assert list(temporary.iterdir()) == []
    imported = desk.bring(*rows, publish=publish)
    assert said(rehearsed) == said(imported)
    assert imported["episodes"] == {"created": 4, "updated": 0, "unchanged": 0, "failed": 2}


def test_a_dry_run_of_changed_rows_says_what_the_import_says(desk, row):
    rows = rows_of(desk, row)
    desk.bring(*rows, publish=True)
    desk.put("a.mp3", (AUDIO / "tagged.mp3").read_bytes())
    desk.put("e1.vtt", (desk.folder / "e1.vtt").read_text().replace("bulan", "pekan"))
    renamed = [each | {"title": f"Judul {each['id']}"} for each in rows]

    assert said(desk.bring(*renamed, dry_run=True)) == said(desk.bring(*renamed))


def test_a_dry_run_of_the_same_again_finds_nothing_to_do(desk, row):
    desk.bring(*rows_of(desk, row)[:4])

    again = desk.bring(*rows_of(desk, row)[:4], dry_run=True)

    assert again["episodes"] == {"created": 0, "updated": 0, "unchanged": 4, "failed": 0}
    assert again["statements"] == 0


def test_others_write_while_a_dry_run_goes_on(desk, row):
    desk.bring(row)
    with desk.archive.writing() as session:
        session.scalars(select(Episode)).one().summary = "Disimpan sementara itu."
        session.flush()

        report = desk.bring(row | {"title": "Judul Lain"}, dry_run=True)

        session.commit()
    assert report["episodes"]["updated"] == 1


def test_a_dry_run_without_room_is_refused_with_what_to_do(desk, row, monkeypatch):
    desk.bring(row)
    full = type("Usage", (), {"free": 0})
    monkeypatch.setattr(rehearsal.shutil, "disk_usage", lambda folder: full)

    with pytest.raises(Refused, match="TMPDIR"), rehearse(desk.archive.settings):
        pass


def test_what_is_no_database_is_refused(desk, tmp_path):
    path = tmp_path / "else.sqlite3"
    path.write_bytes(b"not a database" * 100)
    values = {**desk.archive.settings.values, "DATABASE_URL": f"sqlite:///{path}"}
    settings = type(desk.archive.settings)(values)

    with pytest.raises(Refused, match="cannot be copied"), rehearse(settings):
        pass
