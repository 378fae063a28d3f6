"""Damaged and hostile files: an answer or UnreadableTranscript, never anything else."""

import os
import random
from pathlib import Path

import pytest

from media.errors import UnreadableTranscript
from media.transcripts import Transcript, read_transcript

FIXTURES = Path(__file__).parents[2] / "fixtures" / "transcripts"
NAMES = sorted(path.name for path in FIXTURES.iterdir() if not path.name.startswith("."))
COPIES = int(os.environ.get("GAUNG_DAMAGED_COPIES", "10"))
NASTY = (b"\x00", b"\xff", b"-->", b"<", b"<v ", b"&", b":", b"\n", b"\r", b"[", b"(", b"99:99")


def damage(data: bytes, chance: random.Random) -> bytes:
    """A copy with bytes changed, cut out, doubled, put in, and perhaps an end cut off."""
    copy = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(copy) + 1)
        until = min(len(copy), at + chance.randint(1, 20))
        match chance.randrange(5):
            case 0:
                copy[at:until] = chance.randbytes(until - at)
            case 1:
                del copy[at:until]
            case 2:
                copy[at:at] = copy[at:until] * chance.randint(1, 5)
            case 3:
                copy[at:at] = chance.choice(NASTY) * chance.randint(1, 3)
            case _:
                del copy[max(at, len(copy) // 2) :]
    return bytes(copy)


def read_or_refuse(data: bytes, name: str, format: str | None = None) -> Transcript | None:
    try:
        return read_transcript(data, file_name=name, format=format)
    except UnreadableTranscript:
        return None


def assert_whole(transcript: Transcript) -> None:
    """No word is lost between turns and statements, and every time makes sense."""
    turns = [word for turn in transcript.turns for word in turn.text.split(" ")]
    said = [word for spoken in transcript.statements for word in spoken.text.split(" ")]
    assert said == turns
    assert transcript.statements or transcript.problems
    for spoken in transcript.statements:
        assert spoken.speaker != ""
        assert " ".join(spoken.text.split()) == spoken.text != ""
        assert [*spoken.marks] == sorted(spoken.marks)
        assert all(offset < len(spoken.text) for offset, _ in spoken.marks)
        if spoken.start is not None and spoken.end is not None:
            assert 0 <= spoken.start <= spoken.end


@pytest.mark.parametrize("name", NAMES)
def test_damaged_copies_are_read_or_refused(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 (a seed makes it repeatable; nothing is secret)
    data = (FIXTURES / name).read_bytes()

    answers = [read_or_refuse(damage(data, chance), name) for _ in range(COPIES)]

    for transcript in filter(None, answers):
        assert_whole(transcript)


HEADS = {
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    "txt": "",
    "json": '{"version": "1.0.0", "segments": [{"startTime": 1, "body": "',
    "whisper": '{"segments": [{"start": 1, "text": "a", "words": [',
    "audacity": "1.0\t2.0\tKiki: ",
}
ENDLESS = [
    "<", "<v ", "<v a>b", "<a<a", "</v>", "<00:00:01.500>a ", "&", "&#", "&amp;", "{\\",
    "[", "(", "(1:02", "[00:00:01", ":", "-", "--> ", "9", "a", "a ", "a. ", "a, ", "H. ",
    "Kiki:", "Kiki (", "\t", "\u0301", "\u200b", "\ud7a3\u0301", "S.Sos, ",
    "\n", "\r", "-->\n", "1\n", "1\n\n", "a\n\n", "A: b\n", "Kiki [1:02]: a\n", "NOTE\n\n",
    "Judul: a\n", "00:00:01.000 --> 00:00:02.000\n", "[menit 5] ", "(5'", "?: ", "[a]: ",
    "1.0\t2.0\ta\n",
    "{", "{}", "{},", '"', "\\", "[[", '{"a":', "1e9,", "null,", '{"word": "a", "start": 1},', "-",
]  # fmt: skip
SIZE = 20_000


@pytest.mark.parametrize("format", HEADS)
@pytest.mark.parametrize("pattern", ENDLESS)
def test_endless_repetition_comes_to_an_end(format: str, pattern: str) -> None:
    data = (HEADS[format] + pattern * (SIZE // len(pattern))).encode()

    transcript = read_or_refuse(data, f"endless.{format}", format)

    if transcript:
        assert_whole(transcript)


@pytest.mark.parametrize("pattern", ["<a<a", "&#", "Kiki (", "H. ", "-->", "a\u0301"])
def test_two_megabytes_on_one_line_come_to_an_end(pattern: str) -> None:
    data = (HEADS["vtt"] + pattern * (2_000_000 // len(pattern))).encode()

    transcript = read_transcript(data)

    assert_whole(transcript)


def test_many_problems_of_a_kind_are_counted_not_listed() -> None:
    data = (HEADS["vtt"] + "a\n\n" + "00:05.000 --> 00:03.000\nb\n\n" * 500).encode()

    problems = read_transcript(data).problems

    assert len(problems) == 101
    assert problems[-1].message == "400 more lines like this: reversed."
