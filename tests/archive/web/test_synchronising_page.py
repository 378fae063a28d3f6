"""Times found for words without any, asked for by staff: confirmed, found, taken back."""

from __future__ import annotations

import pytest
from factories import make_actor, make_episode, make_programme
from spoken import SENTENCES, needs_espeak, perform, write
from sqlalchemy import select
from staff_room import Room, send

from archive.intake import receive
from archive.jobs import work
from archive.models import Episode, Job, Revision
from archive.outbox import SYNCHRONISE
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.synchronising import SOME_LOST, UNSEEN
from archive.transcripts import attach
from media.transcripts import read_transcript

WHERE = "/staf/episode/siaran/selaras"
UNTIMED = "\n".join(f"Narasumber: {sentence}" for sentence in SENTENCES)


@pytest.fixture
def room(archive):
    room = Room(archive)
    room.add()
    return room


def bring(room, recording=None):
    """A published episode with an untimed transcript; the identifiers of its statements."""
    with room.archive.writing() as session:
        made = make_episode(session, make_programme(session), slug="siaran", state="published")
        actor = make_actor(session)
        if recording:
            receive(session, room.archive.store, made, recording, actor)
        transcript = read_transcript(UNTIMED.encode(), file_name="naskah.txt")
        attach(session, made, transcript, actor, Provenance("human"))
        session.commit()
        return [row.statement_id for row in rows_of(session, made.id)]


def rows_of(session, episode_id):
    return read_rows(session, latest_revision(session, episode_id).id)


def latest_rows(room):
    with room.archive.reading() as session:
        return rows_of(session, session.scalar(select(Revision.episode_id)))


def jobs(room):
    return [job for job in room.rows(Job) if job.task == SYNCHRONISE]


@needs_espeak
def test_times_are_found_shown_confirmed_and_taken_back(room, tmp_path):
    samples, starts = perform()
    first = bring(room, write(tmp_path / "siaran.wav", samples))[0]
    client = room.signed_in()
    assert "7 pernyataan belum berwaktu" in client.get(WHERE).text

    answer = send(client, WHERE)

    assert (answer.status_code, answer.location) == (303, WHERE)
    assert "menunggu" in client.get(WHERE).text
    work(room.archive, until_idle=True)
    assert [row.start for row in latest_rows(room)] == pytest.approx(starts, abs=0.4)
    found = client.get(WHERE).text
    assert "7 dari 7 pernyataan" in found
    assert f'name="benar-{first}"' in found

    send(client, WHERE, **{f"benar-{first}": "bukan", f"waktu-{first}": "0:00,5"})
    work(room.archive, until_idle=True)
    confirmed = latest_rows(room)[0]
    assert (confirmed.start, confirmed.times_estimated) == (0.5, False)

    assert "juga tanpa yang Anda pastikan" in client.get(WHERE).text
    answer = send(client, f"{WHERE}/urungkan")
    assert answer.status_code == 303
    assert [row.start for row in latest_rows(room)] == [None] * 7
    undone = client.get(answer.location).text
    assert "revisi 4 tidak memuatnya lagi" in undone
    assert "Urungkan perkiraan" not in undone
    assert send(client, f"{WHERE}/urungkan").status_code == 422


def correct_first(room):
    """Somebody corrects the first statement, as a file."""
    with room.archive.writing() as session:
        (episode,) = session.scalars(select(Episode)).all()
        text = UNTIMED.replace("Selamat pagi", "Selamat siang")
        brought = read_transcript(text.encode(), file_name="b.txt")
        attach(session, episode, brought, make_actor(session), Provenance("corrected"))
        session.commit()


@needs_espeak
def test_estimates_go_and_later_corrections_stay(room, tmp_path):
    bring(room, write(tmp_path / "siaran.wav", perform()[0]))
    client = room.signed_in()
    send(client, WHERE)
    work(room.archive, until_idle=True)
    correct_first(room)
    page = client.get(WHERE).text
    assert "7 pernyataan berwaktu perkiraan mesin" in page
    assert "perbaikan sesudahnya tetap" in page

    assert send(client, f"{WHERE}/urungkan").status_code == 303

    rows = latest_rows(room)
    assert [row.start for row in rows] == [None] * 7
    assert rows[0].text.startswith("Selamat siang")


def test_an_episode_without_a_recording_says_so(room):
    bring(room)
    client = room.signed_in()
    assert "belum mempunyai rekaman" in client.get(WHERE).text
    assert send(client, WHERE).status_code == 422
    assert jobs(room) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [("lima", "bukan waktu"), ("99:99:99:9", "bukan waktu")],
)
def test_a_time_that_is_none_is_told_of_and_nothing_begins(room, tmp_path, written, said):
    first = bring(room, _silence(tmp_path))[0]
    answer = send(room.signed_in(), WHERE, **{f"waktu-{first}": written})
    assert answer.status_code == 422
    assert said in answer.text
    assert jobs(room) == []


def test_what_is_published_unseen_is_not_asked_for(room, tmp_path):
    bring(room, _silence(tmp_path))
    room.add("Penerbit", "publisher")
    client = room.signed_in("Penerbit")
    assert 'name="revisi" value="1"' in client.get(WHERE).text

    answer = send(client, WHERE, terbitkan="1", revisi="7")

    assert answer.status_code == 422
    assert "ada revisi lain" in answer.text
    assert jobs(room) == []
    assert send(client, WHERE, terbitkan="1", revisi="1").status_code == 303
    (job,) = jobs(room)
    assert (job.parameters["publish"], job.parameters["revision"]) == (True, 1)


def test_the_page_says_why_what_was_found_is_not_published(room, tmp_path):
    bring(room, _silence(tmp_path))
    client = room.signed_in()
    send(client, WHERE)
    with room.archive.writing() as session:
        (job,) = session.scalars(select(Job).where(Job.task == SYNCHRONISE)).all()
        job.state, job.message = "done", f"{SOME_LOST} {UNSEEN}"
        session.commit()

    page = client.get(WHERE).text

    assert "tidak ditemukan tempatnya" in page
    assert "Waktunya tersimpan tetapi belum diterbitkan" in page
    assert "saved, not published" not in page


def test_a_revision_of_people_cannot_be_taken_back_here(room, tmp_path):
    bring(room, _silence(tmp_path))
    answer = send(room.signed_in(), f"{WHERE}/urungkan")
    assert answer.status_code == 422
    assert "tidak ada yang diurungkan" in answer.text


def _silence(folder):
    import numpy as np

    return write(folder / "siaran.wav", np.zeros(22050))
