from pathlib import Path

import numpy as np
import pytest
from spoken import RATE, SENTENCES, needs_espeak, perform, write

from media.errors import ContradictingAnchors, UnreadableRecording
from media.synchronising import Anchor, synchronise

STATEMENTS = [sentence.split(" ") for sentence in SENTENCES]
FIRSTS = np.cumsum([0, *map(len, STATEMENTS)])[:-1]


def starts_of(fit):
    return [fit.words[first].start / 1000 if fit.words[first] else None for first in FIRSTS]


@needs_espeak
def test_statements_begin_where_another_voice_speaks_them(tmp_path):
    samples, starts = perform()
    fit = synchronise(write(tmp_path / "a.wav", samples), STATEMENTS)

    assert starts_of(fit) == pytest.approx(starts, abs=0.35)


@needs_espeak
def test_music_before_the_first_word_is_no_part_of_it(tmp_path):
    samples, starts = perform()
    seconds = np.arange(RATE * 8) / RATE
    chords = sum(np.sin(2 * np.pi * hertz * seconds) for hertz in (220, 277, 330)) / 12
    recording = write(tmp_path / "a.wav", np.concatenate([chords, samples]))

    fit = synchronise(recording, STATEMENTS)

    assert starts_of(fit) == pytest.approx([start + 8 for start in starts], abs=0.5)


@needs_espeak
def test_a_recording_behind_something_else_is_heard_too(tmp_path):
    samples, starts = perform()
    recording = write(tmp_path / "a.wav", samples)
    recording.write_bytes(b"<html>unduhan gagal</html>\n" + recording.read_bytes())

    assert starts_of(synchronise(recording, STATEMENTS)) == pytest.approx(starts, abs=0.35)


def test_anchors_that_contradict_each_other_are_refused(tmp_path):
    with pytest.raises(ContradictingAnchors, match="Word 4"):
        synchronise(tmp_path / "a.wav", STATEMENTS, [Anchor(2, 60), Anchor(3, 5)])


def test_a_recording_that_is_none_is_told_of(tmp_path: Path):
    (tmp_path / "a.wav").write_bytes(b"RIFF no")
    with pytest.raises(UnreadableRecording):
        synchronise(tmp_path / "a.wav", STATEMENTS)
