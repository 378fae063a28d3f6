"""Acts of a browser on a working copy: each is done exactly once, whatever is sent again.

Everything happens in the transaction of the caller; what an act answered is kept with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from archive.editing.asked import Act, Move, Undo, Unreadable
from archive.editing.copies import Copy, keep_copy, open_copy
from archive.editing.doing import Desk, do
from archive.editing.lines import Line, Lines
from archive.editing.outcomes import CHANGED, GONE, REFUSED, NotDone, Outcome, read_outcome
from archive.editing.outcomes import refusal_of as refused
from archive.editing.renewing import renew
from archive.editing.steps import (
    ChangedSince,
    Renew,
    Step,
    read_step,
    step_between,
    step_of_move,
    take_back,
    with_times,
)
from archive.editing.tags import tag_of
from archive.intake import current_recording
from archive.minting import mint_identifier
from archive.models import Actor, Episode, Recording, WorkingAct


def do_acts(
    session: Session,
    episode: Episode,
    asked: Sequence[Act | Unreadable],
    actor: Actor,
    at: datetime,
) -> Done:
    """Do them in their order; those done before are answered as they were then.

    Raises NotFound where the episode has no transcript.
    """
    batch = Batch(session, episode, actor, at, known_acts(session, [act.id for act in asked]))
    outcomes = [batch.answer(act) for act in asked]
    return Done(outcomes, batch.keep())


def known_acts(session: Session, identifiers: Sequence[str]) -> dict[str, WorkingAct]:
    """Acts that were asked for before."""
    found = session.scalars(select(WorkingAct).where(WorkingAct.id.in_(set(identifiers))))
    return {act.id: act for act in found}


def read_outcomes(session: Session, episode: Episode, identifiers: Sequence[str]) -> list[Outcome]:
    """What became of those acts that were asked for before, in this order."""
    known = known_acts(session, identifiers)
    return [
        read_outcome(name, known[name].content["outcome"])
        for name in identifiers
        if name in known and known[name].episode_id == episode.id
    ]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of acts, and the working copy afterwards; None where it was not even read."""

    outcomes: list[Outcome]
    copy: Copy | None


