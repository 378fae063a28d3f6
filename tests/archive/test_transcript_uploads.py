"""Files between sending and saving: whose they are, how long, and where they lie."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from archive.errors import NotFound
from archive.transcript_uploads import (
    KEPT,
    MOST,
    Desk,
    UploadGone,
    drop_upload,
    find_saved,
    find_upload,
    finish_upload,
    hold_upload,
    keep_upload,
    list_uploads,
    sweep,
)

NOW = datetime(2024, 3, 6, 8, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, 1, "k3f9m2xd")


@pytest.mark.parametrize("name", ["naskah.docx", "../../etc/passwd", "a\nb", "x" * 500, None])
def test_what_was_kept_comes_back_whole_under_the_name_it_had(desk, tmp_path, name):
    data = b"Kiki: Halo.\n\x00\xff" * 3

    upload = find_upload(desk, keep_upload(desk, name, data, NOW), NOW)

    assert (upload.file_name, upload.data, upload.until) == (name, data, NOW + KEPT)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [tmp_path / "uploads" / "1" / "k3f9m2xd" / upload.key]
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.rglob("*"))


@pytest.mark.parametrize("other", [("2", "k3f9m2xd"), ("1", "aaaaaaaa")])
def test_neither_another_user_nor_another_episode_finds_it(desk, tmp_path, other):
    key = keep_upload(desk, "naskah.txt", b"Kiki: Halo.", NOW)

    with pytest.raises(NotFound):
        find_upload(Desk(tmp_path, int(other[0]), other[1]), key, NOW)


@pytest.mark.parametrize("key", ["../" + "a" * 61, "A" * 64, "a" * 63, "a" * 64, ""])
def test_a_key_is_a_hash_and_never_a_path(desk, key):
    with pytest.raises(NotFound):
        find_upload(desk, key, NOW)
    drop_upload(desk, key)


def test_a_file_that_nobody_saves_falls_away_in_time(desk, tmp_path):
    key = keep_upload(desk, "naskah.txt", b"Kiki: Halo.", datetime.now(UTC))
    later = datetime.now(UTC) + KEPT + timedelta(minutes=1)

    with pytest.raises(NotFound):
        find_upload(desk, key, later)
    assert list_uploads(desk, later) == []
    assert sweep(tmp_path, later) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_same_file_sent_twice_is_one_file_under_its_latest_name(desk):
    first = keep_upload(desk, "lama.txt", b"Kiki: Halo.", NOW)
    second = keep_upload(desk, "baru.txt", b"Kiki: Halo.", NOW)

    assert first == second
    assert [one.file_name for one in list_uploads(desk, NOW)] == ["baru.txt"]


def test_one_user_cannot_fill_the_disk(desk):
    for number in range(MOST + 3):
        keep_upload(desk, None, b"Kiki: %d" % number, NOW)

    assert len(list_uploads(desk, NOW)) == MOST


def test_a_file_that_is_held_cannot_be_held_twice_and_is_gone_once_it_was_saved(desk):
    key = keep_upload(desk, "naskah.txt", b"Kadis: Halo.", NOW)
    waiting = threading.Event()

    def hold_too():
        waiting.set()
        with hold_upload(desk, key):
            return "held"

    with ThreadPoolExecutor(1) as other:
        with hold_upload(desk, key):
            second = other.submit(hold_too)
            waiting.wait()
            finish_upload(desk, key, "/revisi/1")
        with pytest.raises(UploadGone):
            second.result()

    assert find_saved(desk, key) == "/revisi/1"
    assert list_uploads(desk, NOW) == []


def test_a_file_that_is_sent_again_was_not_saved(desk):
    key = keep_upload(desk, "naskah.txt", b"Kadis: Halo.", NOW)
    finish_upload(desk, key, "/revisi/1")

    keep_upload(desk, "naskah.txt", b"Kadis: Halo.", NOW)

    assert find_saved(desk, key) is None
    with hold_upload(desk, key):
        pass


@pytest.mark.parametrize("key", ["../../archive.db", "x" * 64, "0" * 64])
def test_what_is_no_key_of_a_file_is_neither_held_nor_saved(desk, key):
    with pytest.raises(UploadGone), hold_upload(desk, key):
        pass
    assert find_saved(desk, key) is None
