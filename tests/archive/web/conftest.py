"""Readers of one small archive (tests/sample_archive.py)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from factories import new_archive
from flask import Flask
from flask.testing import FlaskClient
from sample_archive import furnish
from sqlalchemy import event

from archive import create_app
from archive.resources import Resources


@dataclass(frozen=True)
class Shelf:
    """An archive and an application on it."""

    archive: Resources
    app: Flask

    def client(self) -> FlaskClient:
        """A reader without cookies."""
        return self.app.test_client()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive in it, closed, to be copied."""
    home = tmp_path_factory.mktemp("archive")
    archive = new_archive(home)
    furnish(archive)
    archive.index.close()
    archive.engine.dispose()
    return home


@contextmanager
def open_shelf(home: Path) -> Iterator[Shelf]:
    """The archive in `home` and an application on it."""
    archive = new_archive(home)
    yield Shelf(archive, create_app(archive.settings, archive))
    archive.index.close()
    archive.engine.dispose()


@pytest.fixture(scope="session")
def shelf(furnished: Path) -> Iterator[Shelf]:
    """The archive that is only read; a test that changes something takes `own_shelf`."""
    with open_shelf(furnished) as shelf:
        yield shelf


@pytest.fixture
def client(shelf: Shelf) -> FlaskClient:
    """A reader of the archive."""
    return shelf.client()


@pytest.fixture
def own_shelf(furnished: Path, tmp_path: Path) -> Iterator[Shelf]:
    """A copy of the archive for one test."""
    home = shutil.copytree(furnished, tmp_path / "archive")
    with open_shelf(home) as shelf:
        yield shelf


@pytest.fixture
def empty_shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An archive without anything in it."""
    with open_shelf(tmp_path) as shelf:
        yield shelf


@pytest.fixture
def count_queries(shelf: Shelf) -> Iterator[Callable[[], int]]:
    """How many SELECTs were sent since the test began."""
    seen: list[str] = []

    def note(conn, cursor, statement, *rest):  # type: ignore[no-untyped-def]
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    event.listen(shelf.archive.engine, "before_cursor_execute", note)
    yield lambda: len(seen)
    event.remove(shelf.archive.engine, "before_cursor_execute", note)
