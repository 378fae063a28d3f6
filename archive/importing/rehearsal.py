"""A dry run: the import as it would be, done in a copy of the archive that is thrown away.

The rows see each other and end their transactions as always, nobody waits for them, and where
there is no archive none is made. Of recordings nothing is copied: they are only read.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, make_url, select

from archive.database import migrate, open_database, schema_version
from archive.errors import Refused
from archive.models import Base
from archive.resources import Resources, open_archive
from archive.settings import Settings

ROWS_AT_ONCE = 1000
NO_ROOM = (
    "There is no room in {folder} for a copy of the database, in which a dry run works. Make room"
    " there, or name another folder: TMPDIR=/folder gaung import …"
)


@contextmanager
def rehearse(settings: Settings) -> Iterator[Resources]:
    """The archive of the settings as it is now, to be written to and thrown away.

    Raises Refused where there is no room for the copy, or the database cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="gaung-dry-run-") as folder:
        home = Path(folder)
        copy_database(settings.database_url, home / "gaung.sqlite3")
        places = {"HOME": home, "DATABASE_URL": "", "STORE_URL": "", "SEARCH_URL": ""}
        resources = open_archive(replace(settings, values={**settings.values, **places}))
        try:
            yield resources
        finally:
            resources.engine.dispose()


def copy_database(url: str, target: Path) -> None:
    """The database at `url` as one of SQLite; nothing where there is none yet."""
    if make_url(url).get_backend_name() == "sqlite":
        copy_sqlite(Path(make_url(url).database or ""), target)
        return
    source = open_database(url)
    if schema_version(source) is not None:
        copy_tables(source, target)
    source.dispose()


def copy_sqlite(source: Path, target: Path) -> None:
    """A snapshot of a database of SQLite, whoever writes to it meanwhile."""
    if not source.is_file():
        return
    if shutil.disk_usage(target.parent).free < 2 * source.stat().st_size:
        raise Refused(NO_ROOM.format(folder=target.parent.parent))
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as given,
            closing(sqlite3.connect(target)) as copy,
        ):
            given.backup(copy)
    except sqlite3.Error as error:
        raise Refused(f"{source} cannot be copied for a dry run: {error}.") from None


def copy_tables(source: Engine, target: Path) -> None:
    """All rows of another database, in the tables of the newest shape."""
    copy = open_database(f"sqlite:///{target}")
    migrate(copy)
    with source.connect() as given, copy.connect() as taken:
        taken.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for table in Base.metadata.sorted_tables:
            copy_rows(given, taken, table.name)
        taken.commit()
    copy.dispose()


def copy_rows(given: Connection, taken: Connection, name: str) -> None:
    """The rows of one table, some at a time."""
    table = Base.metadata.tables[name]
    rows = given.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table))
    for some in rows.mappings().partitions():
        taken.execute(insert(table), [dict(row) for row in some])
