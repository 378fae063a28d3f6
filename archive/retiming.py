"""The rows of a revision against another recording: their times kept, shifted or dropped.

Identifiers, words and voices stay as they are. What the times of a row become is decided here
alone; archive/replacing.py saves it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from archive.rows import Row

SLACK = 1.0
"""Seconds by which a time may lie outside a recording: another encoding rounds its ends."""


@dataclass(frozen=True, slots=True)
class Retimed:
    """The rows for the other recording, and those of the former ones that lose their times."""

    rows: tuple[Row, ...]
    lost: tuple[Row, ...]


def retime(
    rows: Sequence[Row], recording_id: str, duration: float | None, shift: float | None
) -> Retimed:
    """Rows that refer to another recording, of `duration` seconds (None: unknown).

    `shift` seconds are added to all times, 0 keeps them; None drops them. What would begin before
    the recording or end after it loses its times, since nobody knows what is heard there.
    """
    moved = [retime_row(row, recording_id, duration, shift) for row in rows]
    lost = tuple(
        row
        for row, new in zip(rows, moved, strict=True)
        if row.start is not None and new.start is None
    )
    return Retimed(tuple(moved), lost)


def retime_row(row: Row, recording_id: str, duration: float | None, shift: float | None) -> Row:
    """One row for another recording, which nobody has checked it by ear against."""
    other = replace(row, recording_id=recording_id, checked_at=None, checked_by=None)
    if row.start is None:
        return other
    if shift is None or not lies_inside(row.start + shift, end_of(row) + shift, duration):
        return replace(
            other, start=None, end=None, marks=(), times_carried=False, times_estimated=False
        )
    step = round(shift * 1000)
    latest = None if duration is None else round(duration * 1000)
    return replace(
        other,
        start=within(row.start + shift, duration),
        end=None if row.end is None else within(row.end + shift, duration),
        marks=tuple(
            (place, max(0, ms + step) if latest is None else min(max(0, ms + step), latest))
            for place, ms in row.marks
        ),
    )


def end_of(row: Row) -> float:
    """The last second that a timed row names."""
    return row.end if row.end is not None else row.start or 0.0


def lies_inside(start: float, end: float, duration: float | None) -> bool:
    """Whether a stretch lies within a recording, give or take SLACK, and is heard in it at all."""
    if start < -SLACK or end <= 0:
        return False
    return duration is None or (end <= duration + SLACK and start < duration)


def within(second: float, duration: float | None) -> float:
    """A time brought within the recording, in whole milliseconds."""
    latest = second if duration is None else min(second, duration)
    return round(max(0.0, latest), 3)


def shift_between(former: Sequence[Row], latter: Sequence[Row]) -> float:
    """By how many seconds the times of the same statements differ; 0 where none has two."""
    before = {row.statement_id: row.start for row in former}
    steps = [
        row.start - start
        for row in latter
        if row.start is not None and (start := before.get(row.statement_id)) is not None
    ]
    return round(median(steps), 3) if steps else 0.0


def recording_of(rows: Sequence[Row]) -> str | None:
    """The recording that most of the rows refer to; None where none refers to any."""
    counts = Counter(row.recording_id for row in rows if row.recording_id is not None)
    return max(counts, key=lambda name: (counts[name], name), default=None)
