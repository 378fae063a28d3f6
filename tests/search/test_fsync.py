"""The order in which a writer's files reach the disk, as the kernel saw it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search import Index

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("writer_child.py")
TRACE = ["strace", "-f", "-y", "-e", "trace=write,fsync,rename,renameat,renameat2", "-o"]
CALL = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<rest>.*)\) = (?P<result>-?\d+)(?P<path><[^>]*>)?")
HANDLE = re.compile(r"\d+<(?P<path>[^>]*)>")


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_all_that_was_written_is_on_the_disk_before_a_name_points_to_it(tmp_path: Path) -> None:
    home = tmp_path / "index"
    Index.open(home).rebuild([], seq=0)
    log = tmp_path / "calls"

    subprocess.run(
        [*TRACE, str(log), sys.executable, str(CHILD), str(home), "1", "5", "rebuild"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    unsynced: set[str] = set()
    unnamed: set[str] = set()
    renamed: list[str] = []
    for line in log.read_text().splitlines():
        call = CALL.match(line)
        if call is None or str(home) not in line or int(call["result"]) < 0:
            continue
        if call["name"].startswith("rename"):
            _, new = re.findall(r'"([^"]*)"', call["rest"])
            assert unsynced == set(), f"{new} was named before these were on the disk"
            renamed.append(Path(new).name)
            unnamed.add(str(Path(new).parent))
            continue
        handle = HANDLE.match(call["rest"])
        if call["name"] == "write" and handle and _is_kept(handle["path"], home):
            assert unnamed == set(), "written on before the name was on the disk"
            unsynced.add(handle["path"])
        if call["name"] == "fsync" and handle:
            unsynced.discard(handle["path"])
            unnamed.discard(handle["path"])

    assert unsynced == unnamed == set()
    assert {"current", "state"} < set(renamed)
    assert len([name for name in renamed if name.endswith(".toc")]) >= 5


def _is_kept(path: str, home: Path) -> bool:
    """Whoosh sorts in folders of its own that it empties before it commits."""
    return path.startswith(str(home)) and ".tmp/" not in path
