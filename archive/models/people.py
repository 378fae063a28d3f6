"""People, the organisations they speak for, the positions these have, and who held them when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from archive.models.base import Base, Identifier, Name, Prose, Slug
from archive.periods import Bound


class Person(Base):
    """A human being under one canonical name: never split, since mononyms are normal."""

    __tablename__ = "people"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    honorifics: Mapped[list[str]] = mapped_column(default=list)
    degrees: Mapped[list[str]] = mapped_column(default=list)
    key: Mapped[Name] = mapped_column(index=True)
    summary: Mapped[Prose | None]
    fictional: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[Identifier | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    aliases: Mapped[list["PersonAlias"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="PersonAlias.id"
    )
    tenures: Mapped[list["Tenure"]] = relationship(
        back_populates="person", order_by="Tenure.from_earliest"
    )


ALIAS_KINDS = ("short", "nickname", "title-region", "epithet", "former", "misprint")


class PersonAlias(Base):
    """Another name of a person and when it was in use; `key` is its match key."""

    __tablename__ = "person_aliases"
    __table_args__ = (CheckConstraint(f"kind IN {ALIAS_KINDS}", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[Identifier] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(16))
    from_earliest: Mapped[date | None]
    from_latest: Mapped[date | None]
    from_written: Mapped[Name | None]
    until_earliest: Mapped[date | None]
    until_latest: Mapped[date | None]
    until_written: Mapped[Name | None]

    person: Mapped[Person] = relationship(back_populates="aliases")


class Organisation(Base):
    """An office of government or another body; it may have a parent and successors."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    summary: Mapped[Prose | None]
    fictional: Mapped[bool] = mapped_column(default=False)

    parent: Mapped["Organisation | None"] = relationship(
        remote_side=[id], back_populates="children"
    )
    children: Mapped[list["Organisation"]] = relationship(
        back_populates="parent", order_by="Organisation.name"
    )
    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan"
    )
    positions: Mapped[list["Position"]] = relationship(
        back_populates="organisation", order_by="Position.name"
    )
    successions: Mapped[list["Succession"]] = relationship(
        foreign_keys="Succession.predecessor_id", back_populates="predecessor"
    )
    precessions: Mapped[list["Succession"]] = relationship(
        foreign_keys="Succession.successor_id", back_populates="successor"
    )


class OrganisationAlias(Base):
    """Another name of an organisation; `key` is its match key."""

    __tablename__ = "organisation_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)

    organisation: Mapped[Organisation] = relationship(back_populates="aliases")


class Succession(Base):
    """One organisation took over from another (renamed, merged or split)."""

    __tablename__ = "successions"

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id"), primary_key=True, index=True
    )
    on: Mapped[date | None]
    written: Mapped[Name | None]

    predecessor: Mapped[Organisation] = relationship(foreign_keys=[predecessor_id])
    successor: Mapped[Organisation] = relationship(foreign_keys=[successor_id])


class Position(Base):
    """An office in an organisation (Popolo: post)."""

    __tablename__ = "positions"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)

    organisation: Mapped[Organisation | None] = relationship(back_populates="positions")
    aliases: Mapped[list["PositionAlias"]] = relationship(
        back_populates="position", cascade="all, delete-orphan"
    )
    tenures: Mapped[list["Tenure"]] = relationship(
        back_populates="position", order_by="Tenure.from_earliest"
    )


class PositionAlias(Base):
    """Another wording of a position ("Sekda Tanbu"); `key` is its match key."""

    __tablename__ = "position_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), index=True)
    name: Mapped[Name]
    key: Mapped[Name] = mapped_column(index=True)

    position: Mapped[Position] = relationship(back_populates="aliases")


TENURE_KINDS = ("definitif", "plt", "plh", "pj", "pjs")


class Tenure(Base):
    """Who held a position, how, from and until when; a bound is (earliest, latest, as written)."""

    __tablename__ = "tenures"
    __table_args__ = (CheckConstraint(f"kind IN {TENURE_KINDS}", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[Identifier] = mapped_column(ForeignKey("people.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16), default="definitif")
    from_earliest: Mapped[date | None]
    from_latest: Mapped[date | None]
    from_written: Mapped[Name | None]
    until_earliest: Mapped[date | None]
    until_latest: Mapped[date | None]
    until_written: Mapped[Name | None]
    source: Mapped[Prose | None]
    deleted_at: Mapped[datetime | None]

    began: Mapped[Bound] = composite(Bound, "from_earliest", "from_latest", "from_written")
    ended: Mapped[Bound] = composite(Bound, "until_earliest", "until_latest", "until_written")
    person: Mapped[Person] = relationship(back_populates="tenures")
    position: Mapped[Position] = relationship(back_populates="tenures")
    evidence: Mapped[list["TenureEvidence"]] = relationship(
        back_populates="tenure", cascade="all, delete-orphan", order_by="TenureEvidence.held_on"
    )


class TenureEvidence(Base):
    """Proof that a position was held on one day; two days prove nothing between them."""

    __tablename__ = "tenure_evidence"
    __table_args__ = (UniqueConstraint("tenure_id", "held_on", "wording"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tenure_id: Mapped[int] = mapped_column(ForeignKey("tenures.id"), index=True)
    held_on: Mapped[date]
    wording: Mapped[Name | None]
    source: Mapped[Prose]

    tenure: Mapped[Tenure] = relationship(back_populates="evidence")
