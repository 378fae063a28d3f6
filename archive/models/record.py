"""Who did what: actors, the tamper-evident audit chain, the outbox, jobs, origins of values."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.models.base import Base, Name, Prose, Sha256

ACTOR_KINDS = ("person", "command", "worker")


class Actor(Base):
    """A person, a command or the worker: everything written has one."""

    __tablename__ = "actors"
    __table_args__ = (
        UniqueConstraint("kind", "name"),
        CheckConstraint(f"kind IN {ACTOR_KINDS}", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[Name]


class AuditEntry(Base):
    """One link of the hash chain: `body` is the RFC 8785 JSON that `hash` is the SHA-256 of."""

    __tablename__ = "audit_entries"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    act: Mapped[str] = mapped_column(String(64))
    entity: Mapped[str] = mapped_column(String(64), index=True)
    body: Mapped[Prose]
    previous_hash: Mapped[Sha256]
    hash: Mapped[Sha256] = mapped_column(unique=True)

    actor: Mapped[Actor] = relationship()


class OutboxRow(Base):
    """What the index and the worker have to hear of, written with the change itself.

    `seq` only grows (AUTOINCREMENT); it is the identity of the job that a row begins.
    """

    __tablename__ = "outbox"
    __table_args__ = {"sqlite_autoincrement": True}

    seq: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(String(32), index=True)
    entity: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int | None]
    at: Mapped[datetime]


JOB_STATES = ("waiting", "running", "done", "failed", "cancelled")


class Job(Base):
    """Background work begun by an outbox row, and how far it has come (0 to 1)."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(f"state IN {JOB_STATES}", name="state"),
        Index("ix_jobs_state", "state", "seq"),
    )

    seq: Mapped[int] = mapped_column(ForeignKey("outbox.seq"), primary_key=True)
    task: Mapped[str] = mapped_column(String(32))
    entity: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    message: Mapped[Prose | None]
    parameters: Mapped[dict[str, Any] | None]
    """What the task is given beside the entity."""
    started_at: Mapped[datetime | None]
    """When the latest attempt began."""
    updated_at: Mapped[datetime]


ORIGINS = ("tag", "file name", "manifest", "person")


class ValueOrigin(Base):
    """Where a catalogue value came from; rows are added, the latest of a field tells its origin."""

    __tablename__ = "value_origins"
    __table_args__ = (
        Index("ix_value_origins_field", "entity", "field", "id"),
        CheckConstraint(f"origin IN {ORIGINS}", name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(String(64))
    field: Mapped[str] = mapped_column(String(32))
    value: Mapped[Any] = mapped_column(JSON)
    origin: Mapped[str] = mapped_column(String(16))
    source: Mapped[Name | None]
    """The file, row or page that said so."""
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    at: Mapped[datetime]
    taken: Mapped[bool] = mapped_column(default=True)
    """False: only suggested; the catalogue shows another value."""
