"""Stations, their programmes, the episodes and when these went on air, what was recorded."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.models.base import Base, Identifier, Name, Prose, Sha256, Slug
from archive.models.people import Organisation, Person, Position, Tenure


class Station(Base):
    """A broadcaster. `zone` is an IANA name; a station that is invented says so in `fictional`."""

    __tablename__ = "stations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    frequency: Mapped[Name | None]
    place: Mapped[Name | None]
    zone: Mapped[str] = mapped_column(String(64))
    summary: Mapped[Prose | None]
    fictional: Mapped[bool] = mapped_column(default=False)

    aliases: Mapped[list["StationAlias"]] = relationship(
        back_populates="station", cascade="all, delete-orphan", order_by="StationAlias.id"
    )
    programmes: Mapped[list["Programme"]] = relationship(back_populates="station")


class StationAlias(Base):
    """Another name of a station; `key` is its match key, by which manifests find it."""

    __tablename__ = "station_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("stations.id"), index=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)

    station: Mapped[Station] = relationship(back_populates="aliases")


class Programme(Base):
    """A series; one without a station is allowed and is cited without one.

    `is_descriptive`: the name is the archive's description, since nobody knows the real one; it
    is shown, and never cited as a title.
    """

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    station_id: Mapped[int | None] = mapped_column(ForeignKey("stations.id"), index=True)
    language: Mapped[str] = mapped_column(String(16), default="id")
    summary: Mapped[Prose | None]
    is_descriptive: Mapped[bool] = mapped_column(default=False)

    station: Mapped[Station | None] = relationship(back_populates="programmes")
    aliases: Mapped[list["ProgrammeAlias"]] = relationship(
        back_populates="programme", cascade="all, delete-orphan", order_by="ProgrammeAlias.id"
    )


class ProgrammeAlias(Base):
    """Another name of a programme; `key` is its match key."""

    __tablename__ = "programme_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)

    programme: Mapped[Programme] = relationship(back_populates="aliases")


EPISODE_STATES = ("draft", "review", "published", "withdrawn")

episode_topics = Table(
    "episode_topics",
    Base.metadata,
    Column("episode_id", ForeignKey("episodes.id"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id"), primary_key=True, index=True),
)

segment_topics = Table(
    "segment_topics",
    Base.metadata,
    Column("segment_id", ForeignKey("segments.id"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id"), primary_key=True, index=True),
)


RIGHTS = ("public", "words-only", "staff-only")


class Episode(Base):
    """One edition. `on` is the local date of its first broadcast, kept beside it for lists.

    `rights` hold for a transcript without a recording, and for a recording that states none.
    """

    __tablename__ = "episodes"
    __table_args__ = (
        CheckConstraint(f"state IN {EPISODE_STATES}", name="state"),
        CheckConstraint(f"rights IS NULL OR rights IN {RIGHTS}", name="rights"),
        Index("ix_episodes_state_on", "state", "on"),
        UniqueConstraint("source_key"),
    )

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    title: Mapped[Name]
    on: Mapped[date]
    summary: Mapped[Prose | None]
    language: Mapped[str] = mapped_column(String(16), default="id")
    state: Mapped[str] = mapped_column(String(16), default="draft")
    withdrawn_because: Mapped[str | None] = mapped_column(String(32))
    rights: Mapped[str | None] = mapped_column(String(16))
    rights_statement: Mapped[Prose | None]
    source_key: Mapped[Name | None]
    """The importer's own key: `id` of a manifest row, the path of a folder's file."""
    source_hash: Mapped[Sha256 | None]
    """SHA-256 of all that the importer took over last; the same again is passed over."""
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    programme: Mapped[Programme] = relationship()
    broadcasts: Mapped[list["Broadcast"]] = relationship(
        back_populates="episode", cascade="all, delete-orphan", order_by="Broadcast.ordinal"
    )
    recordings: Mapped[list["Recording"]] = relationship(
        back_populates="episode", order_by="Recording.received_at"
    )
    segments: Mapped[list["Segment"]] = relationship(
        back_populates="episode", cascade="all, delete-orphan", order_by="Segment.start"
    )
    appearances: Mapped[list["Appearance"]] = relationship(
        back_populates="episode", cascade="all, delete-orphan", order_by="Appearance.ordinal"
    )
    topics: Mapped[list["Topic"]] = relationship(secondary=episode_topics, order_by="Topic.name")


PARTS_OF_DAY = ("pagi", "siang", "sore", "malam")
BROADCAST_KINDS = ("first", "repeat", "relay")


class Broadcast(Base):
    """One airing: a local date with a time, a part of day or neither; UTC where it is known.

    A relay is carried by another station than the programme's, named in `station`.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (
        UniqueConstraint("episode_id", "ordinal"),
        CheckConstraint(f"kind IN {BROADCAST_KINDS}", name="kind"),
        CheckConstraint(f"part_of_day IS NULL OR part_of_day IN {PARTS_OF_DAY}", name="part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"))
    ordinal: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8), default="first")
    station_id: Mapped[int | None] = mapped_column(ForeignKey("stations.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    local_time: Mapped[time | None] = mapped_column(Time)
    part_of_day: Mapped[str | None] = mapped_column(String(8))
    zone: Mapped[str] = mapped_column(String(64))
    planned_at: Mapped[datetime | None]
    actual_at: Mapped[datetime | None]

    episode: Mapped[Episode] = relationship(back_populates="broadcasts")
    station: Mapped[Station | None] = relationship()


class Recording(Base):
    """The stored audio of an episode: a master that is never rewritten, and its access copy.

    `rights` None means those of the episode; `peaks` are one byte per step (media/waveform.py).
    """

    __tablename__ = "recordings"
    __table_args__ = (
        CheckConstraint(f"rights IS NULL OR rights IN {RIGHTS}", name="rights"),
        Index(
            "uq_recordings_current",
            "episode_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
        Index(
            "uq_recordings_waiting",
            "episode_id",
            unique=True,
            sqlite_where=text("is_waiting"),
            postgresql_where=text("is_waiting"),
        ),
    )

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"), index=True)
    is_current: Mapped[bool] = mapped_column(default=True)
    is_waiting: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It is to replace the current one, once somebody has decided what becomes of the times."""
    received_at: Mapped[datetime]
    file_name: Mapped[Name]
    master_sha256: Mapped[Sha256] = mapped_column(index=True)
    master_size: Mapped[int]
    format: Mapped[str | None] = mapped_column(String(16))
    duration: Mapped[float | None]
    tags: Mapped[dict[str, Any] | None]
    """What the file said of itself on arrival, in the shape of `gaung tags`."""
    access_sha256: Mapped[Sha256 | None]
    access_size: Mapped[int | None]
    peaks: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    bars: Mapped[str | None] = mapped_column(String(400))
    """120 heights of the small wave, two hexadecimal digits each, so that lists need no peaks."""
    rights: Mapped[str | None] = mapped_column(String(16))
    rights_statement: Mapped[Prose | None]
    deleted_at: Mapped[datetime | None]

    episode: Mapped[Episode] = relationship(back_populates="recordings")


class Segment(Base):
    """A titled stretch of an episode; seconds from the start of the recording."""

    __tablename__ = "segments"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"), index=True)
    start: Mapped[float]
    end: Mapped[float | None]
    title: Mapped[Name]

    episode: Mapped[Episode] = relationship(back_populates="segments")
    topics: Mapped[list["Topic"]] = relationship(secondary=segment_topics, order_by="Topic.name")


class Topic(Base):
    """A controlled subject in a small hierarchy."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)
    summary: Mapped[Prose | None]

    parent: Mapped["Topic | None"] = relationship(remote_side=[id], back_populates="children")
    children: Mapped[list["Topic"]] = relationship(back_populates="parent", order_by="Topic.name")
    synonyms: Mapped[list["TopicSynonym"]] = relationship(
        back_populates="topic", cascade="all, delete-orphan", order_by="TopicSynonym.name"
    )


class TopicSynonym(Base):
    """Another word for a topic; `key` is its match key."""

    __tablename__ = "topic_synonyms"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)

    topic: Mapped[Topic] = relationship(back_populates="synonyms")


class Appearance(Base):
    """A person announced for an episode, with the wording of the position held on that day."""

    __tablename__ = "appearances"
    __table_args__ = (UniqueConstraint("episode_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[Identifier] = mapped_column(ForeignKey("episodes.id"))
    person_id: Mapped[Identifier] = mapped_column(ForeignKey("people.id"), index=True)
    ordinal: Mapped[int]
    part: Mapped[str | None] = mapped_column(String(8))
    position_wording: Mapped[Name | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenures.id"))

    episode: Mapped[Episode] = relationship(back_populates="appearances")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    position: Mapped[Position | None] = relationship()
    tenure: Mapped[Tenure | None] = relationship()
