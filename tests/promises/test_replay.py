"""Cuts that are replayed find the fault of a writer that does not wait for the disk."""

from random import Random

import pytest

from promises.history import write_on
from promises.replay import Disk, can_record, cut_everywhere
from search import Index

needs_strace = pytest.mark.skipif(not can_record(), reason="strace is not here, or may not trace")


@pytest.fixture
def home(tmp_path):
    index = Index.open(tmp_path / "index")
    write_on(index, 0, lambda seq: None, last=1)
    index.close()
    return tmp_path / "index"


@needs_strace
def test_the_index_loses_nothing_and_the_replay_is_faithful(home):
    cuts = cut_everywhere(home, 3, every=9)

    assert cuts.faithful
    assert cuts.states >= 9
    assert cuts.lost == 0


@needs_strace
def test_a_writer_that_never_syncs_is_found_out(home):
    cuts = cut_everywhere(home, 3, every=9, syncing=False)

    assert cuts.faithful
    assert cuts.lost >= 3


def calls(folder, *words):
    """Recorded calls; `DIR` in them is a folder."""
    return [
        word.replace("DIR", "".join(f"\\x{byte:02x}" for byte in bytes(folder))) for word in words
    ]


CREATE = 'openat(AT_FDCWD, "DIR\\x2f\\x61", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 5'
WRITE = 'write(5, "\\x68\\x69", 2) = 2'
SYNC = "fsync(5) = 0"
RENAME = 'rename("DIR\\x2f\\x61", "DIR\\x2f\\x62") = 0'
SYNC_FOLDER = ('openat(AT_FDCWD, "DIR", O_RDONLY) = 6', "fsync(6) = 0")


@pytest.mark.parametrize(
    ("done", "files"),
    [
        ((CREATE, WRITE), {}),
        ((CREATE, WRITE, SYNC), {}),
        ((CREATE, WRITE, *SYNC_FOLDER), {"a": b""}),
        ((CREATE, WRITE, SYNC, *SYNC_FOLDER), {"a": b"hi"}),
        ((CREATE, WRITE, SYNC, *SYNC_FOLDER, RENAME), {"a": b"hi"}),
        ((CREATE, WRITE, SYNC, RENAME, *SYNC_FOLDER), {"b": b"hi"}),
    ],
)
def test_only_what_was_synced_with_its_name_is_certain(done, files, tmp_path):
    home, after = tmp_path / "home", tmp_path / "after"
    home.mkdir()
    disk = Disk.of(home)
    for call in calls(home, *done):
        disk.do(call)

    disk.leave(after, "lost", Random(1))  # noqa: S311 - what is torn

    assert {path.name: path.read_bytes() for path in after.iterdir()} == files
