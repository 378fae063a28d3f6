from random import Random

import pytest

from promises.faults import FAULTS, list_files, put_back


def contents(home):
    if home.is_file():
        return home.read_bytes()
    return {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_really_changes_the_files(name, tmp_path):
    home = tmp_path / "index"
    (home / "inner").mkdir(parents=True)
    for number in range(3):
        (home / "inner" / f"file{number}").write_bytes(bytes(range(1, 250)) * 10)
    before = contents(home)

    FAULTS[name](home, Random(1))  # noqa: S311 - the place of a fault

    assert not home.exists() or contents(home) != before


def test_an_index_put_back_is_what_it_was(tmp_path):
    home, copy = tmp_path / "index", tmp_path / "copy"
    for folder, content in ((home, b"new"), (copy, b"old")):
        folder.mkdir()
        (folder / "file").write_bytes(content)

    put_back(copy)(home, Random(1))  # noqa: S311 - the place of a fault

    assert [path.read_bytes() for path in list_files(home)] == [b"old"]
