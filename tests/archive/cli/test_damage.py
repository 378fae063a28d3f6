"""Damaged files through the command: an answer in its shape, whatever the bytes; no traceback."""

import random
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
AUDIO = sorted(
    path
    for path in (FIXTURES / "audio").iterdir()
    if path.is_file() and path.suffix not in (".sh", ".py")
)
TRANSCRIPTS = sorted(path for path in (FIXTURES / "transcripts").iterdir() if path.is_file())
COPIES = 10
CUT, FLIP, REPEAT = range(3)


def damage(data: bytes, dice: random.Random) -> bytes:
    """The bytes cut off, with some of them changed, or with a stretch of them repeated."""
    if not data:
        return data
    place = dice.randrange(len(data))
    kind = dice.choice((CUT, FLIP, REPEAT))
    if kind == CUT:
        return data[:place]
    if kind == REPEAT:
        return data[:place] + data[place : place + 200] * dice.randint(2, 20) + data[place:]
    changed = bytearray(data)
    for _ in range(dice.randint(1, 40)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def damaged_copies(path: Path, folder: Path):
    """Copies of a file, each damaged in its own way, the same at every run."""
    dice = random.Random(path.name)  # noqa: S311 - damage need not be secret
    for number in range(COPIES):
        copy = folder / f"{number}-{path.name}"
        copy.write_bytes(damage(path.read_bytes(), dice))
        yield copy


@pytest.mark.parametrize("path", AUDIO, ids=lambda path: path.name)
def test_tags_of_damaged_recordings_are_answered(gaung, path, tmp_path):
    for copy in damaged_copies(path, tmp_path):
        answer = gaung("tags", copy, "--json")

        assert answer.status == (1 if answer.json["problems"] else 0)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.name)
def test_damaged_transcripts_are_read_or_refused_in_a_sentence(gaung, path, tmp_path):
    for copy in damaged_copies(path, tmp_path):
        answer = gaung("transcript", "check", copy, "--json")

        if answer.status == 2:
            assert answer.out == ""
            assert answer.said.strip().endswith((".", "?"))
        else:
            assert answer.status == (1 if answer.json["problems"] else 0)
