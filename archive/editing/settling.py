"""Conflicts of a working copy are settled one by one, and each decision can be taken back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from archive.editing.conflicts import MINE, THEIRS, Open, list_conflicts, seen_tag, with_mine
from archive.editing.copies import Copy, keep_copy, read_copy
from archive.editing.finishing import note
from archive.editing.renewing import renew
from archive.editing.steps import ChangedSince, Renew, read_step, step_between, take_back
from archive.errors import NotFound, Refused
from archive.models import Actor, Episode, WorkingAct

SETTLED, REOPENED = "settled", "settled anew"


def settle(
    session: Session,
    episode: Episode,
    actor: Actor,
    act: str,
    number: int,
    choice: str,
    seen: str,
) -> None:
    """Settle a conflict by MINE, the lines that could not be carried on, or by THEIRS.

    `act` and `number` say which one, `seen` is the `seen_tag` of what stood there. Settling again
    in the same way does nothing. Raises NotFound, ChangedSince where something else stands there
    now, Refused where it was settled otherwise or no words would be left.
    """
    conflict = find_conflict(session, episode, act, number)
    if conflict.settled == choice:
        return
    if conflict.settled is not None or choice not in (MINE, THEIRS):
        raise Refused("The conflict was settled otherwise.")
    copy = read_copy(session, episode)
    if seen != seen_tag(conflict, copy.lines):
        raise ChangedSince(min(conflict.names))
    lines, version = copy.lines, copy.version
    if choice == MINE:
        standing = conflict.standing(lines)
        mine = renew(session, copy.base, lines, standing, conflict.mine)
        lines = with_mine(lines, conflict, mine)
        if not any(line.words for line in lines):
            raise Refused("The working copy would hold no words.")
        version = keep_copy(session, episode, copy.base, lines, actor, copy).version
    step = step_between(copy.lines, lines).as_dict() | {"base": copy.base.id}
    done = note(session, episode, actor, version, SETTLED, {}, step)
    mark(session, conflict, choice, done.id)


def reopen(session: Session, episode: Episode, actor: Actor, act: str, number: int) -> None:
    """Take back how a conflict was settled.

    Raises NotFound, ChangedSince where the lines are no longer as settling left them.
    """
    conflict = find_conflict(session, episode, act, number)
    if conflict.settled is None:
        return
    done = session.get(WorkingAct, conflict.step)
    copy = read_copy(session, episode)
    version = copy.version
    if conflict.settled == MINE and (done is None or done.content.get("forgotten")):
        raise ChangedSince(min(conflict.names))
    if conflict.settled == MINE and done is not None:
        lines = take_back(copy.lines, read_step(done.content), renewal(session, copy, done))
        version = keep_copy(session, episode, copy.base, lines, actor, copy).version
    note(session, episode, actor, version, REOPENED, {})
    mark(session, conflict, None, None)


def renewal(session: Session, copy: Copy, done: WorkingAct) -> Renew | None:
    """What makes lines of today of those that an act kept; None where they are of today."""
    if done.content["base"] == copy.base.id:
        return None
    return lambda replaced, restored: renew(session, copy.base, copy.lines, replaced, restored)


def find_conflict(session: Session, episode: Episode, act: str, number: int) -> Open:
    """A conflict of the working copy. Raises NotFound."""
    every = list_conflicts(session, episode)
    found = next((one for one in every if (one.act, one.number) == (act, number)), None)
    if found is None:
        raise NotFound("The working copy has no such conflict.")
    return found


def mark(session: Session, conflict: Open, settled: str | None, step: str | None) -> None:
    """Keep how a conflict was settled, with the act that met it."""
    act = session.get_one(WorkingAct, conflict.act)
    kept: list[dict[str, Any]] = [*act.content["conflicts"]]
    kept[conflict.number] = {**kept[conflict.number], "settled": settled, "step": step}
    act.content = {**act.content, "conflicts": kept}
    session.flush()
