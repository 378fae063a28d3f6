"""A wrong recording is replaced: it waits, somebody decides, and what was cited stays cited."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from factories import (
    hear,
    make_actor,
    make_episode,
    make_programme,
    make_revision,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from transcribed import Transcribed

from archive.editing import keep_copy, open_lines
from archive.errors import NotFound, Refused
from archive.intake import current_recording, receive
from archive.models import (
    Actor,
    AuditEntry,
    Job,
    Recording,
    Segment,
    Statement,
    WorkingCopy,
)
from archive.published.sound import find_sound
from archive.published.statements import find_statement
from archive.publishing import publish
from archive.replacing import (
    SameRecording,
    discard_offer,
    find_offer,
    keep_file,
    offer_recording,
    plan_replacement,
    replace_recording,
)
from archive.resources import Resources
from archive.revisions import Provenance
from archive.rows import read_rows
from archive.transcripts import attach
from archive.withdrawing import withdraw_words
from media.errors import UnreadableRecording
from media.transcripts import read_transcript

SAID = [
    ("Sekda", "Jalan desa itu kita perbaiki bulan depan.", 2.0),
    ("Warga", "Air bersih belum sampai ke kampung kami.", 10.0),
    ("Sekda", "Harga beras di pasar tetap.", 20.0),
]
"""Each lasts five seconds."""


def write_wav(path: Path, seconds: float, seed: int = 1) -> Path:
    """Noise that nobody has twice."""
    samples = np.random.default_rng(seed).integers(-9000, 9000, round(seconds * 8000), np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
    return path


@dataclass
class Shelf(Transcribed):
    """An episode with a recording of 30 seconds, a transcript that refers to it, and files."""

    archive: Resources
    folder: Path
    former: Recording
    actor: Actor

    def file(self, seconds: float = 30.0, seed: int = 2) -> Path:
        return write_wav(self.folder / f"{seconds}-{seed}.wav", seconds, seed)

    def offer(self, path: Path | None = None) -> Recording:
        path = path or self.file()
        kept = keep_file(self.archive.store, path, path.name)
        return offer_recording(self.session, self.episode, kept, self.actor)

    def replace(self, shift: float | None = 0.0, *, publish_it: bool = False):  # type: ignore[no-untyped-def]
        return replace_recording(
            self.session, self.episode, shift, self.actor, "rekaman salah", publish_it=publish_it
        )

    def publish(self) -> None:
        publish(self.session, self.episode, self.latest, self.actor)

    @property
    def heard(self) -> str:
        """The recording that counts."""
        current = current_recording(self.session, self.episode.id)
        assert current is not None
        return current.id


@pytest.fixture
def shelf(archive: Resources, session: Session, tmp_path: Path) -> Shelf:
    episode, actor = make_episode(session, make_programme(session)), make_actor(session)
    former = receive(session, archive.store, episode, write_wav(tmp_path / "a.wav", 30.0), actor)
    former.access_sha256 = former.master_sha256
    make_revision(session, episode, SAID, recording=former)
    return Shelf(session, episode, archive, tmp_path, former, actor)


def test_an_offered_recording_waits_and_changes_nothing(shelf: Shelf) -> None:
    shelf.publish()

    offered = shelf.offer()

    assert find_offer(shelf.session, shelf.episode) is offered
    assert shelf.heard == shelf.former.id
    assert {row.recording_id for row in shelf.rows} == {shelf.former.id}
    job = shelf.session.scalars(select(Job).where(Job.entity == offered.id)).one()
    assert job.task == "prepare recording"


def test_what_is_no_audio_is_refused_and_leaves_nothing(shelf: Shelf) -> None:
    path = shelf.folder / "catatan.mp3"
    path.write_text("Ambo: Selamat pagi.\n")

    with pytest.raises(UnreadableRecording):
        shelf.offer(path)

    assert find_offer(shelf.session, shelf.episode) is None
    assert shelf.session.scalar(select(func.count()).select_from(Recording)) == 1
    assert len(list((shelf.archive.store.root / "sha256").rglob("????*"))) == 1


def test_the_same_bytes_are_told_to_be_the_same(shelf: Shelf) -> None:
    with pytest.raises(SameRecording):
        shelf.offer(shelf.folder / "a.wav")

    assert find_offer(shelf.session, shelf.episode) is None


@pytest.mark.parametrize(("shift", "starts"), [
    (0.0, [2.0, 10.0, 20.0]), (3.25, [5.25, 13.25, 23.25]), (None, [None, None, None]),
])  # fmt: skip
def test_a_new_revision_refers_to_the_new_recording_and_says_the_same_words(
    shelf: Shelf, shift: float | None, starts: list[float | None]
) -> None:
    before = shelf.rows
    offered = shelf.offer()

    done = shelf.replace(shift)

    after = shelf.rows
    assert done.revision is not None
    assert (done.revision.number, done.revision.reason) == (2, "rekaman salah")
    assert [row.start for row in after] == starts
    assert {row.recording_id for row in after} == {offered.id}
    kept = ("statement_id", "voice", "text", "wording_id", "wording_hash", "label", "language")
    for one, other in zip(before, after, strict=True):
        assert [getattr(one, name) for name in kept] == [getattr(other, name) for name in kept]


def test_a_draft_has_its_new_recording_at_once(shelf: Shelf) -> None:
    offered = shelf.offer()

    done = shelf.replace()

    assert shelf.heard == offered.id
    assert not done.is_public
    assert find_offer(shelf.session, shelf.episode) is None


def test_the_public_hears_the_former_recording_until_the_new_one_is_published(
    shelf: Shelf,
) -> None:
    shelf.publish()
    offered = shelf.offer()

    done = shelf.replace()

    assert (done.is_public, shelf.heard) == (False, shelf.former.id)
    shelf.publish()
    assert shelf.heard == offered.id


def test_whoever_may_publish_does_both_at_once(shelf: Shelf) -> None:
    shelf.publish()
    offered = shelf.offer()

    done = shelf.replace(publish_it=True)

    assert (done.is_public, shelf.heard) == (True, offered.id)


def test_publishing_an_earlier_revision_again_brings_its_recording_back(shelf: Shelf) -> None:
    shelf.publish()
    first = shelf.latest
    shelf.offer()
    shelf.replace(publish_it=True)

    publish(shelf.session, shelf.episode, first, shelf.actor)

    assert shelf.heard == shelf.former.id


def test_a_cited_revision_states_and_plays_the_recording_that_it_cited(shelf: Shelf) -> None:
    shelf.publish()
    name = shelf.rows[0].statement_id
    offered = shelf.offer()
    offered.access_sha256 = offered.master_sha256
    shelf.replace(2.0, publish_it=True)

    def sound_of(number: int | None):  # type: ignore[no-untyped-def]
        view = find_statement(shelf.session, name, number, "public")
        row = view.statement.row
        return row.start, find_sound(shelf.session, shelf.episode, row.recording_id, "public")

    start, cited = sound_of(1)
    assert (start, cited.master_sha256) == (2.0, shelf.former.master_sha256)
    assert (cited.can_play, cited.is_current) == (True, False)
    start, today = sound_of(None)
    assert (start, today.master_sha256, today.is_current) == (4.0, offered.master_sha256, True)
    assert cited.master_sha256 != today.master_sha256


def test_a_cited_recording_that_was_deleted_is_named_and_not_played(shelf: Shelf) -> None:
    shelf.publish()
    shelf.offer()
    shelf.replace(publish_it=True)
    shelf.former.deleted_at = shelf.former.received_at

    sound = find_sound(shelf.session, shelf.episode, shelf.former.id, "public")

    assert sound is not None
    assert sound.master_sha256 == shelf.former.master_sha256
    assert (sound.is_kept, sound.can_play) == (False, False)


def test_checks_by_ear_lapse_with_the_recording_and_stand_for_the_former_one(
    shelf: Shelf,
) -> None:
    hear(shelf.session, shelf.episode, 1, 2)
    shelf.offer()

    done = shelf.replace()

    assert done.lapsed == 2
    assert {row.verification for row in shelf.rows} == {"transkrip"}
    first = read_rows(shelf.session, shelf.latest.id - 1)
    assert [row.verification for row in first] == ["rekaman", "rekaman", "transkrip"]


def test_a_recording_that_comes_back_is_the_one_that_was_checked(shelf: Shelf) -> None:
    hear(shelf.session, shelf.episode, 1)
    shelf.offer()
    shelf.replace()

    again = shelf.offer(shelf.folder / "a.wav")
    shelf.replace()

    assert again is shelf.former
    assert shelf.heard == shelf.former.id
    assert [row.verification for row in shelf.rows] == ["rekaman", "transkrip", "transkrip"]


def test_the_plan_lists_who_loses_times_and_changes_nothing(shelf: Shelf) -> None:
    plan = plan_replacement(shelf.session, shelf.episode, "new", 18.0, -4.0)

    assert [row.start for row in plan.retimed.lost] == [2.0, 20.0]
    assert [row.start for row in plan.retimed.rows] == [None, 6.0, None]
    assert plan.former is shelf.former
    assert shelf.latest.number == 1


def test_a_discarded_offer_is_gone_and_another_may_come(shelf: Shelf) -> None:
    offered = shelf.offer()

    assert discard_offer(shelf.session, shelf.episode, shelf.actor)

    assert offered.deleted_at is not None
    assert find_offer(shelf.session, shelf.episode) is None
    assert not discard_offer(shelf.session, shelf.episode, shelf.actor)
    assert shelf.offer() is offered
    assert (offered.is_waiting, offered.deleted_at) == (True, None)


def test_a_second_offer_takes_the_place_of_the_first(shelf: Shelf) -> None:
    first = shelf.offer(shelf.file(seed=3))

    second = shelf.offer(shelf.file(seed=4))

    assert find_offer(shelf.session, shelf.episode) is second
    assert first.deleted_at is not None


def test_nothing_is_replaced_without_an_offer_or_a_reason(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        shelf.replace()
    shelf.offer()

    with pytest.raises(Refused, match="reason"):
        replace_recording(shelf.session, shelf.episode, 0.0, shelf.actor, "  ")

    assert shelf.latest.number == 1


def test_while_somebody_edits_no_recording_is_replaced(shelf: Shelf) -> None:
    lines = open_lines(shelf.session, shelf.latest)
    keep_copy(shelf.session, shelf.episode, shelf.latest, lines, shelf.actor)
    shelf.session.get_one(WorkingCopy, shelf.episode.id).version = 3
    shelf.offer()

    with pytest.raises(Refused, match="editing"):
        shelf.replace()

    assert find_offer(shelf.session, shelf.episode) is not None


def test_a_recording_alone_in_public_is_replaced_by_whoever_may_publish(
    archive: Resources, session: Session, tmp_path: Path
) -> None:
    episode, actor = make_episode(session, make_programme(session)), make_actor(session)
    receive(session, archive.store, episode, write_wav(tmp_path / "a.wav", 30.0), actor)
    publish(session, episode, None, actor)
    path = write_wav(tmp_path / "b.wav", 31.0, seed=5)
    offered = offer_recording(session, episode, keep_file(archive.store, path, path.name), actor)

    with pytest.raises(Refused, match="publish"):
        replace_recording(session, episode, 0.0, actor, "salah")
    replace_recording(session, episode, 0.0, actor, "salah", publish_it=True)

    assert current_recording(session, episode.id) is offered


def test_segments_go_along_when_the_public_hears_the_new_recording(shelf: Shelf) -> None:
    shelf.episode.segments = [Segment(start=9.0, end=18.0, title="Air bersih")]
    shelf.publish()
    shelf.offer()
    shelf.replace(-1.5)
    (segment,) = shelf.episode.segments
    assert segment.start == 9.0

    shelf.publish()

    assert (segment.start, segment.end) == (7.5, 16.5)


def test_a_file_attached_later_refers_to_the_recording_that_is_to_be_published(
    shelf: Shelf,
) -> None:
    shelf.publish()
    offered = shelf.offer()
    shelf.replace()
    words = "\n".join(f"{voice}: {text} Sekali." for voice, text, _ in SAID)
    transcript = read_transcript(words.encode(), file_name="a.txt")

    attach(shelf.session, shelf.episode, transcript, shelf.actor, Provenance(format="txt"))

    assert shelf.latest.number == 3
    assert {row.recording_id for row in shelf.rows} == {offered.id}


def test_the_audit_log_names_both_recordings_by_hash(shelf: Shelf) -> None:
    offered = shelf.offer()

    shelf.replace()

    entry = shelf.session.scalars(
        select(AuditEntry).where(AuditEntry.act == "recording replaced")
    ).one()
    assert entry.entity == offered.id
    assert offered.master_sha256 in entry.body
    assert shelf.former.master_sha256 in entry.body


def test_words_that_were_withdrawn_stay_a_gap(shelf: Shelf) -> None:
    statement = shelf.session.get_one(Statement, shelf.rows[1].statement_id)
    withdraw_words(shelf.session, statement, "privacy", shelf.actor)
    shelf.offer()

    shelf.replace(1.0)

    assert [row.text is None for row in shelf.rows] == [False, True, False]
    assert shelf.rows[1].start == 11.0
