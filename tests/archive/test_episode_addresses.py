"""Slugs of episodes: none is used for two, and a former one always leads to its episode."""

from datetime import date, timedelta

import pytest
from factories import make_episode, make_programme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive.episode_addresses import find_former, readdress
from archive.errors import NotFound
from archive.models import MintedSlug
from archive.named_episodes import find_named_episode

FIRST = date(2024, 3, 6)
TITLES = ("Jalan", "Jalan 2", "Jalan 2-2", "Jalan!", "", "2024-03-06 Jalan", "Air")

renames = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(TITLES), st.integers(0, 1)), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(renames)
def test_however_episodes_are_renamed_each_slug_is_one_episodes_for_good(session, renames):
    with session.begin_nested() as savepoint:
        programme = make_programme(session)
        episodes = [make_episode(session, programme, f"Siaran {n}", FIRST) for n in range(3)]
        ever = {episode.slug: episode.id for episode in episodes}
        known = {}

        for which, title, day in renames:
            episode = episodes[which]
            former = episode.on, episode.title
            episode.title, episode.on = title, FIRST + timedelta(day)
            readdress(session, episode, *former)
            session.flush()

            assert ever.setdefault(episode.slug, episode.id) == episode.id
            assert known.setdefault((episode.id, episode.on, title), episode.slug) == episode.slug
            assert not readdress(session, episode, episode.on, episode.title)

        kind = MintedSlug.kind == "episode"
        minted = session.execute(select(MintedSlug.slug, MintedSlug.entity).where(kind))
        assert dict(minted.all()) == ever
        for slug, identifier in ever.items():
            assert find_former(session, slug).id == identifier
            assert find_named_episode(session, slug).id == identifier
        assert len({episode.slug for episode in episodes}) == len(episodes)
        savepoint.rollback()


def test_an_earlier_name_has_the_earlier_slug_again(session):
    programme = make_programme(session)
    make_episode(session, programme, "Jalan", FIRST)
    second = make_episode(session, programme, "Air", FIRST)
    slugs = []
    for title in ("Jalan", "Air", "Jalan", "Air"):
        former, second.title = second.title, title
        readdress(session, second, FIRST, former)
        slugs.append(second.slug)

    assert slugs == ["2024-03-06-jalan-2", "2024-03-06-air"] * 2


def test_a_command_finds_an_episode_by_its_former_slug_last(session):
    programme = make_programme(session)
    first = make_episode(session, programme, "Jalan", FIRST)
    first.title = "Air"
    readdress(session, first, FIRST, "Jalan")
    session.flush()

    assert find_named_episode(session, "2024-03-06-jalan") is first
    with pytest.raises(NotFound):
        find_named_episode(session, "2024-03-06-banjir")
    other = make_episode(session, programme, "Lain", FIRST, source_key="2024-03-06-jalan")
    assert find_named_episode(session, "2024-03-06-jalan") is other
