"""Saving a revision of a transcript: its rows, the wordings that are new, the audit entry.

Everything written here is immutable afterwards; the rules that decide what is written (which
statement keeps its identifier) are in archive/alignment.py and archive/transcripts.py.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.database import insert_rows, table_of
from archive.models import (
    Actor,
    Episode,
    Revision,
    RevisionRow,
    Statement,
    Successor,
    Tombstone,
    Voice,
    Wording,
)
from archive.rows import Row, to_milliseconds


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why a revision exists: its kind (machine, human, corrected), a reason, the file behind it."""

    kind: str = "human"
    reason: str | None = None
    format: str | None = None
    file_name: str | None = None
    sha256: str | None = None


def latest_revision(session: Session, episode_id: str) -> Revision | None:
    """The revision saved last, published or not."""
    newest = select(Revision).where(Revision.episode_id == episode_id)
    return session.scalar(newest.order_by(Revision.number.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision does to the identifiers of its episode, besides keeping them.

    `minted` are statements new to the archive; `gone` maps a statement that the revision no longer
    holds to its last wording; `successors` are pairs (statement, where its words went).
    """

    minted: frozenset[str] = frozenset()
    gone: Mapping[str, int | None] = field(default_factory=dict)
    successors: tuple[tuple[str, str], ...] = ()


def save_revision(
    session: Session,
    episode: Episode,
    rows: Sequence[Row],
    change: Change,
    actor: Actor,
    provenance: Provenance,
) -> Revision:
    """Save `rows` as the episode's next revision, with its audit entry.

    A row without `wording_id` gets a wording of its own. Identifiers in `change.minted` come from
    `mint_identifiers`; they become statements here.
    """
    worded, nonces = hash_wordings(rows)
    voices = find_voices(session, episode.id, (row.voice for row in rows))
    hashes = [hash_row(number, row) for number, row in enumerate(worded, 1)]
    revision = insert_revision(session, episode, hashes, actor, provenance)
    enter_statements(session, episode.id, revision.id, change.minted)
    worded = enter_wordings(session, worded, nonces)
    enter_rows(session, revision.id, worded, voices, hashes)
    enter_change(session, revision.id, change)
    act_hashes = {"content": revision.content_hash}
    record_act(session, actor, "revision saved", f"{episode.id}/r{revision.number}", act_hashes)
    return revision


def hash_wordings(rows: Sequence[Row]) -> tuple[list[Row], list[bytes]]:
    """The rows with a hash for every new wording, and the nonces of those, in order."""
    nonces: list[bytes] = []
    worded = []
    for row in rows:
        if row.wording_id is None:
            nonces.append(secrets.token_bytes(16))
            row = replace(row, wording_hash=hash_words(nonces[-1], row.text or ""))  # noqa: PLW2901
        worded.append(row)
    return worded, nonces


def hash_words(nonce: bytes, words: str) -> str:
    """SHA-256 of the nonce and the UTF-8 words: confirms no guess once the nonce is gone."""
    return sha256(nonce + words.encode()).hexdigest()


def hash_row(ordinal: int, row: Row) -> str:
    """SHA-256 of the RFC 8785 JSON of all that a revision row says; times in milliseconds.

    A list of texts, whole numbers and truth values has the one form that `json` gives it.
    """
    content: list[Any] = [
        ordinal,
        row.statement_id,
        row.voice,
        row.language,
        row.label,
        to_milliseconds(row.start),
        to_milliseconds(row.end),
        [list(mark) for mark in row.marks],
        row.times_carried,
        row.recording_id,
        row.wording_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def find_voices(session: Session, episode_id: str, labels: Iterable[str | None]) -> dict[str, int]:
    """The ids of the episode's voices by label; labels not heard before are entered."""
    heard = select(Voice.label, Voice.id).where(Voice.episode_id == episode_id)
    known = dict(session.execute(heard).all())
    wanted = {label for label in labels if label is not None}
    voices = [Voice(episode_id=episode_id, label=name) for name in sorted(wanted.difference(known))]
    session.add_all(voices)
    session.flush()
    return known | {voice.label: voice.id for voice in voices}


def insert_revision(
    session: Session,
    episode: Episode,
    hashes: Sequence[str],
    actor: Actor,
    provenance: Provenance,
) -> Revision:
    """Enter the revision itself; its content hash is that of its rows' hashes."""
    former = latest_revision(session, episode.id)
    revision = Revision(
        episode_id=episode.id,
        number=former.number + 1 if former else 1,
        kind=provenance.kind,
        reason=provenance.reason,
        actor_id=actor.id,
        saved_at=datetime.now(UTC),
        content_hash=sha256("".join(hashes).encode()).hexdigest(),
        source_format=provenance.format,
        source_name=provenance.file_name,
        source_sha256=provenance.sha256,
    )
    session.add(revision)
    session.flush()
    return revision


def enter_statements(
    session: Session, episode_id: str, revision_id: int, minted: Iterable[str]
) -> None:
    """Make statements of newly minted identifiers."""
    rows = [
        {"id": name, "episode_id": episode_id, "minted_in_id": revision_id}
        for name in sorted(minted)
    ]
    insert_rows(session, Statement, rows)


def enter_wordings(session: Session, rows: Sequence[Row], nonces: Iterable[bytes]) -> list[Row]:
    """Enter the wordings that rows lack; returns the rows with all wording ids.

    The database says which id went to which hash: hashes differ even for the same words.
    """
    fresh = [row for row in rows if row.wording_id is None]
    if not fresh:
        return list(rows)
    table = table_of(Wording)
    entered = session.execute(
        insert(table).returning(table.c.hash, table.c.id),
        [
            {
                "statement_id": row.statement_id,
                "text": row.text,
                "nonce": nonce,
                "hash": row.wording_hash,
            }
            for row, nonce in zip(fresh, nonces, strict=True)
        ],
    )
    ids: dict[str | None, int] = {row.hash: row.id for row in entered}
    return [
        row if row.wording_id is not None else replace(row, wording_id=ids[row.wording_hash])
        for row in rows
    ]


def enter_rows(
    session: Session,
    revision_id: int,
    rows: Sequence[Row],
    voices: Mapping[str, int],
    hashes: Sequence[str],
) -> None:
    """Enter the revision rows, in order."""
    entered = [
        {
            "revision_id": revision_id,
            "ordinal": ordinal,
            "statement_id": row.statement_id,
            "voice_id": voices[row.voice] if row.voice is not None else None,
            "wording_id": row.wording_id,
            "recording_id": row.recording_id,
            "language": row.language,
            "label": row.label,
            "start": row.start,
            "end": row.end,
            "marks": [list(mark) for mark in row.marks],
            "times_carried": row.times_carried,
            "hash": row_hash,
        }
        for ordinal, (row, row_hash) in enumerate(zip(rows, hashes, strict=True), 1)
    ]
    insert_rows(session, RevisionRow, entered)


def enter_change(session: Session, revision_id: int, change: Change) -> None:
    """Enter the tombstones and successors of a revision."""
    tombstones = [
        {"statement_id": name, "revision_id": revision_id, "wording_id": wording_id}
        for name, wording_id in change.gone.items()
    ]
    successors = [
        {"statement_id": old, "successor_id": new, "revision_id": revision_id}
        for old, new in change.successors
    ]
    insert_rows(session, Tombstone, tombstones)
    insert_rows(session, Successor, successors)
