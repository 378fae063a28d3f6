"""The people of a manifest: who meets whom, what that day proves, whose voice it is."""

from datetime import date

import pytest
from factories import make_actor, make_person, name_voice
from sqlalchemy import select

from archive.attributions import read_attributions
from archive.models import Attribution, Episode, Person, Tenure, Voice

SEKDA = "H. Ambo Contoh|Plt. Sekda|Kabupaten Contoh"


@pytest.fixture
def read(desk):
    with desk.archive.writing() as session:
        yield session


def names(session):
    return session.scalars(select(Person.name).order_by(Person.created_at)).all()


def voices_of(session, key="e1"):
    """Label -> (person, wording of the position), of the voices of an episode."""
    episode = session.scalar(select(Episode).where(Episode.source_key == key))
    known = read_attributions(session, episode.id)
    voices = session.scalars(select(Voice).where(Voice.episode_id == episode.id))
    return {
        voice.label: (known[voice.id].person.name, known[voice.id].position_wording)
        for voice in voices
        if voice.id in known
    }


def test_labels_meet_people_by_match_key_and_others_stay_unknown(desk, row, read):
    report = desk.bring(row | {"people": SEKDA})

    assert voices_of(read) == {"Ambo Contoh": ("Ambo Contoh", "Plt. Sekda")}
    assert report["notes"] == ["Row 2: Unknown voices: Penyiar."]
    assert report["problems"] == []


def test_the_position_of_the_day_is_evidence_of_that_day_and_invents_no_bounds(desk, row, read):
    desk.bring(row | {"people": SEKDA})

    tenure = read.scalar(select(Tenure))
    assert (tenure.kind, tenure.position.name) == ("plt", "Sekda")
    assert tenure.position.organisation.name == "Kabupaten Contoh"
    assert tenure.began.is_unknown
    assert tenure.ended.is_unknown
    assert [(one.held_on, one.wording) for one in tenure.evidence] == [
        (date(2022, 6, 15), "Plt. Sekda")
    ]
    attribution = read.scalar(select(Attribution))
    assert (attribution.tenure_id, attribution.held_on) == (tenure.id, date(2022, 6, 15))


def test_a_person_without_position_and_organisation_gets_no_tenure(desk, row, read):
    desk.bring(row | {"people": "Ambo Contoh||"})

    assert read.query(Tenure).count() == 0
    assert voices_of(read) == {"Ambo Contoh": ("Ambo Contoh", None)}


MEETINGS = {
    "same name and organisation": ("H. Ambo Contoh|Bupati|Kabupaten Contoh", True),
    "same name with other marks": ("Dr. AMBO CONTOH, M.Pd|Sekda|kabupaten contoh", True),
    "another organisation": ("Ambo Contoh|Sekda|Kabupaten Lain", False),
    "an organisation and then none": ("Ambo Contoh||", True),
    "a similar name": ("Ambo Tjontoh|Sekda|Kabupaten Contoh", False),
    "a shorter name": ("Ambo|Sekda|Kabupaten Contoh", False),
}


@pytest.mark.parametrize(("entry", "meets"), MEETINGS.values(), ids=MEETINGS)
def test_only_the_same_full_name_with_the_same_organisation_meets(desk, row, read, entry, meets):
    desk.bring(row | {"people": SEKDA})

    report = desk.bring(row | {"id": "e2", "people": entry})

    assert len(names(read)) == (1 if meets else 2)
    noted = [note for note in report["notes"] if "look-alikes" in note]
    assert bool(noted) is not meets
    assert all("Ambo Contoh (ambo-contoh)" in note for note in noted)


def test_without_an_organisation_only_the_same_programme_meets(desk, row, read):
    desk.bring(row | {"people": "Kiki||"})
    desk.bring(row | {"id": "e2", "people": "Kiki||"})
    assert names(read) == ["Kiki"]
    read.rollback()

    desk.bring(row | {"id": "e3", "people": "Kiki||", "programme": "Program Lain"})

    assert names(read) == ["Kiki", "Kiki"]


def test_people_left_out_no_longer_appear_and_the_order_is_that_of_the_cell(desk, row, read):
    desk.bring(row | {"people": f"Budi||; {SEKDA}"})

    desk.bring(row | {"people": f"{SEKDA}; Citra||"})

    appearances = read.scalar(select(Episode)).appearances
    assert [one.person.name for one in appearances] == ["Ambo Contoh", "Citra"]


def test_a_corrected_position_is_a_further_attribution(desk, row, read):
    desk.bring(row | {"people": SEKDA})

    desk.bring(row | {"people": SEKDA.replace("Plt. Sekda", "Sekda")})

    assert voices_of(read) == {"Ambo Contoh": ("Ambo Contoh", "Sekda")}
    assert read.query(Attribution).count() == 2


def test_a_person_who_stands_twice_is_a_problem_and_the_first_entry_counts(desk, row, read):
    report = desk.bring(row | {"people": f"{SEKDA}; Ambo Contoh|Bupati|X"})

    assert "stands twice" in report["problems"][0]["message"]
    assert voices_of(read) == {"Ambo Contoh": ("Ambo Contoh", "Plt. Sekda")}


def test_a_voice_that_was_named_by_hand_stays_so_with_a_note(desk, row, read):
    desk.bring(row | {"people": ""})
    with desk.archive.writing() as session:
        episode = session.scalar(select(Episode))
        name_voice(session, episode, "Ambo Contoh", make_person(session, "Budi"))
        assert make_actor(session)
        session.commit()

    report = desk.bring(row | {"people": SEKDA})

    assert voices_of(read) == {"Ambo Contoh": ("Budi", None)}
    assert "Row 2: A voice named by hand is not made Ambo Contoh." in report["notes"]
