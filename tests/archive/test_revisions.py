"""Revisions as they are hashed and kept; rows as they are read."""

from hashlib import sha256

import rfc8785
from factories import make_actor, make_episode, make_programme, make_revision
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from archive.models import AuditEntry, Revision, Voice
from archive.revisions import Change, Provenance, hash_row, save_revision
from archive.rows import Row, read_rows, read_rows_of, read_tombstones

SAID = [("Penyiar", "Selamat pagi.", 0.0), ("Narasumber", "Pagi, Bu.", 5.0)]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
SECONDS = st.none() | st.floats(0, 90_000, allow_nan=False)
ROWS = st.builds(
    Row,
    statement_id=TEXTS,
    voice=st.none() | TEXTS,
    text=st.none() | TEXTS,
    start=SECONDS,
    end=SECONDS,
    marks=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 10**9))).map(tuple),
    times_carried=st.booleans(),
    language=TEXTS,
    label=TEXTS,
    recording_id=st.none() | TEXTS,
    wording_hash=st.none() | TEXTS,
)


@given(ROWS, st.integers(1, 10_000))
def test_a_row_is_hashed_over_its_canonical_json(row, ordinal):
    whole = [None if at is None else round(at * 1000) for at in (row.start, row.end)]
    content = [ordinal, row.statement_id, row.voice, row.language, row.label, *whole]
    content += [[list(mark) for mark in row.marks], row.times_carried]
    content += [row.recording_id, row.wording_hash]

    assert hash_row(ordinal, row, row.wording_hash) == sha256(rfc8785.dumps(content)).hexdigest()


def test_a_revision_is_hashed_over_its_rows_and_its_hash_is_in_the_log(session):
    episode = make_episode(session, make_programme(session))

    revision = make_revision(session, episode, SAID)

    rows = read_rows(session, revision.id)
    hashes = [hash_row(number, row, row.wording_hash) for number, row in enumerate(rows, 1)]
    assert revision.content_hash == sha256("".join(hashes).encode()).hexdigest()
    assert [row.hash for row in revision.rows] == hashes
    entry = session.scalar(select(AuditEntry).where(AuditEntry.act == "revision saved"))
    assert entry.entity == f"{episode.id}/r1"
    assert revision.content_hash in entry.body


def test_the_same_words_in_two_episodes_share_nothing(session):
    programme = make_programme(session)

    first, second = (
        make_revision(session, make_episode(session, programme, title), SAID)
        for title in ("Satu", "Dua")
    )

    for one, other in zip(first.rows, second.rows, strict=True):
        assert one.statement_id != other.statement_id
        assert one.wording.hash != other.wording.hash
        assert one.voice_id != other.voice_id


def test_a_voice_is_entered_once_per_episode(session):
    episode = make_episode(session, make_programme(session))

    make_revision(session, episode, SAID)
    make_revision(session, episode, [*SAID, ("Penelepon", "Halo?", 9.0)])

    labels = session.scalars(select(Voice.label).order_by(Voice.label)).all()
    assert labels == ["Narasumber", "Penelepon", "Penyiar"]


def test_rows_of_several_revisions_are_read_apart_and_in_order(session):
    programme = make_programme(session)
    first, second = (
        make_revision(session, make_episode(session, programme, title), said)
        for title, said in (("Satu", SAID), ("Dua", SAID[::-1]))
    )

    read = read_rows_of(session, [first.id, second.id])

    assert [row.text for row in read[first.id]] == [text for _, text, _ in SAID]
    assert [row.text for row in read[second.id]] == [text for _, text, _ in SAID[::-1]]
    assert read_rows_of(session, []) == {}


def test_tombstones_are_the_last_rows_of_statements_that_the_latest_revision_lacks(session):
    episode = make_episode(session, make_programme(session))
    actor = make_actor(session)
    rows = read_rows(session, make_revision(session, episode, SAID).id)
    change = Change(gone={rows[0].statement_id: rows[0].wording_id})

    latest = save_revision(session, episode, rows[1:], change, actor, Provenance("corrected"))

    assert read_tombstones(session, episode.id, latest.id) == rows[:1]


def test_marks_times_and_labels_come_back_as_they_were_saved(session):
    episode = make_episode(session, make_programme(session))

    revision = make_revision(session, episode, [("Penyiar", "Selamat pagi.", 1.25)], "mesin")

    (row,) = read_rows(session, revision.id)
    assert (row.start, row.end, row.marks) == (1.25, 6.25, ((0, 1250),))
    assert (row.label, row.language, row.times_carried) == ("mesin", "id", False)
    assert session.get(Revision, revision.id).number == 1
