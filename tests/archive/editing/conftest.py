"""A transcript of four statements, to be edited."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from factories import (
    hear,
    make_actor,
    make_episode,
    make_programme,
    make_recording,
    make_revision,
)
from sqlalchemy.orm import Session

from archive.editing import Lines, open_lines, save_lines
from archive.minting import mint_identifier
from archive.models import Actor, Episode, Revision
from archive.revisions import latest_revision
from archive.rows import read_rows
from archive.transcripts import Attached

ROAD = "Jalan desa itu akan kita perbaiki mulai bulan depan dengan dana kabupaten."
WATER = "Air bersih belum sampai ke kampung kami, Pak, sudah hampir dua tahun."
SHORT = "Betul, Pak."
RICE = "Harga beras di pasar tetap, karena cadangan gudang masih cukup tiga bulan."


@dataclass
class Desk:
    """A transcript that is edited, and the identifiers of its statements as they were first."""

    session: Session
    episode: Episode
    actor: Actor
    ids: tuple[str, ...]

    @property
    def latest(self) -> Revision:
        revision = latest_revision(self.session, self.episode.id)
        assert revision is not None
        return revision

    def open(self) -> Lines:
        return open_lines(self.session, self.latest)

    def save(self, lines: Lines, reason: str = "suntingan") -> Attached:
        return save_lines(self.session, self.episode, self.latest, lines, self.actor, reason)

    def fresh(self) -> str:
        return mint_identifier(self.session, "statement")

    def read(self, revision: Revision | None = None) -> list[tuple[str, str | None]]:
        rows = read_rows(self.session, (revision or self.latest).id)
        return [(row.statement_id, row.text) for row in rows]


@pytest.fixture
def desk(session: Session) -> Desk:
    """Four statements, ten seconds apart, the third a short one."""
    episode = make_episode(session, make_programme(session))
    said = [("Sekda", ROAD, 0.0), ("Penanya", WATER, 10.0), ("Sekda", SHORT, 20.0)]
    revision = make_revision(session, episode, [*said, ("Pewara", RICE, 30.0)])
    ids = tuple(row.statement_id for row in read_rows(session, revision.id))
    return Desk(session, episode, make_actor(session), ids)


@pytest.fixture
def heard(session: Session) -> Desk:
    """Three of these statements in a recording, in which somebody heard all of them."""
    episode = make_episode(session, make_programme(session))
    said = [("Sekda", ROAD, 10.0), ("Penanya", WATER, 20.0), ("Sekda", SHORT, 30.0)]
    revision = make_revision(session, episode, said, recording=make_recording(session, episode))
    hear(session, episode)
    ids = tuple(row.statement_id for row in read_rows(session, revision.id))
    return Desk(session, episode, make_actor(session), ids)
