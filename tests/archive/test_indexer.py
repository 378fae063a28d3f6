"""One indexer per archive: the lock is held by real processes, and ends with them."""

import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from factories import make_programme, make_published
from sqlalchemy import select

from archive import indexer
from archive.errors import IndexerBusy
from archive.indexer import catch_up, hold_index, rebuild_now
from archive.models import Episode
from archive.outbox import tell_index
from search import Deletion

SAID = [("Penyiar", "Selamat pagi.", 0.0)]
HOLD = """
import sys
from pathlib import Path
from archive.indexer import hold_index
with hold_index(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_indexer(archive):
    """A process that holds the lock until the block ends."""
    command = [sys.executable, "-c", HOLD, str(archive.lock_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def published(archive):
    with archive.writing() as session:
        episode = make_published(session, make_programme(session), SAID)
        tell_index(session, episode.id)
        session.commit()
    return archive


def test_while_another_process_indexes_nobody_else_does(archive):
    with (
        another_indexer(archive),
        pytest.raises(IndexerBusy),
        hold_index(archive.lock_path),
    ):
        pass


def test_the_lock_of_a_killed_process_is_free(archive):
    with another_indexer(archive) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()

        with hold_index(archive.lock_path):
            pass


def test_a_command_applies_the_outbox_itself_where_the_lock_is_free(published):
    assert catch_up(published)

    assert published.index.status().documents == 2


def test_a_command_says_that_the_index_follows_where_another_does_not_get_there(
    published, monkeypatch
):
    monkeypatch.setattr(indexer, "LONGEST_WAIT", 0.3)

    with another_indexer(published):
        assert not catch_up(published)

    assert not published.index.status().available


def test_a_command_is_content_where_another_indexer_has_reached_its_rows(published):
    catch_up(published)

    with another_indexer(published):
        assert catch_up(published)


def test_a_command_takes_over_where_the_other_indexer_dies(published):
    with another_indexer(published) as process:
        process.kill()

        assert catch_up(published)

    assert published.index.status().documents == 2


def test_a_rebuild_that_is_asked_for_is_made_by_whoever_indexes_next(published, monkeypatch):
    catch_up(published)
    monkeypatch.setattr(indexer, "LONGEST_WAIT", 0.3)
    before = published.index.status()
    with published.reading() as session:
        slug = session.scalars(select(Episode.slug)).one()

    with another_indexer(published):
        assert not rebuild_now(published)
    published.index.apply([Deletion(episode=slug)], seq=before.applied_seq)
    assert published.index.status().documents < before.documents

    assert catch_up(published)
    assert published.index.status().documents == before.documents
