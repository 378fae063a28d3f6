"""Corrections: acts on working copies, who edits, what was checked by ear, estimated times."""

import sqlalchemy as sa
from alembic import op

from archive.migrations.triggers import Refusal, create_refusal
from archive.models.base import Instant

revision = "0004"
down_revision = "0003"

REFUSALS = (
    Refusal(
        "checks",
        "UPDATE",
        "NOT (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.id = OLD.id"
        " AND NEW.wording_id = OLD.wording_id AND NEW.recording_id = OLD.recording_id"
        " AND NEW.actor_id = OLD.actor_id AND NEW.at = OLD.at)",
        "a check may only be withdrawn, once",
    ),
    Refusal("checks", "DELETE", "", "checks are never deleted"),
)


def upgrade() -> None:
    op.add_column(
        "revision_rows",
        sa.Column("times_estimated", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("revision_rows", sa.Column("confidence", sa.Double(), nullable=True))
    widen_jobs()
    let_recordings_wait()
    op.add_column(
        "working_copies", sa.Column("version", sa.Integer(), nullable=False, server_default="0")
    )
    create_checks()
    create_acts()
    create_editors()
    for refusal in REFUSALS:
        create_refusal(refusal)


def widen_jobs() -> None:
    """Jobs are given parameters, tell when they began, and can be cancelled."""
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("parameters", sa.JSON(), nullable=True))
        jobs.add_column(sa.Column("started_at", Instant(timezone=True), nullable=True))
        if op.get_bind().dialect.name != "sqlite":  # there the table made anew has lost it
            jobs.drop_constraint(op.f("ck_jobs_state"), type_="check")
        jobs.create_check_constraint(
            op.f("ck_jobs_state"),
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')",
        )


def let_recordings_wait() -> None:
    """A recording may wait for somebody to decide whether it replaces the current one."""
    op.add_column(
        "recordings",
        sa.Column("is_waiting", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "uq_recordings_waiting",
        "recordings",
        ["episode_id"],
        unique=True,
        sqlite_where=sa.text("is_waiting"),
        postgresql_where=sa.text("is_waiting"),
    )


def create_checks() -> None:
    """Wordings that somebody heard."""
    op.create_table(
        "checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.String(length=8), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["wording_id"], ["wordings.id"], name=op.f("fk_checks_wording_id")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_checks_recording_id")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_checks_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index(
        "uq_checks_standing",
        "checks",
        ["wording_id", "recording_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def create_acts() -> None:
    """What editors did to working copies."""
    op.create_table(
        "working_acts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_working_acts_episode_id")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_working_acts_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_acts")),
    )
    op.create_index("ix_working_acts_episode", "working_acts", ["episode_id", "version"])


def create_editors() -> None:
    """Who has a working copy open, and at which statement they are."""
    op.create_table(
        "working_editors",
        sa.Column("episode_id", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(length=8), nullable=True),
        sa.Column("seen_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_working_editors_episode_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_working_editors_user_id")),
        sa.PrimaryKeyConstraint("episode_id", "user_id", name=op.f("pk_working_editors")),
    )
