"""Passwords: which are refused, how they are kept (argon2id), and that checking takes its time.

NIST SP 800-63B-4 and OWASP ASVS 5 (6.2): length and a list of what everybody tries; no rules of
composition, no expiry. Parameters: OWASP Password Storage Cheat Sheet, argon2id.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.errors import ArchiveError, Refused
from archive.staff.breached import is_breached

SHORTEST, LONGEST = 12, 256
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$Uqmc2bVY4Ibl7fyREshJjQ$"
    "MNK6qxP/NhoZ9PhTTCAvR0NeW/d0al8CQBhl3KIKRw4"
)
"""The hash of a password that nobody knows: where there is no user, this one is compared."""
AT_ONCE, WAITING, PATIENCE = 2, 30, 20.0
"""Hashes made at a time (19 MiB and a core each); how many may wait for a turn, so that no crowd at
this door takes the threads of all readers; and seconds that one waits."""
_turns = BoundedSemaphore(AT_ONCE)
_places = BoundedSemaphore(AT_ONCE + WAITING)


REFUSALS = {
    "short": f"A password has at least {SHORTEST} characters; a sentence is easy to remember.",
    "long": f"A password has at most {LONGEST} characters.",
    "breached": "This password is among those that are tried first; choose another.",
    "name": "A password that is little more than the name is easily guessed; choose another.",
}


class PasswordRefused(Refused):
    """A password that is not taken; `why` is a key of REFUSALS."""

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(REFUSALS[why])
        self.why = why


class TooBusy(ArchiveError):
    """So many passwords are being checked that this one did not get its turn."""


def check_strength(password: str, name: str) -> None:
    """Raise PasswordRefused where others would guess a password of the user `name`."""
    text, rest = normal(password), normal(password).casefold()
    for word in name.casefold().split():
        rest = rest.replace(word, "") if len(word) > 2 else rest  # noqa: PLR2004 - initials
    if len(text) < SHORTEST:
        raise PasswordRefused("short")
    if len(text) > LONGEST:
        raise PasswordRefused("long")
    if is_breached(text):
        raise PasswordRefused("breached")
    if len(rest) < SHORTEST // 2:
        raise PasswordRefused("name")


def hash_new(password: str, name: str) -> str:
    """The hash of a password that the user `name` has chosen. Raises PasswordRefused, TooBusy.

    It takes its time: call it before a transaction, not within.
    """
    check_strength(password, name)
    return hash_password(password)


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with its salt and parameters (PHC string)."""
    with turn():
        return HASHER.hash(normal(password))


def matches(password: str, hashed: str | None) -> bool:
    """Whether a password is the one that was hashed; takes the same time where there is none."""
    with turn():
        try:
            right = HASHER.verify(hashed or NOBODYS, normal(password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return right and hashed is not None


def is_outdated(hashed: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return HASHER.check_needs_rehash(hashed)


def normal(password: str) -> str:
    """A password as it is hashed: NFC, since keyboards differ in how they write accents."""
    return unicodedata.normalize("NFC", password)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one of the few turns. Raises TooBusy, at once where too many wait already."""
    with place(_places, 0), place(_turns, PATIENCE):
        yield


@contextmanager
def place(places: BoundedSemaphore, patience: float) -> Iterator[None]:
    """One of the places, within so many seconds. Raises TooBusy."""
    if not places.acquire(timeout=patience):
        raise TooBusy("Too many people are signing in at this moment. Try again in a minute.")
    try:
        yield
    finally:
        places.release()
