"""Addresses for one use within a day: whoever opens one chooses a password.

One that belongs to nobody makes the first administrator of an archive without users.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.errors import NotFound
from archive.models import Actor, OneTimeAddress, User
from archive.staff.tokens import hash_token, make_token
from archive.staff.users import ADMINISTRATOR, add_user, entity_of, has_users, set_password

VALID = timedelta(hours=24)
PATH = "/staf/undangan/"
"""Where the pages take such an address (archive/web/signing.py)."""


def invite(session: Session, user: User | None, actor: Actor, now: datetime) -> str:
    """The token of a new address for `user`, or for the first administrator; older ones end."""
    session.execute(
        delete(OneTimeAddress).where(OneTimeAddress.user_id == (user.id if user else None))
    )
    session.execute(delete(OneTimeAddress).where(OneTimeAddress.expires_at <= now))
    token = make_token()
    session.add(OneTimeAddress(token_hash=hash_token(token), user=user, expires_at=now + VALID))
    session.flush()
    record_act(session, actor, "address made", entity_of(user) if user else "user:first")
    return token


def invite_first(session: Session, actor: Actor, now: datetime) -> str | None:
    """The token for the first administrator; None where there are users."""
    return None if has_users(session) else invite(session, None, actor, now)


def address_of(base: str, token: str) -> str:
    """The whole address of a token, below the public address of the archive."""
    return f"{base.rstrip('/')}{PATH}{token}"


def find_invitation(session: Session, token: str, now: datetime) -> OneTimeAddress:
    """The address that is still good for its one use. Raises NotFound."""
    found = session.scalar(
        select(OneTimeAddress).where(
            OneTimeAddress.token_hash == hash_token(token), OneTimeAddress.expires_at > now
        )
    )
    if found is None or not may_be_used(session, found):
        raise NotFound("This address was used already, or its 24 hours are over.")
    return found


def may_be_used(session: Session, invitation: OneTimeAddress) -> bool:
    """Whether its user is not kept out; without one, whether nobody was quicker."""
    if invitation.user is None:
        return not has_users(session)
    return invitation.user.disabled_at is None


def accept(session: Session, token: str, name: str, hashed: str, now: datetime) -> User:
    """Use an address up: its user has this password now (`passwords.hash_new`).

    `name` is that of a first administrator. Raises NotFound, Refused for a name.
    """
    invitation = find_invitation(session, token, now)
    user = invitation.user or add_user(session, name, ADMINISTRATOR, None)
    used_up = (
        delete(OneTimeAddress)
        .where(OneTimeAddress.token_hash == hash_token(token))
        .returning(OneTimeAddress.id)
    )
    if session.scalar(used_up) is None:  # somebody else was quicker
        raise NotFound("This address was used already, or its 24 hours are over.")
    set_password(session, user, hashed, user.actor)
    return user
