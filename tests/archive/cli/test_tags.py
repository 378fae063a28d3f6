"""`gaung tags`: the text inside a recording can be taken out as a transcript."""

from pathlib import Path

import pytest

from media.transcripts import read_transcript

AUDIO = Path(__file__).parents[2] / "fixtures" / "audio"


@pytest.mark.parametrize(
    ("name", "start", "text"),
    [
        ("odd/lyrics-timed-in-lrc.mp3", 0.1, "Ya. Selamat pagi. Ya."),
        ("odd/audio-book.m4b", None, "Selamat pagi. Apa kabar?"),
        ("tagged.mp3", 0.0, "Selamat pagi, pendengar. Apa kabar Bapak hari ini?"),
    ],
)
def test_the_text_inside_a_recording_is_written_as_a_transcript(gaung, name, start, text):
    answer = gaung("tags", AUDIO / name, "--lyrics")

    read = read_transcript(answer.out.encode(), file_name="lirik.txt")
    assert [(one.start, one.text) for one in read.statements] == [(start, text)]
    assert (answer.status, list(read.problems)) == (0, [])


def test_a_recording_without_text_gives_none(gaung):
    answer = gaung("tags", AUDIO / "plain.mp3", "--lyrics")

    assert (answer.status, answer.out) == (0, "")
