"""The access copy by byte range (RFC 9110), and what keeps it from the public."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from factories import make_actor, new_archive
from flask.testing import FlaskClient
from sqlalchemy import update
from told_archive import SOUND, tell_first

from archive import create_app
from archive.models import Episode, Job, Recording
from archive.outbox import PREPARE_RECORDING, begin_job
from archive.publishing import withdraw
from archive.resources import Resources

SIZE = len(SOUND)
ETAG = f'"{sha256(SOUND).hexdigest()}"'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive that has one recording."""
    folder = tmp_path_factory.mktemp("heard")
    archive = new_archive(folder)
    with archive.writing() as session:
        tell_first(archive, session)
        session.commit()
    archive.engine.dispose()
    return folder


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Iterator[Resources]:
    """A copy of it for one test."""
    opened = new_archive(shutil.copytree(home, tmp_path / "own"))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def listener(archive: Resources) -> FlaskClient:
    """Somebody with a player."""
    return create_app(archive.settings, archive).test_client()


@pytest.fixture
def path(archive: Resources) -> str:
    """The address of the recording."""
    with archive.reading() as session:
        return f"/audio/{session.query(Recording).one().id}"


def test_the_whole_copy_is_served_with_its_hash_as_etag(listener: FlaskClient, path: str) -> None:
    answer = listener.get(path)

    assert (answer.status_code, answer.data) == (200, SOUND)
    assert answer.headers["ETag"] == ETAG
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["Content-Disposition"] == 'inline; filename="2024-03-06-jalan-desa.mp3"'


def test_another_way_of_writing_the_identifier_leads_to_the_one(
    listener: FlaskClient, path: str
) -> None:
    folder, identifier = path.rsplit("/", 1)

    answer = listener.get(f"{folder}/{identifier[:4].upper()}-{identifier[4:]}")

    assert (answer.status_code, answer.location) == (301, path)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=100-199", slice(100, 200)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(SIZE - 50, None)),
        (f"bytes=10-{SIZE * 2}", slice(10, None)),
    ],
)
def test_a_range_is_that_part_of_the_copy(
    listener: FlaskClient, path: str, asked: str, part: slice
) -> None:
    answer = listener.get(path, headers={"Range": asked})

    first, stop, _ = part.indices(SIZE)
    assert (answer.status_code, answer.data) == (206, SOUND[part])
    assert answer.headers["Content-Range"] == f"bytes {first}-{stop - 1}/{SIZE}"
    assert answer.content_length == stop - first


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "bytes=9-1", "lines=1-2", "bytes=x", ""])
def test_what_may_be_ignored_gets_the_whole(listener: FlaskClient, path: str, asked: str) -> None:
    answer = listener.get(path, headers={"Range": asked})

    assert (answer.status_code, answer.content_length) == (200, SIZE)


def test_a_range_beyond_the_end_is_not_satisfiable(listener: FlaskClient, path: str) -> None:
    answer = listener.get(path, headers={"Range": f"bytes={SIZE}-"})

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    ("condition", "status"), [(ETAG, 206), (f"W/{ETAG}", 200), ('"other"', 200)]
)
def test_a_range_of_another_copy_gets_the_whole_new_one(
    listener: FlaskClient, path: str, condition: str, status: int
) -> None:
    headers = {"Range": "bytes=0-9", "If-Range": condition}

    assert listener.get(path, headers=headers).status_code == status


@pytest.mark.parametrize(("condition", "status"), [(ETAG, 304), ("*", 304), ('"other"', 200)])
def test_a_copy_that_the_reader_has_is_not_sent_again(
    listener: FlaskClient, path: str, condition: str, status: int
) -> None:
    answer = listener.get(path, headers={"If-None-Match": condition})

    assert answer.status_code == status
    assert answer.headers["ETag"] == ETAG
    assert (answer.data == b"") is (status == 304)


@pytest.mark.parametrize(("asked", "length"), [({}, SIZE), ({"Range": "bytes=0-9"}, 10)])
def test_head_has_the_headers_and_no_bytes(
    listener: FlaskClient, path: str, asked: dict[str, str], length: int
) -> None:
    answer = listener.head(path, headers=asked)

    assert (answer.data, answer.content_length) == (b"", length)
    assert answer.headers["ETag"] == ETAG


@pytest.mark.parametrize(
    ("rights", "reason"),
    [("words-only", "hanya mengizinkan kata-katanya dibaca"), ("staff-only", "pengelola arsip")],
)
def test_rights_that_keep_it_closed_are_told(
    archive: Resources, listener: FlaskClient, path: str, rights: str, reason: str
) -> None:
    with archive.writing() as session:
        session.execute(update(Recording).values(rights=rights))
        session.commit()

    answer = listener.get(path)

    assert answer.status_code == 403
    assert reason in answer.text


def test_a_copy_in_the_making_asks_for_patience(
    archive: Resources, listener: FlaskClient, path: str
) -> None:
    with archive.writing() as session:
        session.execute(update(Recording).values(access_sha256=None))
        session.commit()

    answer = listener.get(path)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"].isdecimal()


def test_a_recording_that_cannot_be_heard_promises_nothing(
    archive: Resources, listener: FlaskClient, path: str
) -> None:
    with archive.writing() as session:
        begin_job(session, PREPARE_RECORDING, path.removeprefix("/audio/"))
        session.execute(update(Recording).values(access_sha256=None))
        session.execute(update(Job).values(state="failed", message="It holds no sound."))
        session.commit()

    answer = listener.get(path)
    page = listener.get("/episode/2024-03-06-jalan-desa")

    assert answer.status_code == 404
    assert "Retry-After" not in answer.headers
    assert "rusak atau tidak berisi suara" in page.text
    assert "sedang disiapkan" not in page.text


def test_a_withdrawn_episode_is_not_heard_any_more(
    archive: Resources, listener: FlaskClient, path: str
) -> None:
    with archive.writing() as session:
        withdraw(session, session.query(Episode).one(), "rights", make_actor(session))
        session.commit()

    assert listener.get(path).status_code == 410


@pytest.mark.parametrize(("name", "status"), [("00000000", 404), ("k3f9m2xd", 404), ("..", 404)])
def test_nothing_else_is_served(listener: FlaskClient, name: str, status: int) -> None:
    assert listener.get(f"/audio/{name}").status_code == status
