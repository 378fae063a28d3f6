"""Checked by ear: whose words, in which recording, and when a check lapses by itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest
from factories import (
    make_actor,
    make_episode,
    make_programme,
    make_recording,
    make_revision,
)
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from transcribed import ROAD, WATER, Transcribed

from archive.audit import find_actor, verify_chain
from archive.checking import Heard, Kept, check_by_ear, keep_checks, read_checks, withdraw_check
from archive.documents import read_documents
from archive.editing import delete, open_lines, reassign, reword, save_lines
from archive.errors import NotFound
from archive.minting import mint_identifier
from archive.models import (
    Actor,
    AuditEntry,
    Check,
    Episode,
    OutboxRow,
    Recording,
    Statement,
)
from archive.published.files import write_published
from archive.publishing import publish
from archive.revisions import Change, Provenance, latest_revision, save_revision
from archive.rows import Row, read_rows
from archive.transcripts import attach
from archive.withdrawing import withdraw_words
from media.transcripts import read_transcript


@dataclass
class Booth(Transcribed):
    """An episode with a recording and a transcript of two statements that refers to it."""

    recording: Recording
    listener: Actor

    @property
    def shown(self) -> list[str]:
        return [row.verification for row in self.rows]

    def hear(self, *places: int) -> Kept:
        ids = [self.rows[place].statement_id for place in places]
        return check_by_ear(self.session, self.episode, ids, self.listener)

    def save(self, rows: list[Row], gone: dict[str, int | None] | None = None) -> None:
        """A revision of these rows, as they are."""
        actor, how = make_actor(self.session), Provenance("corrected", "suntingan")
        save_revision(self.session, self.episode, rows, Change(gone=gone or {}), actor, how)

    def reword(self, place: int, words: str) -> None:
        lines = open_lines(self.session, self.latest)
        fresh = mint_identifier(self.session, "statement")
        changed = reword(lines, lines[place].id, words, fresh)
        save_lines(
            self.session, self.episode, self.latest, changed, make_actor(self.session), "kata"
        )


def refer_to(session: Session, episode: Episode, recording: Recording) -> None:
    """The latest revision again, its rows referring to a recording."""
    revision = latest_revision(session, episode.id)
    assert revision is not None
    rows = [replace(row, recording_id=recording.id) for row in read_rows(session, revision.id)]
    save_revision(session, episode, rows, Change(), make_actor(session), Provenance("corrected"))


@pytest.fixture
def booth(session: Session) -> Booth:
    episode = make_episode(session, make_programme(session))
    recording = make_recording(session, episode)
    make_revision(session, episode, [("Sekda", ROAD, 0.0), ("Warga", WATER, 10.0)])
    refer_to(session, episode, recording)
    return Booth(session, episode, recording, find_actor(session, "person", "Lina"))


def test_a_statement_is_shown_as_checked_once_somebody_heard_it(booth):
    kept = booth.hear(0)

    row, other = booth.rows
    assert kept == Kept(kept=1)
    assert (row.verification, row.label, row.checked_by) == ("rekaman", "transkrip", "Lina")
    assert row.checked_at is not None
    assert (other.verification, other.checked_at) == ("transkrip", None)


def test_hearing_the_same_again_keeps_the_first_check(booth):
    booth.hear(0)
    before = booth.rows[0].checked_at

    again = booth.hear(0, 1)

    assert again == Kept(kept=1)
    assert booth.rows[0].checked_at == before


def test_new_words_are_not_checked_and_the_old_ones_still_are(booth):
    booth.hear(0, 1)

    booth.reword(0, ROAD.replace("bulan depan", "pekan depan"))

    assert booth.shown == ["transkrip", "rekaman"]
    former = read_rows(booth.session, booth.latest.id - 1)
    assert [row.verification for row in former] == ["rekaman", "rekaman"]


def test_words_that_come_back_are_checked_as_they_were(booth):
    booth.hear(0)
    booth.reword(0, ROAD.replace("bulan depan", "pekan depan"))
    rows = read_rows(booth.session, booth.latest.id - 1)

    booth.save(rows)

    assert booth.shown == ["rekaman", "transkrip"]


def test_the_same_words_in_another_recording_are_not_checked(booth):
    booth.hear(0, 1)
    booth.recording.is_current = False
    booth.session.flush()
    other = make_recording(booth.session, booth.episode, master_sha256="c" * 64)

    refer_to(booth.session, booth.episode, other)

    assert booth.shown == ["transkrip", "transkrip"]


def test_a_check_says_nothing_of_who_speaks_or_of_a_neighbour(booth):
    booth.hear(0, 1)
    lines = open_lines(booth.session, booth.latest)
    lines = reassign(delete(lines, lines[1].id), lines[0].id, "Camat")

    save_lines(
        booth.session, booth.episode, booth.latest, lines, make_actor(booth.session), "suara"
    )

    assert [(row.voice, row.verification) for row in booth.rows] == [("Camat", "rekaman")]


def test_a_check_is_taken_back_and_given_again(booth):
    booth.hear(0)

    back = withdraw_check(
        booth.session, booth.episode, [booth.rows[0].statement_id], booth.listener
    )

    assert (back, booth.shown) == (Kept(withdrawn=1), ["transkrip", "transkrip"])
    booth.hear(0)
    assert booth.shown == ["rekaman", "transkrip"]
    assert booth.session.scalar(select(func.count()).select_from(Check)) == 2


def test_a_row_without_a_recording_cannot_be_checked(session):
    episode = make_episode(session, make_programme(session))
    revision = make_revision(session, episode, [("Sekda", ROAD, 0.0)])
    (row,) = read_rows(session, revision.id)

    kept = check_by_ear(session, episode, [row.statement_id], make_actor(session))

    assert kept == Kept(passed_over=(1,))
    assert read_rows(session, revision.id)[0].verification == "transkrip"


def test_withdrawn_words_cannot_be_checked_and_are_not_shown_as_checked(booth):
    booth.hear(0)
    first = booth.session.get_one(Statement, booth.rows[0].statement_id)
    second = booth.session.get_one(Statement, booth.rows[1].statement_id)
    for one in (first, second):
        withdraw_words(booth.session, one, "privacy", booth.listener)

    assert booth.hear(1) == Kept(passed_over=(2,))


def test_words_that_are_not_those_that_were_heard_are_passed_over(booth):
    heard = [Heard(1, ROAD + " Ya.", booth.listener.id), Heard(2, WATER, booth.listener.id)]

    kept = keep_checks(booth.session, booth.episode, booth.latest, heard)

    assert kept == Kept(kept=1, passed_over=(1,))
    assert booth.shown == ["transkrip", "rekaman"]


def test_a_statement_of_another_transcript_is_not_found(booth):
    stranger = make_episode(
        booth.session, booth.episode.programme, title="Lain", slug="2024-03-06-lain"
    )

    with pytest.raises(NotFound):
        check_by_ear(booth.session, booth.episode, [stranger.id], booth.listener)


def test_a_label_of_its_own_never_makes_a_row_checked(session):
    episode = make_episode(session, make_programme(session))

    revision = make_revision(session, episode, [("Sekda", ROAD, 0.0)], label="rekaman")

    (row,) = read_rows(session, revision.id)
    assert (row.label, row.verification) == ("transkrip", "transkrip")


def test_the_index_and_the_audit_log_hear_of_a_check_but_not_of_its_words(booth):
    told = booth.session.scalar(select(func.count()).select_from(OutboxRow))

    booth.hear(0, 1)

    entry = booth.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.act, entry.entity) == (
        "words checked by ear",
        f"{booth.episode.id}/r{booth.latest.number}",
    )
    assert entry.actor_id == booth.listener.id
    assert all(row.wording_hash in entry.body for row in booth.rows)
    assert booth.recording.master_sha256 in entry.body
    assert "Jalan" not in entry.body and "Lina" not in entry.body
    assert booth.session.scalar(select(func.count()).select_from(OutboxRow)) == (told or 0) + 1
    assert list(verify_chain(booth.session)) == []


def test_checks_are_read_for_rows_that_were_kept_elsewhere(booth):
    booth.hear(1)

    standing = read_checks(booth.session, booth.rows)

    row = booth.rows[1]
    assert row.wording_id is not None
    assert set(standing) == {(row.wording_id, booth.recording.id)}
    assert standing[row.wording_id, booth.recording.id].by == "Lina"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE checks SET actor_id = actor_id + 1",
        "UPDATE checks SET recording_id = 'x', withdrawn_at = '2026-01-01 00:00:00'",
        "DELETE FROM checks",
    ],
)
def test_the_database_refuses_to_rewrite_a_check(booth, change):
    booth.hear(0)

    with pytest.raises(DatabaseError, match="check"):
        booth.session.execute(text(change))


def test_a_file_takes_the_label_along_and_is_not_believed_when_it_comes_back(booth):
    publish(booth.session, booth.episode, booth.latest, booth.listener)
    booth.hear(0)

    def file(format: str) -> bytes:
        return write_published(
            booth.session,
            booth.episode.slug,
            None,
            format,
            public_url="https://arsip.example",
            default_rights="public",
        ).data

    assert b"NOTE Diperiksa dengan rekaman pada" in file("vtt")
    assert "Sumber: 1 pernyataan diperiksa dengan rekaman; 1 pernyataan transkrip" in (
        file("txt").decode()
    )
    first, second = json.loads(file("json"))["segments"]
    assert (first["label"], second["label"]) == ("rekaman", "transkrip")
    assert "checkedAt" in first and "checkedAt" not in second
    text = file("json").decode().replace("bulan depan", "pekan depan")
    transcript = read_transcript(text.encode(), file_name="a.json")
    attach(booth.session, booth.episode, transcript, booth.listener, Provenance("corrected"))
    assert booth.shown == ["transkrip", "transkrip"]


def test_the_document_of_a_statement_carries_the_label_of_its_check(booth):
    publish(booth.session, booth.episode, booth.latest, booth.listener)
    booth.hear(1)

    documents = read_documents(booth.session, [booth.episode.id], "public")

    labels = {document.text: document.label for document in documents if document.label}
    assert labels == {ROAD: "transkrip", WATER: "rekaman"}
