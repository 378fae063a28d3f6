"""The audit log: a hash chain that begins with the first row of the archive.

An entry's body is RFC 8785 JSON of (seq, previous hash, at, actor, act, entity, hashes); it never
holds words or names, which would outlive a removal by law. Entries are written in the transaction
of what they tell of; there is one writer at a time (archive/database.py), so each finds the last.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from archive.database import insert_rows, table_of
from archive.models import Actor, AuditEntry

GENESIS = "0" * 64

LOG = table_of(AuditEntry).c
HEAD = select(LOG.seq, LOG.hash).order_by(LOG.seq.desc()).limit(1)
"""Read for every act: made once."""


def find_actor(session: Session, kind: str, name: str) -> Actor:
    """The actor of this kind and name, made on first use (kind: person, command or worker)."""
    actor = session.scalar(select(Actor).where(Actor.kind == kind, Actor.name == name))
    if actor is None:
        actor = Actor(kind=kind, name=name)
        session.add(actor)
        session.flush()
    return actor


def record_act(
    session: Session,
    actor: Actor,
    act: str,
    entity: str,
    hashes: Mapping[str, str] | None = None,
) -> None:
    """Add one link to the chain: `actor` did `act` to `entity`, with these content hashes."""
    seq, previous = read_head(session)
    at = datetime.now(UTC)
    entry: dict[str, Any] = {
        "seq": seq + 1,
        "previous": previous,
        "at": at.isoformat(timespec="microseconds"),
        "actor": f"{actor.kind}:{actor.id}",
        "act": act,
        "entity": entity,
        "hashes": dict(hashes or {}),
    }
    body = rfc8785.dumps(entry).decode()
    row = {
        "seq": seq + 1,
        "at": at,
        "actor_id": actor.id,
        "act": act,
        "entity": entity,
        "body": body,
        "previous_hash": previous,
        "hash": hash_text(body),
    }
    insert_rows(session, AuditEntry, [row])


def read_head(session: Session) -> tuple[int, str]:
    """Number and hash of the last entry; (0, GENESIS) of an empty log."""
    row = session.execute(HEAD).first()
    return (row.seq, row.hash) if row else (0, GENESIS)


def verify_chain(session: Session) -> Iterator[str]:
    """Say of each entry that does not follow from the one before it what is wrong with it."""
    seq, previous = 0, GENESIS
    ordered = select(AuditEntry).options(joinedload(AuditEntry.actor)).order_by(AuditEntry.seq)
    try:
        for entry in session.scalars(ordered.execution_options(yield_per=1000)):
            if entry.seq != seq + 1:
                yield f"Entry {entry.seq}: entries {seq + 1} to {entry.seq - 1} are missing."
            if entry.previous_hash != previous or hash_text(entry.body) != entry.hash:
                yield f"Entry {entry.seq}: its hash does not follow from the entry before it."
            elif not body_agrees(entry):
                yield f"Entry {entry.seq}: its columns do not agree with what was hashed."
            seq, previous = entry.seq, entry.hash
    except ValueError as error:  # a column holds what no service writes there
        yield f"After entry {seq}: what follows cannot be read ({error})."


def body_agrees(entry: AuditEntry) -> bool:
    """Whether the columns of an entry are those that its body, which is hashed, holds."""
    try:
        body = json.loads(entry.body)
        hashed = tuple(body[key] for key in ("seq", "previous", "at", "actor", "act", "entity"))
    except (ValueError, KeyError, TypeError):
        return False
    return entry.actor is not None and hashed == (
        entry.seq,
        entry.previous_hash,
        entry.at.isoformat(timespec="microseconds"),
        f"{entry.actor.kind}:{entry.actor_id}",
        entry.act,
        entry.entity,
    )


def hash_text(text: str) -> str:
    """SHA-256 of UTF-8 text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()
