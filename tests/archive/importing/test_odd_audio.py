"""Odd recordings are taken in and made ready to be heard, and what they carry is not lost."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.jobs import work
from archive.models import Recording, Segment

FIXTURES = Path(__file__).parents[2] / "fixtures"
ODD = FIXTURES / "audio" / "odd"
TABLE = json.loads((FIXTURES / "odd_audio.json").read_text("utf-8"))
ONE_OF_EACH_KIND = [
    "html-before.mp3",
    "layer-2.mp2",
    "audio-book.m4b",
    "in-parts.m4a",
    "lossless.m4a",
    "length-not-stated.flac",
    "lossless.oga",
    "without-end.ogg",
    "ran-before.opus",
    "broadcast.wav",
    "size-too-small.wav",
    "long-sizes.wav",
    "mp3-inside.wav",
    "id3-and-chapters.aiff",
    "little-endian.aifc",
    "broadcast.wma",
]
ROW = {"id": "e1", "programme": "Bincang Pagi", "title": "Jalan Desa", "date": "2022-06-15"}
TRANSCRIPT = "Penyiar: Selamat pagi.\n"


@pytest.mark.parametrize("name", ONE_OF_EACH_KIND)
def test_an_odd_recording_goes_in_and_can_be_heard(desk, name):
    row = {**ROW, "audio": desk.put(name, (ODD / name).read_bytes())}

    report = desk.bring(row)
    work(desk.archive, until_idle=True)

    assert report["episodes"]["created"] == 1
    notes = [note for note in report["notes"] if f"{name}: " in note]
    assert [problem for problem in TABLE[name]["problems"] if problem in "".join(notes)] == (
        TABLE[name]["problems"]
    )
    with desk.archive.reading() as session:
        recording = session.scalars(select(Recording)).one()
        titles = [one.title for one in session.scalars(select(Segment).order_by(Segment.start))]
        master = desk.archive.store.path(recording.master_sha256)
        assert master.read_bytes() == (ODD / name).read_bytes()
        assert recording.access_size > 0
        assert any(recording.peaks)
        assert recording.duration == pytest.approx(TABLE[name]["duration"], abs=0.16)
        assert titles == [title for _, _, title in TABLE[name].get("chapters", [])]


@pytest.mark.parametrize("name", ["document.mp3", "film-without-sound.mp4", "of-a-telephone.amr"])
def test_what_is_no_recording_fails_its_row_with_the_reason(desk, name):
    report = desk.bring({**ROW, "audio": desk.put(name, (ODD / name).read_bytes())})

    assert report["episodes"]["failed"] == 1
    assert TABLE[name]["problems"][0] in report["problems"][0]["message"]


def lyrics_notes(report):
    return [note for note in report["notes"] if "no transcript yet" in note]


@pytest.mark.parametrize("dry_run", [False, True])
def test_text_inside_a_recording_without_a_transcript_is_told(desk, dry_run):
    name = "lyrics-timed-in-lrc.mp3"
    row = {**ROW, "audio": desk.put(name, (ODD / name).read_bytes())}

    report = desk.bring(row, dry_run=dry_run)

    assert len(lyrics_notes(report)) == 1
    assert f"gaung tags {name} --lyrics" in lyrics_notes(report)[0]
    assert "carries 3 lines" in lyrics_notes(report)[0]


def test_text_inside_a_recording_is_not_told_where_there_is_a_transcript(desk):
    name = "lyrics-timed-in-lrc.mp3"
    audio = desk.put(name, (ODD / name).read_bytes())

    report = desk.bring({**ROW, "audio": audio, "transcript": desk.put("e1.txt", TRANSCRIPT)})

    assert lyrics_notes(report) == []
