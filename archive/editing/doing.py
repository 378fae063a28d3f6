"""Acts on a working copy, done by whoever asks: what was seen is compared, names are resolved."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from archive.editing import acts, hearing
from archive.editing.asked import (
    Delete,
    Hear,
    Insert,
    Merge,
    Move,
    OnStatement,
    Reassign,
    Reword,
    Split,
    Time,
)
from archive.editing.lines import Hearing, Line, Lines, place_of
from archive.editing.outcomes import CHANGED, GONE, REFUSED, NotDone
from archive.editing.tags import tag_of
from archive.errors import Refused

Names = dict[str, str]
FRESH = "~"
"""Stands for an identifier until one is needed: most corrections keep that of their statement."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who edits, and what an act has to know of the rest: all of it is looked up when asked for.

    `named` gives the identifier behind a name or a former identifier, `left` the tag with which an
    earlier act left a statement, None where there is none; `recording` the one that is heard,
    `duration` the seconds of a recording, None where they are not known; `timed` a line with the
    times that it lost by being moved.
    """

    actor_id: int
    name: str
    at: datetime
    mint: Callable[[], str]
    named: Callable[[str], str | None]
    left: Callable[[str, str], str | None]
    recording: Callable[[], str | None]
    duration: Callable[[str | None], float | None]
    timed: Callable[[Line], Iterable[Line]]


class Acted(NamedTuple):
    """The lines after an act, identifiers by the names that it gave, and what it was about.

    `code` says what else became of that, None where there is nothing to tell.
    """

    lines: Lines
    names: Names
    statement: str
    code: str | None = None


def do(lines: Lines, act: OnStatement, desk: Desk) -> Acted:
    """What an act makes of the lines.

    Raises NotDone, and nothing is changed.
    """
    line = seen_line(lines, act.statement, act.seen, desk, strictly=not isinstance(act, LENIENT))
    try:
        after = ACTS[type(act)](lines, line, act, desk)
    except hearing.OutOfOrder as order:
        facts = {"earliest": order.earliest, "latest": order.latest}
        raise NotDone(REFUSED, "time-order", line.id, **facts) from None
    except hearing.AfterRecording as after_it:
        raise NotDone(REFUSED, "time-after", line.id, duration=after_it.duration) from None
    except hearing.NoSuchTime:
        raise NotDone(REFUSED, "time", line.id) from None
    except Refused as refused:
        if isinstance(refused, NotDone):
            raise
        raise NotDone(REFUSED, code_of(line, act), line.id) from None
    after = under_identifiers(after, desk.mint)
    names = names_of(act, place_of(lines, line.id), lines, after)
    return Acted(after, names, line.id, code_of_move(line, act, after))


UNTIMED = "untimed"
LENIENT = (Insert, Move)
"""Acts that leave the words of a statement as they are, whoever changed them meanwhile."""


def seen_line(lines: Lines, name: str, seen: str, desk: Desk, *, strictly: bool) -> Line:
    """The line of a name, which must be as it was seen."""
    line = find_line(lines, name, desk)
    if strictly and not was_seen(line, {seen, desk.left(seen, line.id)}, desk):
        raise NotDone(CHANGED, "changed", line.id)
    return line


def was_seen(line: Line, tags: Container[str | None], desk: Desk) -> bool:
    """Whether a line is as one of the tags says, but for times that it lost by being moved."""
    return tag_of(line) in tags or any(tag_of(one) in tags for one in desk.timed(line))


def find_line(lines: Lines, name: str, desk: Desk) -> Line:
    """The line of an identifier, of the name that it had in a browser, or of one that it had."""
    by_name = {line.id: line for line in lines}
    tried: set[str] = set()
    wanted: str | None = name
    while wanted is not None and wanted not in by_name and wanted not in tried:
        tried.add(wanted)
        wanted = desk.named(wanted)
    if wanted is None or wanted not in by_name:
        raise NotDone(GONE, "gone")
    return by_name[wanted]


def code_of(line: Line, act: OnStatement) -> str:
    """Why a room of `acts` refuses: each has one reason of its own."""
    if line.row.text is None and not isinstance(act, Insert):
        return "withdrawn"
    return {Split: "split", Merge: "merge", Reword: "empty", Insert: "empty"}.get(
        type(act), "refused"
    )


def code_of_move(line: Line, act: OnStatement, after: Lines) -> str | None:
    """UNTIMED where the times of a line that was moved could not go with it."""
    if not isinstance(act, Move) or line.row.start is None:
        return None
    return UNTIMED if after[place_of(after, line.id)].row.start is None else None


def under_identifiers(lines: Lines, mint: Callable[[], str]) -> Lines:
    """The lines with a new identifier in the place of FRESH, if one is needed."""
    if not any(line.id == FRESH for line in lines):
        return lines
    fresh = mint()
    return tuple(
        replace(line, row=replace(line.row, statement_id=fresh)) if line.id == FRESH else line
        for line in lines
    )


def names_of(act: OnStatement, place: int, before: Lines, after: Lines) -> Names:
    """What the statements are called that an act left at a place: by names that it gave, and by
    identifiers under which words no longer stand."""
    match act:
        case Insert():
            given = {act.fresh: after[place + 1].id}
        case Split():
            first, second = after[place].id, after[place + 1].id
            fresh = second if first == before[place].id else first
            given = {act.first: first, act.second: second, act.fresh: fresh}
        case Reword() | Merge():
            given = {act.fresh: after[place].id}
            held = {line.id for line in after}
            involved = before[place : place + (2 if isinstance(act, Merge) else 1)]
            given |= {line.id: after[place].id for line in involved if line.id not in held}
        case _:
            given = {}
    return {name: identifier for name, identifier in given.items() if name}


def do_reword(lines: Lines, line: Line, act: Reword, desk: Desk) -> Lines:
    """Other words."""
    return acts.reword(lines, line.id, act.text, FRESH)


def do_split(lines: Lines, line: Line, act: Split, desk: Desk) -> Lines:
    """Two of one."""
    return acts.split(lines, line.id, act.word, FRESH)


def do_merge(lines: Lines, line: Line, act: Merge, desk: Desk) -> Lines:
    """One of two; the other one must be the next one still, and as it was seen."""
    other = seen_line(lines, act.next, act.next_seen, desk, strictly=True)
    place = next(n for n, one in enumerate(lines) if one.id == line.id)
    if lines[place + 1 : place + 2] != (other,):
        raise NotDone(CHANGED, "not-next", line.id)
    return acts.merge(lines, line.id)


def do_insert(lines: Lines, line: Line, act: Insert, desk: Desk) -> Lines:
    """One that was lacking, with voice and time where they are given."""
    after = acts.insert(lines, line.id, act.text, FRESH)
    if not isinstance(act.voice, msgspec.UnsetType):
        after = acts.reassign(after, FRESH, act.voice)
    if act.start is None:
        return after
    return hearing.retime(after, FRESH, act.start, None, duration_of(line, desk))


def do_delete(lines: Lines, line: Line, act: Delete, desk: Desk) -> Lines:
    """One less; the last one stays, since a transcript has words."""
    if len(lines) == 1:
        raise NotDone(REFUSED, "last-one", line.id)
    return acts.delete(lines, line.id)


def do_move(lines: Lines, line: Line, act: Move, desk: Desk) -> Lines:
    """Another place; times that are out of order there are not those of the line any more."""
    before = find_line(lines, act.before, desk).id if act.before is not None else None
    after = acts.move(lines, line.id, before)
    return after if before == line.id else hearing.in_order(after, {line.id})


def do_reassign(lines: Lines, line: Line, act: Reassign, desk: Desk) -> Lines:
    """Another voice."""
    return acts.reassign(lines, line.id, act.voice)


def do_time(lines: Lines, line: Line, act: Time, desk: Desk) -> Lines:
    """Another time; an end that is not given stays, unless the start has passed it or it was never
    in the recording."""
    end, duration = act.end, duration_of(line, desk)
    if isinstance(end, msgspec.UnsetType):
        end = line.row.end
        if end is None or act.start is None or end <= act.start or hearing.is_after(end, duration):
            end = None
    return hearing.retime(lines, line.id, act.start, end, duration)


def duration_of(line: Line, desk: Desk) -> float | None:
    """The seconds of the recording that the times of a line refer to."""
    return desk.duration(line.row.recording_id or desk.recording())


def do_hear(lines: Lines, line: Line, act: Hear, desk: Desk) -> Lines:
    """Heard by whoever edits, now."""
    recording = line.row.recording_id or desk.recording()
    if recording is None:
        raise NotDone(REFUSED, "no-recording", line.id)
    said = Hearing(act.heard, desk.actor_id, desk.name, desk.at.isoformat())
    return hearing.hear(lines, line.id, said, recording)


ACTS: Mapping[type[OnStatement], Callable[[Lines, Line, Any, Desk], Lines]] = {
    Reword: do_reword,
    Split: do_split,
    Merge: do_merge,
    Insert: do_insert,
    Delete: do_delete,
    Move: do_move,
    Reassign: do_reassign,
    Time: do_time,
    Hear: do_hear,
}
