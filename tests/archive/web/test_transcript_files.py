"""The transcript of a published episode, to take away and to bring back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from factories import (
    index_all,
    make_actor,
    make_published,
    new_archive,
)
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from told_archive import tell_both

from archive import create_app
from archive.models import Episode, Programme
from archive.publishing import withdraw
from archive.resources import Resources
from archive.transcript_files import attach_file
from media.transcripts import read_transcript

TALK = "/episode/2024-03-06-jalan-desa"
UNTIMED = "/episode/2023-01-04-tanpa-waktu"
FORMATS = {
    "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    archive = new_archive(folder)
    with archive.writing() as session:
        tell_both(archive, session)
        programme = session.scalars(select(Programme)).one()
        untimed = make_published(session, programme, title="Tanpa Waktu", on=date(2023, 1, 4))
        bring(session, untimed.slug, b"Narasumber: Ini kalimat tanpa waktu.", "a.txt", publish=True)
        session.commit()
    index_all(archive)
    archive.engine.dispose()
    return folder


def bring(
    session: Session, slug: str, data: bytes, name: str, *, publish: bool = False
) -> dict[str, Any]:
    """Attach a file as the command does."""
    actor = make_actor(session)
    return attach_file(session, slug, data, name, actor, maps={}, publish_it=publish, reason=None)


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Iterator[Resources]:
    archive = new_archive(shutil.copytree(home, tmp_path / "own"))
    yield archive
    archive.engine.dispose()


@pytest.fixture
def reader(own: Resources) -> FlaskClient:
    return create_app(own.settings, own).test_client()


def words_of(data: bytes, format: str) -> str:
    """What a person reads in a file."""
    if format != "docx":
        return data.decode()
    return "\n".join(one.text for one in docx.Document(BytesIO(data)).paragraphs)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_is_offered_named_and_says_revision_address_and_rights(
    reader: FlaskClient, format: str
) -> None:
    page = reader.get(TALK).text
    answer = reader.get(f"{TALK}/transkrip.{format}")

    assert f'href="{TALK}/transkrip.{format}"' in page
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[format]
    name = f"2024-03-06-jalan-desa-r2.{format}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    for fact in (f"http://127.0.0.1:8000{TALK}", "terbuka untuk umum", "Ambo Sakti"):
        assert fact in words_of(answer.data, format)
    again = reader.get(
        f"{TALK}/transkrip.{format}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_brought_back_says_nothing_new(
    own: Resources, reader: FlaskClient, format: str
) -> None:
    data = reader.get(f"{TALK}/transkrip.{format}").data

    with own.writing() as session:
        attached = bring(session, TALK.rpartition("/")[2], data, f"berkas.{format}")

    assert (attached["revision"], attached["new"], attached["gone"]) == (2, 0, 0)
    assert attached["notes"][0] == "The statements are those of the latest revision."
    assert attached["problems"] == []


def test_an_earlier_published_revision_has_files_too(reader: FlaskClient) -> None:
    first = reader.get(f"{TALK}/r1/transkrip.json").json
    latest = reader.get(f"{TALK}/transkrip.json").json

    assert (first["revision"], latest["revision"]) == (1, 2)
    assert [one["body"] for one in first["segments"]] != [one["body"] for one in latest["segments"]]


def test_a_revision_that_was_never_published_has_none(reader: FlaskClient) -> None:
    assert reader.get(f"{TALK}/r9/transkrip.vtt").status_code == 404
    assert reader.get(f"{TALK}/transkrip.doc").status_code == 404


@pytest.mark.parametrize(
    ("format", "status"), [("vtt", 404), ("srt", 404), ("txt", 200), ("json", 200)]
)
def test_without_times_there_are_no_subtitles(
    reader: FlaskClient, format: str, status: int
) -> None:
    answer = reader.get(f"{UNTIMED}/transkrip.{format}")

    assert answer.status_code == status
    assert ("tanpa waktu" if status == 200 else "tidak berwaktu") in answer.text
    assert (f"{UNTIMED}/transkrip.{format}" in reader.get(UNTIMED).text) is (status == 200)


@pytest.mark.parametrize(("rights", "status"), [("words-only", 200), ("staff-only", 403)])
def test_rights_decide_who_may_take_the_words(
    own: Resources, reader: FlaskClient, rights: str, status: int
) -> None:
    with own.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa")).one()
        for recording in episode.recordings:
            recording.rights = rights
        episode.rights = rights
        session.commit()

    answer = reader.get(f"{TALK}/transkrip.vtt")

    assert answer.status_code == status
    assert ("rekaman tidak" in answer.text) is (status == 200)


def test_a_withdrawn_episode_gives_no_files(own: Resources, reader: FlaskClient) -> None:
    with own.writing() as session:
        episode = session.scalars(select(Episode).where(Episode.title == "Jalan Desa")).one()
        withdraw(session, episode, "privacy", make_actor(session))
        session.commit()

    answer = reader.get(f"{TALK}/transkrip.txt")

    assert answer.status_code == 410
    assert "Anggaran" not in answer.text


def test_the_json_is_that_of_podcasting_2(reader: FlaskClient) -> None:
    answer = reader.get(f"{TALK}/transkrip.json")

    document = json.loads(answer.data)
    assert document["version"] == "1.0.0"
    assert {"startTime", "endTime", "body", "speaker", "id"} <= document["segments"][0].keys()
    assert read_transcript(answer.data).format == "json"


@pytest.mark.parametrize("format", ["srt", "txt"])
def test_a_correction_in_a_file_without_times_of_words_leaves_those_of_other_statements(
    own: Resources, reader: FlaskClient, format: str
) -> None:
    spoken = "<v Galuh>Jalan <00:00:02.000>desa <00:00:03.000>kita.\n\n"
    vtt = f"WEBVTT\n\n00:01.000 --> 00:05.000\n{spoken}00:05.000 --> 00:09.000\n<v Sekda>Diaspal."
    slug = TALK.rpartition("/")[2]
    with own.writing() as session:
        bring(session, slug, vtt.encode(), "a.vtt", publish=True)
        session.commit()
    text = reader.get(f"{TALK}/transkrip.{format}").text

    with own.writing() as session:
        corrected = text.replace("Diaspal.", "Dicor.").encode()
        attached = bring(session, slug, corrected, f"b.{format}", publish=True)
        session.commit()

    segments = reader.get(f"{TALK}/transkrip.json").json["segments"]
    assert attached["kept"] + attached["new"] == 2
    assert [one["body"] for one in segments] == ["Jalan desa kita.", "Dicor."]
    assert segments[0]["marks"] == [[6, 2.0], [11, 3.0]]
