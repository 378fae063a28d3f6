"""What each role may do, as a table; nothing is allowed that does not stand in it.

An episode stands in one of four ways to a person: it is their own draft, somebody's draft, public,
or withdrawn. What was created by somebody is theirs, as the audit log says.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import Session

from archive.errors import Refused
from archive.models import AuditEntry, Episode, User
from archive.models.staff import ROLES

CONTRIBUTOR, EDITOR, PUBLISHER, ADMINISTRATOR = ROLES

OWN_DRAFT, DRAFT, PUBLIC, WITHDRAWN = STANDINGS = ("own draft", "draft", "public", "withdrawn")
DRAFT_STATES = ("draft", "review")

ACTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "read": {
            OWN_DRAFT: CONTRIBUTOR,
            DRAFT: EDITOR,
            PUBLIC: CONTRIBUTOR,
            WITHDRAWN: PUBLISHER,
        },
        "edit": {OWN_DRAFT: CONTRIBUTOR, DRAFT: EDITOR, PUBLIC: EDITOR},
        "delete": {OWN_DRAFT: CONTRIBUTOR, DRAFT: EDITOR},
        "publish": {OWN_DRAFT: PUBLISHER, DRAFT: PUBLISHER, PUBLIC: PUBLISHER},
        "withdraw": {PUBLIC: PUBLISHER},
    }
)
"""Act -> how the episode stands -> the least role that may; what is absent nobody may."""


class NotAllowed(Refused):
    """The role of a user does not go that far."""

    def __init__(self, role: str, act: str) -> None:
        """Keep the role, and the act that was refused."""
        super().__init__(f"A user with the role “{role}” may not {act} this.")
        self.role, self.act = role, act


def reaches(role: str, least: str) -> bool:
    """Whether a role is `least` or one above it."""
    return ROLES.index(role) >= ROLES.index(least)


def may(role: str, act: str, standing: str) -> bool:
    """Whether a role may do `act` to an episode that stands so. Raises KeyError: unknown act."""
    least = ACTS[act].get(standing)
    return least is not None and reaches(role, least)


def standing_of(session: Session, episode: Episode, user: User) -> str:
    """How an episode stands to a user."""
    if episode.state not in DRAFT_STATES:
        return WITHDRAWN if episode.state == "withdrawn" else PUBLIC
    own = session.query(exists().where(AuditEntry.entity == episode.id, is_creation_by(user)))
    return OWN_DRAFT if own.scalar() else DRAFT


def is_creation_by(user: User) -> ColumnElement[bool]:
    """Whether an AuditEntry says that this user created an episode."""
    return (AuditEntry.act == "episode created") & (AuditEntry.actor_id == user.actor_id)


def require(session: Session, user: User, act: str, episode: Episode) -> None:
    """Raise NotAllowed unless the user may do `act` to the episode."""
    if not may(user.role, act, standing_of(session, episode, user)):
        raise NotAllowed(user.role, act)
