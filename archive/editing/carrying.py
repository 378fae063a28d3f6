"""Changes of a working copy are carried on to a revision that was saved meanwhile.

A change is a stretch of lines that the copy has in the place of a stretch of its base. It is
carried where the newest revision has that stretch as the base had it; every other one is a
conflict, and is handed back to be looked at: nothing that somebody else saved is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.editing.copies import Copy, keep_copy, read_copy, read_head, unpack_all
from archive.editing.finishing import NothingToSave, note
from archive.editing.lines import Line, Lines, lines_of
from archive.editing.packing import pack
from archive.models import Actor, Episode, Revision, WorkingAct
from archive.rows import read_minted_words, read_rows

CARRIED = "carried on"
Content = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The lines `mine` stand where the base had `before`, after the statement `previous`."""

    before: Lines
    mine: Lines
    previous: str | None
    following: str | None

    @property
    def identifiers(self) -> set[str]:
        """All statements that it is about."""
        return {line.id for line in (*self.before, *self.mine)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that could not be carried on, and what the newest revision has there now."""

    change: Change
    theirs: Lines


@dataclass(frozen=True, slots=True)
class Carried:
    """The lines of the newest revision with the changes that fit, how many these are, and those
    that do not."""

    lines: Lines
    count: int
    conflicts: tuple[Conflict, ...]


def carry(base: Lines, lines: Lines, latest: Lines) -> Carried:
    """Carry what `lines` changed in `base` on to `latest`."""
    conflicts: list[Conflict] = []
    carried, count = latest, 0
    for group in groups_of(changes_between(base, lines)):
        after: Lines | None = carried
        for change in group:
            after = replaced(after, change) if after is not None else None
        if after is None or has_twins(after):
            conflicts += [Conflict(one, standing(carried, one)) for one in group]
        else:
            carried, count = after, count + len(group)
    return Carried(carried, count, tuple(conflicts))


def changes_between(base: Lines, lines: Lines) -> list[Change]:
    """What differs between lines and those that they began as.

    A statement in both is a change by itself; what came, went or moved is one with its stretch.
    """
    names = [line.id for line in base], [line.id for line in lines]
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        cuts = pairwise(range(i2 - i1 + 1)) if tag == "equal" else [(0, None)]
        for first, last in cuts:
            before = base[i1 + first : i2 if last is None else i1 + last]
            mine = lines[j1 + first : j2 if last is None else j1 + last]
            if [content_of(line) for line in before] != [content_of(line) for line in mine]:
                at = i1 + first
                after = at + len(before)
                changes.append(
                    Change(
                        before,
                        mine,
                        base[at - 1].id if at else None,
                        base[after].id if after < len(base) else None,
                    )
                )
    return changes


def content_of(line: Line) -> Content:
    """What makes two lines the same to an editor."""
    hearing = line.hearing.heard if line.hearing else None
    return (*line.row.content, line.row.times_estimated, hearing)


def groups_of(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes about the same statements belong together: a line that was moved goes and comes."""
    left = list(changes)
    while left:
        group = [left.pop(0)]
        known = set(group[0].identifiers)
        while more := [one for one in left if one.identifiers & known]:
            left = [one for one in left if one not in more]
            group += more
            known = known.union(*(one.identifiers for one in more))
        yield sorted(group, key=changes.index)


def replaced(lines: Lines, change: Change) -> Lines | None:
    """The lines with a change; None where they are not what it was made of."""
    places = {line.id: place for place, line in enumerate(lines)}
    if not change.before:
        place = place_between(places, change, len(lines))
        return None if place is None else (*lines[:place], *change.mine, *lines[place:])
    place = places.get(change.before[0].id, len(lines))
    stretch = lines[place : place + len(change.before)]
    if [content_of(line) for line in stretch] != [content_of(line) for line in change.before]:
        return None
    return (*lines[:place], *change.mine, *lines[place + len(change.before) :])


def place_between(places: dict[str, int], change: Change, end: int) -> int | None:
    """Where lines are put in: after the one before them, else before the one after them."""
    if change.previous is None:
        return 0
    if change.previous in places:
        return places[change.previous] + 1
    if change.following is None:
        return end
    return places.get(change.following)


def has_twins(lines: Lines) -> bool:
    """Whether an identifier stands twice."""
    return len({line.id for line in lines}) < len(lines)


def standing(lines: Lines, change: Change) -> Lines:
    """What stands now of the statements of a change."""
    return tuple(line for line in lines if line.id in change.identifiers)


def read_carried(session: Session, episode: Episode) -> tuple[Copy, Revision, Carried]:
    """The working copy, the newest revision, and the one carried on to the other.

    Raises NotFound where nobody edits, NothingToSave where the copy is of the newest revision.
    """
    copy, head = read_copy(session, episode), read_head(session, episode)
    if copy.base.id == head.latest.id:
        raise NothingToSave("The working copy is of the latest revision already.")
    minted_for = read_minted_words(session, episode.id)
    base, latest = (
        lines_of(read_rows(session, one.id), minted_for) for one in (copy.base, head.latest)
    )
    return copy, head.latest, carry(base, copy.lines, latest)


def carry_copy(session: Session, episode: Episode, actor: Actor) -> Carried:
    """Make the working copy one of the newest revision; conflicts are kept to be looked at.

    Raises as `read_carried`.
    """
    copy, latest, carried = read_carried(session, episode)
    kept = keep_copy(session, episode, latest, carried.lines, actor, copy)
    conflicts = [
        {
            "mine": [pack(line) for line in one.change.mine],
            "base": [line.id for line in one.change.before],
            "previous": one.change.previous,
        }
        for one in carried.conflicts
    ]
    content = {
        "before": [pack(line) for line in copy.lines],
        "base": copy.base.id,
        "after": [],
        "conflicts": conflicts,
    }
    note(session, episode, actor, kept.version, CARRIED, {}, content)
    return carried


@dataclass(frozen=True, slots=True)
class Left:
    """Lines that could not be carried on, as they were in the copy, and the statements of the base
    that they were made of."""

    mine: Lines
    statements: tuple[str, ...]


def last_left(session: Session, episode: Episode, base: Revision) -> list[Left]:
    """What was left when the working copy was carried on to the revision that it is of now."""
    found = session.scalars(
        select(WorkingAct)
        .where(
            WorkingAct.episode_id == episode.id,
            WorkingAct.content["act"].as_string() == CARRIED,
        )
        .order_by(WorkingAct.at.desc())
        .limit(1)
    ).first()
    if found is None or found.at < base.saved_at:
        return []
    return [Left(unpack_all(one["mine"]), tuple(one["base"])) for one in found.content["conflicts"]]
