"""Words that are withdrawn leave whatever was kept for editors, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.editing.copies import Packed, read_kept, write_copy
from archive.editing.lines import Line
from archive.editing.packing import pack, unpack
from archive.models import WorkingAct


def forget_words(session: Session, episode_id: str, statement: str) -> None:
    """Take the words of a statement out of the working copy and its acts, wherever they went.

    Lines that held any of them are left to read as gaps, or fall away where they are new; an act
    that would bring them back no longer can.
    """
    forget_in_copy(session, episode_id, statement)
    acts = select(WorkingAct).where(WorkingAct.episode_id == episode_id)
    for act in session.scalars(acts):
        content, is_changed = without(act.content, statement)
        if is_changed:
            act.content = content
    session.flush()


def forget_in_copy(session: Session, episode_id: str, statement: str) -> None:
    """The same for the working copy alone; whoever has it open hears of it as of any change."""
    kept = read_kept(session, episode_id)
    if kept is None or kept.based_on_id is None:
        return
    version = kept.version + 1
    entries = []
    for entry in kept.content["lines"]:
        line = unpack(entry["line"])
        if not holds(line, statement):
            entries.append(entry)
        elif (gap := blank(line)) is not None:
            entries.append({"line": pack(gap), "changed": version})
    content = {"ordered": version, "lines": entries}
    values = {"content": content, "version": version, "saved_at": datetime.now(UTC)}
    write_copy(session, episode_id, values)


def without(content: dict[str, Any], statement: str) -> tuple[dict[str, Any], bool]:
    """What an act keeps, without the words; and whether it held any of them.

    Lines are kept under "before" and, of what could not be carried on, under "conflicts".
    """
    before, gone = forget_lines(content.get("before", ()), statement)
    conflicts = []
    for conflict in content.get("conflicts", ()):
        mine, lost = forget_lines(conflict["mine"], statement)
        conflicts.append({**conflict, "mine": mine})
        gone = gone or lost
    if not gone:
        return content, False
    changed = {**content, "before": before, "forgotten": True}
    return ({**changed, "conflicts": conflicts} if conflicts else changed), True


def forget_lines(packed: list[Packed], statement: str) -> tuple[list[Packed], bool]:
    """Packed lines without the words, and whether any of them held some."""
    lines = [unpack(one) for one in packed]
    if not any(holds(line, statement) for line in lines):
        return packed, False
    gaps = (blank(line) if holds(line, statement) else line for line in lines)
    return [pack(line) for line in gaps if line is not None], True


def holds(line: Line, statement: str) -> bool:
    """Whether a line is this statement or has words of it."""
    return line.id == statement or any(one.statement == statement for one in line.origins)


def blank(line: Line) -> Line | None:
    """The line without words; None where no saved wording stands behind it."""
    if line.row.wording_id is None:
        return None
    return Line(replace(line.row, text=None, marks=()), ())
