"""An audio file becomes the current recording of an episode; what it says is only suggested."""

from pathlib import Path

import pytest
from factories import make_actor, make_episode, make_programme
from sqlalchemy import select

from archive.intake import current_recording, receive
from archive.models import AuditEntry, Job, Recording
from archive.origins import entity_of, list_suggestions
from archive.outbox import PREPARE_RECORDING, last_seq
from media.errors import MediaError, UnreadableRecording

AUDIO = Path(__file__).parent.parent / "fixtures" / "audio"


@pytest.fixture
def take(archive, session):
    """Receive a fixture for the episode that is given, or for a new one."""
    episode = make_episode(session, make_programme(session))

    def take(name):
        recording = receive(session, archive.store, episode, AUDIO / name, make_actor(session))
        session.flush()
        return recording

    take.episode = episode
    return take


def test_a_file_is_stored_by_its_hash_and_begins_a_job(archive, session, take):
    recording = take("tagged.mp3")

    assert archive.store.path(recording.master_sha256).read_bytes() == (
        (AUDIO / "tagged.mp3").read_bytes()
    )
    job = session.scalar(select(Job))
    assert (job.task, job.entity, job.state) == (PREPARE_RECORDING, recording.id, "waiting")
    entry = session.scalar(select(AuditEntry).where(AuditEntry.act == "recording received"))
    assert recording.master_sha256 in entry.body
    assert recording.tags["format"] == recording.format == "mp3"


def test_the_same_bytes_again_change_nothing(session, take):
    first = take("plain.mp3")
    seq = last_seq(session)

    assert take("plain.mp3") is first

    assert last_seq(session) == seq
    assert session.query(Recording).count() == 1


def test_another_file_becomes_current_and_the_earlier_one_is_kept(session, take):
    first, second = take("plain.mp3"), take("tagged.mp3")

    session.refresh(first)
    assert current_recording(session, take.episode.id) is second
    assert not first.is_current


def test_tags_and_the_name_are_suggested_and_nothing_is_overwritten(session, take):
    title = take.episode.title

    take("tagged.mp3")

    offered = list_suggestions(session, entity_of("episode", take.episode.id))
    assert {one.origin for one in offered} == {"tag", "file name"}
    assert {"title", "date"} <= {one.field for one in offered}
    assert take.episode.title == title


def test_chapters_become_segments_only_where_there_are_none(session, take):
    take("tagged.mp3")
    chapters = [segment.title for segment in take.episode.segments]

    take("tagged.m4a")

    assert chapters
    assert [segment.title for segment in take.episode.segments] == chapters


def test_a_folder_is_no_recording_and_nothing_is_half_done(archive, session, take, tmp_path):
    with pytest.raises(MediaError):
        receive(session, archive.store, take.episode, tmp_path, make_actor(session))

    assert session.query(Recording).count() == 0
    assert last_seq(session) == 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"Ambo: Selamat pagi.\n"])
def test_what_is_no_audio_becomes_no_recording(archive, session, take, tmp_path, content):
    file = tmp_path / "siaran.mp3"
    file.write_bytes(content)

    with pytest.raises(UnreadableRecording, match="siaran"):
        receive(session, archive.store, take.episode, file, make_actor(session))

    assert session.query(Recording).count() == 0
    assert last_seq(session) == 0
