"""Whoever withdraws words is told where else they stand."""

import pytest
from factories import make_actor, make_programme, make_published, make_revision

from archive.models import Statement
from archive.publishing import current_publication
from archive.repeating import find_repetitions
from archive.rows import read_rows
from archive.withdrawing import withdraw_named, withdraw_words

SECRET = "Rumah kontrakan yang di ujung gang itu milik keluarga Pak Anu sendiri."
SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Narasumber", SECRET, 5.0)]


@pytest.fixture
def programme(session):
    return make_programme(session)


def statement_of(session, episode, place):
    rows = read_rows(session, current_publication(session, episode.id).revision_id)
    return session.get(Statement, rows[place].statement_id)


@pytest.mark.parametrize(
    ("repeated", "found"),
    [
        ("Jadi rumah kontrakan yang di ujung gang itu, betul?", 1),
        ("RUMAH KONTRAKAN, yang di ujung, kata warga.", 1),
        ("Rumah kontrakan yang di sana.", 0),
        ("Terima kasih.", 0),
    ],
)
def test_a_run_of_words_stands_elsewhere_whatever_its_case_and_marks(
    session, programme, repeated, found
):
    episode = make_published(session, programme, [*SAID, ("Penelepon", repeated, 9.0)])

    names = find_repetitions(session, statement_of(session, episode, 1))

    assert names == [statement_of(session, episode, 2).id] * found


def test_words_split_off_in_a_later_revision_are_named(session, programme):
    episode = make_published(session, programme, SAID)
    secret = statement_of(session, episode, 1)
    cut = len(" ".join(SECRET.split(" ")[:5]))
    halves = [
        ("Narasumber", SECRET[:cut], 5.0),
        ("Penyiar", "Maaf, Pak.", 6.0),
        ("Narasumber", SECRET[cut + 1 :], 7.0),
    ]
    revision = make_revision(session, episode, [SAID[0], *halves])
    holding = {row.statement_id for row in read_rows(session, revision.id) if row.text in SECRET}
    others = holding - {secret.id}

    withdrawn = withdraw_named(session, secret.id, "privacy", make_actor(session))

    assert others
    assert withdrawn.repeated == tuple(sorted(others))


def test_words_that_were_withdrawn_are_compared_with_nothing(session, programme):
    episode = make_published(session, programme, [*SAID, ("Penelepon", SECRET, 9.0)])
    withdraw_words(session, statement_of(session, episode, 2), "privacy", make_actor(session))

    assert find_repetitions(session, statement_of(session, episode, 1)) == []


def test_another_broadcast_is_not_looked_through(session, programme):
    one, _ = (make_published(session, programme, SAID, title=title) for title in ("Satu", "Dua"))

    assert find_repetitions(session, statement_of(session, one, 1)) == []
