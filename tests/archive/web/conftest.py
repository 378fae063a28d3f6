"""Readers of one small archive (tests/sample_archive.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The archive that is only read; a test that changes something makes its own."""
    archive = new_archive(tmp_path_factory.mktemp("archive"))
    furnish(archive)
    yield Shelf(archive, create_app(archive.settings, archive))
    archive.engine.dispose()


@pytest.fixture
def client(shelf: Shelf) -> FlaskClient:
    """A reader of the archive."""
    return shelf.client()


@pytest.fixture
def own_shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An archive of the test's own, with the same content."""
    archive = new_archive(tmp_path)
    furnish(archive)
    yield Shelf(archive, create_app(archive.settings, archive))
    archive.engine.dispose()


@pytest.fixture
def empty_shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An archive without anything in it."""
    archive = new_archive(tmp_path)
    yield Shelf(archive, create_app(archive.settings, archive))
    archive.engine.dispose()


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
