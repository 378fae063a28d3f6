"""Where catalogue values came from: a tag, a file name, a manifest, a person.

Values are suggested, never forced: a row with `taken` False is a suggestion that the catalogue
does not show. What a person set last is not overwritten by a machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from archive.database import insert_rows
from archive.models import Actor, ValueOrigin

TAG, FILE_NAME, MANIFEST, PERSON = "tag", "file name", "manifest", "person"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for one field, what kind of source it has, and which one (a file, a row)."""

    field: str
    value: Any
    origin: str
    source: str
    taken: bool = True

    @property
    def kind(self) -> tuple[str, str, bool]:
        """What a later suggestion of the same kind replaces."""
        return (self.field, self.origin, self.taken)


UNKNOWN = object()
"""Stands for a value that was never suggested; None is a value."""


def entity_of(kind: str, identifier: str | int) -> str:
    """How an entity is named in origins and in the audit log: `episode:k3f9m2xd`."""
    return f"{kind}:{identifier}"


def read_origins(session: Session, entity: str) -> dict[str, ValueOrigin]:
    """The latest origin of each field whose value the catalogue shows."""
    origins = session.scalars(ORIGINS, {"entity": entity})
    return {row.field: row for row in origins if row.taken}


ORIGINS = (
    select(ValueOrigin).where(ValueOrigin.entity == bindparam("entity")).order_by(ValueOrigin.id)
)
"""All that was ever suggested for `:entity`, oldest first."""


def list_suggestions(session: Session, entity: str) -> list[ValueOrigin]:
    """Values that were suggested and not taken, oldest first."""
    offered = select(ValueOrigin).where(ValueOrigin.entity == entity, ValueOrigin.taken.is_(False))
    return list(session.scalars(offered.order_by(ValueOrigin.id)))


def note_origins(
    session: Session, entity: str, suggestions: Iterable[Suggestion], actor: Actor
) -> None:
    """Keep where values came from; what is known already is not written again."""
    known = {
        (row.field, row.origin, row.taken): row.value
        for row in session.scalars(ORIGINS, {"entity": entity})
    }
    fresh = [one for one in suggestions if one.value != known.get(one.kind, UNKNOWN)]
    insert_rows(session, ValueOrigin, [origin_row(entity, one, actor) for one in fresh])


def origin_row(entity: str, suggestion: Suggestion, actor: Actor) -> dict[str, Any]:
    """The row of one suggestion, by column."""
    return {
        "entity": entity,
        "field": suggestion.field,
        "value": suggestion.value,
        "origin": suggestion.origin,
        "source": suggestion.source[:400],
        "actor_id": actor.id,
        "at": datetime.now(UTC),
        "taken": suggestion.taken,
    }
