"""What a search may have meant: only what finds more, and no word that was withdrawn."""

import pytest
from factories import index_all, make_actor, make_programme, make_published
from sqlalchemy import select

from archive.finding import Finding
from archive.indexing import apply_outbox
from archive.models import Episode
from archive.publishing import withdraw
from search import SearchRequest

SAID = [("Suara", "Jembatan gantung selesai bulan depan.", 0.0)]


@pytest.fixture
def bridges(archive):
    """One published episode about a bridge, another about something else, in the index."""
    with archive.writing() as session:
        programme = make_programme(session)
        make_published(session, programme, SAID, title="Satu")
        make_published(session, programme, [("Suara", "Air bersih.", 0.0)], title="Dua")
        session.commit()
    index_all(archive)
    return archive


def suggested(archive, query, **filters):
    with archive.reading() as session:
        request = SearchRequest(query, {name: (value,) for name, value in filters.items()})
        return Finding(session, archive.index, request, "public").results.suggestion


def test_a_misspelt_query_is_offered_in_words_that_find_more(bridges):
    assert suggested(bridges, "jembatn") == "jembatan"


def test_nothing_is_offered_that_finds_no_more_under_the_same_filters(bridges):
    assert suggested(bridges, "jembatn", jenis="tokoh") is None


def test_a_word_that_was_withdrawn_is_not_offered(bridges):
    with bridges.writing() as session:
        episode = session.scalar(select(Episode).where(Episode.title == "Satu"))
        withdraw(session, episode, "privacy", make_actor(session))
        session.commit()
    with bridges.reading() as session:
        apply_outbox(session, bridges.index, "public")

    assert suggested(bridges, "jembatn") is None
