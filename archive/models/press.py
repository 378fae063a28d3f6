"""Press reports of a broadcast: named and linked; their text is never the record."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.models.base import Base, Name, Prose
from archive.models.broadcasting import Episode

coverage = Table(
    "coverage",
    Base.metadata,
    Column("press_item_id", ForeignKey("press_items.id"), primary_key=True),
    Column("episode_id", ForeignKey("episodes.id"), primary_key=True, index=True),
)


class PressItem(Base):
    """A press report; `published_on` and `url` may be unknown."""

    __tablename__ = "press_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet: Mapped[Name]
    title: Mapped[Name]
    url: Mapped[Prose | None]
    published_on: Mapped[date | None]
    note: Mapped[Prose | None]

    episodes: Mapped[list[Episode]] = relationship(secondary=coverage, backref="press_items")
