"""The database: how it is opened, migrated, read from and written to (docs: promises of SQLite).

SQLite runs in WAL mode with `synchronous=FULL`. A session that may write begins IMMEDIATE: a
deferred transaction that reads first and writes later fails under load instead of waiting.
PostgreSQL keeps to the same: one writer at a time, and a reader has one snapshot
(docs/decisions/0020-one-writer-at-a-time.md).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    Table,
    create_engine,
    event,
    insert,
    make_url,
)
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from archive.errors import Refused
from archive.models import Base

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30
NO_ITEMS = "[]"
"""Seconds that a writer waits for the one before it, and is refused then."""
WRITER = 0x6761756E67
"""The number of PostgreSQL's advisory lock that makes a transaction the only writer."""
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How PostgreSQL begins what only reads; SQLite gives a snapshot by itself."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # REPLACE deletes too, and what is immutable refuses that
    "PRAGMA secure_delete=ON",  # words that were withdrawn do not stay in free pages
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-65536",
)


def open_database(url: str) -> Engine:
    """An engine for `url`, with the pragmas and transactions that promises rest on.

    Raises Refused where that is no address of a database, or its driver is not installed.
    """
    try:
        return make_engine(url)
    except ArgumentError:
        raise Refused(
            "GAUNG_DATABASE_URL is no address of a database: write "
            "postgresql+psycopg://user:password@host/name, or leave it empty for SQLite."
        ) from None
    except ModuleNotFoundError as missing:
        raise Refused(
            f"The driver {missing.name} that GAUNG_DATABASE_URL asks for is not installed: "
            "pip install 'gaung[postgres]', and write postgresql+psycopg://…"
        ) from None


def make_engine(url: str) -> Engine:
    """The engine of a well-formed address; its option `writers` is the one that writers use.

    Who writes has often read before, and waits for other writers with that connection in hand. So
    writers take theirs from a pool of their own, which always has one more: it needs as many as
    there are readers at most. From one pool for both, fifteen of them would wait for each other.
    """
    readers, writers = open_engine(url), open_engine(url, pool_size=1, max_overflow=-1)
    event.listen(readers, "engine_disposed", lambda _: writers.dispose())
    readers.update_execution_options(writers=writers)
    return readers


def open_engine(url: str, **pool: int) -> Engine:
    """An engine with a pool of its own."""
    if make_url(url).get_backend_name() == "sqlite":
        return open_sqlite(url, **pool)
    # Each statement of a writer has to see what was committed before it got the lock.
    engine = create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED", **pool)
    event.listen(engine, "begin", wait_for_writers)
    return engine


def open_sqlite(url: str, **pool: int) -> Engine:
    """An engine for a database of SQLite."""
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS},
        json_serializer=write_json,
        json_deserializer=read_json,
        **pool,
    )
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin_transaction)
    return engine


def write_json(value: Any) -> str:
    """A value of a JSON column; most lists are empty."""
    return NO_ITEMS if value == [] else json.dumps(value)


def read_json(text: str) -> Any:
    """The value of a JSON column."""
    return [] if text == NO_ITEMS else json.loads(text)


def set_pragmas(connection: Any, record: object) -> None:
    """Ready one new SQLite connection; the driver must not begin transactions by itself."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def begin_transaction(connection: Connection) -> None:
    """Begin as the session asked: IMMEDIATE where it may write."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write(connection) else "BEGIN")


def wait_for_writers(connection: Connection) -> None:
    """What BEGIN IMMEDIATE is on SQLite: where this transaction may write, wait for the others."""
    if may_write(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")


def may_write(connection: Connection) -> bool:
    """Whether the session asked for it."""
    return bool(connection.get_execution_options().get("writes", False))


def read_session(engine: Engine) -> Session:
    """A session that only reads: one snapshot, never in the way of a writer."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(**SNAPSHOT)
    return Session(engine, autoflush=False)


def write_session(engine: Engine) -> Session:
    """A session that may write: from its first statement on it is the only writer there is.

    Raises OperationalError where others write for longer than BUSY_SECONDS.
    """
    writers = writers_of(engine).execution_options(writes=True)
    return Session(writers, expire_on_commit=False)


def writers_of(engine: Engine) -> Engine:
    """The engine whose connections those take who write."""
    return cast(Engine, engine.get_execution_options()["writers"])


def insert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows by column name, without making objects of them: many at once are cheap."""
    if rows:
        session.execute(insertion_into(model), rows)


@cache
def insertion_into(model: type[Base]) -> Insert:
    """The statement that inserts rows of a model; made once, since an import asks for it often."""
    return insert(table_of(model))


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that need no objects."""
    return cast(Table, model.__table__)


def migrations() -> Config:
    """Alembic's settings, without a file: the migrations lie inside the package."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest shape; does nothing where they have it."""
    config = migrations()
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def schema_version(engine: Engine) -> str | None:
    """The migration that the database stands at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
