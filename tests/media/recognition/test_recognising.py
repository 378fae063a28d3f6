"""A recording is decoded, and heard by a recogniser in a process that can do no harm."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from toned import FOLDER, ROAD, THANKS, WATER, WORDS, make_model, write_speech

from media.access import prepare_access
from media.errors import RecogniserUnavailable, RecognitionFailed, UnreadableRecording
from media.recognition import Asked, Setup, check_setup, recognise
from media.recognition.folders import hash_folder
from media.recognition.recognising import hear

ID = Asked("id")


@pytest.fixture
def tones(monkeypatch, tmp_path):
    """The set-up of the recogniser of tones, as a package beside this one brings it."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return Setup("tones", make_model(tmp_path / "nada-kecil"))


@pytest.fixture
def speech(tmp_path):
    return write_speech(tmp_path / "siaran.wav", ROAD, WATER)


def hear_all(master, setup, asked=ID):
    return recognise(master, setup, asked, lambda fraction: None)


def said(hearing):
    return [[word.text.strip() for word in one.words] for one in hearing.segments]


def test_what_is_said_in_a_recording_is_heard_with_the_time_of_every_word(tones, speech):
    hearing = hear_all(speech, tones)

    assert said(hearing) == [ROAD, WATER]
    first, second = (one.words[0] for one in hearing.segments)
    assert first.start == pytest.approx(0.5, abs=0.03)
    assert first.end == pytest.approx(0.74, abs=0.03)
    assert second.start == pytest.approx(0.5 + len(ROAD) * 0.32 + 0.8, abs=0.03)
    assert hearing.recogniser == "tone-listener 1.0"
    assert (hearing.model, hearing.model_sha256) == ("nada-kecil", hash_folder(tones.model))


def test_other_sound_is_heard_as_other_words(tones, tmp_path):
    hearing = hear_all(write_speech(tmp_path / "lain.wav", WATER, THANKS), tones)

    assert said(hearing) == [WATER, THANKS]


def test_an_mp3_is_heard_as_the_sound_it_was_made_of(tones, speech, tmp_path):
    prepare_access(speech, tmp_path / "siaran.mp3")

    assert said(hear_all(tmp_path / "siaran.mp3", tones)) == [ROAD, WATER]


def test_progress_rises_to_the_end(tones, speech):
    told = []

    recognise(speech, tones, ID, told.append)

    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_a_file_without_sound_says_so(tones, tmp_path):
    (tmp_path / "siaran.mp3").write_bytes(b"ini bukan rekaman")

    with pytest.raises(UnreadableRecording):
        hear_all(tmp_path / "siaran.mp3", tones)


def test_a_recogniser_reaches_no_other_machine(tones, speech):
    with pytest.raises(RecognitionFailed, match="may not reach another machine"):
        hear_all(speech, tones, Asked("id", ("go online",)))


def test_a_recogniser_that_ends_by_itself_is_told_from_a_damaged_recording(tones, speech):
    with pytest.raises(RecognitionFailed, match="too little memory"):
        hear_all(speech, tones, Asked("id", ("be killed",)))


def test_what_a_recogniser_prints_is_no_report(tones, speech):
    assert said(hear_all(speech, tones, Asked("id", ("print",)))) == [ROAD, WATER]


def test_a_recogniser_writes_no_file(tones, speech, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(RecognitionFailed, match="File too large"):
        hear_all(speech, tones, Asked("id", ("write",)))

    assert (tmp_path / "written.txt").read_text() == ""


def test_leaving_off_ends_the_recogniser(tones, tmp_path):
    sound = tmp_path / "sound"
    np.zeros(16_000, np.int16).tofile(sound)
    reports = hear(sound, 1.0, tones, Asked("id", ("take long",)))
    assert next(reports) == {"name": "tone-listener 1.0"}

    assert list_hearing(tones)
    reports.close()

    assert not list_hearing(tones)


def test_a_recogniser_ends_with_the_worker_that_is_killed(tones, speech):
    asked = "from media.recognition import *; from pathlib import Path; import sys; "
    call = "recognise(Path(sys.argv[1]), Setup('tones', Path(sys.argv[2])), "
    words = [asked + call + "Asked('id', ('take long',)), lambda fraction: None)"]
    environment = {**os.environ, "PYTHONPATH": f"{FOLDER}:{Path.cwd()}"}
    worker = subprocess.Popen([sys.executable, "-c", *words, speech, tones.model], env=environment)
    try:
        assert wait_until(lambda: list_hearing(tones))
    finally:
        worker.kill()
        worker.wait()

    assert wait_until(lambda: not list_hearing(tones))


def list_hearing(setup):
    """The processes of the recogniser of a set-up."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = process.read_bytes()
            if b"media.recognition.hearing" in words and bytes(setup.model) in words:
                found.append(process)
    return found


def wait_until(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        threading.Event().wait(0.05)
    return False


@pytest.mark.parametrize(
    ("setup", "kind"),
    [
        (None, "no model"),
        (Setup("tones", Path("/tiada")), "no folder"),
        (Setup("telinga", FOLDER), "unknown"),
        (Setup("tones", FOLDER), "no such model"),
    ],
)
def test_a_set_up_that_cannot_work_says_what_is_missing(monkeypatch, setup, kind):
    monkeypatch.syspath_prepend(str(FOLDER))

    with pytest.raises(RecogniserUnavailable) as refused:
        check_setup(setup)

    assert refused.value.kind == kind


def test_a_plug_in_that_cannot_be_imported_says_so(monkeypatch, tmp_path):
    info = tmp_path / "broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[gaung.recognisers]\nbroken = broken_listener\n")
    (tmp_path / "broken_listener.py").write_text("raise RuntimeError('no ears')")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(RecogniserUnavailable, match="no ears"):
        check_setup(Setup("broken", tmp_path))


def test_the_hash_of_a_model_is_that_of_names_and_contents(tmp_path):
    for name, text in (("a", "satu"), ("b", "satu"), ("c", "dua")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.bin").write_text(text)
    (tmp_path / "b" / "model.bin").rename(tmp_path / "b" / "lain.bin")

    hashes = [hash_folder(tmp_path / name) for name in "abc"]

    assert len(set(hashes)) == 3
    told = subprocess.run(  # noqa: S602 - the command of the docstring
        "find -L . -type f -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum | sha256sum",
        shell=True,
        cwd=tmp_path / "a",
        capture_output=True,
        text=True,
    )
    assert told.stdout.split()[0] == hashes[0]


def test_every_word_of_the_model_has_a_sound_of_its_own(tones, tmp_path):
    sentences = [WORDS[at : at + 9] for at in range(0, len(WORDS), 9)]

    hearing = hear_all(write_speech(tmp_path / "semua.wav", *sentences), tones)

    assert said(hearing) == [list(one) for one in sentences]
