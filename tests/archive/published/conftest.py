"""The talk of told_archive.py, written once; what a test changes is undone after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from factories import new_archive
from sqlalchemy.orm import Session
from told_archive import Talk, tell_both, tell_first

from archive.resources import Resources


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Resources, Talk]]:
    """An archive with the talk in two published revisions, the second current."""
    archive = new_archive(tmp_path_factory.mktemp("told"))
    with archive.writing() as session:
        session.expire_on_commit = False
        talk = tell_both(archive, session)
        session.commit()
    yield archive, talk
    archive.engine.dispose()


@pytest.fixture
def session(told: tuple[Resources, Talk]) -> Iterator[Session]:
    """A session that may write; nothing of it is kept."""
    with told[0].writing() as opened:
        yield opened


@pytest.fixture
def talk(told: tuple[Resources, Talk], session: Session) -> Talk:
    """The talk, its rows those of this session."""
    _, kept = told
    episode, secretary = session.merge(kept.episode), session.merge(kept.secretary)
    return Talk(episode, secretary, kept.ids)


@pytest.fixture
def first_session(archive: Resources) -> Iterator[Session]:
    """A session on an empty archive of the test's own."""
    with archive.writing() as opened:
        yield opened


@pytest.fixture
def first_talk(archive: Resources, first_session: Session) -> Talk:
    """The talk in its first revision alone."""
    return tell_first(archive, first_session)
