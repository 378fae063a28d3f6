"""Recognised speech becomes a revision of a machine, and never takes a person's place unasked."""

import pytest
from factories import make_actor, make_episode, make_programme, make_revision
from sqlalchemy import select
from toned import FOLDER, ROAD, THANKS, WATER, make_model, write_speech

from archive.errors import Refused
from archive.expected_names import list_expected_names
from archive.intake import current_recording, receive
from archive.jobs import work
from archive.models import AuditEntry, Episode, Job, Revision
from archive.people import add_person
from archive.publishing import current_publication, publish
from archive.recognition import (
    SAVED_SINCE,
    MadeByPeople,
    begin_recognition,
    hear_episode,
    recognise_speech,
    recognised_words,
    save_recognised,
    setup_of,
)
from archive.replacing import keep_file, offer_recording, replace_recording
from archive.resources import Resources
from archive.revisions import Provenance, latest_revision
from archive.rows import read_rows
from archive.settings import Settings
from archive.staff.asking import NOT_ALLOWED_ANY_MORE
from archive.staff.users import add_user, disable_user
from archive.synchronising import synchronise_transcript
from archive.transcripts import attach
from media.errors import RecogniserUnavailable
from media.transcripts import read_transcript


def with_model(archive, folder):
    """The same archive, with the recogniser of tones set."""
    chosen = {"ASR_MODEL": str(folder), "ASR_RECOGNISER": "tones"}
    settings = Settings({**archive.settings.values, **chosen})
    return Resources(settings, archive.engine, archive.store, archive.index)


