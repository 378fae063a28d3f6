"""The audit log: every entry follows from the one before it, and every edit shows."""

# ruff: noqa: S608 - what is put into the SQL here stands in the table of this file
import json

import pytest
from factories import make_programme, make_published
from sqlalchemy import select, text

from archive.audit import GENESIS, find_actor, hash_text, read_head, record_act, verify_chain
from archive.models import AuditEntry

EDITS = {
    "another number": "seq = seq + 100",
    "another time": "at = '2001-01-01 00:00:00'",
    "another actor": "actor_id = 2",
    "another act": "act = 'nothing'",
    "another entity": "entity = 'x'",
    "another body": "body = replace(body, 'tried', 'trued')",
    "another body and its hash": "body = 'x', hash = 'y'",
    "another hash": "hash = 'y'",
    "another link": "previous_hash = 'y'",
    "no time at all": "at = 'pagi'",
    "an actor that is not there": "actor_id = 99",
    "other hashes in the body": "body = replace(body, '{}', '{\"content\":\"z\"}')",
}
ENTRIES = 6


@pytest.fixture
def log(session):
    """A log of six entries by two actors, unguarded, as a thief finds it."""
    first, second = (find_actor(session, "person", name) for name in ("Sari", "Budi"))
    for number in range(ENTRIES):
        record_act(session, (first, second)[number % 2], "tried", f"thing {number}")
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    session.execute(text("DROP TRIGGER audit_entries_refuse_update"))
    session.execute(text("DROP TRIGGER audit_entries_refuse_delete"))
    return session


def test_an_untouched_log_verifies(log):
    assert list(verify_chain(log)) == []


def test_an_empty_log_verifies_and_begins_at_nothing(session):
    assert list(verify_chain(session)) == []
    assert read_head(session) == (0, GENESIS)


def test_an_entry_is_canonical_json_of_everything_but_names_and_words(session):
    actor = find_actor(session, "person", "Sari Melati")

    record_act(session, actor, "revision saved", "k3f9m2xd/r1", {"content": "ab"})

    entry = session.scalar(select(AuditEntry))
    body = json.loads(entry.body)
    assert list(body) == sorted(body) == [
        "act", "actor", "at", "entity", "hashes", "previous", "seq"
    ]  # fmt: skip
    assert (body["actor"], body["hashes"]) == (f"person:{actor.id}", {"content": "ab"})
    assert (body["previous"], entry.hash) == (GENESIS, hash_text(entry.body))
    assert "Sari" not in entry.body
    assert " " not in entry.body.replace("revision saved", "")


@pytest.mark.parametrize("seq", range(1, ENTRIES + 1))
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_of_every_entry_is_detected(log, edit, seq):
    before = log.execute(text(f"SELECT * FROM audit_entries WHERE seq = {seq}")).one()
    log.execute(text(f"UPDATE audit_entries SET {edit} WHERE seq = {seq}"))
    after = log.execute(text("SELECT * FROM audit_entries")).all()

    found = list(verify_chain(log))

    assert found or before in after


def test_entries_that_are_exchanged_are_detected(log):
    for seq, other in ((2, 90), (3, 2), (90, 3)):
        log.execute(text(f"UPDATE audit_entries SET seq = {other} WHERE seq = {seq}"))

    assert list(verify_chain(log))


@pytest.mark.parametrize("seq", range(1, ENTRIES))
def test_a_missing_entry_is_detected(log, seq):
    log.execute(text(f"DELETE FROM audit_entries WHERE seq = {seq}"))

    assert any("missing" in said for said in verify_chain(log))


def test_a_cut_tail_leaves_another_head_than_the_one_written_down(log):
    """The chain alone cannot show it: that is what heads kept outside are for."""
    written_down = read_head(log)

    log.execute(text(f"DELETE FROM audit_entries WHERE seq = {ENTRIES}"))

    assert list(verify_chain(log)) == []
    assert read_head(log) != written_down


def test_a_body_that_is_no_json_is_a_finding_not_a_failure(log):
    log.execute(text("UPDATE audit_entries SET body = '{' WHERE seq = 2"))
    log.execute(
        text("UPDATE audit_entries SET hash = :hash WHERE seq = 2"), {"hash": hash_text("{")}
    )

    assert list(verify_chain(log))


def test_an_actor_is_made_once(session):
    first = find_actor(session, "command", "gaung import")

    assert find_actor(session, "command", "gaung import") is first
    assert find_actor(session, "worker", "gaung import") is not first


def test_what_the_services_do_is_in_the_log_in_their_order(session):
    said = [("Penyiar", "Selamat pagi.", 0.0)]

    make_published(session, make_programme(session), said)

    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.seq)).all()
    assert acts == ["revision saved", "episode published", "revision published"]
    assert list(verify_chain(session)) == []


def test_an_act_that_is_undone_leaves_no_entry(archive):
    with archive.writing() as session:
        record_act(session, find_actor(session, "person", "Sari"), "tried", "x")
        session.rollback()

    with archive.reading() as session:
        assert read_head(session) == (0, GENESIS)
