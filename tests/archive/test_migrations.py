# ruff: noqa: S608 - what is put into the SQL here stands in the tables of this file
"""The tables that migrations make are those of the models, and the record cannot be rewritten."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from factories import make_programme, make_published, make_recording, new_archive
from sqlalchemy import CheckConstraint, inspect, select, text
from sqlalchemy.exc import IntegrityError

from archive.attributions import NO_OFFICE, attribute
from archive.audit import find_actor
from archive.models import Base, Check, Episode, Recording, Statement, Voice
from archive.origins import MANIFEST, Suggestion, note_origins
from archive.revisions import Change, Provenance, save_revision
from archive.withdrawing import withdraw_words

APPEND_ONLY = [
    ("identifiers", "kind"),
    ("slugs", "entity"),
    ("statements", "episode_id"),
    ("revisions", "reason"),
    ("revision_rows", "start"),
    ("attributions", "source"),
    ("publication_attributions", "attribution_id"),
    ("tombstones", "wording_id"),
    ("successors", "revision_id"),
    ("audit_entries", "body"),
    ("value_origins", "value"),
]
NEVER_DELETED = [table for table, _ in APPEND_ONLY] + [
    "publications",
    "wordings",
    "recordings",
    "checks",
]
REFUSED_UPDATES = [
    ("publications", "revision_id = 1"),
    ("publications", "withdrawn_at = NULL"),
    ("publications", "withdrawn_at = '2024-01-01', actor_id = 99"),
    ("wordings", "text = 'lain'"),
    ("wordings", "text = NULL"),
    ("wordings", "text = NULL, withdrawn_at = '2024-01-01'"),
    ("wordings", "nonce = NULL, withdrawn_at = '2024-01-01'"),
    ("wordings", "text = NULL, nonce = NULL, withdrawn_at = '2024-01-01', hash = 'x'"),
    ("recordings", "master_sha256 = 'c'"),
    ("recordings", "id = 'x'"),
    ("checks", "at = '2024-01-01'"),
    ("checks", "withdrawn_at = NULL"),
    ("checks", "withdrawn_at = '2024-01-01', wording_id = 1"),
]
SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Narasumber", "Pagi, Bu.", 5.0)]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A session on an archive with at least one row in every table that is guarded."""
    archive = new_archive(tmp_path_factory.mktemp("guarded"))
    with archive.writing() as session:
        fill(session)
        yield session
    archive.engine.dispose()


@pytest.fixture
def filled(guarded):
    """The same session; what a test changes is undone."""
    with guarded.begin_nested() as savepoint:
        yield guarded
        savepoint.rollback()


def fill(session):
    """Write a row into every table that is guarded."""
    actor = find_actor(session, "command", "tests")
    episode = make_published(session, make_programme(session), SAID)
    make_recording(session, episode)
    voice = session.scalar(select(Voice).order_by(Voice.id))
    attribute(session, episode, voice, None, NO_OFFICE, "naskah", actor)
    note_origins(session, "episode:x", [Suggestion("title", "A", MANIFEST, "1")], actor)
    lost, other = session.scalars(select(Statement.id)).all()
    wording = session.execute(text("SELECT max(id) FROM wordings")).scalar()
    change = Change(gone={lost: wording}, successors=((lost, other),))
    save_revision(session, episode, [], change, actor, Provenance())
    recording = session.scalar(select(Recording.id))
    session.add(
        Check(wording_id=wording, recording_id=recording, actor=actor, at=datetime.now(UTC))
    )
    session.flush()
    session.execute(
        text("INSERT INTO publication_attributions SELECT 1, max(id) FROM attributions")
    )
    session.flush()


def refused(session, statement):
    with pytest.raises(IntegrityError) as caught, session.begin_nested():
        session.execute(text(statement))
    return str(caught.value.orig)


def test_models_and_migrations_do_not_differ(archive):
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "render_as_batch": True}
        )

        assert compare_metadata(context, Base.metadata) == []


def test_constraints_and_indexes_have_the_names_of_the_models(archive):
    with archive.engine.connect() as connection:
        found = inspect(connection)
        for table in Base.metadata.sorted_tables:
            checks = {one["name"] for one in found.get_check_constraints(table.name)}
            rules = (one for one in table.constraints if isinstance(one, CheckConstraint))
            assert checks == {str(one.name) for one in rules}, table.name
            indexes = {one["name"] for one in found.get_indexes(table.name)}
            assert {str(one.name) for one in table.indexes} <= indexes, table.name


@pytest.mark.parametrize(("table", "column"), APPEND_ONLY)
def test_rows_of_the_record_are_never_changed(filled, table, column):
    assert filled.execute(text(f"SELECT count(*) FROM {table}")).scalar() > 0

    said = refused(filled, f"UPDATE {table} SET {column} = {column}")

    assert said == f"{table} are append-only"


@pytest.mark.parametrize("table", NEVER_DELETED)
def test_rows_of_the_record_are_never_deleted(filled, table):
    assert filled.execute(text(f"SELECT count(*) FROM {table}")).scalar() > 0

    assert refused(filled, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", NEVER_DELETED)
def test_rows_of_the_record_are_not_replaced_either(filled, table):
    said = refused(filled, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    assert "append-only" in said or "deleted" in said


@pytest.mark.parametrize(("table", "change"), REFUSED_UPDATES)
def test_of_these_rows_only_what_the_record_allows_is_changed(filled, table, change):
    assert refused(filled, f"UPDATE {table} SET {change}")


def test_a_publication_is_withdrawn_once(filled):
    filled.execute(text("UPDATE publications SET withdrawn_at = '2024-01-01 00:00:00'"))

    assert refused(filled, "UPDATE publications SET withdrawn_at = '2024-01-02 00:00:00'")


def test_a_wording_is_blanked_once_and_never_filled_again(filled):
    statement = filled.scalar(select(Statement).join(Episode))
    withdraw_words(filled, statement, "court", find_actor(filled, "command", "tests"))
    where = f"WHERE statement_id = '{statement.id}'"

    assert refused(filled, f"UPDATE wordings SET text = 'x' {where}")
    assert refused(filled, f"UPDATE wordings SET withdrawn_because = 'privacy' {where}")
