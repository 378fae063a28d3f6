"""The outbox: what the index and the worker have to hear of, in the transaction of the change.

A row's topic names who listens: `index` for the indexer, else a task of archive/jobs.py, whose
job begins with the row and bears its `seq`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import Job, OutboxRow

INDEX = "index"
EVERYTHING = "everything"
"""The entity of a row that has the whole index built anew."""
PREPARE_RECORDING = "prepare recording"
RECOGNISE_SPEECH = "recognise speech"
SYNCHRONISE = "synchronise"
APPEND = insert(table_of(OutboxRow)).returning(table_of(OutboxRow).c.seq)


def tell_index(session: Session, entity: str, revision: int | None = None) -> int:
    """Have the documents of an episode and of its headings made anew; returns the row's seq.

    A single heading (archive/headings.py) is named with its kind: `person:k3f9m2xd`.
    """
    return add_row(session, INDEX, entity, revision)


def ask_for_rebuild(session: Session) -> int:
    """Have whoever indexes build the index anew; returns the row's seq."""
    return tell_index(session, EVERYTHING)


def begin_job(
    session: Session, task: str, entity: str, parameters: Mapping[str, Any] | None = None
) -> int:
    """Have the worker do `task` for `entity`; returns the job's seq.

    `parameters` is what JSON can hold. Of one task and entity one job waits at most: what is asked
    for while it waits takes its place, with the parameters asked for last.
    """
    given = dict(parameters) if parameters is not None else None
    alike = Job.task == task, Job.entity == entity, Job.state == "waiting"
    if waiting := session.scalar(select(Job).where(*alike)):
        waiting.parameters = given
        return waiting.seq
    seq = add_row(session, task, entity)
    now = datetime.now(UTC)
    session.add(Job(seq=seq, task=task, entity=entity, parameters=given, updated_at=now))
    return seq


def add_row(session: Session, topic: str, entity: str, revision: int | None = None) -> int:
    """Append one row and return its seq."""
    row = {"topic": topic, "entity": entity, "revision": revision, "at": datetime.now(UTC)}
    seq: int = session.execute(APPEND, [row]).scalar_one()
    return seq


def last_seq(session: Session) -> int:
    """The seq of the newest row, 0 where there is none."""
    return session.scalar(select(func.max(OutboxRow.seq))) or 0
