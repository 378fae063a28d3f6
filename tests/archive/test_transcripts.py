"""Attaching transcript files: what keeps its identifier, what is kept of times and voices."""

from __future__ import annotations

import pytest
from factories import make_actor, make_episode, make_programme, make_recording
from sqlalchemy import func, select

from archive.errors import Refused
from archive.models import Revision, Statement, Successor, Tombstone, Voice, Wording
from archive.outbox import last_seq
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.transcript_writing import LABELS
from archive.transcripts import attach, kind_of
from archive.withdrawing import withdraw_words
from media.transcripts import (
    WRITERS,
    Colophon,
    WrittenStatement,
    read_transcript,
    write_transcript,
)

ROAD = "Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan."
WATER = "Air bersih belum sampai ke dusun kami, Pak, sejak musim kemarau."
MONEY = "Anggarannya sudah disetujui dewan pada rapat minggu yang lalu."
SCHOOL = "Gedung sekolah dasar di hulu sungai perlu atap yang baru segera."
SPOKEN_IN_BANJAR = "Ulun handak batakun, bila pang jalan kampung kami diulah pulang?"


def vtt(*cues):
    """A VTT of (voice, text) cues, ten seconds each, five seconds apart."""
    lines = ["WEBVTT", ""]
    for number, (voice, text) in enumerate(cues):
        start, end = number * 15, number * 15 + 10
        times = f"00:{start // 60:02}:{start % 60:02}.000 --> 00:{end // 60:02}:{end % 60:02}.000"
        lines += [times, f"<v {voice}>{text}", ""]
    return "\n".join(lines)


def txt(*lines):
    return "\n".join(f"{voice}: {text}" if voice else text for voice, text in lines)


FIRST = (("Narasumber", ROAD), ("Penelepon", WATER), ("Narasumber", MONEY))


@pytest.fixture
def episode(session):
    return make_episode(session, make_programme(session))


@pytest.fixture
def put(session, episode):
    """Attach a text to the episode as the command would."""

    def put(text, kind="human", name="naskah"):
        transcript = read_transcript(text.encode(), file_name=name)
        return attach(session, episode, transcript, make_actor(session), Provenance(kind))

    return put


def rows_of(session, episode):
    return read_rows(session, latest_revision(session, episode.id).id)


def outcome(attached):
    return (attached.kept, attached.new, attached.gone, attached.revived)


def test_a_first_transcript_mints_a_statement_for_each(session, episode, put):
    attached = put(vtt(*FIRST))

    rows = rows_of(session, episode)
    assert outcome(attached) == (0, 3, 0, 0)
    assert attached.statements == 3
    assert [(row.voice, row.text) for row in rows] == list(FIRST)
    assert [(row.start, row.end) for row in rows] == [(0, 10), (15, 25), (30, 40)]
    assert {row.label for row in rows} == {"transkrip"}
    assert set(session.scalars(select(Statement.id))) == {row.statement_id for row in rows}


def test_a_corrected_word_keeps_the_identifier_and_gets_a_new_wording(session, episode, put):
    put(vtt(*FIRST))
    before = rows_of(session, episode)

    attached = put(vtt(("Narasumber", ROAD.replace("bulan", "minggu")), *FIRST[1:]), "corrected")

    after = rows_of(session, episode)
    assert outcome(attached) == (3, 0, 0, 0)
    assert [row.statement_id for row in after] == [row.statement_id for row in before]
    assert after[0].wording_id != before[0].wording_id
    assert [row.wording_id for row in after[1:]] == [row.wording_id for row in before[1:]]


def test_the_same_statements_make_no_revision_nor_any_other_row(session, episode, put):
    first = put(vtt(*FIRST))
    counts = [session.scalar(select(func.count(table.id))) for table in (Wording, Voice, Revision)]
    seq = last_seq(session)

    again = put(vtt(*FIRST).replace("WEBVTT", "WEBVTT\n\nNOTE disimpan lagi"))

    assert not again.changed
    assert again.revision is first.revision
    assert outcome(again) == (3, 0, 0, 0)
    assert counts == [
        session.scalar(select(func.count(table.id))) for table in (Wording, Voice, Revision)
    ]
    assert last_seq(session) == seq


@pytest.mark.parametrize(
    "changed",
    [
        vtt(("Pak Camat", ROAD), *FIRST[1:]),
        vtt(*FIRST).replace("00:00:10.000", "00:00:10.001"),
        vtt(*FIRST).replace("Jalan desa", "jalan desa"),
        vtt(*FIRST[:2]),
    ],
    ids=["voice", "a millisecond", "a capital", "one less"],
)
def test_any_other_voice_time_or_letter_makes_a_revision(put, changed):
    put(vtt(*FIRST))

    assert put(changed).changed


