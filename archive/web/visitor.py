"""Who is at the other end of this request: a user who is signed in, or anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import cast

from flask import g, request
from sqlalchemy.orm import Session

from archive.models import SignIn, User
from archive.staff.sign_ins import Limits, find_sign_in, is_due, note_seen
from archive.web.cookies import SIGN_IN, read_cookie
from archive.web.reading import reading, resources, settings

BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet")),
    *(("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")),
)
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)
"""What a user agent contains, and what it is called: the first that is found counts."""


def now() -> datetime:
    """The present."""
    return datetime.now(UTC)


def limits() -> Limits:
    """How long a sign-in lasts here."""
    known = settings()
    idle, longest = known["SESSION_IDLE_HOURS"], known["SESSION_HOURS"]
    return Limits(timedelta(hours=idle), timedelta(hours=longest))


def sign_in_token() -> str:
    """The token that the browser carries; "" for none."""
    return read_cookie(SIGN_IN)


def current_sign_in() -> SignIn | None:
    """The sign-in of this request, looked up once; None for anybody."""
    if "sign_in" not in g:
        token = sign_in_token()
        g.sign_in = find_sign_in(reading(), token, limits(), now()) if token else None
        if g.sign_in is not None and is_due(g.sign_in, now()):
            keep_alive(g.sign_in.id)
    return cast("SignIn | None", g.sign_in)


def keep_alive(number: int) -> None:
    """Note that a sign-in is in use."""
    with resources().writing() as session:
        note_seen(session, number, now())
        session.commit()


def current_user() -> User:
    """The user of this request; only for routes that admission opens to staff alone."""
    sign_in = current_sign_in()
    if sign_in is None:
        raise LookupError("This route is open to everyone, so that it may have no user.")
    return sign_in.user


def writing_user(session: Session) -> User:
    """The same user, in a session that writes."""
    return session.get_one(User, current_user().id)


def browser_name() -> str:
    """What is asking, in two words: "Firefox, Windows"; no more is kept of a browser."""
    agent = request.user_agent.string
    parts = (
        next((name for mark, name in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)
    )
    return ", ".join(part for part in parts if part)
