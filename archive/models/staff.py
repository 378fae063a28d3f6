"""Who works here: users and their roles, browsers that are signed in, addresses for one use.

A secret itself is never stored: passwords as argon2id, tokens as their SHA-256.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.models.base import Base, Sha256
from archive.models.record import Actor

ROLES = ("contributor", "editor", "publisher", "administrator")
"""Each may do what those before it may."""


class User(Base):
    """Someone of the staff; never deleted, since what they did stays theirs.

    `key` is the name as it is compared. `password` is None until the user has chosen one.
    """

    __tablename__ = "users"
    __table_args__ = (CheckConstraint(f"role IN {ROLES}", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(160), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str | None] = mapped_column(String(200))
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"), unique=True)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    actor: Mapped[Actor] = relationship()


class SignIn(Base):
    """One browser that is signed in; the row is deleted when it no longer is."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(String(200))

    user: Mapped[User] = relationship()


class OneTimeAddress(Base):
    """An address at which a user chooses a password; without a user, the first administrator.

    The row is deleted with its use.
    """

    __tablename__ = "one_time_addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    expires_at: Mapped[datetime]

    user: Mapped[User | None] = relationship()


class SignInTry(Base):
    """A try to sign in, counted for the name that was typed and for where it came from.

    `subject` is a hash of either: people type passwords where their name belongs. Rows live for
    five minutes.
    """

    __tablename__ = "sign_in_tries"
    __table_args__ = (Index("ix_sign_in_tries_subject", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[Sha256]
    at: Mapped[datetime]
