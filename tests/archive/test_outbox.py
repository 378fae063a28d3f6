"""The outbox: rows that only grow, in the transaction of the change they tell of."""

from sqlalchemy import select, text

from archive.models import Job, OutboxRow
from archive.outbox import INDEX, PREPARE_RECORDING, begin_job, last_seq, tell_index


def test_rows_are_numbered_as_they_come(session):
    assert last_seq(session) == 0

    numbers = [tell_index(session, "k3f9m2xd"), tell_index(session, "k3f9m2xd", 2)]

    assert numbers == [1, 2]
    assert last_seq(session) == 2
    rows = session.scalars(select(OutboxRow).order_by(OutboxRow.seq)).all()
    assert [(row.topic, row.entity, row.revision) for row in rows] == [
        (INDEX, "k3f9m2xd", None),
        (INDEX, "k3f9m2xd", 2),
    ]


def test_a_job_begins_with_its_row_and_bears_its_number(session):
    tell_index(session, "k3f9m2xd")

    seq = begin_job(session, PREPARE_RECORDING, "rrrrrrrr")
    session.flush()

    job = session.scalar(select(Job))
    assert (job.seq, job.state) == (seq, "waiting")
    assert (job.task, job.entity) == (PREPARE_RECORDING, "rrrrrrrr")
    assert seq == 2


def test_a_number_is_not_used_again_when_its_row_is_gone(session):
    tell_index(session, "a")
    tell_index(session, "b")
    session.execute(text("DELETE FROM outbox WHERE seq = 2"))

    assert tell_index(session, "c") == 3


def test_what_is_undone_is_not_told(archive):
    with archive.writing() as session:
        begin_job(session, PREPARE_RECORDING, "rrrrrrrr")
        session.rollback()

    with archive.reading() as session:
        assert last_seq(session) == 0
        assert session.scalar(select(Job)) is None


def test_of_one_task_and_entity_one_job_waits_with_what_was_asked_for_last(session):
    first = begin_job(session, PREPARE_RECORDING, "rrrrrrrr", {"replace": False})

    again = begin_job(session, PREPARE_RECORDING, "rrrrrrrr", {"replace": True})
    other = begin_job(session, PREPARE_RECORDING, "ssssssss")

    jobs = session.scalars(select(Job).order_by(Job.seq)).all()
    assert again == first
    assert [(job.seq, job.parameters) for job in jobs] == [
        (first, {"replace": True}),
        (other, None),
    ]


def test_beside_a_job_that_runs_another_may_wait(session):
    first = begin_job(session, PREPARE_RECORDING, "rrrrrrrr")
    session.get_one(Job, first).state = "running"

    assert begin_job(session, PREPARE_RECORDING, "rrrrrrrr") != first