def test_a_statement_that_is_left_out_becomes_a_tombstone_with_its_last_wording(
    session, episode, put
):
    put(vtt(*FIRST))
    lost = rows_of(session, episode)[1]

    attached = put(vtt(FIRST[0], FIRST[2]))

    tombstone = session.scalar(select(Tombstone))
    assert outcome(attached) == (2, 0, 1, 0)
    assert tombstone.statement_id == lost.statement_id
    assert tombstone.wording_id == lost.wording_id
    assert tombstone.revision_id == attached.revision.id


def test_a_tombstone_is_revived_with_its_wording_where_the_words_come_back(session, episode, put):
    put(vtt(*FIRST))
    first = rows_of(session, episode)
    put(vtt(FIRST[0], FIRST[2]))

    attached = put(vtt(*FIRST))

    assert outcome(attached) == (2, 0, 0, 1)
    assert [(row.statement_id, row.wording_id) for row in rows_of(session, episode)] == [
        (row.statement_id, row.wording_id) for row in first
    ]


def test_two_statements_that_are_joined_leave_one_identifier_and_a_successor(session, episode, put):
    put(txt(("Narasumber", ROAD), ("Narasumber", MONEY), ("Penelepon", WATER)))
    first, second, third = (row.statement_id for row in rows_of(session, episode))

    attached = put(txt(("Narasumber", f"{ROAD} {MONEY}"), ("Penelepon", WATER)))

    kept = [row.statement_id for row in rows_of(session, episode)]
    gone = ({first, second} - set(kept)).pop()
    successor = session.scalar(select(Successor))
    assert outcome(attached) == (2, 0, 1, 0)
    assert kept[1] == third
    assert (successor.statement_id, successor.successor_id) == (gone, kept[0])


def test_a_statement_never_succeeds_itself(session, put):
    put(vtt(*FIRST))
    put(vtt(*FIRST, ("Narasumber", SCHOOL)))
    put(vtt(*FIRST[1:], ("Narasumber", SCHOOL)))

    same = select(Successor).where(Successor.statement_id == Successor.successor_id)
    assert session.scalar(same) is None


def test_a_format_without_times_and_voices_keeps_them_from_the_words(session, episode, put):
    put(vtt(*FIRST))
    before = rows_of(session, episode)

    put("\n\n".join(text.replace("bulan", "pekan") for _, text in FIRST), name="naskah.txt")

    after = rows_of(session, episode)
    assert [row.voice for row in after] == [row.voice for row in before]
    assert [(row.start, row.end) for row in after] == [(row.start, row.end) for row in before]
    assert all(row.times_carried for row in after)
    assert not any(row.times_carried for row in before)


def test_the_words_of_a_wording_are_hashed_with_a_nonce_of_their_own(session, episode, put):
    from hashlib import sha256

    put(vtt(("Narasumber", ROAD), ("Penelepon", WATER), ("Narasumber", ROAD)))

    wordings = session.scalars(select(Wording)).all()
    assert len({wording.nonce for wording in wordings}) == len({one.hash for one in wordings}) == 3
    for wording in wordings:
        assert len(wording.nonce) == 16
        assert wording.hash == sha256(wording.nonce + wording.text.encode()).hexdigest()


def test_wordings_are_never_shared_between_statements(session, episode, put):
    put(vtt(*FIRST))
    put(vtt(("Narasumber", WATER), ("Penelepon", WATER), ("Narasumber", MONEY)))
    put(vtt(*FIRST, ("Penyiar", WATER)))

    for revision in session.scalars(select(Revision)):
        for row in read_rows(session, revision.id):
            assert session.get(Wording, row.wording_id).statement_id == row.statement_id


def test_times_refer_to_the_recording_of_that_moment(session, episode, put):
    put(vtt(*FIRST))
    recording = make_recording(session, episode)
    put(vtt(*FIRST[1:]))

    first, second = session.scalars(select(Revision).order_by(Revision.number))
    assert {row.recording_id for row in read_rows(session, first.id)} == {None}
    assert {row.recording_id for row in read_rows(session, second.id)} == {recording.id}


def labels(session, episode):
    return [row.label for row in rows_of(session, episode)]


