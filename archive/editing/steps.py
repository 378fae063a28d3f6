"""What an act did to the lines, small enough to be kept, and how it is taken back.

A step is a stretch of lines and what became of it; what was moved is a step of its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.editing.copies import Packed, unpack_all
from archive.editing.hearing import in_order
from archive.editing.lines import Line, Lines
from archive.editing.packing import pack
from archive.editing.tags import tag_of

Renew = Callable[[Lines, Lines], Lines]


class ChangedSince(Exception):
    """Lines of a step are no longer as it left them; `statement` is the first of these."""

    def __init__(self, statement: str) -> None:
        """Keep which."""
        super().__init__(statement)
        self.statement = statement


@dataclass(frozen=True, slots=True)
class Step:
    """The lines `before`, which stood between two others, became those of `after` (id, tag).

    Of a statement that was moved (`moved`) the neighbours are those that it had before; `after`
    holds the statement alone, `times` those that did not go with it.
    """

    previous: str | None
    following: str | None
    before: tuple[Packed, ...]
    after: tuple[tuple[str, str], ...]
    moved: str | None = None
    times: Mapping[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The step as JSON."""
        return {
            "previous": self.previous,
            "following": self.following,
            "before": list(self.before),
            "after": [list(pair) for pair in self.after],
            "moved": self.moved,
            "times": self.times,
        }


def read_step(content: dict[str, Any]) -> Step:
    """The step that `as_dict` made JSON of."""
    return Step(
        content["previous"],
        content["following"],
        tuple(content["before"]),
        tuple((name, tag) for name, tag in content["after"]),
        content["moved"],
        content.get("times"),
    )


def step_between(before: Lines, after: Lines) -> Step:
    """What became of the stretch in which the lines differ."""
    shorter = min(len(before), len(after))
    first = next((n for n in range(shorter) if differ(before[n], after[n])), shorter)
    room = shorter - first
    last = next((n for n in range(room) if differ(before[-1 - n], after[-1 - n])), room)
    return Step(
        before[first - 1].id if first else None,
        before[len(before) - last].id if last else None,
        tuple(pack(line) for line in before[first : len(before) - last]),
        tuple((line.id, tag_of(line)) for line in after[first : len(after) - last]),
    )


def differ(one: Line, other: Line) -> bool:
    """Whether two lines are different ones; most are the very same."""
    return one is not other and one != other


def step_of_move(before: Lines, after: Lines, statement: str) -> Step:
    """Where a statement stood that was moved."""
    place = next(n for n, line in enumerate(before) if line.id == statement)
    line = next(line for line in after if line.id == statement)
    return Step(
        before[place - 1].id if place else None,
        before[place + 1].id if place + 1 < len(before) else None,
        (),
        ((statement, tag_of(line)),),
        statement,
        times_of(before[place]) if before[place] != line else None,
    )


def times_of(line: Line) -> dict[str, Any]:
    """The times of a line as JSON, and the recording that they are of."""
    names = ("start", "end", "marks", "times_estimated", "times_carried", "recording_id")
    return {name: getattr(line.row, name) for name in names}


def take_back(lines: Lines, step: Step, renew: Renew | None = None) -> Lines:
    """The lines as they were before the step. Raises ChangedSince where they are other ones now.

    `renew` makes of the lines that are replaced and those that come back what the latter are today.
    """
    if step.moved is not None:
        return move_back(lines, step, step.moved)
    restored = unpack_all(step.before)
    left = {name for name, _ in step.after}
    standing = {line.id for line in lines}
    back = next((one.id for one in restored if one.id in standing - left), None)
    if back is not None:
        raise ChangedSince(back)
    place = place_after(lines, step) if step.after else place_between(lines, step)
    end = place + len(step.after)
    if renew is not None:
        restored = renew(lines[place:end], restored)
    return (*lines[:place], *restored, *lines[end:])


def place_after(lines: Lines, step: Step) -> int:
    """Where the lines stand that a step left; in one piece and as it left them."""
    name = step.after[0][0]
    place = next((n for n, line in enumerate(lines) if line.id == name), None)
    if place is None:
        raise ChangedSince(name)
    for number, (one, tag) in enumerate(step.after, place):
        if number >= len(lines) or lines[number].id != one or tag_of(lines[number]) != tag:
            raise ChangedSince(one)
    return place


def place_between(lines: Sequence[Any], step: Step) -> int:
    """Where lines that are gone stood: after the one before them, else before the one after."""
    places = {line.id: place for place, line in enumerate(lines)}
    if step.previous is None and step.following is None:
        return 0
    if step.previous in places:
        return places[step.previous] + 1
    if step.previous is None:
        return 0
    return places.get(step.following or "", len(lines))


def move_back(lines: Lines, step: Step, statement: str) -> Lines:
    """The statement where it stood."""
    line = next((one for one in lines if one.id == statement), None)
    if line is None:
        raise ChangedSince(statement)
    rest = tuple(one for one in lines if one.id != statement)
    place = place_between(rest, step)
    back = with_times(line, step) if step.times else line
    return in_order((*rest[:place], back, *rest[place:]), {statement} if step.times else ())


def with_times(line: Line, step: Step) -> Line:
    """The line with the times that it had before the step, where others have none of their own."""
    row, times = line.row, dict(step.times or {})
    is_as_left = tag_of(line) == step.after[0][1]
    recording, kept = times.pop("recording_id"), tuple(map(tuple, times.pop("marks")))
    if row.recording_id != recording or not (is_as_left or row.start is None):
        return line
    marks = kept if is_as_left else ()
    return replace(line, row=replace(row, marks=marks, **times))
