"""Changes of a working copy are carried on to a revision that was saved meanwhile.

A change is a stretch of lines that the copy has in the place of a stretch of its base. It is
carried where the newest revision has that stretch as the base had it; every other one is a
conflict, and stays until somebody has settled it: nothing that somebody else saved is overwritten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from sqlalchemy.orm import Session

from archive.editing.conflicts import CARRIED, Kept, Piece
from archive.editing.copies import Copy, keep_copy, read_copy, read_head
from archive.editing.finishing import NothingToSave, note
from archive.editing.lines import Line, Lines, lines_of
from archive.editing.packing import pack
from archive.editing.recordings import follow_recording
from archive.models import Actor, Episode, Revision
from archive.rows import read_minted_words, read_rows

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

    @property
    def sources(self) -> set[str]:
        """These, and all whose words it holds: what was split off goes with what it was split off
        from, or its words would be lost or stand twice."""
        return self.identifiers.union(*(line.held for line in self.mine))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Changes that belong together and could not be carried on, and what the newest revision has
    there now; each stands between the nearest statements of the base that it still has."""

    changes: tuple[Change, ...]
    theirs: Lines

    @property
    def mine(self) -> Lines:
        """The lines that were not carried on."""
        return tuple(line for change in self.changes for line in change.mine)


@dataclass(frozen=True, slots=True)
class Carried:
    """The lines of the newest revision with the changes that fit, how many these are, and those
    that do not."""

    lines: Lines
    count: int
    conflicts: tuple[Conflict, ...]


def carry(base: Lines, lines: Lines, latest: Lines) -> Carried:
    """Carry what `lines` changed in `base` on to `latest`."""
    refused: list[list[Change]] = []
    carried, count = latest, 0
    for group in groups_of(changes_between(base, lines)):
        after: Lines | None = carried
        for change in group:
            after = replaced(after, change) if after is not None else None
        if after is None or has_twins(after):
            refused.append(group)
        else:
            carried, count = after, count + len(group)
    known = {line.id for line in (*base, *lines)}
    return Carried(
        carried, count, tuple(conflict_of(group, base, carried, known) for group in refused)
    )


def conflict_of(
    group: Sequence[Change], base: Lines, carried: Lines, known: Collection[str]
) -> Conflict:
    """What could not be carried on, beside what stands there; `known` are statements that no other
    revision brought."""
    changes = tuple(between_standing(change, base, carried) for change in group)
    theirs = {name for one in changes for name in names_standing(one, carried, known)}
    return Conflict(changes, tuple(line for line in carried if line.id in theirs))


def between_standing(change: Change, base: Lines, carried: Lines) -> Change:
    """The change between the nearest statements of the base that stand still."""
    places = {line.id: place for place, line in enumerate(base)}
    standing = {line.id for line in carried} - change.identifiers
    after = places[change.previous] + 1 if change.previous is not None else 0
    before = places[change.following] if change.following is not None else len(base)
    above = (line.id for line in reversed(base[:after]) if line.id in standing)
    below = (line.id for line in base[before:] if line.id in standing)
    return replace(change, previous=next(above, None), following=next(below, None))


def names_standing(change: Change, carried: Lines, known: Collection[str]) -> set[str]:
    """What stands of the statements of a change; where none does, what came in their place."""
    names = [line.id for line in carried]
    standing = change.identifiers.intersection(names)
    if standing or not change.before:
        return standing
    first = names.index(change.previous) + 1 if change.previous is not None else 0
    last = names.index(change.following) if change.following is not None else len(names)
    return set(names[first:last]).difference(known)


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
        known = group[0].sources
        while more := [one for one in left if one.sources & known]:
            left = [one for one in left if one not in more]
            group += more
            known = known.union(*(one.sources for one in more))
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


def read_carried(session: Session, episode: Episode) -> tuple[Copy, Revision, Carried]:
    """The working copy, the newest revision, and the one carried on to the other.

    Raises NotFound where nobody edits, NothingToSave where the copy is of the newest revision.
    """
    copy, head = read_copy(session, episode), read_head(session, episode)
    if copy.base.id == head.latest.id:
        raise NothingToSave("The working copy is of the latest revision already.")
    minted_for = read_minted_words(session, episode.id)
    rows = read_rows(session, head.latest.id)
    base, mine = (
        follow_recording(session, episode.id, rows, lines)
        for lines in (lines_of(read_rows(session, copy.base.id), minted_for), copy.lines)
    )
    return copy, head.latest, carry(base, mine, lines_of(rows, minted_for))


def carry_copy(session: Session, episode: Episode, actor: Actor) -> Carried:
    """Make the working copy one of the newest revision; conflicts are kept to be looked at.

    Raises as `read_carried`.
    """
    copy, latest, carried = read_carried(session, episode)
    kept = keep_copy(session, episode, latest, carried.lines, actor, copy)
    content = {
        "before": [pack(line) for line in copy.lines],
        "base": copy.base.id,
        "after": [],
        "conflicts": [kept_of(one) for one in carried.conflicts],
    }
    note(session, episode, actor, kept.version, CARRIED, {}, content)
    return carried


def kept_of(conflict: Conflict) -> Kept:
    """A conflict as it is kept with the act (`archive.editing.conflicts`)."""
    pieces = [
        Piece(
            tuple(line.id for line in change.mine),
            tuple(line.id for line in change.before),
            change.previous,
            change.following,
        )
        for change in conflict.changes
    ]
    return {
        "mine": [pack(line) for line in conflict.mine],
        "pieces": pieces,
        "theirs": [line.id for line in conflict.theirs],
        "settled": None,
        "step": None,
    }