def test_a_machine_transcript_is_labelled_so_until_a_person_corrects_it(session, episode, put):
    put(vtt(*FIRST), "machine")
    assert labels(session, episode) == ["mesin", "mesin", "mesin"]

    corrected = (("Narasumber", ROAD.replace("rusak", "putus")), *FIRST[1:], ("Warga", SCHOOL))
    put(vtt(*corrected), "corrected")

    assert labels(session, episode) == ["transkrip", "mesin", "mesin", "transkrip"]


@pytest.mark.parametrize("write", [vtt, txt])
def test_a_machines_words_that_are_divided_otherwise_stay_a_machines(session, episode, put, write):
    put(vtt(*FIRST), "machine")
    head, tail = ROAD[:30].rsplit(" ", 1)[0], ROAD[len(ROAD[:30].rsplit(" ", 1)[0]) + 1 :]

    put(
        write(("Narasumber", head), ("Warga", tail), ("Penelepon", f"{WATER} {MONEY}")),
        "corrected",
    )

    assert [row.text for row in rows_of(session, episode)] == [head, tail, f"{WATER} {MONEY}"]
    assert labels(session, episode) == ["mesin", "mesin", "mesin"]


def test_what_a_person_wrote_is_not_called_a_machines_by_a_machine_that_hears_the_same(
    session, episode, put
):
    put(vtt(*FIRST))

    put(vtt(*FIRST[:2], ("Narasumber", MONEY.replace("dewan", "desa"))), "machine")

    assert labels(session, episode) == ["transkrip", "transkrip", "mesin"]


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_a_first_transcript_that_says_it_is_a_machines_is_taken_at_its_word(format):
    about = Colophon("Jalan", "Pagi", "2024-03-06", "", 1, "", "id", source=LABELS["mesin"])
    said = [WrittenStatement("b000000x", "Kadis", 0.0, 4.0, ROAD)]

    transcript = read_transcript(write_transcript(format, about, said), file_name=f"x.{format}")

    assert kind_of(transcript, None) == "machine"


def test_the_language_of_the_file_wins_over_that_of_the_episode(session, episode, put):
    put(vtt(*FIRST).replace("WEBVTT\n", "WEBVTT\nLanguage: bjn\n"))

    assert {row.language for row in rows_of(session, episode)} == {"bjn"}


def test_words_that_the_file_marks_have_their_own_language(session, episode, put):
    put(vtt(("Narasumber", ROAD), ("Penelepon", f"<lang bjn>{SPOKEN_IN_BANJAR}</lang>")))

    assert [row.language for row in rows_of(session, episode)] == ["id", "bjn"]


def test_a_format_that_marks_no_language_keeps_that_of_the_words(session, episode, put):
    put(vtt(("Narasumber", ROAD), ("Penelepon", f"<lang bjn>{SPOKEN_IN_BANJAR}</lang>")))
    put(txt(("Narasumber", ROAD), ("Penelepon", SPOKEN_IN_BANJAR), ("Narasumber", MONEY)))

    assert [row.language for row in rows_of(session, episode)] == ["id", "bjn", "id"]


def test_a_file_without_words_is_refused_and_changes_nothing(session, episode, put):
    put(vtt(*FIRST))

    with pytest.raises(Refused, match="no words"):
        put("WEBVTT\n")

    assert latest_revision(session, episode.id).number == 1


def test_a_renamed_label_says_which_one_it_was(put):
    put(vtt(*FIRST))

    attached = put(vtt(("Bupati", ROAD), FIRST[1], ("Bupati", MONEY)))

    assert outcome(attached) == (3, 0, 0, 0)
    assert attached.former_labels == {"Bupati": "Narasumber"}


def test_withdrawn_words_stay_withdrawn_in_the_revision_that_had_them(session, episode, put):
    first = put(vtt(*FIRST))
    row = rows_of(session, episode)[1]
    withdraw_words(session, session.get(Statement, row.statement_id), "court", make_actor(session))

    attached = put(vtt(*FIRST))

    assert outcome(attached) == (2, 1, 1, 0)
    assert [one.text for one in read_rows(session, first.revision.id)] == [ROAD, None, MONEY]
    assert row.statement_id not in {one.statement_id for one in rows_of(session, episode)}


def test_revisions_of_one_episode_are_numbered_from_one(session, episode, put):
    for text in (vtt(*FIRST), vtt(*FIRST[:2]), vtt(*FIRST)):
        put(text)

    assert session.scalars(select(Revision.number).order_by(Revision.id)).all() == [1, 2, 3]
