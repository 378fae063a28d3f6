"""A revision that was saved is published from the page of its episode, by publishers alone."""

import pytest
from factories import make_actor, make_programme, make_published, make_revision, new_archive
from sqlalchemy import select
from staff_room import Room, send

from archive.models import Episode, Statement
from archive.publishing import current_publication
from archive.withdrawing import withdraw_words

SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Sekda", "Jalan itu kami perbaiki.", 5.0)]
CORRECTED = [SAID[0], ("Sekda", "Jalan desa itu kami perbaiki.", 5.0)]


@pytest.fixture
def room(tmp_path):
    """A public episode whose second revision waits, an editor and a publisher."""
    made = Room(new_archive(tmp_path))
    with made.archive.writing() as session:
        episode = make_published(session, make_programme(session), SAID)
        make_revision(session, episode, CORRECTED)
        session.commit()
        made.episode, made.page = episode.id, f"/staf/episode/{episode.slug}"
    made.add("Siti", "editor")
    made.add("Lina", "publisher")
    yield made
    made.archive.engine.dispose()


def release(room, name, number, **fields):
    page = room.page
    return send(room.signed_in(name), f"{page}/terbitkan", page, revisi=number, **fields)


def published(room):
    with room.archive.reading() as session:
        return current_publication(session, room.episode).revision.number


def test_the_page_says_what_the_public_still_reads(room):
    text = room.signed_in("Lina").get(room.page).text

    assert "Revisi 2 belum terbit; umum masih membaca revisi 1." in text
    assert "Terbitkan revisi 2" in text


def test_a_publisher_publishes_the_latest_revision(room):
    answer = release(room, "Lina", 2)

    assert (answer.status_code, published(room)) == (303, 2)
    shown = room.signed_in("Lina").get(answer.location).text
    assert "Revisi 2 sudah terbit." in shown
    assert "Terbitkan revisi" not in shown


def test_an_editor_reads_that_it_waits_and_may_not_publish(room):
    text = room.signed_in("Siti").get(room.page).text

    assert "Penerbit yang menerbitkannya." in text
    assert "Terbitkan revisi" not in text
    assert release(room, "Siti", 2).status_code == 403
    assert published(room) == 1


@pytest.mark.parametrize("number", ["1", "3", "", "dua"])
def test_what_is_not_the_latest_revision_any_more_is_not_published(room, number):
    assert release(room, "Lina", number).status_code == 409
    assert published(room) == 1


def test_words_that_may_be_back_are_looked_for_first(room):
    with room.archive.writing() as session:
        statements = select(Statement).where(Statement.episode_id == room.episode)
        withdraw_words(session, session.scalars(statements).first(), "privacy", make_actor(session))
        make_revision(session, session.get(Episode, room.episode), SAID)
        session.commit()

    refused = release(room, "Lina", 3)
    released = release(room, "Lina", 3, diperiksa="1")

    assert (refused.status_code, released.status_code, published(room)) == (422, 303, 3)
    assert "pernah ditarik" in refused.text
