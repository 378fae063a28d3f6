"""Limits on tries to sign in: ten in five minutes for a name, and ten from an address.

They are counted in the database, so that threads and processes share them. A try is taken before
the password is looked at and given back where it was right: what counts is failures, and those that
are still being checked. A try that is refused is not counted.
"""

import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.errors import ArchiveError
from archive.models import SignInTry

MOST = 10
WINDOW = timedelta(minutes=5)
IPV6_SITE = 64
"""Bits of an IPv6 address that belong to one connection; it chooses the rest freely."""


class TooManyTries(ArchiveError):
    """This name or this address has failed too often; `seconds` until the next try."""

    def __init__(self, seconds: int) -> None:
        """Keep the seconds."""
        super().__init__(f"Too many tries to sign in. Try again in {seconds} seconds.")
        self.seconds = seconds


def take_try(session: Session, key: str, address: str, now: datetime) -> tuple[int, ...]:
    """Count one try for the key of a name and for an address; the numbers to give it back with.

    Raises TooManyTries. Commit before the password is checked.
    """
    session.execute(delete(SignInTry).where(SignInTry.at <= now - WINDOW))
    subjects = (subject_of("name", key), subject_of("address", network_of(address)))
    wait = max(seconds_to_wait(session, subject, now) for subject in subjects)
    if wait:
        raise TooManyTries(wait)
    rows = [SignInTry(subject=subject, at=now) for subject in subjects]
    session.add_all(rows)
    session.flush()
    return tuple(row.id for row in rows)


def give_back(session: Session, numbers: Sequence[int]) -> None:
    """Take back a try that was right."""
    session.execute(delete(SignInTry).where(SignInTry.id.in_(numbers)))


def seconds_to_wait(session: Session, subject: str, now: datetime) -> int:
    """Seconds until a subject may try again, at least 1; 0 where it may now."""
    found = select(func.count(), func.min(SignInTry.at)).where(SignInTry.subject == subject)
    count, oldest = session.execute(found).one()
    if count < MOST:
        return 0
    return max(1, round((oldest + WINDOW - now).total_seconds()))


def subject_of(kind: str, text: str) -> str:
    """What a try is counted for, without saying it."""
    return sha256(f"{kind}:{text}".encode()).hexdigest()


def network_of(address: str) -> str:
    """The part of an address that a stranger cannot choose; the text itself where it is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ipaddress.ip_network((parsed, IPV6_SITE), strict=False))
    return str(parsed)
