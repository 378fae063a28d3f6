"""Randomly damaged copies of every recording: a sentence each, never a failure, never a hang.

Ten copies of each are tried (DAMAGED_COPIES=300 tries more); each is made from its own seed, so
that a failure names the copy that caused it.
"""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from media.access import prepare_access
from media.errors import MediaError
from media.tags import read_tags

COPIES = int(os.environ.get("DAMAGED_COPIES", "10"))
HEAD = 512
KINDS = "mp3 m4a flac ogg oga opus wma aiff"
MASTERS = [f"tagged.{kind}" for kind in KINDS.split()] + ["id3.wav"]
OTHERS = ["tagged-v23.mp3", "id3v1.mp3", "bext.wav", "cue.wav", "info.wav", "rf64.wav"]


def cut_off(data, at, length, dice):
    return data[:at]


def leave_out(data, at, length, dice):
    return data[:at] + data[at + length :]


def repeat(data, at, length, dice):
    return data[: at + length] + data[at:]


def put_noise(data, at, length, dice):
    return data[:at] + dice.randbytes(length) + data[at + length :]


def put_ones(data, at, length, dice):
    return data[:at] + b"\xff" * length + data[at + length :]


def put_zeros(data, at, length, dice):
    return data[:at] + bytes(length) + data[at + length :]


def flip_bits(data, at, length, dice):
    flipped = bytearray(data)
    for _ in range(length):
        flipped[dice.randrange(at, len(data))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


DAMAGES = [cut_off, leave_out, repeat, put_noise, put_ones, put_zeros, flip_bits]


def damaged(data, seed):
    """A copy with one to four damages, half of them in its first bytes, where the headers are."""
    dice = random.Random(seed)  # noqa: S311  # repeatable, not secret
    for _ in range(dice.randint(1, 4)):
        if data:
            at = dice.randrange(min(HEAD, len(data)) if dice.random() < 0.5 else len(data))
            data = dice.choice(DAMAGES)(data, at, dice.choice([1, 4, 16, 256]), dice)
    return data


def copies_of(original, folder):
    for number in range(COPIES):
        copy = folder / f"{original.stem}-{number}{original.suffix}"
        copy.write_bytes(damaged(original.read_bytes(), f"{original.name} {number}"))
        yield copy


@pytest.mark.parametrize("name", MASTERS + OTHERS)
def test_tags_of_a_damaged_recording_are_read_or_a_problem_is_named(audio, tmp_path, name):
    for copy in copies_of(audio / name, tmp_path):
        said = read_tags(copy).as_dict()

        assert said["format"] or said["problems"], copy.name


def outcome(folder, copy):
    target = folder / f"{copy.name}.mp3"
    try:
        prepared = prepare_access(copy, target)
    except MediaError as error:
        assert str(error)
        return "refused" if not target.exists() else f"{copy.name}: {target.name} was left"
    return "made" if target.stat().st_size == prepared.size else f"{copy.name}: wrong size"


@pytest.mark.parametrize("name", MASTERS)
def test_a_damaged_recording_gets_a_copy_or_is_refused(audio, tmp_path, name):
    with ThreadPoolExecutor(2) as pool:
        outcomes = set(pool.map(partial(outcome, tmp_path), copies_of(audio / name, tmp_path)))

    assert outcomes <= {"made", "refused"}
