"""A transcript of four statements, to be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

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
from transcribed import RICE, ROAD, SHORT, WATER, Transcribed

from archive.editing import Lines, open_lines, save_lines
from archive.editing.asked import read_act
from archive.editing.batches import do_acts
from archive.editing.copies import open_copy
from archive.editing.outcomes import Outcome
from archive.editing.tags import tag_of
from archive.minting import mint_identifier
from archive.models import Actor, Revision
from archive.rows import read_rows
from archive.transcripts import Attached


@dataclass
class Desk(Transcribed):
    """A transcript that is edited, and the identifiers of its statements as they were first."""

    actor: Actor
    ids: tuple[str, ...]

    def open(self) -> Lines:
        return open_lines(self.session, self.latest)

    def save(self, lines: Lines, reason: str = "suntingan") -> Attached:
        return save_lines(self.session, self.episode, self.latest, lines, self.actor, reason)

    def do(self, act: str, statement: str | None = None, **values: Any) -> tuple[str, Outcome]:
        """One act on the lines as they stand; its identifier and what became of it."""
        asked = {"id": str(uuid4()), "act": act, **values}
        lines = {line.id: line for line in open_copy(self.session, self.episode).lines}
        if statement is not None:
            asked |= {"statement": statement, "seen": tag_of(lines[statement])}
        if act == "merge":
            asked["next_seen"] = tag_of(lines[values["next"]])
        acts = [read_act(asked)]
        done = do_acts(self.session, self.episode, acts, self.actor, datetime.now(UTC))
        self.session.expire_all()
        return asked["id"], done.outcomes[0]

    def have_done(self, act: str, statement: str | None = None, **values: Any) -> str:
        """The identifier of an act that has to be done."""
        name, outcome = self.do(act, statement, **values)
        assert outcome.done, outcome
        return name

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
