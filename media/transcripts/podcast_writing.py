"""Statements as the JSON transcript of Podcasting 2.0, with keys of our own beside its own.

A segment has its "id", "person", "language", "label" (who vouches for its words), "checkedAt"
(since when they are checked by ear) and "marks" [[character, seconds], …]; times that are
not known are estimated and say so ("estimated"; "timesEstimated" where a machine found
them), words that were withdrawn leave a segment with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from media.transcripts.timecodes import to_milliseconds, to_seconds
from media.transcripts.written import Colophon, Timed, WrittenStatement, are_timed, time_all

VERSION = "1.0.0"


def format_json(colophon: Colophon, statements: Sequence[WrittenStatement]) -> str:
    """The file; without any times in it where no statement has one."""
    timed = are_timed(statements)
    document = {
        "version": VERSION,
        "title": colophon.title,
        "programme": colophon.programme,
        "date": colophon.date,
        "address": colophon.address,
        "revision": colophon.revision,
        "rights": colophon.rights,
        "language": colophon.language,
        "source": colophon.source or None,
        "voices": [{"speaker": label, "name": who} for label, who in colophon.voices],
        "segments": [_segment(one, timed) for one in time_all(statements)],
    }
    document = {name: value for name, value in document.items() if value is not None}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _segment(timed: Timed, has_times: bool) -> dict[str, Any]:
    one = timed.statement
    segment: dict[str, Any] = {"id": one.identifier}
    if has_times:
        segment |= _times(timed)
    segment |= {"speaker": one.speaker, "person": one.person, "language": one.language}
    marks = [[at, to_seconds(time)] for at, time in one.marks if at > 0]
    segment |= {"body": one.text or "", "marks": marks, "withdrawn": one.withdrawn}
    segment |= {"label": one.label, "checkedAt": one.checked_at}
    return {name: value for name, value in segment.items() if value not in (None, [])}


def _times(timed: Timed) -> dict[str, Any]:
    """Start and end in seconds; "estimated" names those that are."""
    one = timed.statement
    known = {"startTime": to_milliseconds(one.start), "endTime": to_milliseconds(one.end)}
    times: dict[str, Any] = {
        "startTime": to_seconds(timed.start),
        "endTime": to_seconds(timed.end),
    }
    about = {"timesEstimated": True} if one.is_about else {}
    return times | about | {"estimated": [name for name, time in known.items() if time is None]}
