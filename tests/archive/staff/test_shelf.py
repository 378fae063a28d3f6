"""Staff find every episode that they may read, by words of its title or programme."""

import pytest
from factories import make_actor, make_episode, make_programme, make_published, make_recording

from archive.audit import record_act
from archive.staff.shelf import list_shelf
from archive.staff.users import add_user

SAID = [("Penyiar", "Selamat pagi.", 0.0)]


@pytest.fixture
def shelf(session):
    """A published, a withdrawn and a draft episode."""
    programme = make_programme(session)
    make_published(session, programme, SAID, title="Air Bersih")
    make_episode(session, programme, title="Jalan Desa", state="withdrawn")
    return make_episode(session, programme, title="Air Keruh", state="draft")


def user(session, role):
    return add_user(session, f"Siti {role}", role, make_actor(session))


def titles(session, someone, words=""):
    return {row.title for row in list_shelf(session, someone, words, 1).rows}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("contributor", {"Air Bersih"}),
        ("editor", {"Air Bersih", "Air Keruh"}),
        ("publisher", {"Air Bersih", "Air Keruh", "Jalan Desa"}),
    ],
)
def test_each_role_finds_what_the_table_of_roles_lets_it_read(session, shelf, role, expected):
    assert titles(session, user(session, role)) == expected


def test_a_contributor_finds_their_own_draft(session, shelf):
    contributor = user(session, "contributor")
    record_act(session, contributor.actor, "episode created", shelf.id, {})

    assert titles(session, contributor) == {"Air Bersih", "Air Keruh"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("air", {"Air Bersih", "Air Keruh"}),
        ("  KERUH  air ", {"Air Keruh"}),
        ("bincang keruh", {"Air Keruh"}),
        ("%", set()),
        ("_", set()),
    ],
)
def test_all_words_stand_in_title_or_programme_in_any_case(session, shelf, words, expected):
    assert titles(session, user(session, "editor"), words) == expected


def test_a_row_tells_what_an_episode_lacks(session, shelf):
    make_recording(session, shelf)

    rows = {row.title: row for row in list_shelf(session, user(session, "editor"), "", 1).rows}

    assert (rows["Air Bersih"].has_transcript, rows["Air Bersih"].has_recording) == (True, False)
    assert (rows["Air Keruh"].has_transcript, rows["Air Keruh"].has_recording) == (False, True)
