"""An archive on PostgreSQL: what two people do at once is kept of both, as on SQLite.

Runs where PostgreSQL is installed: on a server of its own.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from editing_desk import add_draft
from factories import make_actor, new_archive
from postgresql import find_programs, running_server
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError

from archive import create_app, database
from archive.audit import find_actor, record_act, verify_chain
from archive.broadcasting import add_programme
from archive.cli.importing import run_import
from archive.database import migrate, open_database, table_of
from archive.editing import view_copy
from archive.editing.asked import Insert
from archive.editing.batches import do_acts
from archive.importing.manifest import read_manifest
from archive.importing.rehearsal import rehearse
from archive.indexer import catch_up
from archive.minting import enter_slug, free_slug, mint_identifier
from archive.models import Actor, AuditEntry, Base, Episode, MintedIdentifier, OutboxRow, WorkingAct
from archive.outbox import tell_index
from archive.staff.tries import MOST, TooManyTries, take_try
from archive.transcript_files import find_named_episode

MANY = 8
NOW = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def server():
    """A server that is there for these tests alone."""
    pytest.importorskip("psycopg", reason="./run setup --test installs psycopg")
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    with running_server(programs) as running:
        yield running


@pytest.fixture(scope="module")
def migrated(server):
    """The name of a database that migrations made from nothing."""
    address = server.new_database()
    engine = open_database(address)
    migrate(engine)
    engine.dispose()
    return engine.url.database


@pytest.fixture
def archive(server, migrated, tmp_path):
    """An empty archive."""
    opened = new_archive(tmp_path / "home", DATABASE_URL=server.new_database(like=migrated))
    yield opened
    opened.index.close()
    opened.engine.dispose()


def at_once(work, count=MANY):
    """Call `work` with 0, 1, 2 … in threads that begin together; what each returned."""
    start = Barrier(count)

    def begin(number):
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, range(count)))


def count(archive, model):
    with archive.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_migrations_make_the_tables_of_the_models(archive):
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_processes_that_start_together_migrate_once(server):
    address = server.new_database()

    def start(_number):
        engine = open_database(address)
        migrate(engine)
        engine.dispose()

    at_once(start, 3)


def test_what_is_imported_is_found(archive, tmp_path):
    (tmp_path / "e.txt").write_text("Sekda: Jalan desa kami perbaiki.\n", encoding="utf-8")
    (tmp_path / "in.csv").write_text(
        "id,programme,title,date,transcript\ne,Bincang,Jalan Desa,2022-06-15,e.txt\n",
        encoding="utf-8",
    )

    manifest = read_manifest(tmp_path / "in.csv")
    report = run_import(archive, manifest, (), None, dry_run=False, publish=True)

    assert report.problems == []
    assert report.episodes["created"] == 1
    assert catch_up(archive)
    reader = create_app(archive.settings, archive).test_client()
    assert "<mark>perbaiki</mark>" in reader.get("/cari?q=memperbaiki").text
    with archive.reading() as session:
        assert list(verify_chain(session)) == []


def test_a_dry_run_says_the_same_and_writes_nothing(archive, tmp_path):
    (tmp_path / "in.csv").write_text(
        "id,programme,title,date,people\n"
        "e1,Bincang,Jalan Desa,2022-06-15,Ambo Contoh|Sekda|Kabupaten Contoh\n"
        "e2,Bincang,Jalan Desa,2022-06-15,Ambo Contoh|Camat|Kecamatan Lain\n",
        encoding="utf-8",
    )
    manifest = read_manifest(tmp_path / "in.csv")
    with archive.writing() as session:
        add_programme(session, "Bincang", None)
        session.commit()

    with rehearse(archive.settings) as copy:
        dry = run_import(copy, manifest, (), None, dry_run=True, publish=True)
    kept = count(archive, Episode), count(archive, AuditEntry)
    done = run_import(archive, manifest, (), None, publish=True)

    assert kept == (0, 0)
    assert (dry.episodes, dry.notes) == (done.episodes, done.notes)
    assert dry.episodes["created"] == 2


def test_everything_that_two_editors_are_told_is_done_is_in_the_copy(archive):
    first = add_draft(archive)[0]

    def edit(editor):
        for number in range(15):
            with archive.writing() as session:
                episode = find_named_episode(session, "sunting")
                words = f"Kalimat {number} dari {editor}."
                act = Insert(id=str(uuid4()), statement=first, text=words)
                actor = find_actor(session, "person", f"editor {editor}")
                [outcome] = do_acts(session, episode, [act], actor, NOW).outcomes
                assert outcome.done
                session.commit()

    at_once(edit, 2)

    with archive.reading() as session:
        lines = view_copy(session, find_named_episode(session, "sunting")).lines
    said = [line.row.text for line in lines if line.row.text.startswith("Kalimat")]
    assert sorted(said) == sorted(
        f"Kalimat {n} dari {editor}." for n in range(15) for editor in (0, 1)
    )
    assert count(archive, WorkingAct) == 30


def test_writers_at_once_make_one_chain(archive):
    def write(number):
        for _ in range(10):
            with archive.writing() as session:
                record_act(session, find_actor(session, "command", f"writer {number}"), "x", "y")
                record_act(session, find_actor(session, "command", f"writer {number}"), "x", "z")
                session.commit()

    at_once(write)

    with archive.reading() as session:
        assert list(verify_chain(session)) == []
    assert count(archive, AuditEntry) == MANY * 10 * 2


def test_namesakes_who_come_at_once_have_addresses_of_their_own(archive):
    def name(number):
        with archive.writing() as session:
            slug = free_slug(session, "person", "budi")
            enter_slug(session, "person", slug, number)
            session.commit()
            return slug

    assert sorted(at_once(name)) == ["budi", *(f"budi-{n}" for n in range(2, MANY + 1))]


def test_an_actor_who_acts_twice_at_once_is_one(archive):
    def act(_number):
        with archive.writing() as session:
            make_actor(session)
            mint_identifier(session, "statement")
            session.commit()

    at_once(act)

    assert count(archive, Actor) == 1
    assert count(archive, MintedIdentifier) == MANY


def test_of_many_tries_to_sign_in_at_once_no_more_than_the_limit_are_looked_at(archive):
    def try_it(_number):
        with archive.writing() as session:
            try:
                take_try(session, "siti", "198.51.100.7", NOW)
            except TooManyTries:
                return False
            session.commit()
            return True

    assert sum(at_once(try_it, MOST + 5)) == MOST


def test_a_row_of_the_outbox_is_never_seen_before_an_older_one(archive):
    """Else the index, which goes on from the newest number it knows, would never hear of it."""

    def write():
        with archive.writing() as session:
            seq = tell_index(session, "k3f9m2xd")
            session.commit()
            return seq

    with archive.writing() as session, ThreadPoolExecutor(1) as pool:
        older, newer = tell_index(session, "m2xdk3f9"), pool.submit(write)
        wait([newer], timeout=0.3)
        seen_meanwhile = count(archive, OutboxRow)
        session.commit()

        assert seen_meanwhile == 0
        assert older < newer.result()


def test_a_reader_sees_the_archive_as_it_was_when_it_began(archive):
    with archive.reading() as reader:
        before = reader.scalar(select(func.count()).select_from(Actor))
        with archive.writing() as session:
            make_actor(session)
            session.commit()

        assert before == reader.scalar(select(func.count()).select_from(Actor)) == 0
    assert count(archive, Actor) == 1


def test_who_only_reads_cannot_write_past_the_writers(archive):
    with archive.reading() as session, pytest.raises(DBAPIError, match="read-only"):
        session.execute(insert(table_of(Actor)).values(kind="command", name="x"))


def test_who_waits_too_long_for_other_writers_is_refused_and_nothing_is_written(
    archive, monkeypatch
):
    monkeypatch.setattr(database, "BUSY_SECONDS", 1)
    with archive.writing() as session:
        make_actor(session)

        with archive.writing() as other, pytest.raises(OperationalError, match="lock timeout"):
            make_actor(other)

        session.commit()
    assert count(archive, Actor) == 1
