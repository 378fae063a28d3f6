"""Work that somebody asked for and that ends later: whether they may have it done still.

A role holds at once: what a user may no longer do is not done in their name by work that waited.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import Refused
from archive.models import Actor, Episode, User
from archive.staff.roles import may, standing_of

WITHDRAWN_SINCE = "The episode was withdrawn meanwhile; nothing was saved."
NOT_ALLOWED_ANY_MORE = (
    "Whoever asked for this may not change the episode any more; nothing was saved."
)


def may_still(session: Session, actor: Actor, act: str, episode: Episode) -> bool:
    """Whether the user behind an actor may do `act` to an episode now.

    Commands and workers are no users: whoever may run them may do everything.
    """
    user = session.scalar(select(User).where(User.actor_id == actor.id))
    if user is None:
        return True
    is_able = user.disabled_at is None and episode.deleted_at is None
    return is_able and may(user.role, act, standing_of(session, episode, user))


def require_edit_still(session: Session, actor: Actor, episode: Episode) -> None:
    """Raise Refused where the user who asked may not edit the episode any more."""
    if may_still(session, actor, "edit", episode):
        return
    is_withdrawn = episode.state == "withdrawn"
    raise Refused(WITHDRAWN_SINCE if is_withdrawn else NOT_ALLOWED_ANY_MORE)
