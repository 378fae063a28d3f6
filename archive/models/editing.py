"""What is being edited: the working copy of a transcript, the acts on it, who has it open."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.models.base import Base, Identifier
from archive.models.record import Actor
from archive.models.staff import User


class WorkingCopy(Base):
    """The mutable copy that editors save to; never public. `version` grows with each act.

    `content` is {"ordered": version, "lines": [{"line": …, "changed": version}, …]}; of a copy that
    is closed (`based_on_id` None) it is {"closed": number of the latest revision then}.
    """

    __tablename__ = "working_copies"

    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"), primary_key=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
    content: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    saved_at: Mapped[datetime]


class WorkingAct(Base):
    """One act on a working copy: `id` is the UUID that the browser gave it, so none counts twice.

    `content` is the name of the act, what was answered, the names that it gave, and the lines as
    they were before and as it left them.
    """

    __tablename__ = "working_acts"
    __table_args__ = (Index("ix_working_acts_episode", "episode_id", "version"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"))
    version: Mapped[int]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    at: Mapped[datetime]
    content: Mapped[dict[str, Any]]

    actor: Mapped[Actor] = relationship()


class WorkingEditor(Base):
    """Who has a working copy open, when they were last heard of, and at which statement."""

    __tablename__ = "working_editors"

    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    statement_id: Mapped[Identifier | None]
    seen_at: Mapped[datetime]

    user: Mapped[User] = relationship()
