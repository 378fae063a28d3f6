"""A working copy becomes a revision, is thrown away, or is brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.checking import Heard, Kept, keep_checks
from archive.editing.conflicts import (
    BROUGHT_BACK,
    SAVED,
    THROWN_AWAY,
    count_open,
    keep_open,
)
from archive.editing.copies import (
    Copy,
    drop_copy,
    keep_copy,
    open_copy,
    read_copy,
    read_head,
    unpack_all,
)
from archive.editing.lines import Lines
from archive.editing.outcomes import Outcome
from archive.editing.packing import pack
from archive.editing.saving import save_lines
from archive.errors import NotFound, Refused
from archive.models import Actor, Episode, Revision, WorkingAct
from archive.rows import read_rows
from archive.transcripts import Attached

KEPT_FOR = timedelta(days=30)
"""How long acts are kept once they are of no copy that is open: so long can they be taken back."""
PUT_BACK = "put back"
"""Of lines that gave way because words in them were withdrawn (editing/forgetting.py)."""


class NothingToSave(Refused):
    """Nobody has changed anything since the latest revision."""


class Stale(Refused):
    """The working copy is not what was seen, or (`is_behind`) not of the latest revision."""

    def __init__(self, base: int, latest: int) -> None:
        """Keep the numbers of the revision that it began as, and of the latest."""
        super().__init__(f"The working copy is of revision {base}; the latest is {latest}.")
        self.base, self.latest, self.is_behind = base, latest, base != latest


class Unsettled(Refused):
    """Changes that could not be carried on wait for somebody to settle them."""

    def __init__(self, count: int) -> None:
        """Keep how many."""
        super().__init__(f"{count} conflicts of the working copy are open; settle them first.")
        self.count = count


@dataclass(frozen=True, slots=True)
class Saved:
    """The revision, what became of checks by ear, and the version of the copy afterwards."""

    attached: Attached
    checks: Kept
    version: int

    @property
    def facts(self) -> dict[str, int | bool]:
        """What is told of it; kept with the act, for whoever asks again."""
        one = self.attached
        return {
            "revision": one.revision.number,
            "changed": one.changed,
            "statements": one.statements,
            "kept": one.kept,
            "new": one.new,
            "gone": one.gone,
            "revived": one.revived,
            "checked": self.checks.kept,
            "passed_over": len(self.checks.passed_over),
            "version": self.version,
        }


def find_saved(
    session: Session, episode: Episode, actor: Actor, reason: str, version: int | None
) -> dict[str, int | bool] | None:
    """The facts of a copy of this version that this actor has saved for this reason: the form was
    sent again because the answer never came."""
    if version is None:
        return None
    found = session.scalars(
        select(WorkingAct).where(
            WorkingAct.episode_id == episode.id,
            WorkingAct.version == version + 1,
            WorkingAct.actor_id == actor.id,
            WorkingAct.content["act"].as_string() == SAVED,
            WorkingAct.content["reason"].as_string() == reason.strip(),
        )
    ).first()
    return None if found is None else found.content["facts"]


def save_copy(
    session: Session, episode: Episode, actor: Actor, reason: str, version: int | None
) -> Saved:
    """Save the working copy as a revision and close it.

    `version` is the one that was seen. Raises NothingToSave, Stale, Unsettled, and Refused as
    `save_lines`.
    """
    try:
        copy = read_copy(session, episode)
    except NotFound:
        raise NothingToSave("The working copy says what the latest revision says.") from None
    head = read_head(session, episode)
    if copy.base.id != head.latest.id or version not in (None, copy.version):
        raise Stale(copy.base.number, head.latest.number)
    if count := count_open(session, episode):
        raise Unsettled(count)
    attached = save_lines(session, episode, copy.base, copy.lines, actor, reason)
    checks = keep_checks(session, episode, attached.revision, heard_in(copy.lines))
    drop_copy(session, episode)
    names = renamed(session, copy.lines, attached.revision)
    saved = Saved(attached, checks, copy.version + 1)
    content: dict[str, object] = {"reason": reason.strip(), "facts": saved.facts}
    note(session, episode, actor, saved.version, SAVED, names, content)
    sweep_acts(session, episode)
    return saved


def heard_in(lines: Lines) -> Iterator[Heard]:
    """What was heard, by the place of the line from 1."""
    for place, line in enumerate(lines, 1):
        if line.hearing is not None and line.row.text is not None:
            yield Heard(place, line.row.text, line.hearing.actor_id, line.hearing.heard)


def renamed(session: Session, lines: Lines, revision: Revision) -> dict[str, str]:
    """New identifiers under which words got one back that was theirs (`saving.bring_back`)."""
    rows = read_rows(session, revision.id)
    pairs = ((line.id, row.statement_id) for line, row in zip(lines, rows, strict=True))
    return {one: other for one, other in pairs if one != other}


def throw_away(session: Session, episode: Episode, actor: Actor) -> None:
    """Close the working copy without saving; it can be brought back. Raises NothingToSave."""
    try:
        copy = read_copy(session, episode)
    except NotFound:
        raise NothingToSave("There is no working copy to be thrown away.") from None
    conflicts = keep_open(session, episode)
    drop_copy(session, episode)
    lines = [pack(line) for line in copy.lines]
    content = {
        "before": lines,
        "base": copy.base.id,
        "after": [],
        "conflicts": conflicts,
        "brought back": False,
    }
    note(session, episode, actor, copy.version + 1, THROWN_AWAY, {}, content)
    sweep_acts(session, episode)


def find_thrown_away(session: Session, episode: Episode) -> WorkingAct | None:
    """What was thrown away last and was not brought back, if it is kept still."""
    found = session.scalars(
        select(WorkingAct)
        .where(
            WorkingAct.episode_id == episode.id,
            WorkingAct.content["act"].as_string() == THROWN_AWAY,
        )
        .order_by(WorkingAct.at.desc())
        .limit(1)
    ).first()
    return None if found is None or found.content["brought back"] else found


def bring_back(session: Session, episode: Episode, actor: Actor) -> Copy:
    """The working copy that was thrown away last, opened again, with the conflicts that were open.

    Raises NotFound where there is none, Refused where another one is open.
    """
    thrown = find_thrown_away(session, episode)
    base = session.get(Revision, thrown.content["base"]) if thrown else None
    if thrown is None or base is None:
        raise NotFound(f"No working copy of {episode.slug} was thrown away.")
    now = open_copy(session, episode)
    if now.is_open:
        raise Refused("Another working copy is open; save it or throw it away first.")
    thrown.content = {**thrown.content, "brought back": True}
    lines, conflicts = unpack_all(thrown.content["before"]), thrown.content.get("conflicts", ())
    copy = keep_copy(session, episode, base, lines, actor, now)
    note(session, episode, actor, copy.version, BROUGHT_BACK, {}, {"conflicts": [*conflicts]})
    if thrown.content.get(PUT_BACK):
        told = {"base": base.id, PUT_BACK: thrown.content[PUT_BACK]}
        note(session, episode, actor, copy.version, PUT_BACK, {}, told)
    return copy


def note(
    session: Session,
    episode: Episode,
    actor: Actor,
    version: int,
    act: str,
    names: dict[str, str],
    content: dict[str, object] | None = None,
) -> WorkingAct:
    """Keep an act on the whole copy beside those on its lines."""
    outcome = Outcome("", True, names).as_dict()
    kept = WorkingAct(
        id=str(uuid4()),
        episode_id=episode.id,
        version=version,
        actor_id=actor.id,
        at=datetime.now(UTC),
        content={"act": act, "outcome": outcome, "left": {}, **(content or {})},
    )
    session.add(kept)
    session.flush()
    return kept


def sweep_acts(session: Session, episode: Episode) -> None:
    """Forget acts that are older than KEPT_FOR."""
    session.execute(
        delete(WorkingAct).where(
            WorkingAct.episode_id == episode.id,
            WorkingAct.at < datetime.now(UTC) - KEPT_FOR,
        )
    )
