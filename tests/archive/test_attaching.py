"""Attaching what was read: who the voices are said to be, with which office, on whose word."""

from datetime import date

import pytest
from factories import (
    make_actor,
    make_episode,
    make_organisation,
    make_person,
    make_position,
    make_programme,
    make_tenure,
)
from sqlalchemy import select

from archive.attaching import Brought, Naming, attach_brought, office_on
from archive.broadcasting import name_key
from archive.models import Attribution
from archive.periods import UNTIL_NOW
from media.transcripts import read_transcript

DAY = date(2024, 3, 6)
TEXT = "Sekda: Jalan itu kami perbaiki.\nWarga: Kapan dimulai?\n"


@pytest.fixture
def programme(session):
    return make_programme(session)


@pytest.fixture
def put(session):
    def put(episode, people, publish_it=False, **more):
        return attach_brought(
            session,
            episode,
            Brought.of(read_transcript(TEXT.encode()), "naskah.txt", TEXT.encode()),
            make_actor(session),
            naming=Naming(people, "tests"),
            publish_it=publish_it,
            reason=None,
            **more,
        )

    return put


@pytest.fixture
def hold(session):
    """Let a person hold an office since 2024."""
    body = make_organisation(session, "Kabupaten")

    def hold(person, name):
        office = make_position(session, name, body)
        office.key = name_key(name)
        return make_tenure(session, person, office, date(2024, 1, 1), until_written=UNTIL_NOW)

    return hold


def named(session):
    return [(one.person_id, one.position_wording) for one in session.scalars(select(Attribution))]


def test_a_voice_is_named_with_the_office_that_its_label_names(session, programme, put, hold):
    person = make_person(session)
    hold(person, "Ketua Panitia")
    hold(person, "Sekda")
    episode = make_episode(session, programme, on=DAY)

    put(episode, {"Sekda": person})

    assert named(session) == [(person.id, "Sekda")]


def test_of_two_offices_none_is_stated_where_the_label_names_neither(session, programme, hold):
    person = make_person(session)
    hold(person, "Ketua Panitia")
    hold(person, "Sekda")
    episode = make_episode(session, programme, on=DAY)

    assert office_on(session, episode, person, "Narasumber 1").wording is None


def test_what_was_announced_for_the_episode_comes_before_any_tenure(session, programme, hold):
    person = make_person(session)
    hold(person, "Sekda")
    episode = make_episode(session, programme, on=DAY, guests=[(person, "Ketua Tim")])

    assert office_on(session, episode, person, "Sekda").wording == "Ketua Tim"


def test_an_unknown_voice_that_was_never_known_adds_no_row(session, programme, put):
    put(make_episode(session, programme), {"Warga": None})

    assert named(session) == []


def test_a_voice_is_unknown_again_by_a_row_of_its_own(session, programme, put):
    person, episode = make_person(session), make_episode(session, programme)

    put(episode, {"Warga": person})
    put(episode, {"Warga": None})

    assert named(session) == [(person.id, None), (None, None)]


def test_the_kind_that_was_given_wins_over_that_of_the_format(session, programme, put):
    outcome = put(make_episode(session, programme), {}, kind="machine")

    assert outcome.attached.revision.kind == "machine"
    assert not outcome.is_held_back
