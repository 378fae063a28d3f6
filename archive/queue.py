"""The queue of background work as people see it: what waits, runs, failed; cancelled, tried again.

The worker that carries it out is archive/jobs.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, or_, select, update
from sqlalchemy.orm import Session

from archive.audit import record_act
from archive.errors import NotFound
from archive.models import Actor, Episode, Job, OutboxRow, Recording, User
from archive.staff.roles import may, standing_of

SHOWN_DAYS = 7
"""Days for which jobs that ended are shown."""
MOST = 100
LEAST_SHARE, LEAST_SECONDS = 0.02, 3.0
"""How much must be done, and for how long, before the rest can be estimated."""

GOES_ON = ("waiting", "running")
MAY_BEGIN_AGAIN = ("failed", "cancelled")


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job of the queue: what it does, for which episode, how it stands.

    `progress` is 0 to 1; `message` says why it failed, or what was damaged though it was done.
    `may_change`: the user who reads this may cancel it or have it tried again.
    """

    seq: int
    task: str
    episode: str
    """Slug."""
    title: str
    state: str
    progress: float
    message: str | None
    asked_at: datetime
    started_at: datetime | None
    updated_at: datetime
    may_change: bool

    @property
    def goes_on(self) -> bool:
        """Whether it waits or runs."""
        return self.state in GOES_ON

    @property
    def may_begin_again(self) -> bool:
        """Whether it ended without having been done."""
        return self.state in MAY_BEGIN_AGAIN

    def seconds_left(self, now: datetime) -> float | None:
        """Seconds that it still takes if it goes on as it went; None where that is not known yet.

        The rest takes as long a share as what is done took: elapsed * (1 - done) / done.
        """
        if self.state != "running" or self.started_at is None or self.progress < LEAST_SHARE:
            return None
        elapsed = (self.updated_at - self.started_at).total_seconds()
        if elapsed < LEAST_SECONDS:
            return None
        left = elapsed * (1 - self.progress) / self.progress
        return max(0.0, left - (now - self.updated_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Queue:
    """The jobs that a user may see, those that run first; `has_more`: there are more."""

    rows: Sequence[JobRow]
    has_more: bool


def list_jobs(session: Session, user: User, now: datetime) -> Queue:
    """Jobs that wait or run, and those that ended lately, of episodes that the user may read."""
    lately = Job.updated_at >= now - timedelta(days=SHOWN_DAYS)
    chosen = jobs_of_episodes().where(or_(Job.state.in_(GOES_ON), lately))
    rows = readable(session, user, chosen.order_by(*in_order_of_interest()).limit(MOST + 1))
    return Queue(rows[:MOST], len(rows) > MOST)


def list_jobs_of(session: Session, user: User, episode: Episode, now: datetime) -> list[JobRow]:
    """The jobs of one episode that wait or run, and those that ended lately, the latest first."""
    lately = Job.updated_at >= now - timedelta(days=SHOWN_DAYS)
    chosen = jobs_of_episodes().where(Episode.id == episode.id, or_(Job.state.in_(GOES_ON), lately))
    return readable(session, user, chosen.order_by(Job.seq.desc()).limit(MOST))


def find_job(session: Session, user: User, seq: int) -> JobRow:
    """A job that the user may see. Raises NotFound, also where it is there and they may not."""
    rows = readable(session, user, jobs_of_episodes().where(Job.seq == seq))
    if not rows:
        raise NotFound(f"There is no job {seq}.")
    return rows[0]


def jobs_of_episodes() -> Select[Job, datetime, Episode]:
    """Jobs with their episodes; the entity of a job is an episode, or a recording of one."""
    of_recording = select(Recording.episode_id).where(Recording.id == Job.entity).scalar_subquery()
    owner = Episode.id == func.coalesce(of_recording, Job.entity)
    return (
        select(Job, OutboxRow.at, Episode)
        .join(OutboxRow, OutboxRow.seq == Job.seq)
        .join(Episode, owner)
        .where(Episode.deleted_at.is_(None))
    )


def in_order_of_interest() -> tuple[Any, ...]:
    """What runs, what failed, what waits in its turn, then what is over, the latest first."""
    rank = case({"running": 0, "failed": 1, "waiting": 2}, value=Job.state, else_=3)
    return rank, case((Job.state == "waiting", Job.seq), else_=0), Job.updated_at.desc(), Job.seq


def readable(session: Session, user: User, chosen: Select[Job, datetime, Episode]) -> list[JobRow]:
    """The chosen jobs whose episode the user may read."""
    standings: dict[str, str] = {}
    rows = []
    for job, asked_at, episode in session.execute(chosen):
        if episode.id not in standings:
            standings[episode.id] = standing_of(session, episode, user)
        standing = standings[episode.id]
        if may(user.role, "read", standing):
            rows.append(row_of(job, asked_at, episode, may(user.role, "edit", standing)))
    return rows


def row_of(job: Job, asked_at: datetime, episode: Episode, may_change: bool) -> JobRow:
    """A job as it is shown."""
    return JobRow(
        seq=job.seq,
        task=job.task,
        episode=episode.slug,
        title=episode.title,
        state=job.state,
        progress=job.progress,
        message=job.message,
        asked_at=asked_at,
        started_at=job.started_at,
        updated_at=job.updated_at,
        may_change=may_change,
    )


def find_waiting(session: Session, task: str, entity: str) -> int | None:
    """The seq of a job of this task and entity that waits or runs; None where there is none."""
    alike = Job.task == task, Job.entity == entity, Job.state.in_(GOES_ON)
    return session.scalar(select(Job.seq).where(*alike).order_by(Job.seq).limit(1))


def cancel_job(session: Session, seq: int, actor: Actor) -> bool:
    """Have a job not go on: what runs stops within a moment. False where it had ended already."""
    return change_state(session, seq, GOES_ON, {"state": "cancelled"}, actor, "job cancelled")


def try_again(session: Session, seq: int, actor: Actor) -> bool:
    """Let a job wait again that failed or was cancelled, with all its tries.

    False where it had not ended so, or where the same is waiting or running already.
    """
    job = session.get(Job, seq)
    if job is None or find_waiting(session, job.task, job.entity) is not None:
        return False
    anew = {"state": "waiting", "attempts": 0, "progress": 0.0, "message": None}
    return change_state(session, seq, MAY_BEGIN_AGAIN, anew, actor, "job begun again")


def change_state(
    session: Session,
    seq: int,
    before: Sequence[str],
    after: dict[str, Any],
    actor: Actor,
    act: str,
) -> bool:
    """Change how a job stands where it stands as one of `before`, and record who did so."""
    stands = (Job.seq == seq) & Job.state.in_(before)
    now = datetime.now(UTC)
    changed = session.execute(
        update(Job).where(stands).values(updated_at=now, **after).returning(Job.entity)
    ).scalar_one_or_none()
    if changed is None:
        return False
    record_act(session, actor, act, changed)
    return True
