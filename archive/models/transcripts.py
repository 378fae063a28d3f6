"""The record: statements, their wordings, revisions, voices, attributions, publications.

What each row means and what may change: the design's "record"; docs/ARCHITECTURE.md, "The record".
Database triggers (the first migration) refuse what the comments here call immutable.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.models.base import Base, Identifier, Name, Prose, Sha256
from archive.models.broadcasting import Episode, Recording
from archive.models.people import Organisation, Person, Position, Tenure
from archive.models.record import Actor

IDENTIFIER_KINDS = ("episode", "recording", "person", "statement")


class MintedIdentifier(Base):
    """Every identifier ever given out: one space for all kinds, and none is used twice."""

    __tablename__ = "identifiers"
    __table_args__ = (CheckConstraint(f"kind IN {IDENTIFIER_KINDS}", name="kind"),)

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))


class MintedSlug(Base):
    """Every slug ever given out. A rename adds one, the former redirects, none is used again."""

    __tablename__ = "slugs"

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), primary_key=True)
    entity: Mapped[str] = mapped_column(String(16), index=True)
    minted_at: Mapped[datetime]


class Statement(Base):
    """One speaker's uninterrupted words under an identifier that outlives every correction."""

    __tablename__ = "statements"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"), index=True)
    minted_in_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))

    episode: Mapped[Episode] = relationship()


WITHDRAWAL_REASONS = ("privacy", "court", "rights", "error", "other")


class Wording(Base):
    """The words of one statement in one or more revisions.

    `hash` is SHA-256 of the 16-byte nonce and the UTF-8 text. Text and nonce are blanked together
    by one service alone; the hash stays and, without the nonce, confirms no guess.
    """

    __tablename__ = "wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[Identifier] = mapped_column(ForeignKey("statements.id"), index=True)
    text: Mapped[Prose | None]
    nonce: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    hash: Mapped[Sha256]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None] = mapped_column(String(32))


REVISION_KINDS = ("machine", "human", "corrected")


class Revision(Base):
    """Immutable version n of an episode's transcript."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("episode_id", "number"),
        CheckConstraint(f"kind IN {REVISION_KINDS}", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[Prose | None]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    saved_at: Mapped[datetime]
    content_hash: Mapped[Sha256]
    source_format: Mapped[str | None] = mapped_column(String(16))
    source_name: Mapped[Name | None]
    source_sha256: Mapped[Sha256 | None]

    episode: Mapped[Episode] = relationship()
    actor: Mapped[Actor] = relationship()
    rows: Mapped[list["RevisionRow"]] = relationship(
        back_populates="revision", order_by="RevisionRow.ordinal"
    )


class Voice(Base):
    """A label heard in an episode ("Narasumber 1", "Penanya 3")."""

    __tablename__ = "voices"
    __table_args__ = (UniqueConstraint("episode_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"))
    label: Mapped[Name]


LABELS = ("rekaman", "transkrip", "mesin", "pers-langsung", "pers-taklangsung", "dikutip")


class RevisionRow(Base):
    """One statement in one revision: its place, voice, times and wording. Immutable.

    `marks` is [[character, milliseconds], …] of cues and words inside; `times_carried` says that
    the times were kept from the words of an earlier revision because the file had none,
    `times_estimated` that a machine found them for words that had none. `confidence` (0 to 1) is
    that of the recogniser that wrote the words. `voice_id` is None where the transcript names no
    voice.
    """

    __tablename__ = "revision_rows"
    __table_args__ = (
        Index("ix_revision_rows_statement", "statement_id", "revision_id"),
        CheckConstraint(f"label IN {LABELS}", name="label"),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[Identifier] = mapped_column(ForeignKey("statements.id"))
    voice_id: Mapped[int | None] = mapped_column(ForeignKey("voices.id"), index=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("wordings.id"), index=True)
    recording_id: Mapped[Identifier | None] = mapped_column(ForeignKey("recordings.id"))
    language: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(20))
    start: Mapped[float | None]
    end: Mapped[float | None]
    marks: Mapped[list[Any]] = mapped_column(default=list)
    times_carried: Mapped[bool] = mapped_column(default=False)
    times_estimated: Mapped[bool] = mapped_column(default=False, server_default=false())
    confidence: Mapped[float | None]
    hash: Mapped[Sha256]

    revision: Mapped[Revision] = relationship(back_populates="rows")
    statement: Mapped[Statement] = relationship()
    voice: Mapped[Voice | None] = relationship()
    wording: Mapped[Wording] = relationship()
    recording: Mapped[Recording | None] = relationship()


class Check(Base):
    """Somebody heard these words in this recording ("checked by ear"), and when.

    New words are a new wording, so a check lapses with the words it was of. Append-only but for
    `withdrawn_at`, which is set once.
    """

    __tablename__ = "checks"
    __table_args__ = (
        Index(
            "uq_checks_standing",
            "wording_id",
            "recording_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("wordings.id"))
    recording_id: Mapped[Identifier] = mapped_column(ForeignKey("recordings.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    actor: Mapped[Actor] = relationship()


class Tombstone(Base):
    """A statement that a revision no longer holds, with its last wording. Append-only."""

    __tablename__ = "tombstones"

    statement_id: Mapped[Identifier] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, index=True
    )
    wording_id: Mapped[int] = mapped_column(ForeignKey("wordings.id"))


class Successor(Base):
    """Where words of a statement went in a revision, beside or instead of its own identifier."""

    __tablename__ = "successors"

    statement_id: Mapped[Identifier] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    successor_id: Mapped[Identifier] = mapped_column(
        ForeignKey("statements.id"), primary_key=True, index=True
    )
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, index=True
    )


class Attribution(Base):
    """Voice -> person with the position of that day and what it rests on. Append-only.

    A row with `person_id` None says that the voice is (again) unknown.
    """

    __tablename__ = "attributions"

    id: Mapped[int] = mapped_column(primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("voices.id"), index=True)
    person_id: Mapped[Identifier | None] = mapped_column(ForeignKey("people.id"), index=True)
    position_wording: Mapped[Name | None]
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenures.id"), index=True)
    held_on: Mapped[date | None]
    source: Mapped[Prose]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    at: Mapped[datetime]

    voice: Mapped[Voice] = relationship()
    person: Mapped[Person | None] = relationship()
    position: Mapped[Position | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    tenure: Mapped[Tenure | None] = relationship()


publication_attributions = Table(
    "publication_attributions",
    Base.metadata,
    Column("publication_id", ForeignKey("publications.id"), primary_key=True),
    Column("attribution_id", ForeignKey("attributions.id"), primary_key=True, index=True),
)


class Publication(Base):
    """Revision n went public at a time; the latest row that is not withdrawn is current.

    Append-only but for `withdrawn_at`, which is set once. `attributions` are those that the page
    of r<n> shows as of this publication.
    """

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    withdrawn_at: Mapped[datetime | None]

    revision: Mapped[Revision] = relationship()
    attributions: Mapped[list[Attribution]] = relationship(secondary=publication_attributions)
