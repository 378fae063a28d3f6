"""`gaung search` where there is no index to search: it is built, or who builds it is said."""

import shutil

import pytest

from archive.indexer import hold_index

MANIFEST = """id,programme,title,date,transcript
e1,Bincang Pagi,Jalan,2024-03-06,e1.txt
"""


def remove(index):
    shutil.rmtree(index)


def damage(index):
    for path in index.rglob("*.arrays"):
        path.write_bytes(bytes(path.stat().st_size))


@pytest.fixture
def index(gaung, home, tmp_path):
    """The index of an archive with one statement."""
    (tmp_path / "e1.txt").write_text("Ibu Sari: Jalan yang rusak diperbaiki.\n")
    (tmp_path / "m.csv").write_text(MANIFEST)
    assert gaung("import", "--manifest", tmp_path / "m.csv", "--publish").status == 0
    return home / "index"


@pytest.mark.parametrize("break_down", [remove, damage])
def test_a_missing_or_damaged_index_is_built_before_it_is_searched(gaung, index, break_down):
    break_down(index)

    answer = gaung("search", "rusak", "--json")

    assert (answer.status, answer.json["total"], answer.json["notes"]) == (0, 1, [])
    assert answer.said == "The search index is missing or damaged; it is built anew first.\n"
    assert gaung("index", "check").status == 0


def test_while_another_process_holds_the_index_the_search_has_not_been_answered(gaung, home, index):
    remove(index)

    with hold_index(home / "indexer.lock"):
        answer = gaung("search", "rusak", "--json")

    assert (answer.status, answer.json["total"]) == (1, 0)
    assert "A worker holds the index and rebuilds it" in answer.said
