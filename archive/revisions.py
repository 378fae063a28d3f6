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
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select
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
from archive.verification import BY_EAR, BY_HAND


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
    return session.scalar(LATEST, {"episode": episode_id})


LATEST = (
    select(Revision)
    .where(Revision.episode_id == bindparam("episode"))
    .order_by(Revision.number.desc())
    .limit(1)
)
"""The latest revision of the episode `:episode`."""


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
    `mint_identifiers`; they become statements here. Which words were checked by ear no row says:
    that is told by checks alone.
    """
    rows = [replace(row, label=BY_HAND) if row.label == BY_EAR else row for row in rows]
    wordings = [hash_wording(row) for row in rows]
    voices = find_voices(session, episode.id, (row.voice for row in rows))
    hashes = [
        hash_row(number, row, wording.hash)
        for number, (row, wording) in enumerate(zip(rows, wordings, strict=True), 1)
    ]
    revision = insert_revision(session, episode, hashes, actor, provenance)
    enter_statements(session, episode.id, revision.id, change.minted)
    wording_ids = enter_wordings(session, rows, wordings)
    enter_rows(session, revision.id, rows, wording_ids, voices, hashes)
    enter_change(session, revision.id, change)
    act_hashes = {"content": revision.content_hash}
    record_act(session, actor, "revision saved", f"{episode.id}/r{revision.number}", act_hashes)
    return revision


class Hashed(NamedTuple):
    """The hash of a wording, and the nonce of a new one."""

    hash: str | None
    nonce: bytes | None


def hash_wording(row: Row) -> Hashed:
    """The hash of a row's words; of words that are new with a nonce of their own."""
    if row.wording_id is not None:
        return Hashed(row.wording_hash, None)
    nonce = secrets.token_bytes(16)
    return Hashed(hash_words(nonce, row.text or ""), nonce)


def hash_words(nonce: bytes, words: str) -> str:
    """SHA-256 of the nonce and the UTF-8 words: confirms no guess once the nonce is gone."""
    return sha256(nonce + words.encode()).hexdigest()


def hash_row(ordinal: int, row: Row, wording_hash: str | None) -> str:
    """SHA-256 of the RFC 8785 JSON of all that a revision row says; times in milliseconds.

    `wording_hash` is that of its words, which a new row does not hold yet. Times that a machine
    found add the word "estimated". A list of texts, whole
    numbers and truth values has the one form that `json` gives it.
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
        wording_hash,
    ]
    if row.times_estimated:
        content.append("estimated")
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def find_voices(session: Session, episode_id: str, labels: Iterable[str | None]) -> dict[str, int]:
    """The ids of the episode's voices by label; labels not heard before are entered."""
    known = dict(session.execute(HEARD, {"episode": episode_id}).all())
    wanted = {label for label in labels if label is not None}
    voices = [Voice(episode_id=episode_id, label=name) for name in sorted(wanted.difference(known))]
    session.add_all(voices)
    session.flush()
    return known | {voice.label: voice.id for voice in voices}


HEARD = select(Voice.label, Voice.id).where(Voice.episode_id == bindparam("episode"))
"""The voices of the episode `:episode`."""


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


def enter_wordings(
    session: Session, rows: Sequence[Row], wordings: Sequence[Hashed]
) -> list[int | None]:
    """Enter the wordings that rows lack; returns the wording id of each row.

    The database says which id went to which hash: hashes differ even for the same words.
    """
    fresh = [
        {
            "statement_id": row.statement_id,
            "text": row.text,
            "nonce": wording.nonce,
            "hash": wording.hash,
        }
        for row, wording in zip(rows, wordings, strict=True)
        if row.wording_id is None
    ]
    ids: dict[str | None, int] = {}
    if fresh:
        ids.update(session.execute(ENTER_WORDINGS, fresh).all())
    return [
        ids[wording.hash] if row.wording_id is None else row.wording_id
        for row, wording in zip(rows, wordings, strict=True)
    ]


ENTER_WORDINGS = insert(table_of(Wording)).returning(
    table_of(Wording).c.hash, table_of(Wording).c.id
)


def enter_rows(
    session: Session,
    revision_id: int,
    rows: Sequence[Row],
    wording_ids: Sequence[int | None],
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
            "wording_id": wording_id,
            "recording_id": row.recording_id,
            "language": row.language,
            "label": row.label,
            "start": row.start,
            "end": row.end,
            "marks": [list(mark) for mark in row.marks],
            "times_carried": row.times_carried,
            "times_estimated": row.times_estimated,
            "confidence": row.confidence,
            "hash": row_hash,
        }
        for ordinal, (row, wording_id, row_hash) in enumerate(
            zip(rows, wording_ids, hashes, strict=True), 1
        )
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
