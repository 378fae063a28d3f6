import hashlib
import io
import os
import signal
import subprocess
import sys
import threading

import pytest

from media.errors import BlobDamaged, BlobMissing, StoreFull, StoreRefused, UnreadableRecording
from media.store import Blob, Store

WORDS = b"Selamat pagi, pendengar.\n"
ADDRESS = hashlib.sha256(WORDS).hexdigest()

RECEIVE_STANDARD_INPUT = """
import sys
from pathlib import Path
from media.store import Store
print(Store(Path(sys.argv[1])).receive(sys.stdin.buffer).sha256)
"""

RECEIVE_WITH_LITTLE_ROOM = """
import io, resource, sys
from pathlib import Path
from media.store import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
Store(Path(sys.argv[1])).receive(io.BytesIO(bytes(1_000_000)))
"""


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def files_in(store):
    return sorted(path for path in store.root.rglob("*") if path.is_file())


def test_a_stored_file_lies_under_its_own_hash(store):
    blob = store.receive(io.BytesIO(WORDS))

    assert blob == Blob(ADDRESS, len(WORDS), existed=False)
    assert store.path(ADDRESS).relative_to(store.root).parts == (
        *("sha256", ADDRESS[:2], ADDRESS[2:4], ADDRESS),
    )
    assert store.open(ADDRESS).read() == WORDS
    assert store.verify(ADDRESS) == len(WORDS)


def test_a_file_is_stored_from_a_path_and_left_where_it_is(store, tmp_path):
    original = tmp_path / "rekaman.mp3"
    original.write_bytes(WORDS)

    blob = store.receive(original)

    assert blob.sha256 == ADDRESS
    assert original.read_bytes() == WORDS


def test_the_same_bytes_are_kept_once_and_nothing_is_left_beside_them(store):
    store.receive(io.BytesIO(WORDS))

    blob = store.receive(io.BytesIO(WORDS))

    assert blob == Blob(ADDRESS, len(WORDS), existed=True)
    assert files_in(store) == [store.path(ADDRESS)]


def test_an_empty_file_has_an_address_too(store):
    blob = store.receive(io.BytesIO(b""))

    assert store.verify(blob.sha256) == 0


def test_a_stored_file_is_never_overwritten(store):
    place = store.path(store.receive(io.BytesIO(WORDS)).sha256)
    place.chmod(0o644)
    place.write_bytes(b"Selamat malam.")

    with pytest.raises(BlobDamaged):
        store.receive(io.BytesIO(WORDS))

    assert place.read_bytes() == b"Selamat malam."


def test_many_that_bring_the_same_file_at_once_share_one_blob(store):
    received = []
    bringers = [
        threading.Thread(target=lambda: received.append(store.receive(io.BytesIO(WORDS))))
        for _ in range(8)
    ]

    for bringer in bringers:
        bringer.start()
    for bringer in bringers:
        bringer.join()

    assert sorted(blob.existed for blob in received) == [False] + [True] * 7
    assert files_in(store) == [store.path(ADDRESS)]


@pytest.mark.parametrize("damage", [b"", WORDS[:-1], WORDS + b"x", WORDS.replace(b"p", b"q", 1)])
def test_a_changed_blob_is_reported(store, damage):
    place = store.path(store.receive(io.BytesIO(WORDS)).sha256)
    place.chmod(0o644)
    place.write_bytes(damage)

    with pytest.raises(BlobDamaged, match=ADDRESS):
        store.verify(ADDRESS)


def test_a_missing_blob_is_reported(store):
    store.path(store.receive(io.BytesIO(WORDS)).sha256).unlink()

    for ask in (store.path, store.open, store.verify):
        with pytest.raises(BlobMissing, match=ADDRESS):
            ask(ADDRESS)


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc/passwd", ADDRESS.upper(), ADDRESS[:-1], ADDRESS + "\n", "/" * 64]
)
def test_only_a_sha256_is_an_address(store, name):
    with pytest.raises(StoreRefused):
        store.path(name)


def test_an_entry_that_points_outside_the_store_is_refused(store, tmp_path):
    secret = tmp_path / "rahasia"
    secret.write_bytes(b"rahasia")
    place = store.path(store.receive(io.BytesIO(WORDS)).sha256)
    place.unlink()
    place.symlink_to(secret)

    with pytest.raises(StoreRefused, match="outside"):
        store.open(ADDRESS)


def test_a_process_killed_while_it_receives_leaves_no_blob(store):
    with subprocess.Popen(
        [sys.executable, "-c", RECEIVE_STANDARD_INPUT, str(store.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        # Three chunks are taken in by the time the pipe accepts the last byte of the fourth.
        child.stdin.write(os.urandom(4 << 20))
        child.send_signal(signal.SIGKILL)
        child.wait()

        assert child.stdout.read() == b""

    (leftover,) = files_in(store)
    assert leftover.parent.name == "incoming"
    assert leftover.stat().st_size >= 2 << 20
    assert store.discard_leftovers(older_than=3600) == 0
    assert store.discard_leftovers(older_than=-1) == 1
    assert files_in(store) == []


def test_a_full_disk_is_said_and_nothing_is_kept(store):
    child = subprocess.run(
        [sys.executable, "-c", RECEIVE_WITH_LITTLE_ROOM, str(store.root)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert f"{StoreFull.__name__}: There is no room left" in child.stderr
    assert files_in(store) == []


def test_a_file_that_cannot_be_read_is_not_stored(store, tmp_path):
    with pytest.raises(UnreadableRecording, match="tiada"):
        store.receive(tmp_path / "tiada.mp3")
    with pytest.raises(UnreadableRecording):
        store.receive(tmp_path)

    assert files_in(store) == []


def test_a_store_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "berkas").write_bytes(b"")

    with pytest.raises(StoreRefused, match="cannot be written"):
        Store(tmp_path / "berkas" / "store")
