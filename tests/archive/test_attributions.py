"""Whose voice it is: rows that are added, never changed, and frozen by a publication."""

import pytest
from factories import make_actor, make_person, make_programme, make_published, name_voice
from sqlalchemy import select

from archive.attributions import (
    NO_OFFICE,
    Office,
    attribute,
    read_attributions,
    read_frozen_attributions,
)
from archive.models import Attribution, AuditEntry, Voice
from archive.outbox import last_seq
from archive.publishing import current_publication

SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Narasumber", "Pagi, Bu.", 5.0)]


@pytest.fixture
def episode(session):
    return make_published(session, make_programme(session), SAID)


def voice_of(session, episode, label="Narasumber"):
    return session.scalar(select(Voice).where(Voice.episode_id == episode.id, Voice.label == label))


def test_naming_a_voice_adds_a_row_an_audit_entry_and_tells_the_index(session, episode):
    person, seq = make_person(session), last_seq(session)

    name_voice(session, episode, "Narasumber", person, Office(wording="Sekda"))

    row = read_attributions(session, episode.id)[voice_of(session, episode).id]
    assert (row.person_id, row.position_wording) == (person.id, "Sekda")
    assert last_seq(session) == seq + 1
    entity = f"attribution:{row.id}"
    assert session.scalar(select(AuditEntry.act).where(AuditEntry.entity == entity))


def test_the_same_attribution_again_adds_nothing(session, episode):
    person = make_person(session)
    name_voice(session, episode, "Narasumber", person, Office(wording="Sekda"))
    seq = last_seq(session)

    name_voice(session, episode, "Narasumber", person, Office(wording="Sekda"))

    assert session.query(Attribution).count() == 1
    assert last_seq(session) == seq


@pytest.mark.parametrize("office", [NO_OFFICE, Office(wording="Plt. Sekda")])
def test_another_office_is_another_row(session, episode, office):
    person = make_person(session)
    name_voice(session, episode, "Narasumber", person, Office(wording="Sekda"))

    name_voice(session, episode, "Narasumber", person, office)

    voice = voice_of(session, episode)
    assert session.query(Attribution).count() == 2
    assert read_attributions(session, episode.id)[voice.id].position_wording == office.wording


def test_a_voice_can_become_unknown_again(session, episode):
    name_voice(session, episode, "Narasumber", make_person(session))

    name_voice(session, episode, "Narasumber", None)

    latest = read_attributions(session, episode.id)[voice_of(session, episode).id]
    assert latest.person_id is None


def test_a_publication_freezes_the_attributions_of_its_moment(session, episode):
    voice = voice_of(session, episode)
    before = current_publication(session, episode.id)
    first, second = make_person(session, "Sari"), make_person(session, "Budi")
    attribute(session, episode, voice, first, NO_OFFICE, "naskah", make_actor(session))
    published = make_published(
        session, episode.programme, SAID, {"Narasumber": (first, "Sekda")}, title="Lain"
    )
    frozen = current_publication(session, published.id)

    name_voice(session, published, "Narasumber", second)

    assert read_frozen_attributions(session, [before.id]) == {before.id: {}}
    (row,) = read_frozen_attributions(session, [frozen.id])[frozen.id].values()
    assert row.person_id == first.id
    latest = read_attributions(session, published.id)[voice_of(session, published).id]
    assert latest.person_id == second.id
