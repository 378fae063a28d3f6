"""Users: made, listed, disabled, given another role; each is an actor of the record.

Every act here is an audit entry. A user is never deleted and a name never given out again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.audit import find_actor, record_act
from archive.errors import NotFound, Refused
from archive.models import Actor, OneTimeAddress, SignIn, User
from archive.models.staff import ROLES
from archive.staff.user_names import clean_name, key_of, looks_like

ADMINISTRATOR = ROLES[-1]


class LastAdministrator(Refused):
    """Nobody would be left who may manage users."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This is the last administrator; make another one first.")


class NameTaken(Refused):
    """A name that is a user's already, or would be taken for one."""

    def __init__(self, name: str, known: str) -> None:
        """Say whose."""
        super().__init__(
            f"There is a user “{known}” already; “{name}” looks like it, and names are given out"
            " once."
        )


def add_user(session: Session, name: str, role: str, actor: Actor | None) -> User:
    """A new user without a password; without an actor, they made themselves.

    Raises Refused where the name cannot be one, NameTaken where it is another's.
    """
    written = clean_name(name)
    for known in session.scalars(select(User.name)):
        if looks_like(known, written):
            raise NameTaken(written, known)
    own = find_actor(session, "person", written)
    user = User(
        name=written, key=key_of(written), role=role, actor=own, created_at=datetime.now(UTC)
    )
    session.add(user)
    session.flush()
    record_act(session, actor or own, f"user added: {role}", entity_of(user))
    return user


def entity_of(user: User) -> str:
    """The user in the audit log; a name would outlive its removal."""
    return f"user:{user.id}"


def find_user(session: Session, name: str) -> User | None:
    """The user of this name, if any; the case does not matter."""
    return session.scalar(select(User).where(User.key == key_of(name)))


def require_user(session: Session, name: str) -> User:
    """The user of this name. Raises NotFound."""
    user = find_user(session, name)
    if user is None:
        raise NotFound(f"There is no user “{name}”; `gaung user list` lists them.")
    return user


def list_users(session: Session) -> Sequence[User]:
    """All users, by name."""
    return session.scalars(select(User).order_by(User.key)).all()


def has_users(session: Session) -> bool:
    """Whether anybody was ever made a user."""
    return session.scalar(select(User.id).limit(1)) is not None


def set_password(session: Session, user: User, hashed: str, actor: Actor) -> None:
    """Give a user another password (`passwords.hash_new`); the old one lets nobody stay in."""
    user.password = hashed
    end_access(session, user)
    record_act(session, actor, "password set", entity_of(user))


def end_access(session: Session, user: User) -> None:
    """Sign a user out everywhere, and void the addresses that were made for them."""
    session.execute(delete(SignIn).where(SignIn.user_id == user.id))
    session.execute(delete(OneTimeAddress).where(OneTimeAddress.user_id == user.id))


def disable_user(session: Session, user: User, actor: Actor) -> None:
    """Keep a user out from this moment on. Raises LastAdministrator."""
    keep_an_administrator(session, user)
    if user.disabled_at is None:
        user.disabled_at = datetime.now(UTC)
        end_access(session, user)
        record_act(session, actor, "user disabled", entity_of(user))


def enable_user(session: Session, user: User, actor: Actor) -> None:
    """Let a user in again, with the password that they had."""
    if user.disabled_at is not None:
        user.disabled_at = None
        record_act(session, actor, "user enabled", entity_of(user))


def change_role(session: Session, user: User, role: str, actor: Actor) -> None:
    """Give a user another role; it holds from the next request on. Raises LastAdministrator."""
    if role == user.role:
        return
    keep_an_administrator(session, user)
    user.role = role
    record_act(session, actor, f"role changed: {role}", entity_of(user))


def keep_an_administrator(session: Session, user: User) -> None:
    """Raise LastAdministrator where `user` is the only one who is not disabled."""
    others = select(func.count()).where(
        User.role == ADMINISTRATOR, User.disabled_at.is_(None), User.id != user.id
    )
    if user.role == ADMINISTRATOR and user.disabled_at is None and not session.scalar(others):
        raise LastAdministrator
