"""Background work as the staff see it: how far, what went wrong, cancelled, tried again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from factories import make_episode, make_programme, make_recording
from sqlalchemy import select
from staff_room import Room, send

from archive.models import Job, Programme
from archive.outbox import PREPARE_RECORDING, begin_job

WHERE = "/staf/pekerjaan"


@pytest.fixture
def room(archive):
    room = Room(archive)
    room.add()
    return room


def prepare(room, title="Jalan Desa", slug="jalan-desa", **values):
    """The seq of a job for a new episode's recording, which stands as `values` say."""
    with room.archive.writing() as session:
        programme = session.scalar(select(Programme)) or make_programme(session)
        recording = make_recording(
            session, make_episode(session, programme, title=title, slug=slug)
        )
        seq = begin_job(session, PREPARE_RECORDING, recording.id)
        job = session.get_one(Job, seq)
        for name, value in values.items():
            setattr(job, name, value)
        session.commit()
        return seq


def running(progress=0.25, minutes=5):
    now = datetime.now(UTC)
    return {
        "state": "running",
        "progress": progress,
        "started_at": now - timedelta(minutes=minutes),
        "updated_at": now,
    }


def state_of(room, seq):
    with room.archive.reading() as session:
        return session.get_one(Job, seq).state


def test_what_runs_says_how_far_it_is_and_how_long_it_still_takes(room):
    prepare(room, **running())

    page = room.signed_in().get(WHERE).text

    assert "Menyiapkan rekaman untuk didengarkan" in page
    assert '<progress max="100" value="25"' in page
    assert "25% selesai, kira-kira 15 menit lagi" in page
    assert "Lihat lagi sejauh mana" in page


def test_what_failed_says_why_in_the_language_of_the_page_and_what_to_do(room):
    prepare(room, state="failed", message="The recording holds nothing that can be heard.")
    client = room.signed_in()

    page, english = client.get(WHERE).text, client.get(WHERE, query_string={"bahasa": "en"}).text

    assert "Rekaman ini tidak berisi apa pun yang terdengar." in page
    assert "Berkas aslinya tetap tersimpan." in page
    assert "The file itself is kept." in english


def test_a_reason_that_says_what_to_do_is_given_no_second_advice(room):
    prepare(room, state="failed", message="There is no room left for the access copy.")

    page = room.signed_in().get(WHERE).text

    assert "Kosongkan tempat di server" in page
    assert "Berkas aslinya tetap tersimpan." not in page


def test_a_reason_without_translation_stands_as_it_was_kept_and_says_its_language(room):
    prepare(room, state="failed", message="The recording is <damaged>.")

    page = room.signed_in().get(WHERE).text

    assert '<p lang="en">The recording is &lt;damaged&gt;.</p>' in page


def test_a_job_is_cancelled_by_its_button(room):
    seq = prepare(room)
    client = room.signed_in()
    action = re.search(r'action="([^"]+/batalkan)"', client.get(WHERE).text)[1]

    answer = send(client, action)

    assert (answer.status_code, answer.location) == (303, WHERE)
    assert state_of(room, seq) == "cancelled"
    assert "dibatalkan" in client.get(WHERE).text


def test_a_job_that_failed_is_tried_again_by_its_button(room):
    seq = prepare(room, state="failed", attempts=3, message="The disk is full.")
    client = room.signed_in()
    action = re.search(r'action="([^"]+/ulangi)"', client.get(WHERE).text)[1]

    send(client, action)

    assert state_of(room, seq) == "waiting"


def test_a_job_of_another_episode_is_not_cancelled_under_the_name_of_this_one(room):
    prepare(room, slug="satu")
    other = prepare(room, title="Air Bersih", slug="dua")

    answer = send(room.signed_in(), f"/staf/episode/satu/pekerjaan/{other}/batalkan")

    assert answer.status_code == 404
    assert state_of(room, other) == "waiting"


def test_whoever_may_only_read_is_offered_nothing_and_refused(room):
    room.add("Kiki", "contributor")
    with room.archive.writing() as session:
        episode = make_episode(session, make_programme(session), slug="satu", state="published")
        seq = begin_job(session, PREPARE_RECORDING, make_recording(session, episode).id)
        session.commit()
    client = room.signed_in("Kiki")

    page = client.get(WHERE).text
    answer = send(client, f"/staf/episode/satu/pekerjaan/{seq}/batalkan")

    assert "Menyiapkan rekaman" in page
    assert "batalkan" not in page
    assert answer.status_code == 403
    assert state_of(room, seq) == "waiting"


def test_programs_are_told_the_same(room):
    seq = prepare(room, slug="satu", **running(progress=0.5, minutes=2))
    prepare(room, title="Air Bersih", slug="dua")
    client = room.signed_in()

    everything = client.get(f"{WHERE}.json").get_json()["jobs"]
    (one,) = client.get(f"{WHERE}.json", query_string={"episode": "satu"}).get_json()["jobs"]

    assert [job["episode"] for job in everything] == ["satu", "dua"]
    assert (one["job"], one["state"], one["progress"]) == (seq, "running", 0.5)
    assert 100 < one["seconds_left"] <= 120
    assert one["said"] == "50% selesai, kira-kira 2 menit lagi"


def test_an_empty_queue_says_so(room):
    assert "Tidak ada yang sedang dikerjakan." in room.signed_in().get(WHERE).text