@dataclass
class Batch:
    """Acts that are done together; `known` are all those of these that were answered."""

    session: Session
    episode: Episode
    actor: Actor
    at: datetime
    known: dict[str, WorkingAct]
    copy: Copy | None = None
    lines: Lines = ()
    done: list[WorkingAct] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def answer(self, act: Act | Unreadable) -> Outcome:
        """What became of an act, now or when it was first asked for."""
        before = self.known.get(act.id)
        if before is not None and before.episode_id != self.episode.id:
            return refused(act.id, NotDone(REFUSED, "unreadable"))
        if before is not None:
            return read_outcome(act.id, before.content["outcome"])
        try:
            outcome, step = self.carry_out(act)
        except NotDone as not_done:
            outcome, step = refused(act.id, not_done), None
        self.note(act, outcome, step)
        return outcome

    def carry_out(self, act: Act | Unreadable) -> tuple[Outcome, Step]:
        """Change the lines. Raises NotDone, and they are as they were."""
        self.open()
        if isinstance(act, Unreadable):
            raise NotDone(REFUSED, "unreadable")
        before = self.lines
        if isinstance(act, Undo):
            self.lines = self.undo(act)
            moved = self.known[act.of].content["moved"]
            return Outcome(act.id, done=True, statement=moved), self.step(before, moved)
        self.lines, names, about, code = do(before, act, self.desk())
        self.names |= names
        moved = about if isinstance(act, Move) else None
        about = names.get(about, about)
        return Outcome(act.id, True, names, code=code, statement=about), self.step(before, moved)

    def step(self, before: Lines, moved: str | None) -> Step:
        """What became of the lines before an act; `moved` is the statement that it moved."""
        return (
            step_of_move(before, self.lines, moved) if moved else step_between(before, self.lines)
        )

    def undo(self, act: Undo) -> Lines:
        """The lines without what an act did. Raises NotDone."""
        self.known |= known_acts(self.session, [act.of]) if act.of not in self.known else {}
        done = self.known.get(act.of)
        if done is None or done.episode_id != self.episode.id or "moved" not in done.content:
            raise NotDone(GONE, "no-such-act")
        if done.content.get("forgotten"):
            raise NotDone(GONE, "forgotten")
        try:
            return take_back(self.lines, read_step(done.content), self.renewal(done.content))
        except ChangedSince as since:
            standing = any(line.id == since.statement for line in self.lines)
            raise NotDone(
                CHANGED if standing else GONE, "undo", since.statement if standing else None
            ) from None

    def renewal(self, kept: dict[str, Any]) -> Renew | None:
        """What makes lines of today of those that an act kept; None where they are of today."""
        copy, lines = self.copy, self.lines
        if copy is None or kept.get("base") == copy.base.id:
            return None
        return lambda replaced, restored: renew(self.session, copy.base, lines, replaced, restored)

    def open(self) -> None:
        """Read the working copy, once."""
        if self.copy is None:
            self.copy = open_copy(self.session, self.episode)
            self.lines = self.copy.lines

    def desk(self) -> Desk:
        """What an act has to know."""
        return Desk(
            self.actor.id,
            self.actor.name,
            self.at,
            mint=lambda: mint_identifier(self.session, "statement"),
            named=self.find_name,
            left=self.find_tag,
            recording=self.find_recording,
            duration=self.find_duration,
            timed=self.find_timed,
        )

    def find_recording(self) -> str | None:
        """The recording that the editor plays: that of the lines, else the current one."""
        known = (line.row.recording_id for line in self.lines)
        found = next(filter(None, known), None)
        current = None if found else current_recording(self.session, self.episode.id)
        return current.id if current else found

    def find_duration(self, recording: str | None) -> float | None:
        """The seconds of a recording, where they are known."""
        found = self.session.get(Recording, recording) if recording else None
        return found.duration if found else None

    def find_timed(self, line: Line) -> Iterator[Line]:
        """The line with times that it lost by being moved."""
        content = WorkingAct.content
        moves = select(content).where(
            WorkingAct.episode_id == self.episode.id,
            content["moved"].as_string() == line.id,
            content["times"].is_not(None),
        )
        kept = [act.content for act in self.done if act.content.get("moved") == line.id]
        for step in map(read_step, [*kept, *self.session.scalars(moves)]):
            if step.times:
                yield with_times(line, step)

    def find_name(self, name: str) -> str | None:
        """The identifier behind a name that an act gave, or behind a former identifier."""
        if name in self.names:
            return self.names[name]
        mentioned = cast(WorkingAct.content, String).contains(f'"{name}"', autoescape=True)
        acts = (
            select(WorkingAct.content)
            .where(WorkingAct.episode_id == self.episode.id, mentioned)
            .order_by(WorkingAct.version.desc(), WorkingAct.at.desc())
        )
        given = (content["outcome"]["names"].get(name) for content in self.session.scalars(acts))
        found = next(filter(None, given), None)
        if found is not None:
            self.names[name] = found
        return found

    def find_tag(self, act: str, statement: str) -> str | None:
        """The tag with which an earlier act left a statement."""
        if act not in self.known:
            self.known |= known_acts(self.session, [act])
        earlier = self.known.get(act)
        left: dict[str, str] = earlier.content["left"] if earlier is not None else {}
        return left.get(statement)

    def note(self, act: Act | Unreadable, outcome: Outcome, step: Step | None) -> None:
        """Keep what became of an act, and of which revision the lines were."""
        base = {"base": self.copy.base.id} if self.copy else {}
        kept = WorkingAct(
            id=act.id,
            episode_id=self.episode.id,
            version=self.copy.version + 1 if self.copy else 0,
            actor_id=self.actor.id,
            at=self.at,
            content=content_of(act, outcome, step) | {"left": self.left_by(outcome, step)} | base,
        )
        self.known[act.id] = kept
        self.done.append(kept)

    def left_by(self, outcome: Outcome, step: Step | None) -> dict[str, str]:
        """The tags of the lines that an act was about, as it left them.

        One that is refused for itself leaves its statement as it was seen; where others changed
        that, nothing rests on what was seen.
        """
        left = dict(step.after) if step is not None else {}
        if outcome.why in (None, REFUSED):
            about = (line for line in self.lines if line.id == outcome.statement)
            left |= {line.id: tag_of(line) for line in about}
        return left

    def keep(self) -> Copy | None:
        """Keep the lines, if they are other ones now, and all acts that were new."""
        self.session.add_all(self.done)
        self.session.flush()
        former = self.copy
        if former is None or self.lines == former.lines:
            return former
        return keep_copy(self.session, self.episode, former.base, self.lines, self.actor, former)


def content_of(act: Act | Unreadable, outcome: Outcome, step: Step | None) -> dict[str, Any]:
    """What is kept of an act."""
    kept: dict[str, Any] = {"act": type(act).__name__.lower(), "outcome": outcome.as_dict()}
    return kept | step.as_dict() if step is not None else kept
