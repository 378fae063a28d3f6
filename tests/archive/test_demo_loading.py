"""The demo archive is filled through the services, and says no word of the one real session."""

import pytest
from sqlalchemy import func, select

from archive.audit import verify_chain
from archive.demo.loading import load_demo
from archive.indexing import check
from archive.models import (
    Attribution,
    Episode,
    PressItem,
    Publication,
    Recording,
    Revision,
    RevisionRow,
    Statement,
    Station,
    Tenure,
    Wording,
)
from archive.people import resolve_office
from archive.periods import Inside
from search import SearchRequest

REAL = "talkshow-swara-bersujud-2022-06-15"


@pytest.fixture
def read(demo):
    with demo.reading() as session:
        yield session


def real(session):
    return session.scalar(select(Episode).where(Episode.source_key == REAL))


def test_every_episode_is_public_and_the_log_verifies(read):
    assert set(read.scalars(select(Episode.state))) == {"published"}
    assert list(verify_chain(read)) == []


def test_the_real_session_has_facts_and_a_report_but_no_recording_and_no_word(read):
    episode = real(read)

    assert episode.on.isoformat() == "2022-06-15"
    assert episode.broadcasts[0].part_of_day == "pagi"
    for table in (Revision, Recording, Publication):
        assert read.scalar(select(table).where(table.episode_id == episode.id)) is None
    reported = select(PressItem).where(PressItem.episodes.contains(episode))
    assert read.scalar(reported).outlet


def test_only_the_real_station_is_not_called_fictional(read):
    station = real(read).programme.station

    assert read.scalars(select(Station.id).where(Station.fictional.is_(False))).all() == [
        station.id
    ]


def test_two_revisions_of_one_transcript_were_published(read):
    numbers = read.scalars(select(Revision.number).order_by(Revision.number)).all()
    latest = select(func.max(Revision.number))

    assert read.scalar(latest) >= 2
    assert numbers.count(1) >= 2
    published = read.scalars(select(Publication.revision_id)).all()
    assert len(published) == len(numbers)


def test_an_ended_acting_tenure_and_two_offices_of_one_person_are_there(read):
    tenures = read.scalars(select(Tenure)).all()
    holders = [tenure.person_id for tenure in tenures]

    assert any(tenure.kind == "plt" and not tenure.ended.is_now for tenure in tenures)
    assert any(holders.count(person) > 1 for person in holders)


def test_a_tenured_office_resolves_on_the_day_of_an_episode(read):
    found = [
        held
        for episode in read.scalars(select(Episode))
        for appearance in episode.appearances
        if appearance.position
        for held in resolve_office(read, appearance.position.name, episode.on)
    ]

    assert any(held.inside is Inside.SURELY for held in found)


def test_voices_are_named_where_the_file_names_them(read):
    assert read.query(Attribution).filter(Attribution.person_id.is_not(None)).count() > 0


def test_what_callers_ask_in_banjar_is_marked_as_banjar(read):
    chosen = select(Wording.text).join(RevisionRow, RevisionRow.wording_id == Wording.id)
    banjar = list(read.scalars(chosen.where(RevisionRow.language == "bjn")))

    assert len(banjar) >= 3
    assert any("Ulun handak batakun" in text for text in banjar)


def test_the_index_holds_all_of_it(demo, read):
    found = check(read, demo.index, "public")
    statements = read.scalar(select(func.count(Statement.id)))

    assert (found.missing, found.stale, found.extra, found.pending) == (0, 0, 0, 0)
    assert found.documents > statements / 2
    assert demo.index.search(SearchRequest(query="jalan")).total > 0


def test_an_archive_that_holds_something_is_left_alone(demo, read):
    before = read.scalar(select(func.count(Episode.id)))

    assert not load_demo(demo, say=lambda text: None)

    assert read.scalar(select(func.count(Episode.id))) == before
