"""A transcript goes back to an earlier revision, by command."""

from typing import Any

from sqlalchemy.orm import Session

from archive.editing import open_lines, revert, save_lines
from archive.models import Actor
from archive.named_episodes import find_named_episode
from archive.publishing import publish
from archive.rows import read_rows
from archive.transcript_files import MAY_BRING_BACK, find_revision
from archive.withdrawing import follows_withdrawal


def revert_named(
    session: Session, name: str, number: int, reason: str, actor: Actor, *, publish_it: bool
) -> dict[str, Any]:
    """Save revision `number` of the episode called `name` again, as its latest.

    Returns the shape of `transcript attach`. Raises NotFound, or Refused without a reason; then
    nothing was changed.
    """
    episode = find_named_episode(session, name)
    base, wanted = find_revision(session, episode, None), find_revision(session, episode, number)
    lines = revert(open_lines(session, base), read_rows(session, wanted.id))
    saved = save_lines(session, episode, base, lines, actor, reason)
    shape: dict[str, Any] = {
        "episode": episode.slug,
        "revision": saved.revision.number,
        "statements": saved.statements,
        "kept": saved.kept,
        "new": saved.new,
        "gone": saved.gone,
        "revived": saved.revived,
        "problems": [],
        "notes": [] if saved.changed else ["The statements are those of the latest revision."],
    }
    if publish_it and saved.changed and follows_withdrawal(session, saved.revision):
        shape["problems"].append({"line": 0, "message": MAY_BRING_BACK})
    elif publish_it:
        publish(session, episode, saved.revision, actor)
    return shape
