"""What attaching a transcript would do: told before it is done, and then done as it was told."""

import pytest
from factories import make_actor, make_episode, make_programme, new_archive
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from archive.models import MintedIdentifier, Revision, Voice, Wording
from archive.revisions import Provenance
from archive.transcript_previews import preview
from archive.transcripts import attach
from media.transcripts import read_transcript

ROAD = "Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan."
WATER = "Air bersih belum sampai ke dusun kami, Pak, sejak musim kemarau."
MONEY = "Anggarannya sudah disetujui dewan pada rapat minggu yang lalu."
SCHOOL = "Gedung sekolah dasar di hulu sungai perlu atap yang baru segera."


def read(*lines):
    text = "\n".join(f"{voice}: {words}" for voice, words in lines)
    return read_transcript(text.encode(), file_name="naskah.txt")


@pytest.fixture
def episode(session):
    return make_episode(session, make_programme(session))


@pytest.fixture
def put(session, episode):
    def put(*lines):
        return attach(session, episode, read(*lines), make_actor(session), Provenance())

    return put


def count(session):
    tables = (MintedIdentifier, Revision, Voice, Wording)
    return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_looking_saves_nothing_and_mints_nothing(session, episode, put):
    put(("Kadis", ROAD), ("Warga", WATER))
    before = count(session)

    seen = preview(session, episode, read(("Kadis", ROAD), ("Camat", SCHOOL)))

    assert (seen.number, seen.planned.new, len(seen.planned.gone)) == (2, 1, 1)
    session.flush()
    assert count(session) == before


def test_each_statement_says_what_becomes_of_it(session, episode, put):
    put(("Kadis", ROAD), ("Warga", WATER), ("Kadis", MONEY))
    put(("Kadis", ROAD), ("Kadis", MONEY))
    corrected = MONEY.replace("dewan", "DPRD")

    seen = preview(
        session, episode, read(("Kadis", ROAD), ("Warga", WATER), ("Kadis", corrected),
                               ("Camat", SCHOOL))
    )  # fmt: skip

    assert [one.fate for one in seen.statements] == ["same", "revived", "changed", "new"]
    assert ("replace", "dewan", "DPRD") in seen.statements[2].steps


def test_words_that_went_to_another_voice_are_touched(session, episode, put):
    put(("Kadis", ROAD), ("Warga", WATER))

    seen = preview(session, episode, read(("Kadis", ROAD), ("Camat", WATER)))

    assert [(one.fate, one.former_voice) for one in seen.touched] == [("same", "Warga")]


def test_a_voice_says_how_much_it_says_and_how_it_begins(session, episode):
    file = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Kadis>Halo semua.\n\n00:05.000 --> 00:06.000\nYa.\n"
    )

    seen = preview(session, episode, read_transcript(file.encode()))

    known, unknown = seen.voices
    assert (known.label, known.statements, known.words, known.seconds) == ("Kadis", 1, 2, 3.0)
    assert known.first_lines == ("Halo semua.",)
    assert (unknown.label, unknown.proposal) == (None, None)


def test_a_voice_without_times_has_no_length(session, episode):
    (voice,) = preview(session, episode, read(("Kadis", ROAD))).voices

    assert voice.seconds is None


SENTENCES = (ROAD, WATER, MONEY, SCHOOL)
LINES = st.lists(
    st.tuples(st.sampled_from(["Kadis", "Warga"]), st.sampled_from(SENTENCES)), min_size=1
)


@given(first=LINES, second=LINES)
def test_what_was_told_is_what_is_done(archive_of_many, first, second):
    session, new_episode = archive_of_many
    episode = new_episode()
    actor = make_actor(session)
    attach(session, episode, read(*first), actor, Provenance())

    told = preview(session, episode, read(*second)).planned
    done = attach(session, episode, read(*second), actor, Provenance())

    assert told.is_said_before is not done.changed
    if done.changed:
        assert (told.kept, told.new, told.revived) == (done.kept, done.new, done.revived)
        assert len(told.gone) == done.gone


@pytest.fixture(scope="module")
def archive_of_many(tmp_path_factory):
    """A session for many examples, and a way to a new episode."""
    archive = new_archive(tmp_path_factory.mktemp("many"))
    with archive.writing() as session:
        programme = make_programme(session)
        numbers = iter(range(10_000))
        yield session, lambda: make_episode(session, programme, f"Siaran {next(numbers)}")
    archive.engine.dispose()
