"""A command in a fork does what the command does, and can be killed as one."""

import signal

import pytest

from promises.durable import EPISODES, count_lost, make_manifest
from promises.warm import WarmArchive


@pytest.fixture
def archive(tmp_path):
    filled = WarmArchive(tmp_path / "own")
    filled.fill(EPISODES)
    return filled


def test_what_was_imported_is_not_lost_and_what_was_not_is(archive):
    assert archive.is_sound()
    assert count_lost(archive, archive.folder / "manifest.csv") == 0
    assert count_lost(archive, make_manifest(archive.folder / "other", 2)) == EPISODES


def test_a_command_is_killed_as_a_process_of_its_own(archive):
    manifest = make_manifest(archive.folder / "other", 2)
    importing = archive.start("import", "--manifest", str(manifest), "--publish")

    importing.kill()

    assert importing.wait() == -signal.SIGKILL
    assert count_lost(archive, manifest) == EPISODES
    assert archive.start("worker", "--until-idle").wait() == 0
    assert archive.is_sound()


def test_a_command_that_is_refused_says_so(archive):
    with pytest.raises(RuntimeError, match=r"ended with 2: .*no-such"):
        archive.gaung("import", "--manifest", str(archive.folder / "no-such.csv"))
