"""Whose voice a label may be: proposed where the label says it, offered where it is a thought."""

from datetime import date

import pytest
from factories import (
    make_episode,
    make_organisation,
    make_person,
    make_position,
    make_programme,
    make_revision,
    make_tenure,
    name_voice,
)

from archive.broadcasting import name_key
from archive.models import PersonAlias, PositionAlias
from archive.names import match_key
from archive.periods import UNTIL_NOW
from archive.proposals import find_named, propose

DAY = date(2024, 3, 6)
NOW = {"until_written": UNTIL_NOW}
MAYBE = {"until_earliest": date(2024, 1, 1), "until_latest": date(2024, 6, 1)}


@pytest.fixture
def programme(session):
    return make_programme(session)


@pytest.fixture
def secretary(session):
    """The office “Sekretaris Daerah”, called “Sekda” too."""
    office = make_position(session, "Sekretaris Daerah", make_organisation(session, "Kabupaten"))
    office.key = name_key(office.name)
    office.aliases.append(PositionAlias(name="Sekda", key=name_key("Sekda")))
    session.flush()
    return office


def proposal_for(session, episode, label, former=None):
    (one,) = propose(session, episode, [label], {label: former} if former else {})
    return one


def told(proposal):
    return [(one.person.slug, one.because) for one in proposal.candidates]


@pytest.mark.parametrize("label", ["Rahmah Contoh", "RAHMAH CONTOH", "Hj. Rahmah Contoh, S.Sos"])
def test_the_same_full_name_is_proposed_whatever_stands_around_it(session, programme, label):
    rahmah = make_person(session, "Rahmah Contoh")
    episode = make_episode(session, programme)

    one = proposal_for(session, episode, label)

    assert (one.proposed.person, one.proposed.because) == (rahmah, "name")


def test_who_merely_resembles_the_label_is_offered_and_not_proposed(session, programme):
    make_person(session, "Rahmah Contoh", slug="rahmah")
    episode = make_episode(session, programme)

    one = proposal_for(session, episode, "Rahma Contoh")

    assert told(one) == [("rahmah", "alike")]
    assert one.proposed is None


def test_another_spelling_that_only_sounds_alike_is_not_the_same_name(session, programme):
    make_person(session, "Junaidi", slug="junaidi")
    episode = make_episode(session, programme)

    one = proposal_for(session, episode, "Djoenaidi")

    assert one.proposed is None
    assert told(one) == [("junaidi", "alike")]


def test_of_two_with_one_name_both_are_offered_and_none_is_proposed(session, programme):
    make_person(session, "Budi Contoh", slug="budi")
    make_person(session, "Budi Contoh", slug="budi-2")
    episode = make_episode(session, programme)

    one = proposal_for(session, episode, "Budi Contoh")

    assert told(one) == [("budi", "name"), ("budi-2", "name")]
    assert one.proposed is None


def test_of_two_with_one_name_the_one_announced_for_the_episode_is_proposed(session, programme):
    make_person(session, "Budi Contoh", slug="budi")
    announced = make_person(session, "Budi Contoh", slug="budi-2")
    episode = make_episode(session, programme, guests=[(announced, "Camat")])

    one = proposal_for(session, episode, "Budi Contoh")

    assert (one.proposed.person, one.proposed.because) == (announced, "announced")


def test_the_office_somebody_was_announced_with_names_the_voice(session, programme):
    rahmah = make_person(session, "Rahmah Contoh")
    episode = make_episode(session, programme, guests=[(rahmah, "Kepala Dinas Air")])

    one = proposal_for(session, episode, "Ibu Kepala Dinas Air")

    assert (one.proposed.person, one.proposed.because) == (rahmah, "announced office")


@pytest.mark.parametrize("label", ["Sekda", "Pak Sekda", "Sekretaris Daerah"])
def test_an_office_is_whoever_held_it_on_the_day_of_the_broadcast(
    session, programme, secretary, label
):
    before, then = make_person(session, "Lama"), make_person(session, "Baru")
    ended = {"until_earliest": date(2023, 12, 31), "until_latest": date(2023, 12, 31)}
    make_tenure(session, before, secretary, date(2020, 1, 1), **ended)
    make_tenure(session, then, secretary, date(2024, 1, 1), **NOW)
    episode = make_episode(session, programme, on=DAY)

    one = proposal_for(session, episode, label)

    assert (one.proposed.person, one.proposed.because) == (then, "office")
    assert one.proposed.wording == "Sekretaris Daerah"


def test_an_office_possibly_held_is_offered_as_uncertain(session, programme, secretary):
    make_tenure(session, make_person(session, "Lama"), secretary, date(2020, 1, 1), **MAYBE)
    episode = make_episode(session, programme, on=DAY)

    one = proposal_for(session, episode, "Sekda")

    assert one.proposed is None
    assert [(each.because, each.is_sure) for each in one.candidates] == [("office", False)]


def test_a_label_that_says_how_the_office_was_held_means_who_held_it_so(
    session, programme, secretary
):
    acting = make_person(session, "Pengganti")
    make_tenure(session, make_person(session, "Tetap"), secretary, date(2020, 1, 1), **NOW)
    make_tenure(session, acting, secretary, date(2024, 1, 1), kind="plt", **NOW)
    episode = make_episode(session, programme, on=DAY)

    assert proposal_for(session, episode, "Plt. Sekda").proposed.person is acting
    assert proposal_for(session, episode, "Sekda").proposed is None


def test_an_alias_counts_in_the_time_in_which_it_was_in_use(session, programme):
    person = make_person(session, "Muhammad Zainuddin", slug="zainuddin")
    then, end = date(2020, 1, 1), date(2023, 1, 1)
    days = {"from_earliest": then, "from_latest": then, "until_earliest": end, "until_latest": end}
    alias = PersonAlias(name="Guru Zai", key=match_key("Guru Zai"), kind="nickname", **days)
    person.aliases.append(alias)
    session.flush()
    during = make_episode(session, programme, on=date(2022, 5, 5))
    later = make_episode(session, programme, "Lain", on=DAY)

    assert proposal_for(session, during, "Guru Zai").proposed.because == "alias"
    assert proposal_for(session, later, "Guru Zai").proposed is None


def test_a_voice_that_somebody_named_before_stays_that_person(session, programme):
    rahmah, other = make_person(session, "Rahmah Contoh"), make_person(session, "Kadis Air")
    episode = make_episode(session, programme)
    make_revision(session, episode, [("Kadis Air", "Halo.", 0.0)])
    name_voice(session, episode, "Kadis Air", rahmah)

    one = proposal_for(session, episode, "Kadis Air")

    assert (one.proposed.person, one.proposed.because) == (rahmah, "named")
    assert (other.slug, "name") in told(one)


def test_a_new_label_for_known_words_offers_whose_they_were(session, programme):
    rahmah = make_person(session, "Rahmah Contoh", slug="rahmah")
    episode = make_episode(session, programme)
    make_revision(session, episode, [("Kadis", "Halo.", 0.0)])
    name_voice(session, episode, "Kadis", rahmah)

    one = proposal_for(session, episode, "Narasumber", former="Kadis")

    assert one.proposed is None
    assert told(one) == [("rahmah", "former")]


def test_whoever_was_merged_or_deleted_is_nobody(session, programme):
    kept = make_person(session, "Rahmah Contoh", slug="rahmah")
    make_person(session, "Rahmah Contoh", slug="rahmah-2", merged_into_id=kept.id)
    episode = make_episode(session, programme)

    assert proposal_for(session, episode, "Rahmah Contoh").proposed.person is kept
    assert find_named(session, "Rahmah Contoh") == [kept]
