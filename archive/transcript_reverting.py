"""A transcript goes back to an earlier revision, as its next one: its words, not its recording.

The transcript stays with the recording that it refers to now: times of another one are moved as
that was replaced, or are lost (archive/editing/recordings.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from archive.editing import Line, Lines, open_lines, revert, save_lines
from archive.editing.recordings import follow_recording
from archive.editing.saving import known_before
from archive.models import Actor, Episode, Revision
from archive.named_episodes import find_named_episode
from archive.publishing import publish
from archive.rows import Row, read_rows
from archive.transcript_files import MAY_BRING_BACK, find_revision
from archive.transcript_previews import PreviewedStatement, preview_row
from archive.transcripts import Attached, said_before
from archive.withdrawing import follows_withdrawal


@dataclass(frozen=True, slots=True)
class Return:
    """What going back comes to: `lines` in the place of the rows `old` of `base`.

    `moved` are statements that `wanted` has in another recording, `lost` those of them that had a
    time there and have none now.
    """

    base: Revision
    wanted: Revision
    old: Sequence[Row]
    lines: Lines
    moved: Sequence[Row]
    lost: Sequence[Row]

    @property
    def is_said_before(self) -> bool:
        """Whether the latest revision says all of this already."""
        rows = [line.row for line in self.lines]
        return said_before(rows, self.old) and known_before(rows, self.old)

    @property
    def statements(self) -> list[PreviewedStatement]:
        """Every statement as it would be saved, with what becomes of it."""
        known = {row.statement_id: row for row in self.old}
        return [preview_row(line.row, known.get(line.id, line.row), known) for line in self.lines]

    @property
    def gone(self) -> list[Row]:
        """The rows of the latest revision whose statements would be gone."""
        held = {line.id for line in self.lines}
        return [row for row in self.old if row.statement_id not in held]


def plan_return(session: Session, base: Revision, wanted: Revision) -> Return:
    """The statements of an earlier revision in the recording of `base`, the latest; only looked at.

    A statement that says the same in both keeps the times that it has in that recording.
    """
    old, said = read_rows(session, base.id), read_rows(session, wanted.id)
    reverted = revert(open_lines(session, base), said)
    followed = follow_recording(session, base.episode_id, old, reverted)
    known = {row.statement_id: row for row in old}
    lines = tuple(
        timed_as_now(line, former, known) for line, former in zip(followed, said, strict=True)
    )
    moved = [
        former
        for line, former in zip(lines, said, strict=True)
        if former.recording_id not in (None, line.row.recording_id)
    ]
    timeless = {line.id for line in lines if line.row.start is None}
    lost = [row for row in moved if row.start is not None and row.statement_id in timeless]
    return Return(base, wanted, old, lines, moved, lost)


def timed_as_now(line: Line, former: Row, known: Mapping[str, Row]) -> Line:
    """A line of another recording with the times that the same words have in the present one."""
    now = known.get(line.id)
    is_moved = former.recording_id not in (None, line.row.recording_id)
    if not is_moved or now is None or now.text != line.row.text:
        return line
    row = replace(
        line.row,
        start=now.start,
        end=now.end,
        marks=now.marks,
        times_carried=now.times_carried,
        times_estimated=now.times_estimated,
    )
    return replace(line, row=row)


def save_return(
    session: Session, episode: Episode, planned: Return, actor: Actor, reason: str
) -> Attached:
    """Save it as the latest revision. Raises Refused as `save_lines` does."""
    return save_lines(session, episode, planned.base, planned.lines, actor, reason)


def revert_named(
    session: Session, name: str, number: int, reason: str, actor: Actor, *, publish_it: bool
) -> dict[str, Any]:
    """Save revision `number` of the episode called `name` again, as its latest.

    Returns the shape of `transcript attach`. Raises NotFound, or Refused without a reason; then
    nothing was changed.
    """
    episode = find_named_episode(session, name)
    base, wanted = find_revision(session, episode, None), find_revision(session, episode, number)
    planned = plan_return(session, base, wanted)
    saved = save_return(session, episode, planned, actor, reason)
    shape: dict[str, Any] = {
        "episode": episode.slug,
        "revision": saved.revision.number,
        "statements": saved.statements,
        "kept": saved.kept,
        "new": saved.new,
        "gone": saved.gone,
        "revived": saved.revived,
        "problems": [],
        "notes": [*notes_on(saved), *note_recording(planned)],
    }
    if publish_it and saved.changed and follows_withdrawal(session, saved.revision):
        shape["problems"].append({"line": 0, "message": MAY_BRING_BACK})
    elif publish_it:
        publish(session, episode, saved.revision, actor)
    return shape


def notes_on(saved: Attached) -> list[str]:
    """What to say where nothing changed."""
    return [] if saved.changed else ["The statements are those of the latest revision."]


def note_recording(planned: Return) -> list[str]:
    """What to say where the earlier revision was of another recording."""
    if not planned.moved:
        return []
    return [
        f"Revision {planned.wanted.number} was of another recording. The words go back, the"
        f" recording does not: of {len(planned.moved)} statements {len(planned.lost)} have no"
        " times now."
    ]
