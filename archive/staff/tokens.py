"""Secrets that a browser or an address carries; the database knows only their hashes."""

import secrets
from hashlib import sha256

BYTES = 32
"""256 bits: too many to guess, so that a plain hash is enough."""


def make_token() -> str:
    """A new random token, safe in addresses and cookies."""
    return secrets.token_urlsafe(BYTES)


def hash_token(token: str) -> str:
    """The SHA-256 of a token, in hexadecimal."""
    return sha256(token.encode()).hexdigest()
