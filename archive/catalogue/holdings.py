"""What the archive holds and lacks, in a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from archive.catalogue.values import Link
from archive.catalogue.visibility import (
    has_current_recording,
    is_open_publication,
    is_public,
)
from archive.models import (
    Appearance,
    Episode,
    Person,
    Programme,
    Publication,
    Recording,
    Station,
    Topic,
)
from archive.models.broadcasting import episode_topics


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of published episodes; `seconds` of recordings, and of those with a transcript."""

    episodes: int
    recorded: int
    transcribed: int
    seconds: float
    seconds_transcribed: float
    first: date | None
    last: date | None
    fictional: int

    @property
    def share_transcribed(self) -> float | None:
        """Share (0 to 1) of the recorded time that can be read; None without recordings."""
        return self.seconds_transcribed / self.seconds if self.seconds else None


@dataclass(frozen=True, slots=True)
class Counted:
    """Something with a page and in how many episodes it occurs; `detail` is a position."""

    link: Link
    episodes: int
    detail: str | None = None


def count_holdings(session: Session, default_rights: str) -> Holdings:
    """Count what the archive holds, in one pass over the published episodes."""
    is_worded = exists().where(
        Publication.episode_id == Episode.id, is_open_publication(default_rights)
    )
    seconds = func.coalesce(Recording.duration, 0.0)
    counted = session.execute(
        select(
            func.count(Episode.id),
            func.count(Recording.id),
            func.count().filter(is_worded),
            func.sum(seconds),
            func.sum(case((is_worded, seconds), else_=0.0)),
            func.min(Episode.on),
            func.max(Episode.on),
            func.count().filter(Station.fictional),
        )
        .select_from(Episode)
        .outerjoin(Recording, has_current_recording())
        .outerjoin(Programme, Programme.id == Episode.programme_id)
        .outerjoin(Station, Station.id == Programme.station_id)
        .where(is_public())
    ).one()
    episodes, recorded, transcribed, heard, read, first, last, fictional = counted
    return Holdings(
        episodes, recorded, transcribed, heard or 0.0, read or 0.0, first, last, fictional
    )


def list_most_heard(session: Session, limit: int) -> list[Counted]:
    """The guests of most published episodes, each with the position of the latest of these."""
    episodes = func.count(Appearance.episode_id)
    found = session.execute(
        select(Person.id, Person.slug, Person.name, episodes)
        .join(Appearance, Appearance.person_id == Person.id)
        .join(Episode, Episode.id == Appearance.episode_id)
        .where(
            is_public(),
            is_guest(),
            Person.deleted_at.is_(None),
            Person.merged_into_id.is_(None),
        )
        .group_by(Person.id)
        .order_by(episodes.desc(), Person.name)
        .limit(limit)
    ).all()
    posts = read_latest_posts(session, [person_id for person_id, *_ in found])
    return [
        Counted(Link(slug, name), count, posts.get(person_id))
        for person_id, slug, name, count in found
    ]


def is_guest() -> ColumnElement[bool]:
    """Whether an Appearance is that of a guest; those who host are not news."""
    return func.coalesce(Appearance.part, "guest") == "guest"


def read_latest_posts(session: Session, person_ids: Sequence[str]) -> dict[str, str | None]:
    """The wording of each person's position in the latest published episode that gives one."""
    place = func.row_number().over(
        partition_by=Appearance.person_id, order_by=(Episode.on.desc(), Episode.id)
    )
    ranked = (
        select(Appearance.person_id, Appearance.position_wording, place.label("place"))
        .join(Episode, Episode.id == Appearance.episode_id)
        .where(
            is_public(),
            Appearance.person_id.in_(person_ids),
            Appearance.position_wording.is_not(None),
        )
        .subquery()
    )
    latest = select(ranked.c.person_id, ranked.c.position_wording).where(ranked.c.place == 1)
    return dict(session.execute(latest).all())


def list_most_spoken_of(session: Session, limit: int) -> list[Counted]:
    """The topics of most published episodes."""
    episodes = func.count(episode_topics.c.episode_id)
    found = session.execute(
        select(Topic.slug, Topic.name, episodes)
        .join(episode_topics, episode_topics.c.topic_id == Topic.id)
        .join(Episode, Episode.id == episode_topics.c.episode_id)
        .where(is_public())
        .group_by(Topic.id)
        .order_by(episodes.desc(), Topic.name)
        .limit(limit)
    )
    return [Counted(Link(slug, name), count) for slug, name, count in found]
