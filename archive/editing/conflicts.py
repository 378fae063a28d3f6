"""What could not be carried on: it stays with the working copy until somebody has settled it.

A conflict is kept with the act that met it, so it outlives further carryings, and goes and comes
with a copy that is thrown away and brought back. Words that were withdrawn meanwhile end it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.editing.copies import is_edited, unpack_all
from archive.editing.hearing import in_order
from archive.editing.lines import Line, Lines
from archive.editing.tags import tag_of
from archive.models import Episode, WorkingAct

CARRIED, BROUGHT_BACK = "carried on", "brought back"
SAVED, THROWN_AWAY = "saved", "thrown away"
HOLDING = (CARRIED, BROUGHT_BACK)
CLOSING = (SAVED, THROWN_AWAY)
MINE, THEIRS = "mine", "theirs"
Kept = dict[str, Any]


class Piece(NamedTuple):
    """The statements `mine` stood where the base had `base`, between two others that stay."""

    mine: tuple[str, ...]
    base: tuple[str, ...]
    previous: str | None
    following: str | None


@dataclass(frozen=True, slots=True)
class Open:
    """A conflict of the working copy: number `number` of those that the act `act` met.

    `mine` are the lines as they were in the copy, `theirs` statements of the revision that came
    between. `settled` is MINE or THEIRS, None while nobody has decided; `step` the act that did.
    """

    act: str
    number: int
    mine: Lines
    pieces: tuple[Piece, ...]
    theirs: tuple[str, ...]
    settled: str | None
    step: str | None

    @property
    def names(self) -> set[str]:
        """All statements that it is about."""
        pieces = (name for piece in self.pieces for name in (*piece.mine, *piece.base))
        return {*pieces, *self.theirs}

    def standing(self, lines: Lines) -> Lines:
        """What stands of them in the working copy: it gives way to `mine`."""
        return tuple(line for line in lines if line.id in self.names)


def list_conflicts(session: Session, episode: Episode) -> list[Open]:
    """The conflicts of the working copy that is open, settled ones too, as they were met."""
    if not is_edited(session, episode):
        return []
    name = WorkingAct.content["act"].as_string()
    of_episode = WorkingAct.episode_id == episode.id
    closed = select(func.max(WorkingAct.version)).where(of_episode, name.in_(CLOSING))
    found = session.execute(
        select(WorkingAct.id, WorkingAct.content["conflicts"])
        .where(
            of_episode,
            name.in_(HOLDING),
            WorkingAct.version > func.coalesce(closed.scalar_subquery(), 0),
        )
        .order_by(WorkingAct.version, WorkingAct.at)
    )
    return [one for act, kept in found for one in read_conflicts(act, kept or ())]


def read_conflicts(act: str, kept: Sequence[Kept]) -> Iterator[Open]:
    """The conflicts that an act keeps, without those whose words were withdrawn since."""
    for number, one in enumerate(kept):
        mine = unpack_all(one["mine"])
        pieces = pieces_of(one)
        is_whole = len(mine) == sum(len(piece.mine) for piece in pieces)
        if is_whole and all(line.row.text is not None for line in mine):
            settled, step = one.get("settled"), one.get("step")
            yield Open(act, number, mine, pieces, tuple(one.get("theirs", ())), settled, step)


def pieces_of(kept: Kept) -> tuple[Piece, ...]:
    """The pieces of a conflict; one that is kept without them is a single piece."""
    if "pieces" not in kept:
        mine = tuple(line["statement_id"] for line in kept["mine"])
        return (Piece(mine, tuple(kept["base"]), kept["previous"], None),)
    return tuple(
        Piece(tuple(mine), tuple(base), previous, following)
        for mine, base, previous, following in kept["pieces"]
    )


def count_open(session: Session, episode: Episode) -> int:
    """How many conflicts of the working copy nobody has settled."""
    return sum(one.settled is None for one in list_conflicts(session, episode))


def keep_open(session: Session, episode: Episode) -> list[Kept]:
    """The conflicts that nobody has settled, to be kept with a copy that is closed."""
    wanted = [(one.act, one.number) for one in list_conflicts(session, episode) if not one.settled]
    kept = {act: session.get_one(WorkingAct, act).content["conflicts"] for act in dict(wanted)}
    return [kept[act][number] for act, number in wanted]


def seen_tag(conflict: Open, lines: Lines) -> str:
    """What stands in the place of a conflict, as a short hash: who decides says what was seen."""
    tags = "".join(tag_of(line) for line in conflict.standing(lines))
    return blake2b(tags.encode(), digest_size=6).hexdigest()


def with_mine(lines: Lines, conflict: Open, renewed: Lines) -> Lines:
    """The lines with those of the conflict in the place of what stands there; `renewed` are these
    as they are today. Times that would be out of order fall away: the words are what counts.
    """
    mine = {line.id: line for line in renewed}
    coming: dict[int, list[Line]] = {}
    for piece in conflict.pieces:
        if piece.mine:
            place = place_of_piece(lines, piece, conflict.theirs)
            coming.setdefault(place, []).extend(mine[name] for name in piece.mine)
    after: list[Line] = []
    for place in range(len(lines) + 1):
        after += coming.get(place, ())
        after += (line for line in lines[place : place + 1] if line.id not in conflict.names)
    return in_order(tuple(after), set(mine))


def place_of_piece(lines: Lines, piece: Piece, theirs: Sequence[str]) -> int:
    """Where a piece is put in: where its statements stand, else between its neighbours."""
    places = {line.id: place for place, line in enumerate(lines)}
    wanted = {*piece.base, *theirs} if piece.base else set()
    standing = [place for name, place in places.items() if name in wanted]
    if standing:
        return min(standing)
    if piece.previous in places:
        return places[piece.previous] + 1
    if piece.previous is None and piece.following is None:
        return 0
    return places.get(piece.following or "", len(lines))
