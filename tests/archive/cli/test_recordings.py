"""`gaung recording replace`: what becomes of the times, and what is refused."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

SAID = """WEBVTT

00:00:02.000 --> 00:00:05.000
<v Penyiar>Selamat pagi, bagaimana keadaan jalan desa kita?

00:00:30.000 --> 00:00:35.000
<v Ambo Contoh>Jalan desa yang rusak itu akan kami perbaiki mulai bulan depan.
"""
MANIFEST = """id,programme,title,date,transcript,audio
e1,Bincang Pagi,Jalan Desa,2022-06-15,e1.vtt,e1.wav
"""
SLUG = "2022-06-15-jalan-desa"
RATE = 8000


def syllables(seconds: float, seed: int) -> np.ndarray:
    """Sound that swells and pauses as speech does, shape (samples,), 16 bit."""
    random = np.random.default_rng(seed)
    levels: list[float] = []
    while len(levels) < seconds * 10:
        levels += [random.uniform(0.2, 0.9)] * random.integers(2, 9)
        levels += [0.0] * random.integers(1, 7)
    envelope = np.repeat(levels, RATE // 10)[: round(seconds * RATE)]
    return (envelope * random.uniform(-30000, 30000, envelope.size)).astype(np.int16)


def write_wav(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


@pytest.fixture
def sound() -> np.ndarray:
    """A minute of sound."""
    return syllables(60, seed=7)


@pytest.fixture
def imported(gaung, tmp_path, sound):
    """An episode with that sound and a transcript of two statements, public."""
    (tmp_path / "e1.vtt").write_text(SAID)
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    write_wav(tmp_path / "e1.wav", sound)
    done = gaung("import", "--manifest", tmp_path / "manifest.csv", "--publish", "--json")
    assert done.status == 0
    return tmp_path


@pytest.fixture
def shown(gaung):
    """Revision and starts of the latest transcript."""

    def show() -> tuple[int, list[float | None]]:
        transcript = gaung("transcript", "show", SLUG, "--json").json
        return transcript["revision"], [one["start"] for one in transcript["statements"]]

    return show


def test_times_are_shifted_by_what_both_recordings_say(gaung, imported, sound, shown):
    cut = write_wav(imported / "b.wav", sound[12 * RATE + RATE // 2 :])

    done = gaung("recording", "replace", "e1", cut, "--times", "auto", "--json")

    assert done.status == 1
    said = done.json
    assert (said["episode"], said["times"], said["revision"]) == (SLUG, "shifted", 2)
    assert said["shift"] == pytest.approx(-12.5, abs=0.05)
    assert said["likeness"] > 0.9
    assert (said["statements"], len(said["lost"]), said["public"]) == (2, 1, False)
    assert said["lost"][0] in said["problems"][0]
    assert said["notes"] == [
        "The public hears the former recording until this revision is published."
    ]
    revision, starts = shown()
    assert revision == 2
    assert starts == [None, pytest.approx(17.5, abs=0.05)]


def test_a_dry_run_says_the_same_and_changes_nothing(gaung, imported, sound, shown):
    cut = write_wav(imported / "b.wav", sound[RATE:])

    dry = gaung("recording", "replace", SLUG, cut, "--times", "-1", "--dry-run", "--json")
    done = gaung("recording", "replace", SLUG, cut, "--times", "-1", "--json")

    assert (dry.status, dry.json["recording"], dry.json["revision"]) == (0, None, None)
    alike = ("episode", "former", "former_sha256", "sha256", "times", "shift", "lost", "statements")
    assert {key: dry.json[key] for key in alike} == {key: done.json[key] for key in alike}
    assert shown() == (2, [1.0, 29.0])


@pytest.mark.parametrize(
    ("times", "starts"), [("keep", [2.0, 30.0]), ("drop", [None, None]), ("1.25", [3.25, 31.25])]
)
def test_times_are_kept_dropped_or_shifted_as_asked(gaung, imported, shown, times, starts):
    other = write_wav(imported / "b.wav", syllables(60, seed=8))

    done = gaung("recording", "replace", "e1", other, "--times", times, "--publish", "--json")

    assert (done.status, done.json["public"]) == (0, True)
    assert shown() == (2, starts)


def test_going_back_to_earlier_words_brings_no_wrong_recording_back(gaung, imported, shown):
    other = write_wav(imported / "b.wav", syllables(60, seed=8))
    corrected = imported / "e2.vtt"
    corrected.write_text(SAID.replace("bulan depan", "minggu depan"))
    assert gaung("transcript", "attach", "e1", corrected, "--publish").status == 0
    replace = ("recording", "replace", "e1", other, "--times", "drop")
    assert gaung(*replace, "--publish").status == 0

    back = gaung(
        "transcript", "revert", "e1", "--to", 1, "--reason", "keliru", "--publish", "--json"
    )

    assert back.json["notes"] == [
        "Revision 1 was of another recording. The words go back, the recording does not: of 2"
        " statements 2 have no times now."
    ]
    assert shown() == (4, [None, None])
    again = gaung("recording", "replace", "e1", other, "--times", "keep")
    assert (again.status, "byte for byte" in again.said) == (2, True)


def test_going_back_moves_times_as_the_recording_was_moved(gaung, imported, shown):
    other = write_wav(imported / "b.wav", syllables(60, seed=8))
    corrected = imported / "e2.vtt"
    corrected.write_text(SAID.replace("bulan depan", "minggu depan"))
    assert gaung("recording", "replace", "e1", other, "--times", "1.25").status == 0
    assert gaung("transcript", "attach", "e1", corrected).status == 0

    back = gaung("transcript", "revert", "e1", "--to", 1, "--reason", "keliru", "--json")

    assert "of 2 statements 0 have no times now" in back.json["notes"][0]
    revision, starts = shown()
    assert (revision, starts[1]) == (4, 31.25)


def test_what_cannot_be_replaced_is_refused_and_changes_nothing(gaung, imported, shown):
    other = write_wav(imported / "other.wav", syllables(60, seed=9))
    text = imported / "e1.vtt"
    asked = [
        (imported / "e1.wav", "keep", "byte for byte"),
        (text, "keep", "not an audio file"),
        (imported / "absent.mp3", "keep", "absent.mp3"),
        (other, "auto", "not sure"),
        (other, "nan", "number of seconds"),
        (other, "besok", "number of seconds"),
    ]

    for file, times, said in asked:
        done = gaung("recording", "replace", "e1", file, "--times", times)
        assert (done.status, said in done.said) == (2, True), (file, times, done.said)
        assert "Traceback" not in done.said

    assert shown() == (1, [2.0, 30.0])


def test_a_person_reads_what_became_of_the_times(gaung, imported, sound):
    cut = write_wav(imported / "b.wav", sound[RATE:])

    done = gaung("recording", "replace", "e1", cut, "--times=-1", "--reason", "Pembuka dipotong.")

    assert done.out == (f"{SLUG}: times shifted by -1 seconds; 2 of 2 statements. Revision 2.\n")
    assert "The public hears the former recording" in done.said


def test_an_import_leaves_a_replaced_recording_replaced(gaung, imported, shown):
    other = write_wav(imported / "b.wav", syllables(60, seed=8))
    gaung("recording", "replace", "e1", other, "--times", "1", "--publish", "--json")
    manifest = imported / "manifest.csv"
    manifest.write_text(MANIFEST.replace("Jalan Desa", "Jalan Desa Kita"))

    again = gaung("import", "--manifest", manifest, "--json")

    assert again.status == 0
    assert any("stays replaced" in note for note in again.json["notes"])
    assert shown() == (2, [3.0, 31.0])


def test_an_import_of_another_recording_says_that_the_times_are_of_the_former(gaung, imported):
    write_wav(imported / "e1.wav", syllables(61, seed=8))

    again = gaung("import", "--manifest", imported / "manifest.csv", "--json")

    assert any("gaung recording replace" in note for note in again.json["notes"])
