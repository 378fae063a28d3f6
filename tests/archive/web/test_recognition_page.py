"""Recognising speech, asked for by staff: what it would do, what is missing, what stays."""

from __future__ import annotations

import re

import pytest
from factories import make_actor, make_episode, make_programme, make_revision
from sqlalchemy import select
from staff_room import Room, send
from toned import FOLDER, ROAD, WATER, make_model, write_speech

from archive.intake import receive
from archive.jobs import work
from archive.models import Job, Revision
from archive.outbox import RECOGNISE_SPEECH
from archive.resources import Resources
from archive.settings import Settings

WHERE = "/staf/episode/siaran/kenali"


def open_room(archive, **chosen):
    settings = Settings({**archive.settings.values, **chosen})
    room = Room(Resources(settings, archive.engine, archive.store, archive.index))
    room.add()
    return room


@pytest.fixture
def room(archive, tmp_path, monkeypatch):
    """An archive that recognises tones."""
    monkeypatch.syspath_prepend(str(FOLDER))
    model = make_model(tmp_path / "nada-kecil")
    return open_room(archive, ASR_MODEL=str(model), ASR_RECOGNISER="tones")


def bring(room, tmp_path, *texts, recorded=True):
    with room.archive.writing() as session:
        made = make_episode(session, make_programme(session), slug="siaran", state="published")
        if recorded:
            path = write_speech(tmp_path / "siaran.wav", ROAD, WATER)
            receive(session, room.archive.store, made, path, make_actor(session))
        if texts:
            make_revision(session, made, [("Sari", text, 0.0) for text in texts])
        session.commit()


def jobs(room):
    return [job for job in room.rows(Job) if job.task == RECOGNISE_SPEECH]


def test_the_button_has_the_recording_recognised_and_the_page_tells_how_it_went(room, tmp_path):
    bring(room, tmp_path)
    client = room.signed_in()
    assert "Mulai mengenali" in client.get(WHERE).text

    answer = send(client, WHERE)

    assert (answer.status_code, answer.location) == (303, WHERE)
    waiting = client.get(WHERE).text
    assert "Mulai mengenali" not in waiting
    assert "menunggu" in waiting
    work(room.archive, until_idle=True)
    assert [one.kind for one in room.rows(Revision)] == ["machine"]
    done = client.get(WHERE).text
    assert "selesai" in done
    assert "/staf/transkrip/siaran" in done


def test_a_transcript_by_people_is_replaced_only_by_whoever_says_so(room, tmp_path):
    bring(room, tmp_path, "Jalan desa itu akan kita perbaiki.")
    client = room.signed_in()
    assert "dibuat orang (revisi 1)" in client.get(WHERE).text

    unasked = send(client, WHERE)

    assert unasked.status_code == 422
    assert "Centang dulu" in unasked.text
    assert jobs(room) == []
    unseen = send(client, WHERE, ganti="1", revisi="2")
    assert (unseen.status_code, jobs(room)) == (422, [])
    assert "ada revisi lain" in unseen.text
    assert send(client, WHERE, ganti="1", revisi="1").status_code == 303
    work(room.archive, until_idle=True)
    assert [one.kind for one in room.rows(Revision)] == ["human", "machine"]


def test_asked_for_twice_it_is_done_once(room, tmp_path):
    bring(room, tmp_path)
    client = room.signed_in()

    send(client, WHERE)
    send(client, WHERE)

    assert len(jobs(room)) == 1


def test_an_episode_without_a_recording_leads_to_where_one_is_added(room, tmp_path):
    bring(room, tmp_path, recorded=False)
    client = room.signed_in()

    page, sent = client.get(WHERE).text, send(client, WHERE)

    assert "belum mempunyai rekaman" in page
    assert "/staf/episode/siaran/rekaman" in page
    assert (sent.status_code, jobs(room)) == (422, [])


@pytest.mark.parametrize(
    ("chosen", "indonesian", "english"),
    [
        ({}, "belum dipasang di server ini", "No model for recognising speech"),
        ({"ASR_MODEL": "/tiada"}, "menyebut /tiada", "names /tiada"),
        (
            {"ASR_MODEL": "/", "ASR_RECOGNISER": "telinga"},
            "Tidak ada pengenal ucapan bernama telinga",
            "no recogniser called telinga",
        ),
    ],
)
def test_where_it_is_not_set_up_the_page_says_what_to_do(
    archive, tmp_path, chosen, indonesian, english
):
    room = open_room(archive, **chosen)
    bring(room, tmp_path)
    client = room.signed_in()

    page = client.get(WHERE)

    assert page.status_code == 200
    assert indonesian in page.text
    assert "Mulai mengenali" not in page.text
    assert english in client.get(WHERE, query_string={"bahasa": "en"}).text
    assert send(client, WHERE).status_code == 422
    assert jobs(room) == []


def test_an_episode_without_a_recording_offers_to_bring_one_and_nothing_that_needs_one(
    room, tmp_path
):
    bring(room, tmp_path, "Jalan desa.", recorded=False)

    page = room.signed_in().get("/staf/episode/siaran").text

    assert "Tambahkan rekaman</a>" in page
    assert "Ganti rekaman" not in page
    assert WHERE not in page
    assert "/staf/episode/siaran/selaras" not in page


def test_the_page_of_an_episode_leads_here(room, tmp_path):
    bring(room, tmp_path)

    page = room.signed_in().get("/staf/episode/siaran").text

    assert re.search(rf'href="{WHERE}"', page)
    assert "Ganti rekaman</a>" in page


def test_a_failure_is_told_on_this_page(room, tmp_path):
    bring(room, tmp_path)
    client = room.signed_in()
    send(client, WHERE)
    with room.archive.writing() as session:
        job = session.scalar(select(Job).where(Job.task == RECOGNISE_SPEECH))
        job.state, job.message = "failed", "The recogniser failed: RuntimeError: <b>"
        session.commit()

    page = client.get(WHERE).text

    assert "The recogniser failed: RuntimeError: &lt;b&gt;" in page
    assert "Coba lagi" in page
    assert "Mulai mengenali" in page
