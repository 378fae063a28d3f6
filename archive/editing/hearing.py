"""When words are heard, and whether somebody heard them: acts that leave the words as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from archive.editing.lines import Hearing, Line, Lines, find_spoken, rising
from archive.errors import Refused
from archive.rows import Marks, to_milliseconds


class OutOfOrder(Refused):
    """A statement would begin before one that stands before it, or after one that follows."""

    def __init__(self, earliest: float | None, latest: float | None) -> None:
        """Keep the seconds between which it may begin."""
        super().__init__(f"The statement begins between {earliest} and {latest} s.")
        self.earliest, self.latest = earliest, latest


class NoSuchTime(Refused):
    """A time before the recording, or an end that is not after its start."""


class AfterRecording(Refused):
    """A time at which the recording, of `duration` seconds, is over."""

    def __init__(self, duration: float) -> None:
        """Keep how long it is."""
        super().__init__(f"The recording is over after {duration} s.")
        self.duration = duration


SLACK = 1.0
"""Seconds: players and files differ by as much about how long a recording is."""


def retime(
    lines: Lines,
    identifier: str,
    start: float | None,
    end: float | None,
    duration: float | None = None,
) -> Lines:
    """The statement from `start` to `end` in seconds, as a person heard it; None for not known.

    `duration` is that of the recording, in seconds, where it is known.

    Moments inside it that lie outside these times fall away; those of estimated times move along
    with the start. Neighbours of estimated times give way: only times that somebody knows hold a
    statement between them. Raises NotFound, Refused, OutOfOrder, NoSuchTime, AfterRecording.
    """
    place, line = find_spoken(lines, identifier)
    if start is None:
        return with_times(lines, place, None, None, ())
    first, last = to_milliseconds(start) or 0, to_milliseconds(end)
    if first < 0 or (last is not None and last <= first):
        raise NoSuchTime("A statement begins in the recording and ends after it began.")
    if duration and is_after(max(start, end or 0), duration):
        raise AfterRecording(duration)
    earliest = last_start(reversed(lines[:place]))
    latest = last_start(lines[place + 1 :])
    if (earliest is not None and start < earliest) or (latest is not None and start > latest):
        raise OutOfOrder(earliest, latest)
    return with_times(lines, place, start, end, marks_from(line, start, end))


def is_after(moment: float, duration: float | None) -> bool:
    """Whether a recording of so many seconds is over at a moment; never where they are unknown."""
    return bool(duration) and moment > (duration or 0) + SLACK


def with_times(
    lines: Lines, place: int, start: float | None, end: float | None, marks: Marks
) -> Lines:
    """The lines with times that a person gave: neither estimated nor kept from before."""
    line = lines[place]
    row = replace(
        line.row,
        start=start,
        end=end,
        marks=marks,
        times_estimated=False,
        times_carried=False,
    )
    return (*lines[:place], replace(line, row=row), *lines[place + 1 :])


def in_order(lines: Lines, identifiers: Collection[str]) -> Lines:
    """The lines, where of these statements those that would begin before one above them, or after
    one below, have no times: where they stand now is what somebody decided."""
    for place, line in enumerate(lines):
        if line.id in identifiers and not is_in_order(lines, place):
            lines = with_times(lines, place, None, None, ())
    return lines


def is_in_order(lines: Lines, place: int) -> bool:
    """Whether the line at a place begins between its neighbours, as far as that is known."""
    above = (one.row.start for one in reversed(lines[:place]) if one.row.start is not None)
    below = (one.row.start for one in lines[place + 1 :] if one.row.start is not None)
    start = lines[place].row.start
    return start is None or next(above, start) <= start <= next(below, start)


def last_start(lines: Iterable[Line]) -> float | None:
    """When the nearest of the lines begins whose time somebody knows."""
    known = (one.row for one in lines if one.row.start is not None)
    return next((row.start for row in known if not row.times_estimated), None)


def marks_from(line: Line, start: float, end: float | None) -> Marks:
    """The moments inside a line that begins at `start` and ends at `end`, in seconds."""
    first, last = to_milliseconds(start) or 0, to_milliseconds(end)
    row = line.row
    shift = first - (to_milliseconds(row.start) or 0) if row.times_estimated else 0
    moved = ((place, moment + shift) for place, moment in row.marks if place > 0)
    inside = (mark for mark in moved if mark[1] >= first and (last is None or mark[1] <= last))
    return rising([(0, first), *inside])


def hear(lines: Lines, identifier: str, hearing: Hearing, recording: str) -> Lines:
    """The statement with what somebody says of having heard it in a recording.

    Raises NotFound, Refused.
    """
    place, line = find_spoken(lines, identifier)
    row = line.row if line.row.recording_id else replace(line.row, recording_id=recording)
    return (*lines[:place], replace(line, row=row, hearing=hearing), *lines[place + 1 :])
