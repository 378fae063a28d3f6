"""Signing in and out: one row a browser, found by the hash of the token in its cookie.

    found = check_in(session, name, password, address, now)   takes a try, commits, hashes
    token = begin(session, found.user, browser, now)

A sign-in ends when it was not used for a while, at the latest after a day, when its user is
disabled or changes the password, and when someone signs out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from archive.audit import find_actor, record_act
from archive.errors import Refused
from archive.models import SignIn, User
from archive.staff.passwords import TooBusy, hash_password, is_outdated, matches
from archive.staff.tokens import hash_token, make_token
from archive.staff.tries import give_back, take_try
from archive.staff.user_names import key_of
from archive.staff.users import end_access, entity_of, find_user

SEEN_EVERY = timedelta(minutes=5)
"""How exactly a sign-in knows when it was used last: reading pages seldom writes."""
LONGEST_BROWSER = 200


class NotSignedIn(Refused):
    """Name and password do not belong together; which of them is wrong is not said."""

    def __init__(self) -> None:
        """Say no more than that."""
        super().__init__("Name and password do not belong together.")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sign-in lasts: without being used, and at all."""

    idle: timedelta
    longest: timedelta


def check_in(session: Session, name: str, password: str, address: str, now: datetime) -> User:
    """The user whose name and password these are. Commits, so that nobody waits for the hash.

    Raises TooManyTries, NotSignedIn (it is on the audit log then, and counted) and TooBusy, which
    counts as no try.
    """
    numbers = take_try(session, key_of(name), address, now)
    user = find_user(session, name)
    session.commit()
    known = user.password if user else None
    try:
        right = matches(password, known)
        renewed = hash_password(password) if right and known and is_outdated(known) else known
    except TooBusy:
        give_back(session, numbers)
        session.commit()
        raise
    if user is not None:
        session.refresh(user)
        if right and user.password != known:  # changed while the old one was being checked
            right = matches(password, user.password)
    if user is None or not right or user.disabled_at is not None:
        note_failure(session, user)
        session.commit()
        raise NotSignedIn
    give_back(session, numbers)
    if user.password == known:
        user.password = renewed
    return user


def note_failure(session: Session, user: User | None) -> None:
    """Enter a failed try: what was typed is not kept, since it may be a password."""
    site = find_actor(session, "command", "gaung serve")
    record_act(session, site, "sign-in failed", entity_of(user) if user else "user:unknown")


def begin(session: Session, user: User, browser: str, now: datetime, left: str = "") -> str:
    """Sign a user in on one more browser; the token for its cookie, always a new one.

    `left` is the token that the browser had until now: that sign-in ends.
    """
    session.execute(delete(SignIn).where(SignIn.token_hash == hash_token(left)))
    token = make_token()
    session.add(
        SignIn(
            user=user,
            token_hash=hash_token(token),
            began_at=now,
            seen_at=now,
            browser=browser[:LONGEST_BROWSER],
        )
    )
    session.flush()
    record_act(session, user.actor, "signed in", entity_of(user))
    return token


def find_sign_in(session: Session, token: str, limits: Limits, now: datetime) -> SignIn | None:
    """The sign-in that a token belongs to, with its user; None where it is none, or over."""
    return session.scalar(
        select(SignIn)
        .join(SignIn.user)
        .where(SignIn.token_hash == hash_token(token), User.disabled_at.is_(None))
        .where(SignIn.began_at > now - limits.longest, SignIn.seen_at > now - limits.idle)
        .options(joinedload(SignIn.user))
    )


def is_due(sign_in: SignIn, now: datetime) -> bool:
    """Whether it is time to note that a sign-in is in use."""
    return now - sign_in.seen_at >= SEEN_EVERY


def note_seen(session: Session, number: int, now: datetime) -> None:
    """Note that a sign-in is in use."""
    found = session.get(SignIn, number)
    if found is not None:
        found.seen_at = now


def list_sign_ins(session: Session, user: User, limits: Limits, now: datetime) -> Sequence[SignIn]:
    """Where a user is signed in, the latest used first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.user_id == user.id)
        .where(SignIn.began_at > now - limits.longest, SignIn.seen_at > now - limits.idle)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    ).all()


def end(session: Session, user: User, number: int) -> None:
    """Sign a user out of one browser; does nothing where it is not theirs, or over."""
    found = session.scalar(select(SignIn).where(SignIn.id == number, SignIn.user_id == user.id))
    if found is not None:
        session.delete(found)
        record_act(session, user.actor, "signed out", entity_of(user))


def end_all(session: Session, user: User) -> None:
    """Sign a user out everywhere."""
    end_access(session, user)
    record_act(session, user.actor, "signed out everywhere", entity_of(user))


def sweep(session: Session, limits: Limits, now: datetime) -> None:
    """Delete sign-ins that are over."""
    over = (SignIn.began_at <= now - limits.longest) | (SignIn.seen_at <= now - limits.idle)
    session.execute(delete(SignIn).where(over))
