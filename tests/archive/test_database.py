"""SQLite as the promises ask for it, tried with real processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, StatementError

from archive.audit import find_actor
from archive.database import insert_rows, open_database, read_session, schema_version, write_session
from archive.errors import Refused
from archive.models import Actor, MintedSlug

PRAGMAS = [
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("mmap_size", 0),
    ("recursive_triggers", 1),
    ("secure_delete", 1),
    ("busy_timeout", 30_000),
]
WRITERS, ACTS = 4, 20
READERS = 15
"""How many connections readers have."""
READ_THEN_WRITE = """
import sys
from archive.audit import find_actor, record_act
from archive.database import open_database, write_session
engine = open_database(sys.argv[1])
for number in range(int(sys.argv[3])):
    with write_session(engine) as session:
        record_act(session, find_actor(session, "command", sys.argv[2]), "tried", str(number))
        session.commit()
"""


@pytest.mark.parametrize(("name", "value"), PRAGMAS)
def test_every_connection_has_the_pragmas(archive, name, value):
    with archive.reading() as session:
        found = session.execute(text(f"PRAGMA {name}")).scalar()

    assert found == value


@pytest.mark.parametrize(
    ("open_session", "begins"), [(read_session, "BEGIN"), (write_session, "BEGIN IMMEDIATE")]
)
def test_a_session_that_may_write_takes_the_write_lock_at_once(archive, open_session, begins):
    seen = []

    with open_session(archive.engine) as session:
        note = seen.append
        event.listen(session.get_bind(), "before_cursor_execute", lambda *call: note(call[2]))
        session.execute(text("SELECT 1"))

    assert seen == [begins, "SELECT 1"]


def test_as_many_as_can_read_at_once_can_write_then_without_waiting_for_each_other(archive):
    start = Barrier(READERS)

    def read_and_write(_number):
        with archive.reading() as reader:
            reader.execute(text("SELECT 1"))
            start.wait()
            with archive.writing() as session:
                find_actor(session, "command", "tests")
                session.commit()

    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(read_and_write, range(READERS)))


def test_four_processes_that_read_and_then_write_never_fail(archive):
    url = archive.settings.database_url
    commands = [
        [sys.executable, "-c", READ_THEN_WRITE, url, f"process {number}", str(ACTS)]
        for number in range(WRITERS)
    ]

    processes = [subprocess.Popen(command, stderr=subprocess.PIPE) for command in commands]
    errors = [process.communicate()[1].decode() for process in processes]

    assert errors == [""] * WRITERS
    with archive.reading() as session:
        count = session.execute(text("SELECT count(*), max(seq) FROM audit_entries")).one()
    assert tuple(count) == (WRITERS * ACTS, WRITERS * ACTS)


def test_a_reader_keeps_its_snapshot_while_others_write(archive):
    with archive.reading() as reader:
        before = reader.query(Actor).count()
        with archive.writing() as writer:
            writer.add(Actor(kind="person", name="Sari"))
            writer.commit()

        assert reader.query(Actor).count() == before


def test_foreign_keys_are_kept(session):
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        session.execute(
            text("INSERT INTO station_aliases (station_id, name, key) VALUES (77, 'x', 'x')")
        )


def test_an_instant_without_a_zone_is_refused_and_comes_back_in_utc(session):
    from datetime import UTC, datetime, timedelta, timezone

    wita = timezone(timedelta(hours=8))
    row = {"kind": "topic", "slug": "x", "entity": "1"}

    insert_rows(session, MintedSlug, [row | {"minted_at": datetime(2022, 6, 15, 8, tzinfo=wita)}])

    assert session.get(MintedSlug, ("topic", "x")).minted_at == datetime(2022, 6, 15, tzinfo=UTC)
    with pytest.raises(StatementError, match="needs a zone"):
        naive = datetime(2022, 6, 15)
        insert_rows(session, MintedSlug, [row | {"slug": "y", "minted_at": naive}])


def test_inserting_no_rows_does_nothing(session):
    insert_rows(session, Actor, [])

    assert session.query(Actor).count() == 0


def test_the_version_of_a_database_is_that_of_the_newest_migration(archive):
    assert schema_version(archive.engine) == "0004"


def test_opening_an_archive_again_changes_nothing(archive):
    from archive.resources import open_archive

    with archive.reading() as session:
        before = session.execute(text("SELECT sql FROM sqlite_master ORDER BY name")).all()

    again = open_archive(archive.settings)

    with again.reading() as session:
        assert session.execute(text("SELECT sql FROM sqlite_master ORDER BY name")).all() == before
    again.engine.dispose()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("foo", "no address of a database"),
        ("tiada://rahasia@x/y", "no address of a database"),
        ("mysql+aiomysql://u:rahasia@x/y", "pip install 'gaung"),
    ],
)
def test_an_address_that_leads_to_no_database_is_refused_and_not_repeated(url, said):
    with pytest.raises(Refused, match=said) as refused:
        open_database(url)

    assert "rahasia" not in str(refused.value)
