"""Folders: files of one stem are one episode; its day comes from a tag or its name alone."""

from pathlib import Path

import pytest
from factories import make_programme, make_station
from sqlalchemy import select

from archive.errors import Refused
from archive.models import Episode, Programme, Recording
from archive.origins import entity_of, read_origins

AUDIO = Path(__file__).parents[2] / "fixtures" / "audio"
SAID = "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Penyiar>Selamat pagi, pendengar.\n"
TAGGED, PLAIN = (AUDIO / name for name in ("tagged.mp3", "plain.mp3"))


@pytest.fixture
def read(desk):
    with desk.archive.writing() as session:
        yield session


@pytest.fixture
def station(desk):
    """One station with one programme."""
    with desk.archive.writing() as session:
        make_programme(session, station=make_station(session))
        session.commit()


@pytest.mark.usefixtures("station")
def test_audio_and_transcript_of_one_stem_are_one_episode(desk, read):
    desk.put("2022/2022-06-15 Jalan Desa.mp3", PLAIN.read_bytes())
    desk.put("2022/2022-06-15 Jalan Desa.vtt", SAID)

    report = desk.bring_folder(desk.folder, programme="bincang-pagi")

    episode = read.scalar(select(Episode))
    assert list(report["episodes"].values()) == [1, 0, 0, 0]
    assert report["statements"] == 1
    assert episode.source_key == "2022/2022-06-15 Jalan Desa"
    assert (episode.title, episode.on.isoformat()) == ("Jalan Desa", "2022-06-15")
    assert episode.programme.slug == "bincang-pagi"
    assert read.scalar(select(Recording)).file_name == "2022-06-15 Jalan Desa.mp3"


@pytest.mark.usefixtures("station")
def test_a_tag_wins_over_the_name_and_both_are_known_as_what_they_are(desk, read):
    desk.put("2001-01-01 Lain.mp3", TAGGED.read_bytes())
    desk.put("2022-06-15 Jalan.txt", "Penyiar: Selamat pagi.")

    desk.bring_folder(desk.folder, programme="bincang-pagi")

    tagged, named = read.scalars(select(Episode).order_by(Episode.source_key)).all()
    assert tagged.title != "Lain"
    origins = {
        key: read_origins(read, entity_of("episode", one.id))[key].origin
        for one, key in ((tagged, "title"), (named, "date"))
    }
    assert origins == {"title": "tag", "date": "file name"}


@pytest.mark.usefixtures("station")
def test_files_without_a_day_are_a_problem_and_no_episode(desk, read):
    desk.put("Jalan Desa.vtt", SAID)
    desk.put("2022-06-15 Lain.vtt", SAID)

    report = desk.bring_folder(desk.folder)

    assert list(report["episodes"].values()) == [1, 0, 0, 1]
    assert "no day is known" in report["problems"][0]["message"]
    assert read.scalars(select(Episode.title)).all() == ["Lain"]


@pytest.mark.usefixtures("station")
def test_the_same_folder_again_changes_nothing(desk):
    desk.put("2022-06-15 Jalan Desa.mp3", PLAIN.read_bytes())
    desk.put("2022-06-15 Jalan Desa.vtt", SAID)
    desk.bring_folder(desk.folder)
    before = desk.snapshot()

    report = desk.bring_folder(desk.folder)

    assert list(report["episodes"].values()) == [0, 0, 1, 0]
    assert desk.snapshot() == before


@pytest.mark.usefixtures("station")
def test_a_dry_run_stores_no_audio(desk):
    desk.put("2022-06-15 Jalan Desa.mp3", PLAIN.read_bytes())
    before = desk.snapshot()

    report = desk.bring_folder(desk.folder, dry_run=True)

    assert list(report["episodes"].values()) == [1, 0, 0, 0]
    assert desk.snapshot() == before


@pytest.mark.usefixtures("station")
def test_without_a_programme_files_go_to_the_only_station_with_a_note(desk, read):
    desk.put("2022-06-15 Jalan Desa.vtt", SAID)

    report = desk.bring_folder(desk.folder)

    episode = read.scalar(select(Episode))
    assert (episode.programme.name, episode.programme.station.slug) == (
        "Tanpa program",
        "radio-contoh",
    )
    assert any("Tanpa program" in note for note in report["notes"])


def test_without_a_station_or_with_several_the_programme_must_be_named(desk, read):
    with pytest.raises(Refused, match="--programme"):
        desk.bring_folder(desk.folder)
    for name in ("Radio A", "Radio B"):
        make_station(read, name)
    read.commit()

    with pytest.raises(Refused, match="radio-a, radio-b"):
        desk.bring_folder(desk.folder)


@pytest.mark.usefixtures("station")
def test_an_unknown_programme_is_refused_with_the_list(desk, read):
    with pytest.raises(Refused, match="known: bincang-pagi"):
        desk.bring_folder(desk.folder, programme="bincang-sore")

    assert read.scalars(select(Programme.slug)).all() == ["bincang-pagi"]


@pytest.mark.usefixtures("station")
def test_two_recordings_of_one_stem_are_a_problem(desk, read):
    for name in ("2022-06-15 Jalan.mp3", "2022-06-15 Jalan.wav"):
        desk.put(name, PLAIN.read_bytes())

    report = desk.bring_folder(desk.folder)

    assert "there are others of that name" in report["problems"][0]["message"]
    assert read.scalar(select(Episode)) is None


@pytest.mark.usefixtures("station")
def test_hidden_files_and_other_kinds_are_passed_over(desk, read):
    for name in (".2022-06-15 a.vtt", ".git/2022-06-15 b.vtt", "2022-06-15 c.pdf"):
        desk.put(name, SAID)

    report = desk.bring_folder(desk.folder)

    assert report["problems"] == []
    assert read.scalar(select(Episode)) is None


@pytest.mark.usefixtures("station")
def test_a_single_file_can_be_given(desk, read):
    desk.put("2022-06-15 Jalan.vtt", SAID)

    desk.bring_folder(desk.folder / "2022-06-15 Jalan.vtt")

    assert read.scalar(select(Episode.source_key)) == "2022-06-15 Jalan"


@pytest.mark.usefixtures("station")
def test_a_path_that_does_not_exist_is_refused(desk):
    with pytest.raises(Refused, match="does not exist"):
        desk.bring_folder(desk.folder / "none")


@pytest.mark.usefixtures("station")
def test_a_name_that_is_no_text_is_a_problem(desk):
    import os

    path = os.fsencode(desk.folder) + b"/2022-06-15 \xff.vtt"
    Path(os.fsdecode(path)).write_text(SAID)

    report = desk.bring_folder(desk.folder)

    assert "cannot be read" in report["problems"][0]["message"]


@pytest.mark.usefixtures("station")
def test_a_name_that_is_only_a_day_still_gives_a_title(desk, read):
    desk.put("2022-06-15.vtt", SAID)

    desk.bring_folder(desk.folder)

    assert read.scalar(select(Episode.title))
