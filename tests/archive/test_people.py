"""People on a date: who held which office, surely or possibly, and who is meant by a name."""

from datetime import date

import pytest
from factories import (
    make_episode,
    make_organisation,
    make_person,
    make_position,
    make_programme,
    make_tenure,
)

from archive.broadcasting import name_key
from archive.models import PersonAlias, PositionAlias
from archive.names import match_key
from archive.people import (
    add_evidence,
    add_person,
    find_person,
    list_look_alikes,
    list_positions_on,
    meet_person,
    resolve_office,
)
from archive.periods import UNTIL_NOW, Inside

DAY = date(2022, 6, 15)
EARLY, LATER, NOW = date(2021, 1, 1), date(2022, 7, 1), {"until_written": UNTIL_NOW}


def until(day):
    return {"until_earliest": day, "until_latest": day}


@pytest.fixture
def regency(session):
    return make_organisation(session, "Kabupaten Contoh")


@pytest.fixture
def office(session, regency):
    position = make_position(session, "Sekretaris Daerah", regency)
    position.key = name_key(position.name)
    position.aliases.append(PositionAlias(name="Sekda Contoh", key=name_key("Sekda Contoh")))
    session.flush()
    return position


def shown(held):
    return [(one.person.name, one.wording, one.inside) for one in held]


def test_an_office_resolves_to_its_holder_on_that_day(session, office):
    before, after = make_person(session, "Ambo Lama"), make_person(session, "Budi Baru")
    make_tenure(session, before, office, EARLY, **until(date(2022, 6, 30)))
    make_tenure(session, after, office, LATER, **NOW)

    on_air = resolve_office(session, "sekda contoh", DAY)
    later = resolve_office(session, "Sekretaris Daerah", date(2023, 1, 1))

    assert shown(on_air) == [("Ambo Lama", "Sekretaris Daerah", Inside.SURELY)]
    assert shown(later) == [("Budi Baru", "Sekretaris Daerah", Inside.SURELY)]
    assert resolve_office(session, "Sekda Contoh", date(2020, 1, 1)) == []
    assert resolve_office(session, "Camat", DAY) == []


def test_a_surely_known_holder_stands_before_a_possible_one(session, office):
    perhaps, surely = make_person(session, "Ambo"), make_person(session, "Budi")
    make_tenure(session, perhaps, office, EARLY)
    make_tenure(session, surely, office, EARLY, kind="plt", **NOW)

    assert shown(resolve_office(session, "Sekda Contoh", DAY)) == [
        ("Budi", "Plt. Sekretaris Daerah", Inside.SURELY),
        ("Ambo", "Sekretaris Daerah", Inside.POSSIBLY),
    ]


def test_evidence_of_a_day_says_nothing_of_other_days(session, office):
    person = make_person(session)
    tenure = make_tenure(session, person, office, None)
    for day in (DAY, date(2022, 6, 17)):
        add_evidence(tenure, day, "Sekda", "naskah")
    session.flush()

    assert [one.inside for one in list_positions_on(session, person.id, DAY)] == [Inside.SURELY]
    assert list_positions_on(session, person.id, date(2022, 6, 16)) == []


def test_the_same_evidence_is_kept_once(session, office):
    tenure = make_tenure(session, make_person(session), office, None)

    for wording in ("Sekda", "Sekda", "Sekretaris Daerah"):
        add_evidence(tenure, DAY, wording, "naskah")

    assert [proof.wording for proof in tenure.evidence] == ["Sekda", "Sekretaris Daerah"]


def test_a_deleted_tenure_is_not_held(session, office):
    from datetime import UTC, datetime

    person = make_person(session)
    make_tenure(session, person, office, EARLY, deleted_at=datetime.now(UTC), **NOW)

    assert list_positions_on(session, person.id, DAY) == []
    assert resolve_office(session, "Sekda Contoh", DAY) == []


def test_a_person_with_two_offices_holds_both(session, office, regency):
    person = make_person(session)
    make_tenure(session, person, office, EARLY, **NOW)
    make_tenure(session, person, make_position(session, "Ketua Tim", regency), EARLY, **NOW)

    wordings = [one.wording for one in list_positions_on(session, person.id, DAY)]
    assert wordings == ["Sekretaris Daerah", "Ketua Tim"]


def test_a_new_person_is_taken_apart_and_the_slug_has_no_titles(session):
    person = add_person(session, "Dr. H. Ambo Contoh, M.Pd")

    assert (person.name, person.honorifics, person.degrees) == (
        "Ambo Contoh",
        ["Dr.", "H."],
        ["M.Pd"],
    )
    assert person.slug == "ambo-contoh"
    assert find_person(session, "ambo-contoh") is person


def test_namesakes_are_different_people_at_different_addresses(session):
    first, second = add_person(session, "Ambo Contoh"), add_person(session, "H. Ambo Contoh")

    assert (first.slug, second.slug) == ("ambo-contoh", "ambo-contoh-2")
    assert first.id != second.id


def appear(session, person, programme, organisation=None):
    episode = make_episode(session, programme, f"Tamu {person.id}", guests=[(person, None)])
    episode.appearances[0].organisation = organisation
    session.flush()


def test_people_meet_by_full_name_and_organisation(session, regency):
    person, programme = make_person(session, "Ambo Contoh"), make_programme(session)
    appear(session, person, programme, regency)
    elsewhere = make_organisation(session, "Kabupaten Lain")

    assert meet_person(session, "Dr. H. Ambo Contoh, M.Pd", regency, 0) is person
    assert meet_person(session, "Ambo Contoh", elsewhere, programme.id) is None
    assert meet_person(session, "Ambo", regency, programme.id) is None
    assert meet_person(session, "Ambo Tjontoh", regency, programme.id) is None


def test_a_position_held_in_the_organisation_is_enough_to_meet(session, office, regency):
    person = make_person(session, "Ambo Contoh")
    make_tenure(session, person, office, EARLY)

    assert meet_person(session, "Ambo Contoh", regency, 0) is person


def test_without_an_organisation_people_meet_within_the_programme(session):
    person, programme = make_person(session, "Kiki"), make_programme(session)
    appear(session, person, programme)
    other = make_programme(session, "Lain")

    assert meet_person(session, "Kiki", None, programme.id) is person
    assert meet_person(session, "Kiki", None, other.id) is None


def test_look_alikes_are_named_most_alike_first(session):
    for name in ("Ambo Contoh", "Amboo Contoh Putra", "Sari Melati"):
        make_person(session, name)
    aliased = make_person(session, "Budi")
    aliased.aliases.append(PersonAlias(name="Ambo", key=match_key("Ambo"), kind="nickname"))
    session.flush()

    found = [person.name for person in list_look_alikes(session, "Ambo Contoh")]

    assert found[0] == "Ambo Contoh"
    assert "Sari Melati" not in found


def test_someone_known_under_an_alias_is_a_look_alike(session):
    person = make_person(session, "Ahmad Zulkarnain")
    person.aliases.append(PersonAlias(name="Zul", key=match_key("Zul"), kind="nickname"))
    session.flush()

    assert list_look_alikes(session, "Zul") == [person]
