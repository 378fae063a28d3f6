"""Lines that were kept for an editor follow the recording that their transcript refers to now.

A recording may be replaced between an act and its undoing, or between a working copy that was
thrown away and its coming back. Times then move as those of the transcript did, and what somebody
heard was heard in the other recording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from archive.editing.lines import Line, Lines
from archive.models import Recording, Revision, RevisionRow
from archive.retiming import recording_of, retime_row, shift_between
from archive.rows import Row, read_rows


@dataclass(frozen=True, slots=True)
class Replacement:
    """A recording of `duration` seconds, and what became of times with it (`retime_row`)."""

    recording_id: str
    duration: float | None
    shift: float | None

    def of(self, line: Line) -> Line:
        """The line in this recording, in which nobody has heard it."""
        row = retime_row(line.row, self.recording_id, self.duration, self.shift)
        return Line(row, line.origins)


def follow_recording(
    session: Session, episode_id: str, standing: Sequence[Row], lines: Lines
) -> Lines:
    """Lines as they read in the recording that the rows `standing` refer to.

    Those that refer to it already, and those to none where none is known, are left as they are.
    """
    named = {row.statement_id: row.recording_id for row in standing}
    usual = recording_of(standing)

    @cache
    def replacement(former: str | None, recording: str) -> Replacement:
        return find_replacement(session, episode_id, former, recording)

    def follow(line: Line) -> Line:
        former = line.row.recording_id
        wanted = named.get(line.id) or (usual if former is not None else None)
        return line if wanted in (None, former) else replacement(former, wanted).of(line)

    return tuple(map(follow, lines))


def find_replacement(
    session: Session, episode_id: str, former: str | None, recording_id: str
) -> Replacement:
    """How a recording came into the place of the former one; times stay where that is not known."""
    recording = session.get_one(Recording, recording_id)
    pair = find_revisions(session, episode_id, former, recording_id)
    before, after = (read_rows(session, one) for one in pair) if pair else ((), ())
    return Replacement(recording_id, recording.duration, shift_of(before, after))


def find_revisions(
    session: Session, episode_id: str, former: str | None, recording_id: str
) -> tuple[int, int] | None:
    """The last revision in the former recording, and the next one in the other; their ids.

    Of a recording that was of single rows only, the revision just before the other one.
    """
    named = session.execute(NAMED, {"episode": episode_id}).all()
    usual: list[tuple[int, str | None]] = []
    for revision, group in groupby(named, key=lambda one: one.id):
        counts = Counter({one.recording_id: one.rows for one in group if one.recording_id})
        usual.append((revision, max(counts, key=lambda name: (counts[name], name), default=None)))
    last = max((n for n, (_, name) in enumerate(usual) if name == former), default=None)
    begin = 0 if last is None else last + 1
    latter = next((n for n in range(begin, len(usual)) if usual[n][1] == recording_id), None)
    if not latter:
        return None
    return usual[latter - 1 if last is None else last][0], usual[latter][0]


NAMED = (
    select(Revision.id, RevisionRow.recording_id, func.count().label("rows"))
    .join(RevisionRow, RevisionRow.revision_id == Revision.id)
    .where(Revision.episode_id == bindparam("episode"))
    .group_by(Revision.id, RevisionRow.recording_id)
    .order_by(Revision.id)
)
"""Per revision of the episode `:episode`, how many rows refer to which recording."""


def shift_of(before: Sequence[Row], after: Sequence[Row]) -> float | None:
    """By how many seconds times differ between two revisions; None where they were dropped."""
    starts = {row.statement_id: row.start for row in after}
    timed = [row for row in before if row.start is not None and row.statement_id in starts]
    if timed and all(starts[row.statement_id] is None for row in timed):
        return None
    return shift_between(before, after)
