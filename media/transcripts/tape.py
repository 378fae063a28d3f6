"""Times of a tape that does not begin at zero: 10:00:05:12, or the time of day.

A talkshow lasts an hour or two; a first time that lies hours in was counted from somewhere else.
Times are then counted from the whole hour before, where that is near, else from the first time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from media.transcripts.findings import Findings
from media.transcripts.model import Turn
from media.transcripts.timecodes import format_time, to_milliseconds, to_seconds

_HOUR = 3_600_000
TOO_LATE = 4 * _HOUR
"""Milliseconds; nothing that is first heard so late was counted from the start of a recording."""
NEAR = 600_000
"""Milliseconds after a whole hour within which a tape is taken to begin at the hour."""


def count_from_zero(
    turns: Sequence[Turn], findings: Findings, *, framed: bool = False
) -> list[Turn]:
    """The turns with times from the start of the recording; what was assumed is remarked.

    Codes that count frames (`framed`) are a tape's: from one hour on they do not begin at zero.
    """
    first = next((turn.start for turn in turns if turn.start is not None), None)
    at = to_milliseconds(first)
    if at is None or at < _HOUR:
        return list(turns)
    if at < (_HOUR if framed else TOO_LATE):
        findings.remark("late", first=format_time(at))
        return list(turns)
    origin = at - at % _HOUR if at % _HOUR <= NEAR else at
    findings.remark("tape", first=format_time(at), origin=format_time(origin))
    return [_moved(turn, origin) for turn in turns]


def _moved(turn: Turn, origin: int) -> Turn:
    """A turn with its times earlier by `origin` milliseconds; what lay before it has none."""
    start, end = (to_milliseconds(time) for time in (turn.start, turn.end))
    return replace(
        turn,
        start=to_seconds(start - origin) if start is not None and start >= origin else None,
        end=to_seconds(end - origin) if end is not None and end >= origin else None,
        marks=tuple((at, time - origin) for at, time in turn.marks if time >= origin),
    )
