"""What a reader may rely on while the index is written, killed, damaged or taken away."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from search import Document, Index, IndexBusy, IndexUnavailable, Note, SearchRequest
from search.engines.whoosh import folder as folders
from search.engines.whoosh import writing

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("writer_child.py")

_spec = importlib.util.spec_from_file_location("writer_child", CHILD)
assert _spec is not None
assert _spec.loader is not None
writer_child = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(writer_child)

MakeIndex = Callable[..., Index]


def start_writer(folder: Path, first: int, last: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), str(first), str(last), *more],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def differences(index: Index, seq: int) -> tuple[int, int, int, int]:
    expected = writer_child.state_after(seq)
    report = index.check((key, document.version) for key, document in expected.items())
    return report.missing, report.stale, report.extra, report.damaged


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_writer_loses_nothing_acknowledged_and_the_rest_can_be_applied_again(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the moment of a kill
    index = Index.open(tmp_path)
    index.rebuild([], seq=0)
    writer = start_writer(tmp_path, 1, 500, *["rebuild"] * (seed % 2))

    assert writer.stdout is not None
    for _ in range(chance.randint(1, 8)):
        writer.stdout.readline()
    time.sleep(chance.random() * 0.05)
    writer.send_signal(signal.SIGKILL)
    acknowledged = [int(line) for line in writer.stdout.read().split()]
    writer.wait()

    status = index.status()
    assert status.available
    assert status.applied_seq >= max(acknowledged, default=1)
    upto = status.applied_seq + 3
    for seq in range(status.applied_seq + 1, upto + 1):
        index.apply(writer_child.batch_of(seq), seq)
    assert differences(index, upto) == (0, 0, 0, 0)


LASTING = 100
"""Batches of a writer that outlives a pause of its readers, be it of a second."""


def test_readers_see_each_commit_whole_while_another_process_writes(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.rebuild(writer_child.state_after(3).values(), seq=3)
    writer = start_writer(tmp_path, 4, LASTING, "rebuild")
    torn: list[object] = []
    seen: set[int] = set()

    def read() -> None:
        while writer.poll() is None:
            results = index.search(SearchRequest("sama", {"episode": ("e1",)}))
            versions = {hit.document.revision for hit in results.hits}
            seen.update(v for v in versions if v)
            if not results.available or results.total != 8 or len(versions) != 1:
                torn.append(results)

    readers = [threading.Thread(target=read) for _ in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert writer.returncode == 0
    assert torn == []
    assert len(seen) > 2
    assert differences(index, LASTING) == (0, 0, 0, 0)


def test_a_second_writer_waits_and_then_says_that_the_index_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index.open(tmp_path)
    index.rebuild([], seq=0)
    monkeypatch.setattr(writing, "WAIT", 0.2)

    with writing.hold_writing(folders.find_current(tmp_path)), pytest.raises(IndexBusy):
        index.apply(writer_child.batch_of(1), seq=1)

    index.apply(writer_child.batch_of(1), seq=1)
    assert index.applied_seq == 1


def test_a_rebuild_that_fails_leaves_the_old_index_in_use_and_nothing_else(
    make_index: MakeIndex, tmp_path: Path
) -> None:
    index = make_index("anggaran desa")

    def documents() -> object:
        yield Document(id="a", kind="pernyataan", text="baru")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        index.rebuild(documents(), seq=9)  # type: ignore[arg-type]  # a generator that fails

    assert index.search(SearchRequest("desa")).total == 1
    assert index.applied_seq == 1
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == ["current", "index-1"]
    index.rebuild([], seq=10)
    assert index.search(SearchRequest("desa")).total == 0


def test_a_rebuild_removes_the_indexes_before_it(tmp_path: Path) -> None:
    index = Index.open(tmp_path)

    for seq in range(3):
        index.rebuild([Document(id="a", kind="pernyataan", text=f"nomor{seq}")], seq)
        assert index.search(SearchRequest(f"nomor{seq}")).total == 1

    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "index-3"]


def test_without_an_index_readers_get_an_empty_answer_and_create_nothing(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "none")

    results = index.search(SearchRequest("desa"))

    assert (results.available, results.hits, results.total) == (False, (), 0)
    assert results.notes == (Note("unavailable"),)
    assert not index.status().available
    assert index.check([("a", "1")]).missing == 1
    assert not (tmp_path / "none").exists()


def test_a_writer_refuses_to_begin_in_the_middle(tmp_path: Path) -> None:
    index = Index.open(tmp_path)

    with pytest.raises(IndexUnavailable):
        index.apply(writer_child.batch_of(7), seq=7)


def test_an_index_taken_away_is_noticed_and_one_put_back_is_used(
    make_index: MakeIndex, tmp_path: Path
) -> None:
    index = make_index("anggaran desa")
    assert index.search(SearchRequest("desa")).total == 1

    shutil.rmtree(tmp_path / "index")
    assert not index.search(SearchRequest("desa")).available

    index.rebuild([Document(id="a", kind="pernyataan", text="desa")], seq=1)
    assert index.search(SearchRequest("desa")).total == 1


def test_an_index_of_another_format_is_rebuilt_not_read(
    make_index: MakeIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = make_index("anggaran desa")

    monkeypatch.setattr(folders, "FORMAT", folders.FORMAT + 1)

    assert not index.status().available


def damage(path: Path, how: str, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    if how == "flip":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif how == "cut":
        del content[chance.randrange(len(content)) :]
    else:
        content[:] = bytes(len(content))
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["flip", "cut", "zero", "delete"])
def test_any_damaged_file_is_reported_and_searching_never_fails(
    make_index: MakeIndex, tmp_path: Path, how: str
) -> None:
    chance = random.Random(how)  # noqa: S311 - the place of a fault
    texts = [f"anggaran desa nomor{n} “layanan publik”" for n in range(300)]
    original = tmp_path / "original"
    make_index(*texts).close()
    (tmp_path / "index").rename(original)

    for file in sorted(path.name for path in (original / "index-1").iterdir()):
        if file.endswith("WRITELOCK"):
            continue
        shutil.copytree(original, tmp_path / "index", dirs_exist_ok=True)
        path = tmp_path / "index" / "index-1" / file
        if how == "delete":
            path.unlink()
        else:
            damage(path, how, chance)
        index = Index.open(tmp_path / "index")

        for query in ("desa", '"layanan publik"', "ang*", "-desa", ""):
            index.search(SearchRequest(query, {"episode": ("2022-06-15-halo-rimba",)}))
        assert index.check([]).damaged >= 1, file

        index.close()
        shutil.rmtree(tmp_path / "index")


def test_the_writer_notices_a_damaged_file_that_its_own_readers_still_have_open(
    make_index: MakeIndex, tmp_path: Path
) -> None:
    index = make_index("anggaran desa")
    index.search(SearchRequest("desa"))
    before = index.is_damaged()

    for path in (tmp_path / "index" / "index-1").iterdir():
        content = path.read_bytes()
        if not content:
            continue
        damage(path, "flip", random.Random(1))  # noqa: S311 - the place of a fault
        assert index.is_damaged(), path.name
        path.write_bytes(content)
        assert not index.is_damaged(), path.name

    assert not before


def test_a_file_in_the_place_of_the_folder_makes_room_for_a_new_index(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"no folder")
    index = Index.open(tmp_path / "index")

    reported = index.check([])
    index.rebuild([Document(id="a", kind="pernyataan", text="desa")], seq=1)

    assert reported.damaged == 1
    assert index.search(SearchRequest("desa")).total == 1
