"""Episodes that have something in common, and why they are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from factories import (
    make_episode,
    make_person,
    make_programme,
    make_published,
    make_topic,
    new_archive,
)
from sqlalchemy.orm import Session

from archive.catalogue.related import list_related
from archive.catalogue.values import Link
from archive.models import Appearance, Segment


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A writing session of an empty archive."""
    with new_archive(tmp_path).writing() as session:
        yield session


def titles(found) -> list[str]:  # type: ignore[no-untyped-def]
    return [one.episode.name for one in found]


def test_an_episode_is_named_for_its_topics_and_guests(session: Session) -> None:
    roads, water = make_topic(session, "Jalan desa"), make_topic(session, "Air bersih")
    guest = {"Kadis": (make_person(session, "Sari Melati"), None)}
    first = make_published(
        session, make_programme(session, "A"), people=guest, title="Satu", topics=[roads]
    )
    make_published(
        session, make_programme(session, "B"), people=guest, title="Dua", topics=[roads, water]
    )

    (found,) = list_related(session, first)

    assert found.episode.name == "Dua"
    assert found.topics == (Link("jalan-desa", "Jalan desa"),)
    assert found.people == (Link("sari-melati", "Sari Melati"),)
    assert found.neighbour is None


def test_what_few_share_weighs_more_than_what_many_share(session: Session) -> None:
    common, rare = make_topic(session, "Anggaran"), make_topic(session, "Jembatan gantung")
    first = make_published(
        session, make_programme(session, "A"), title="Satu", topics=[common, rare]
    )
    for number in range(5):
        other = make_programme(session, f"Lain {number}")
        make_published(session, other, title=f"Umum {number}", topics=[common])
    make_published(session, make_programme(session, "B"), title="Langka", topics=[rare])

    assert titles(list_related(session, first))[0] == "Langka"


def test_a_topic_of_a_segment_counts_like_one_of_the_whole(session: Session) -> None:
    topic = make_topic(session, "Banjir")
    first = make_published(session, make_programme(session, "A"), title="Satu", topics=[topic])
    second = make_published(session, make_programme(session, "B"), title="Dua")
    session.add(Segment(episode=second, start=0.0, title="Banjir", topics=[topic]))
    session.flush()

    assert titles(list_related(session, first)) == ["Dua"]
    assert titles(list_related(session, second)) == ["Satu"]


def test_the_editions_before_and_after_are_named_as_such(session: Session) -> None:
    programme = make_programme(session)
    days = {
        name: date(2024, 1, day) for day, name in enumerate(("Satu", "Dua", "Tiga", "Empat"), 1)
    }
    episodes = {
        name: make_published(session, programme, title=name, on=on) for name, on in days.items()
    }

    found = {one.episode.name: one.neighbour for one in list_related(session, episodes["Dua"])}

    assert found == {"Satu": "before", "Tiga": "after"}


def test_a_host_is_no_reason(session: Session) -> None:
    host = make_person(session, "Galuh")
    first = make_published(session, make_programme(session, "A"), title="Satu")
    second = make_published(session, make_programme(session, "B"), title="Dua")
    for episode in (first, second):
        episode.appearances.append(Appearance(person=host, ordinal=0, part="host"))
    session.flush()

    assert list_related(session, first) == []


def test_a_draft_is_never_named(session: Session) -> None:
    programme, topic = make_programme(session), make_topic(session, "Banjir")
    first = make_published(session, programme, title="Satu", topics=[topic])
    make_episode(session, programme, title="Rancangan", topics=[topic])

    assert list_related(session, first) == []
