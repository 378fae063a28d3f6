"""The working copy of a transcript: saved again and again while it is edited, never public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from archive.editing.lines import Line, Lines, Origin
from archive.errors import NotFound
from archive.models import Actor, Episode, Revision, WorkingCopy
from archive.rows import Row, read_rows


@dataclass(frozen=True, slots=True)
class Copy:
    """The lines that are being worked on, and the revision that they began as."""

    base: Revision
    lines: Lines


def keep_copy(
    session: Session, episode: Episode, base: Revision, lines: Lines, actor: Actor
) -> None:
    """Keep the lines as the episode's working copy, in the place of the one before."""
    copy = WorkingCopy(
        episode_id=episode.id,
        based_on_id=base.id,
        content=[pack(line) for line in lines],
        actor_id=actor.id,
        saved_at=datetime.now(UTC),
    )
    session.merge(copy)
    session.flush()


def read_copy(session: Session, episode: Episode) -> Copy:
    """The working copy of an episode. Raises NotFound where nobody edits it.

    Words withdrawn since are gaps in it, too.
    """
    kept = session.get(WorkingCopy, episode.id)
    base = session.get(Revision, kept.based_on_id) if kept and kept.based_on_id else None
    if kept is None or base is None:
        raise NotFound(f"{episode.slug} has no working copy.")
    gaps = {row.statement_id: row for row in read_rows(session, base.id) if row.text is None}
    return Copy(base, tuple(without_withdrawn(map(unpack, kept.content), gaps)))


def drop_copy(session: Session, episode: Episode) -> None:
    """Forget the working copy, if there is one."""
    kept = session.get(WorkingCopy, episode.id)
    if kept is not None:
        session.delete(kept)
        session.flush()


def forget_words(session: Session, episode_id: str, statement: str) -> None:
    """Take the words of a statement out of the working copy for good, wherever they went.

    Lines that held any of them are left to read as gaps, or fall away where they are new.
    """
    kept = session.get(WorkingCopy, episode_id)
    if kept is None:
        return
    lines = [unpack(packed) for packed in kept.content]
    kept.content = [
        pack(line)
        for line in (blank(one) if holds(one, statement) else one for one in lines)
        if line is not None
    ]
    session.flush()


def holds(line: Line, statement: str) -> bool:
    """Whether a line is this statement or has words of it."""
    return line.id == statement or any(one.statement == statement for one in line.origins)


def blank(line: Line) -> Line | None:
    """The line without words; None where no saved wording stands behind it."""
    if line.row.wording_id is None:
        return None
    return Line(replace(line.row, text=None, marks=()), ())


def without_withdrawn(lines: Iterable[Line], gaps: dict[str, Row]) -> Iterator[Line]:
    """The lines, those of withdrawn statements as the gaps that they are today."""
    for line in lines:
        yield Line(gaps[line.id], ()) if line.id in gaps else line


def pack(line: Line) -> dict[str, Any]:
    """A line as JSON; origins as runs [statement, own, how many words]."""
    runs = groupby(line.origins)
    return {
        **asdict(line.row),
        "origins": [[*origin, len(list(run))] for origin, run in runs],
    }


def unpack(packed: dict[str, Any]) -> Line:
    """The line that `pack` made JSON of."""
    values = dict(packed)
    runs = values.pop("origins")
    marks = tuple((place, moment) for place, moment in values.pop("marks"))
    origins = tuple(Origin(name, own) for name, own, count in runs for _ in range(count))
    return Line(Row(**values, marks=marks), origins)
