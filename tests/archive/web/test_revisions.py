"""All revisions as staff see them, and the way back to an earlier one, by the pages alone."""

import re

import pytest
from factories import make_actor, make_programme, make_published, new_archive
from sqlalchemy import select
from staff_room import Room, send

from archive.models import Episode, Revision, Statement
from archive.publishing import current_publication, publish
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.transcripts import attach
from archive.withdrawing import withdraw_words
from media.transcripts import read_transcript

FIRST = """Penyiar: Selamat pagi, pendengar sekalian di mana pun berada.
Sekda: Jalan desa itu kami perbaiki bulan depan dengan dana kabupaten.
Warga: Air bersih belum sampai ke kampung kami sejak dua tahun.
"""
SECOND = """Penyiar: Selamat pagi, pendengar sekalian di mana pun berada.
Sekda: Jalan desa itu kami perbaiki minggu depan dengan dana kabupaten.
Penyiar: Harga beras di pasar tetap seperti bulan yang lalu.
"""


def save(session, episode, text):
    transcript = read_transcript(text.encode(), file_name="naskah.txt")
    attach(session, episode, transcript, make_actor(session), Provenance("corrected"))


@pytest.fixture
def room(tmp_path):
    """A public episode of two revisions, a contributor, an editor and a publisher."""
    made = Room(new_archive(tmp_path))
    with made.archive.writing() as session:
        episode = make_published(session, make_programme(session), ())
        save(session, episode, FIRST)
        save(session, episode, SECOND)
        publish(session, episode, latest_revision(session, episode.id), make_actor(session))
        session.commit()
        made.episode, made.page = episode.id, f"/staf/episode/{episode.slug}"
    for name, role in (("Kiki", "contributor"), ("Siti", "editor"), ("Lina", "publisher")):
        made.add(name, role)
    yield made
    made.archive.engine.dispose()


def words(room, number=None):
    with room.archive.reading() as session:
        chosen = select(Revision).where(Revision.episode_id == room.episode)
        revision = latest_revision(session, room.episode)
        if number:
            revision = session.scalars(chosen.where(Revision.number == number)).one()
        return [(row.statement_id, row.voice, row.text) for row in read_rows(session, revision.id)]


def latest_number(room):
    with room.archive.reading() as session:
        return latest_revision(session, room.episode).number


def back(room, name="Siti", number=1, base=2, **fields):
    client = room.signed_in(name)
    sent = {"dasar": base, "alasan": "keliru", **fields}
    return send(client, f"{room.page}/riwayat/{number}", room.page, **sent)


def test_the_page_of_an_episode_leads_to_all_revisions_and_each_to_the_way_back(room):
    client = room.signed_in()
    assert f'href="{room.page}/riwayat"' in client.get(room.page).text

    page = client.get(f"{room.page}/riwayat").text

    assert [int(one) for one in re.findall(r"Revisi (\d+)", page)] == [2, 1]
    assert re.findall(r'href="[^"]*/riwayat/(\d+)"', page) == ["1"]


def test_what_would_change_is_shown_first_and_nothing_is_changed_by_that(room):
    page = room.signed_in().get(f"{room.page}/riwayat/1").text

    assert "<del>minggu</del> <ins>bulan</ins>" in page
    assert "<del>Harga beras di pasar tetap seperti bulan yang lalu.</del>" in page
    assert re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page) == [
        ("tetap beralamat sama", "2"),
        ("kembali dari revisi lama", "1"),
        ("tidak ada lagi", "1"),
    ]
    assert latest_number(room) == 2


def test_going_back_saves_a_new_revision_and_publishes_nothing(room):
    first = words(room, 1)

    answer = back(room)

    assert (answer.status_code, answer.location) == (303, f"{room.page}?tersimpan=3")
    assert words(room) == first
    assert words(room, 2) != first
    with room.archive.reading() as session:
        assert current_publication(session, room.episode).revision.number == 2
        assert latest_revision(session, room.episode).reason == "keliru"


def test_without_a_reason_nothing_is_saved(room):
    answer = back(room, alasan=" ")

    assert (answer.status_code, latest_number(room)) == (422, 2)
    assert "Tulis alasannya" in answer.text


def test_another_revision_saved_since_is_looked_at_first(room):
    with room.archive.writing() as session:
        save(session, session.get_one(Episode, room.episode), FIRST + "Sekda: Baik.\n")
        session.commit()

    answer = back(room, base=2)

    assert (answer.status_code, latest_number(room)) == (409, 3)
    assert "ada revisi lain" in answer.text


def test_the_latest_revision_is_no_place_to_go_back_to(room):
    page = room.signed_in().get(f"{room.page}/riwayat/2").text

    assert "tidak ada yang perlu dikembalikan" in page
    assert 'name="alasan"' not in page
    assert back(room, number=2).status_code == 422
    assert latest_number(room) == 2


def test_withdrawn_words_stay_withdrawn(room):
    with room.archive.writing() as session:
        identifier = words(room, 1)[2][0]
        statement = session.get_one(Statement, identifier)
        withdraw_words(session, statement, "privacy", make_actor(session))
        session.commit()

    page = room.signed_in().get(f"{room.page}/riwayat/1").text
    assert "Air bersih" not in page
    assert back(room).status_code == 303

    assert [text for *_, text in words(room)][2] is None


@pytest.mark.parametrize("number", ["9", "0", "9" * 9])
def test_a_revision_that_was_never_saved_is_not_found(room, number):
    assert room.signed_in().get(f"{room.page}/riwayat/{number}").status_code == 404
    assert back(room, number=number).status_code == 404


def test_who_may_only_read_sees_the_list_and_cannot_go_back(room):
    client = room.signed_in("Kiki")
    page = client.get(f"{room.page}/riwayat")

    assert page.status_code == 200
    assert "Kembali ke revisi ini" not in page.text
    assert client.get(f"{room.page}/riwayat/1").status_code == 403
    assert (back(room, "Kiki").status_code, latest_number(room)) == (403, 2)


def test_the_pages_are_english_too(room):
    client = room.signed_in()
    query = {"bahasa": "en"}

    assert "Go back to this revision" in client.get(f"{room.page}/riwayat", query_string=query).text
    assert (
        "Nothing has changed yet" in client.get(f"{room.page}/riwayat/1", query_string=query).text
    )