@pytest.fixture
def listening(archive, tmp_path, monkeypatch):
    """An archive that recognises speech."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return with_model(archive, make_model(tmp_path / "nada-kecil"))


@pytest.fixture
def episode(listening, tmp_path):
    """An episode in whose recording two things are said."""
    path = write_speech(tmp_path / "siaran.wav", ROAD, [*THANKS, *WATER])
    with listening.writing() as session:
        made = make_episode(session, make_programme(session), state="published")
        receive(session, listening.store, made, path, make_actor(session))
        session.commit()
        return made.id


def ask(archive, episode_id, *, replace=False):
    with archive.writing() as session:
        actor = make_actor(session)
        episode = session.get_one(Episode, episode_id)
        seq = begin_recognition(session, episode, actor, replace=replace)
        session.commit()
        return seq


def run(archive, episode_id, *, replace=False):
    """Have it recognised; returns the job."""
    seq = ask(archive, episode_id, replace=replace)
    work(archive, until_idle=True)
    with archive.reading() as session:
        return session.get_one(Job, seq)


def write_by_hand(archive, episode_id, *texts):
    with archive.writing() as session:
        make_revision(
            session, session.get_one(Episode, episode_id), [("Sari", t, 0.0) for t in texts]
        )
        session.commit()


def revisions(archive):
    with archive.reading() as session:
        return session.scalars(select(Revision).order_by(Revision.number)).all()


def rows_of(archive, revision):
    with archive.reading() as session:
        return read_rows(session, revision.id)


def test_what_is_said_becomes_a_revision_of_a_machine(listening, episode):
    job = run(listening, episode)

    assert (job.state, job.message) == ("done", None)
    (revision,) = revisions(listening)
    assert (revision.kind, revision.source_format) == ("machine", "whisper")
    assert "tone-listener 1.0" in revision.reason
    assert "nada-kecil" in revision.reason
    words = [word for row in rows_of(listening, revision) for word in row.text.split()]
    assert [word.strip(".") for word in words] == [*ROAD, *THANKS, *WATER]


def test_its_statements_are_labelled_and_have_times_and_no_voice(listening, episode):
    run(listening, episode)

    (revision,) = revisions(listening)
    rows = rows_of(listening, revision)
    assert {(row.label, row.voice) for row in rows} == {("mesin", None)}
    assert rows[0].start == pytest.approx(0.5, abs=0.03)
    assert len(rows[0].marks) >= len(ROAD)
    assert all(row.recording_id for row in rows)


def test_a_statement_is_as_sure_as_its_words_on_the_mean(listening, tmp_path):
    sentences = (ROAD * 7, THANKS * 8)
    path = write_speech(tmp_path / "panjang.wav", *sentences)
    with listening.writing() as session:
        made = make_episode(session, make_programme(session))
        receive(session, listening.store, made, path, make_actor(session))
        session.commit()

    run(listening, made.id)

    (revision,) = revisions(listening)
    sure = [row.confidence for row in rows_of(listening, revision)]
    assert sure == pytest.approx([0.9, (0.9 + 0.9 + 0.31 + 0.42) / 4], abs=0.001)


def test_a_transcript_by_people_is_not_replaced_unasked(listening, episode):
    write_by_hand(listening, episode, "Jalan desa itu akan kita perbaiki.")

    with pytest.raises(MadeByPeople, match="--replace"):
        ask(listening, episode)

    assert [one.kind for one in revisions(listening)] == ["human"]


def test_words_of_people_that_a_machines_file_left_as_they_were_are_not_replaced_unasked(
    listening, episode
):
    kept = "Jalan desa itu akan kita perbaiki."
    with listening.writing() as session:
        made = session.get_one(Episode, episode)
        make_revision(session, made, [("Sari", kept, 0.0), ("Sari", "Air belum sampai.", 9.0)])
        heard = read_transcript(f"Sari: {kept}\nSari: Air sudah sampai semua.\n".encode())
        attach(session, made, heard, make_actor(session), Provenance("machine"))
        session.commit()

    with pytest.raises(MadeByPeople):
        ask(listening, episode)

    assert [one.kind for one in revisions(listening)][-1] == "machine"


def test_one_that_people_made_while_it_was_recognised_stays_too(listening, episode):
    with listening.writing() as session:
        recognised = hear_episode(listening, episode, lambda fraction: None)
        made = session.get_one(Episode, episode)
        make_revision(session, made, [("Sari", "Jalan desa itu akan kita perbaiki.", 0.0)])

        with pytest.raises(MadeByPeople):
            save_recognised(session, made, recognised, make_actor(session), replaces=None)


def test_corrections_saved_after_it_was_asked_for_are_not_covered(listening, episode):
    write_by_hand(listening, episode, "Jalan desa akan diperbaiki.")
    seq = ask(listening, episode, replace=True)
    write_by_hand(listening, episode, "Jalan desa akan diperbaiki, kata Pak Sekda.")

    work(listening, until_idle=True)

    with listening.reading() as session:
        job = session.get_one(Job, seq)
        assert (job.state, job.message) == ("failed", SAVED_SINCE)
    assert [one.kind for one in revisions(listening)] == ["human", "human"]


def test_corrections_saved_while_it_listens_are_not_covered(listening, episode):
    write_by_hand(listening, episode, "Jalan desa akan diperbaiki.")
    heard = []

    def listen(_part):
        if not heard:
            write_by_hand(listening, episode, "Jalan desa akan diperbaiki, kata Pak Sekda.")
        heard.append(1)

    with listening.writing() as session:
        asked = {"actor": make_actor(session).id, "replaces": 1}
        session.commit()
    with pytest.raises(MadeByPeople, match="after this was asked for"):
        recognise_speech(listening, episode, asked, listen)

    assert [one.kind for one in revisions(listening)] == ["human", "human"]


def test_nothing_is_recognised_for_a_user_who_was_disabled_since(listening, episode):
    with listening.writing() as session:
        user = add_user(session, "Siti", "editor", None)
        made = session.get_one(Episode, episode)
        seq = begin_recognition(session, made, user.actor, replace=False)
        disable_user(session, user, make_actor(session))
        session.commit()

    work(listening, until_idle=True)

    with listening.reading() as session:
        job = session.get_one(Job, seq)
        assert (job.state, job.message) == ("failed", NOT_ALLOWED_ANY_MORE)
    assert revisions(listening) == []


def test_where_it_is_asked_for_identifiers_stay_with_their_words(listening, episode):
    write_by_hand(listening, episode, " ".join(ROAD), "Sama sekali lain katanya di sini.")
    (before,) = revisions(listening)
    old = rows_of(listening, before)

    job = run(listening, episode, replace=True)

    assert job.state == "done"
    _, after = revisions(listening)
    new = rows_of(listening, after)
    assert new[0].statement_id == old[0].statement_id
    assert new[0].voice == "Sari"
    assert old[1].statement_id not in {row.statement_id for row in new}


def test_recognising_again_changes_nothing(listening, episode):
    run(listening, episode)
    run(listening, episode)

    assert [one.number for one in revisions(listening)] == [1]


def test_a_machines_transcript_may_be_recognised_anew_unasked(listening, episode, tmp_path):
    run(listening, episode)
    other = write_speech(tmp_path / "lain.wav", WATER)
    with listening.writing() as session:
        made = session.get_one(Episode, episode)
        receive(session, listening.store, made, other, make_actor(session))
        session.commit()

    run(listening, episode)

    assert [one.kind for one in revisions(listening)] == ["machine", "machine"]


def test_the_revision_is_the_act_of_whoever_asked(listening, episode):
    run(listening, episode)

    with listening.reading() as session:
        saved = session.scalar(select(AuditEntry).where(AuditEntry.act == "revision saved"))
        assert saved.actor.kind != "worker"


def test_nothing_is_published_by_it(listening, episode):
    run(listening, episode)

    with listening.reading() as session:
        assert current_publication(session, episode) is None


def test_an_episode_without_a_recording_says_so(listening):
    with listening.writing() as session:
        made = make_episode(session, make_programme(session))

        with pytest.raises(Refused, match="no recording"):
            begin_recognition(session, made, make_actor(session), replace=False)


def test_a_recording_without_words_makes_no_revision(listening, tmp_path):
    path = write_speech(tmp_path / "hening.wav", [])
    with listening.writing() as session:
        made = make_episode(session, make_programme(session))
        receive(session, listening.store, made, path, make_actor(session))
        session.commit()

    job = run(listening, made.id)

    assert (job.state, job.attempts) == ("failed", 1)
    assert "heard no words" in job.message
    assert revisions(listening) == []


def test_without_a_model_a_job_says_what_to_set(archive, tmp_path):
    path = write_speech(tmp_path / "siaran.wav", ROAD)
    with archive.writing() as session:
        made = make_episode(session, make_programme(session))
        receive(session, archive.store, made, path, make_actor(session))
        session.commit()

    job = run(archive, made.id)

    assert (job.state, job.attempts) == ("failed", 1)
    assert "GAUNG_ASR_MODEL" in job.message
    with pytest.raises(RecogniserUnavailable):
        setup_of(archive.settings)


def test_a_model_that_is_no_longer_there_says_so(archive, tmp_path):
    with pytest.raises(RecogniserUnavailable, match="no such folder"):
        setup_of(with_model(archive, tmp_path / "tiada").settings)


def test_the_words_serve_those_who_look_for_times(listening, episode):
    words = recognised_words(listening, episode, lambda fraction: None)

    assert [word.text for word in words] == [*ROAD, *THANKS, *WATER]
    assert words[0].start == pytest.approx(0.5, abs=0.03)


def test_the_names_of_the_episode_come_before_those_of_the_archive(session):
    guest = add_person(session, "Drs. H. Wahyu Pratama, M.Si.")
    other = add_person(session, "Rahmah Contoh")
    programme = make_programme(session)
    made = make_episode(session, programme, guests=[(guest, "Kepala Dinas Air")])
    make_episode(session, programme, title="Lain", guests=[(other, None)])

    names = list_expected_names(session, made)

    assert names[:2] == ("Wahyu Pratama", "Kepala Dinas Air")
    assert programme.name in names
    assert names.index("Rahmah Contoh") > names.index(programme.name)
    assert len(names) == len(set(names))


@pytest.fixture
def replaced(listening, episode, tmp_path):
    """What replaced the recording of a published episode, before anybody published that."""
    write_by_hand(listening, episode, "Lain sekali.")
    with listening.writing() as session:
        made, actor = session.get_one(Episode, episode), make_actor(session)
        publish(session, made, latest_revision(session, episode), actor)
        path = write_speech(tmp_path / "benar.wav", WATER, ROAD)
        kept = keep_file(listening.store, path, "benar.wav")
        offered = offer_recording(session, made, kept, actor)
        replace_recording(session, made, None, actor, "rekaman salah")
        session.commit()
        return offered.id


def publish_latest(archive, episode_id):
    """Publish the latest revision; the recording that the public hears then."""
    with archive.writing() as session:
        made = session.get_one(Episode, episode_id)
        publish(session, made, latest_revision(session, episode_id), make_actor(session))
        session.commit()
        return current_recording(session, episode_id).id


def test_a_recording_that_was_replaced_is_not_the_one_that_is_heard(listening, episode, replaced):
    assert run(listening, episode, replace=True).state == "done"

    *_, revision = revisions(listening)
    rows = rows_of(listening, revision)
    words = [word.strip(".") for row in rows for word in row.text.split()]
    assert words == [*WATER, *ROAD]
    assert {row.recording_id for row in rows} == {replaced}
    assert publish_latest(listening, episode) == replaced


def test_times_are_looked_for_in_the_recording_that_replaced_another(listening, episode, replaced):
    with listening.writing() as session:
        actor = make_actor(session)
        text = f"Warga: {' '.join(WATER)}.\nSekda: {' '.join(ROAD)}.\n"
        transcript = read_transcript(text.encode(), file_name="naskah.txt")
        attach(session, session.get_one(Episode, episode), transcript, actor, Provenance("human"))
        session.commit()
        asked = {"actor": actor.id}

    assert synchronise_transcript(listening, episode, asked, lambda part: None) == []

    *_, revision = revisions(listening)
    rows = rows_of(listening, revision)
    assert {row.recording_id for row in rows} == {replaced}
    assert rows[0].start == pytest.approx(0.5, abs=0.03)
    assert publish_latest(listening, episode) == replaced


def test_a_text_without_times_finds_them_among_the_words_that_are_recognised(listening, episode):
    with listening.writing() as session:
        actor = make_actor(session)
        text = f"Sekda: {' '.join(ROAD)}.\nWarga: {' '.join([*THANKS, *WATER])}.\n"
        transcript = read_transcript(text.encode(), file_name="naskah.txt")
        made = session.get_one(Episode, episode)
        attach(session, made, transcript, actor, Provenance("human"))
        session.commit()
        asked = {"actor": actor.id}

    problems = synchronise_transcript(listening, episode, asked, lambda part: None)

    *_, revision = revisions(listening)
    rows = rows_of(listening, revision)
    assert problems == []
    assert "menurut kata-kata yang dikenali mesin" in revision.reason
    assert rows[0].start == pytest.approx(0.5, abs=0.03)
    assert all(row.times_estimated and row.end > row.start for row in rows)
