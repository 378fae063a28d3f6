"""Stations, programmes and topics by name or alias."""

import pytest

from archive.broadcasting import (
    add_programme,
    add_station,
    add_topic,
    find_programme,
    find_station,
    find_topic,
    list_programmes_named,
    name_key,
)
from archive.models import ProgrammeAlias, StationAlias, TopicSynonym

KEYS = [
    ("Radio Suara Bersujud", "radio suara bersujud"),
    ("Radio  Contoh FM", "RADIO CONTOH-FM"),
    ("Bincang “Pagi”", "Bincang Pagi"),
]


@pytest.mark.parametrize(("one", "other"), KEYS)
def test_names_that_differ_in_signs_only_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_a_name_without_letters_of_a_slug_still_has_a_key():
    assert name_key("!!!") == "!!!"


def test_a_station_is_found_by_name_alias_and_slug(session):
    station = add_station(session, "Radio Swara Contoh", "Asia/Makassar")
    station.aliases.append(StationAlias(name="Suara Contoh", key=name_key("Suara Contoh")))
    session.flush()

    for name in ("radio swara contoh", "Suara Contoh", station.slug):
        assert find_station(session, name) is station
    assert find_station(session, "Radio Lain") is None


def test_a_programme_of_one_name_at_two_stations_is_found_by_its_station(session):
    here, there = (add_station(session, name, "Asia/Makassar") for name in ("Di Sini", "Di Sana"))
    first, second = (add_programme(session, "Bincang Pagi", one) for one in (here, there))

    assert find_programme(session, "bincang pagi", here) is first
    assert find_programme(session, "Bincang Pagi", there) is second
    assert find_programme(session, "Bincang Pagi", None) is None
    assert list_programmes_named(session, "Bincang Pagi") == [first, second]


def test_a_programme_without_a_station_is_taken_for_the_one_that_is_named(session):
    homeless = add_programme(session, "Bincang Pagi", None)
    homeless.aliases.append(ProgrammeAlias(name="Pagi", key=name_key("Pagi")))
    session.flush()

    assert find_programme(session, "pagi", add_station(session, "X", "Asia/Jakarta")) is homeless
    assert find_programme(session, "Pagi", None) is homeless


def test_a_topic_is_found_by_its_synonyms(session):
    parent = add_topic(session, "Bencana")
    topic = add_topic(session, "Banjir", parent)
    topic.synonyms.append(TopicSynonym(name="Air bah", key=name_key("Air bah")))
    session.flush()

    assert find_topic(session, "air BAH") is find_topic(session, "banjir") is topic
    assert topic.parent is parent
    assert find_topic(session, "Kebakaran") is None
