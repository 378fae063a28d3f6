"""`gaung import` as it is called: what a dry run leaves, and what is counted."""

from __future__ import annotations

import tempfile
from hashlib import sha256

import pytest

MANIFEST = """id,programme,title,date,transcript
t-1,Bincang,Air,2024-08-14,t-1.txt
"""
SPOKEN = "Rahmah: Kami siapkan enam mobil.\nPenanya: Kapan?\n" * 2


@pytest.fixture
def manifest(tmp_path):
    """A manifest of one episode with four statements."""
    (tmp_path / "t-1.txt").write_text(SPOKEN)
    path = tmp_path / "manifest.csv"
    path.write_text(MANIFEST)
    return path


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for what is there for a while only."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def list_files(home):
    """Every file of the archive by its bytes; the folders too."""
    files = sorted(path for path in home.rglob("*") if path.name != "indexer.lock")
    return {
        str(path): sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in files
    }


def test_a_dry_run_where_there_is_no_archive_makes_none(gaung, home, manifest, temporary):
    answer = gaung("import", "--manifest", manifest, "--dry-run", "--publish", "--json")

    assert answer.status == 0
    assert answer.json["episodes"]["created"] == 1
    assert answer.json["statements"] == 4
    assert not home.exists()
    assert list(temporary.iterdir()) == []


def test_a_dry_run_leaves_every_file_of_the_archive_as_it_is(gaung, home, manifest, temporary):
    gaung("import", "--manifest", manifest)
    before = list_files(home)
    manifest.write_text(MANIFEST.replace("Air", "Air bersih"))

    answer = gaung("import", "--manifest", manifest, "--dry-run", "--json")

    assert answer.json["episodes"]["updated"] == 1
    assert list_files(home) == before
    assert list(temporary.iterdir()) == []


def test_statements_are_all_those_of_created_and_updated_episodes(gaung, manifest):
    def bring(title, *more):
        manifest.write_text(MANIFEST.replace("Air", title))
        answer = gaung("import", "--manifest", manifest, *more, "--json").json
        return answer["episodes"]["updated"], answer["statements"]

    assert bring("Air") == (0, 4)
    assert bring("Air") == (0, 0)
    assert bring("Air bersih") == (1, 4)
    assert bring("Air bersih", "--publish") == (1, 4)
    assert bring("Air bersih", "--publish") == (0, 0)

    manifest.with_name("t-1.txt").write_text(SPOKEN + "Rahmah: Senin depan.\n")
    assert bring("Air bersih") == (1, 5)


def test_a_programme_that_is_not_there_is_refused_by_a_dry_run_too(gaung, home, tmp_path):
    answer = gaung("import", tmp_path, "--programme", "none", "--dry-run")

    assert answer.status == 2
    assert not home.exists()
