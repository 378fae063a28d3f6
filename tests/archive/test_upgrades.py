"""The first demo database, kept as it was: every later version opens, migrates and reads it."""

import gzip
from pathlib import Path

import pytest
from factories import new_archive
from sqlalchemy import func, select, text

from archive.audit import verify_chain
from archive.database import schema_version
from archive.indexing import check, rebuild
from archive.models import Base, Episode, Publication, Revision, Wording
from archive.revisions import hash_row, hash_words
from archive.rows import read_rows
from archive.transcript_files import show_transcript

FIRST = Path(__file__).parent.parent / "fixtures" / "first-demo.sqlite3.gz"


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """The first demo database, opened with the code of today."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "gaung.sqlite3").write_bytes(gzip.decompress(FIRST.read_bytes()))
    archive = new_archive(folder)
    yield archive
    archive.engine.dispose()


@pytest.fixture
def read(upgraded):
    with upgraded.reading() as session:
        yield session


def test_it_stands_at_the_newest_migration(upgraded, empty_database):
    from archive.database import open_database

    newest = open_database(f"sqlite:///{empty_database}")

    assert schema_version(upgraded.engine) == schema_version(newest)
    newest.dispose()


def test_every_table_of_today_can_be_read(read):
    for table in Base.metadata.sorted_tables:
        read.execute(table.select()).all()


def test_nothing_in_it_refers_to_what_is_not_there(read):
    assert read.execute(text("PRAGMA foreign_key_check")).all() == []
    assert read.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_its_log_verifies_and_its_hashes_are_those_of_today(read):
    assert list(verify_chain(read)) == []
    for revision in read.scalars(select(Revision)):
        rows = read_rows(read, revision.id)
        hashes = [hash_row(number, row, row.wording_hash) for number, row in enumerate(rows, 1)]
        assert [row.hash for row in revision.rows] == hashes
    for wording in read.scalars(select(Wording)):
        assert wording.hash == hash_words(wording.nonce, wording.text)


def test_its_transcripts_are_shown(read):
    published = select(Episode.slug).join(Publication, Publication.episode_id == Episode.id)

    shown = [show_transcript(read, slug, None) for slug in set(read.scalars(published))]

    assert len(shown) >= 2
    assert all(one["statements"] and one["published"] for one in shown)


def test_its_index_can_be_built(upgraded, read):
    rebuild(read, upgraded.index, "public")

    found = check(read, upgraded.index, "public")
    assert (found.missing, found.stale, found.extra) == (0, 0, 0)
    assert found.documents > read.scalar(select(func.count(Episode.id)))


def test_it_can_be_written_to(upgraded):
    with upgraded.writing() as session:
        episode = session.scalar(select(Episode))
        episode.summary = "Diperbarui."
        session.commit()

    with upgraded.reading() as session:
        assert "Diperbarui." in set(session.scalars(select(Episode.summary)))
