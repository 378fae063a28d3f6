"""The outbox: what the index and the worker have to hear of, in the transaction of the change.

A row's topic names who listens: `index` for the indexer, else a task of archive/jobs.py, whose
job begins with the row and bears its `seq`.
"""

from datetime import UTC, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import Job, OutboxRow

INDEX = "index"
PREPARE_RECORDING = "prepare recording"
APPEND = insert(table_of(OutboxRow)).returning(table_of(OutboxRow).c.seq)


def tell_index(session: Session, entity: str, revision: int | None = None) -> int:
    """Have the documents of an episode and of its headings made anew; returns the row's seq.

    A single heading (archive/headings.py) is named with its kind: `person:k3f9m2xd`.
    """
    return add_row(session, INDEX, entity, revision)


def begin_job(session: Session, task: str, entity: str) -> int:
    """Have the worker do `task` for `entity`; returns the job's seq."""
    seq = add_row(session, task, entity)
    session.add(Job(seq=seq, task=task, entity=entity, updated_at=datetime.now(UTC)))
    return seq


def add_row(session: Session, topic: str, entity: str, revision: int | None = None) -> int:
    """Append one row and return its seq."""
    row = {"topic": topic, "entity": entity, "revision": revision, "at": datetime.now(UTC)}
    seq: int = session.execute(APPEND, [row]).scalar_one()
    return seq


def last_seq(session: Session) -> int:
    """The seq of the newest row, 0 where there is none."""
    return session.scalar(select(func.max(OutboxRow.seq))) or 0
