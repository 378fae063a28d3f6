"""An empty archive of one's own, and a session that may write to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import index_all, new_archive
from sqlalchemy.orm import Session

from archive.demo.loading import load_demo
from archive.resources import Resources


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new archive: making one takes longer than copying it."""
    folder = tmp_path_factory.mktemp("empty")
    new_archive(folder).engine.dispose()
    return folder / "gaung.sqlite3"


@pytest.fixture
def archive(tmp_path: Path, empty_database: Path) -> Iterator[Resources]:
    """An empty archive in a folder of the test."""
    (tmp_path / "instance").mkdir()
    shutil.copy(empty_database, tmp_path / "instance")
    opened = new_archive(tmp_path / "instance")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def session(archive: Resources) -> Iterator[Session]:
    """A session that may write; what is not committed is undone."""
    with archive.writing() as opened:
        yield opened


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """The demo archive, loaded once and only read."""
    archive = new_archive(tmp_path_factory.mktemp("demo"))
    assert load_demo(archive, say=lambda text: None)
    index_all(archive)
    yield archive
    archive.engine.dispose()
