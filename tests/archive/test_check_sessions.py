"""Random sessions of edits, files, recordings and checks: what is shown as checked was heard.

`GAUNG_SESSIONS=2000` runs that many sessions instead of forty.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from random import Random

from factories import make_actor, make_episode, make_programme, make_recording, make_revision
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from transcribed import Transcribed

from archive import editing
from archive.audit import find_actor
from archive.checking import check_by_ear, withdraw_check
from archive.editing import Lines, open_lines, save_lines
from archive.errors import Refused
from archive.intake import make_current
from archive.minting import mint_identifier
from archive.models import Actor, Recording, Revision
from archive.replacing import replace_recording
from archive.revisions import Provenance
from archive.rows import read_rows
from archive.transcripts import attach
from media.transcripts import read_transcript

SESSIONS = int(os.environ.get("GAUNG_SESSIONS", "40"))
STEPS = 14
SAID = (
    "jalan desa air bersih pasar beras gudang kampung bulan depan tahun lalu kabupaten dana warga"
    " sekolah guru jembatan sungai hujan kemarau puskesmas bidan obat pupuk benih sawah kebun"
)
WORDS = SAID.split(" ")

Heard = tuple[str, str, str]
"""(statement, its words, recording)"""


@dataclass
class Booth(Transcribed):
    """One transcript, and all that anybody ever heard of it and did not take back."""

    random: Random
    listener: Actor
    heard: set[Heard] = field(default_factory=set)
    shown: int = 0

    def sentence(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 14))) + "."

    def check(self) -> None:
        rows = [row for row in self.rows if row.text and row.recording_id]
        for row in self.random.sample(rows, k=min(len(rows), self.random.randint(1, 4))):
            check_by_ear(self.session, self.episode, [row.statement_id], self.listener)
            self.heard.add((row.statement_id, row.text or "", row.recording_id or ""))

    def take_back(self) -> None:
        row = self.random.choice(self.rows)
        withdraw_check(self.session, self.episode, [row.statement_id], self.listener)
        if row.checked_at is not None:
            self.heard.discard((row.statement_id, row.text or "", row.recording_id or ""))

    def edit(self) -> None:
        """A few acts of an editor, saved; what they did not touch goes on being checked."""
        before = {row.statement_id: row for row in self.rows}
        lines = open_lines(self.session, self.latest)
        for _ in range(self.random.randint(1, 3)):
            lines = self.act(lines)
        if any(line.words for line in lines):
            save_lines(
                self.session,
                self.episode,
                self.latest,
                lines,
                make_actor(self.session),
                "suntingan",
            )
        for row in self.rows:
            former = before.get(row.statement_id)
            if former and (former.text, former.recording_id) == (row.text, row.recording_id):
                assert row.verification == former.verification

    def act(self, lines: Lines) -> Lines:
        """One act on one line; what cannot be done with it is left."""
        line = self.random.choice(lines)
        fresh, said = mint_identifier(self.session, "statement"), list(line.words)
        if said:
            said[self.random.randrange(len(said))] = self.random.choice(WORDS)
        earlier = select(Revision.id).where(Revision.episode_id == self.episode.id)
        former = read_rows(self.session, self.random.choice(self.session.scalars(earlier).all()))
        at = self.random.randint(2, max(2, len(said)))
        acts = (
            lambda: editing.reword(lines, line.id, " ".join(said), fresh),
            lambda: editing.reword(lines, line.id, self.sentence(), fresh),
            lambda: editing.split(lines, line.id, at, fresh),
            lambda: editing.merge(lines, line.id),
            lambda: editing.delete(lines, line.id),
            lambda: editing.revert(lines, former),
            lambda: editing.reassign(lines, line.id, "Camat"),
        )
        try:
            return self.random.choice(acts)() or lines
        except Refused:  # the last one, or one of a single word
            return lines

    def bring_file(self) -> None:
        """A file of mostly the same words; whatever it says of itself, nobody heard it."""
        said = [f"Sekda: {row.text}" for row in self.rows if row.text]
        said[self.random.randrange(len(said))] = f"Sekda: {self.sentence()}"
        text = "Sumber: diperiksa dengan rekaman\n\n" + "\n\n".join(said)
        transcript = read_transcript(text.encode(), file_name="a.txt")
        attach(self.session, self.episode, transcript, self.listener, Provenance("corrected"))

    def replace(self) -> None:
        """Another recording, or one that the episode had before."""
        known = self.session.query(Recording).filter_by(episode_id=self.episode.id).all()
        offered = self.random.choice(known)
        if self.random.random() < 0.6:
            offered = make_recording(
                self.session,
                self.episode,
                is_current=False,
                master_sha256=f"{self.random.getrandbits(256):064x}",
            )
        offered.is_waiting = True
        shift = self.random.choice([0.0, -3.0, None])
        replace_recording(self.session, self.episode, shift, self.listener, "rekaman salah")

    def verify(self) -> None:
        """In every revision, what is shown as checked are words that were heard just so."""
        for revision in self.session.scalars(select(Revision.id)).all():
            for row in read_rows(self.session, revision):
                if row.verification == "rekaman":
                    assert (row.statement_id, row.text, row.recording_id) in self.heard
                    self.shown += 1
                assert row.label != "rekaman"


@settings(
    max_examples=SESSIONS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_what_is_shown_as_checked_was_heard_in_these_words_and_this_recording(
    session: Session, seed: int
) -> None:
    with session.begin_nested() as savepoint:
        booth = start(session, Random(seed))  # noqa: S311 - a test is repeated by its seed
        booth.check()
        booth.verify()
        assert booth.shown
        acts = [
            booth.check,
            booth.take_back,
            booth.edit,
            booth.edit,
            booth.bring_file,
            booth.replace,
        ]

        for _ in range(STEPS):
            booth.random.choice(acts)()
            booth.verify()

        savepoint.rollback()


def start(session: Session, random: Random) -> Booth:
    """A transcript of a dozen statements that refers to a recording."""
    programme = make_programme(session, f"Acara {random.random()}")
    episode = make_episode(session, programme, f"Siaran {random.random()}")
    recording = make_recording(session, episode)
    make_current(session, recording)
    booth = Booth(session, episode, random, find_actor(session, "person", "Lina"))
    said = [("Sekda", booth.sentence(), place * 10.0) for place in range(12)]
    make_revision(session, episode, said, recording=recording)
    return booth
