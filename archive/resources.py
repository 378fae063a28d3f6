"""The things that a request, a command or the worker may use, opened once per process."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.database import migrate, open_database, read_session, write_session
from archive.settings import Settings
from media.store import Store
from search import Index


@dataclass(frozen=True, slots=True)
class Resources:
    """One archive: its database, the store of its recordings, its index."""

    settings: Settings
    engine: Engine
    store: Store
    index: Index

    def reading(self) -> Session:
        """A session for one snapshot of the database."""
        return read_session(self.engine)

    def writing(self) -> Session:
        """A session that may write; who opens it commits."""
        return write_session(self.engine)

    @property
    def lock_path(self) -> Path:
        """The file whose lock makes a process the only indexer."""
        return self.settings.home / "indexer.lock"


def open_archive(settings: Settings) -> Resources:
    """Open the archive at `settings.home`, creating and migrating it where needed."""
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    migrate(engine)
    return Resources(
        settings=settings,
        engine=engine,
        store=Store(settings.store_path),
        index=Index.open(settings.index_path),
    )


def archive_exists(settings: Settings) -> bool:
    """Whether there is an archive to read; reading commands answer empty on none."""
    if settings["DATABASE_URL"]:
        return True
    return (settings.home / "gaung.sqlite3").exists()
