"""A row whose audio file is none is reported and leaves nothing behind; the others go on."""

from pathlib import Path

import pytest

from archive.models import Episode

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
AUDIO = Path(__file__).parents[2] / "fixtures" / "audio" / "plain.mp3"


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_picture_named_as_audio_fails_its_row_alone(desk, row, dry_run):
    picture = desk.put("foto.mp3", PICTURE)
    audio = desk.put("siaran.mp3", AUDIO.read_bytes())

    report = desk.bring(
        {**row, "audio": picture}, {**row, "id": "e2", "audio": audio}, dry_run=dry_run
    )

    assert (report["episodes"]["failed"], report["episodes"]["created"]) == (1, 1)
    assert report["problems"][0]["row"] == 2
    assert report["problems"][0]["message"].startswith("foto.mp3: This is not an audio file")
    with desk.archive.reading() as session:
        kept = [episode.source_key for episode in session.query(Episode)]
    assert kept == ([] if dry_run else ["e2"])


def test_a_row_with_better_audio_is_taken_the_next_time(desk, row):
    desk.put("siaran.mp3", PICTURE)
    desk.bring({**row, "audio": "siaran.mp3"})
    desk.put("siaran.mp3", AUDIO.read_bytes())

    report = desk.bring({**row, "audio": "siaran.mp3"})

    assert report["episodes"]["created"] == 1
    assert report["problems"] == []
