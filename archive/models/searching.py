"""What people looked for and did not find: no person, no address, no session; kept for a month."""

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base


class FailedSearch(Base):
    """A query that found little or nothing on a day, how often, and how much it found last."""

    __tablename__ = "failed_searches"
    __table_args__ = (UniqueConstraint("day", "query"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    query: Mapped[str] = mapped_column(String(512))
    times: Mapped[int]
    found: Mapped[int]
