"""Triggers that keep the record immutable, for SQLite and PostgreSQL alike.

A rule reads: rows of `table` refuse `event` when `condition` holds (always, where it is empty).
"""

from dataclasses import dataclass

from alembic import op


@dataclass(frozen=True, slots=True)
class Refusal:
    """One trigger; `message` is what the database answers."""

    table: str
    event: str
    condition: str
    message: str

    @property
    def name(self) -> str:
        return f"{self.table}_refuse_{self.event.lower()}"


def refuse_all(table: str) -> tuple[Refusal, Refusal]:
    """Rows that are never changed and never deleted."""
    return (
        Refusal(table, "UPDATE", "", f"{table} are append-only"),
        Refusal(table, "DELETE", "", f"{table} are never deleted"),
    )


def create_refusal(refusal: Refusal) -> None:
    """Create the trigger in the dialect of the database at hand."""
    if op.get_context().dialect.name == "sqlite":
        when = f"WHEN {refusal.condition} " if refusal.condition else ""
        op.execute(
            f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} "
            f"{when}BEGIN SELECT RAISE(ABORT, '{refusal.message}'); END"
        )
        return
    when = f"WHEN ({refusal.condition}) " if refusal.condition else ""
    op.execute(
        f"CREATE FUNCTION {refusal.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal.message}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION {refusal.name}()"
    )
