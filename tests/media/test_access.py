import subprocess
import sys

import av
import numpy as np
import pytest

from media.access import prepare_access
from media.errors import StoreFull, UnreadableRecording
from media.tags import Chapter, Tags, read_tags
from media.waveform import bars

RATE = 24_000

PREPARE_WITH_LITTLE_ROOM = """
import sys
from pathlib import Path
import media.access
media.access.LARGEST_COPY = 10_000
media.access.prepare_access(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def write_wav(path, samples, rate=RATE):
    with av.open(str(path), "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def decode(path, start=None):
    """Samples of an MP3 from a second on, as a player hears them, and the second they begin at."""
    with av.open(str(path)) as container:
        if start is not None:
            container.seek(int(start * av.time_base), any_frame=True)
        frames = list(container.decode(audio=0))
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]), frames[0].time


def speechlike(seconds, seed=2022):
    """Noise that swells several times a second: every stretch of it is different."""
    noise = np.random.default_rng(seed).normal(0, 6000, seconds * RATE)
    smooth = np.convolve(noise, np.ones(8) / 8, mode="same")
    swell = 0.6 + 0.4 * np.sin(np.arange(seconds * RATE) * (2 * np.pi * 3 / RATE))
    return (smooth * swell).astype(np.int16)


def offset(original, copy, most=2000):
    """By how many samples the copy is late, by cross-correlation of their first seconds."""
    size = min(original.size, copy.size, 4 * RATE)
    spectrum = np.fft.rfft(copy[:size], 2 * size) * np.conj(np.fft.rfft(original[:size], 2 * size))
    likeness = np.fft.irfft(spectrum)
    late = np.concatenate([likeness[:most], likeness[-most:]]).argmax()
    return int(late) if late < most else int(late) - 2 * most


@pytest.mark.parametrize(
    ("name", "duration"),
    [
        ("plain.mp3", 2.0),
        ("tagged.mp3", 2.0),
        ("tagged-v23.mp3", 2.0),
        ("id3v1.mp3", 2.0),
        ("tagged.m4a", 2.0),
        ("tagged.flac", 1.0),
        ("tagged.ogg", 2.0),
        ("tagged.oga", 1.0),
        ("tagged.opus", 2.0),
        ("tagged.wma", 2.0),
        ("tagged.aiff", 0.5),
        ("info.wav", 0.5),
        ("streamed.wav", 0.5),
        ("rf64.wav", 0.5),
    ],
)
def test_every_kind_of_recording_gets_a_copy_and_peaks(audio, tmp_path, name, duration):
    master, target = audio / name, tmp_path / "copy.mp3"
    before = master.read_bytes()

    prepared = prepare_access(master, target)

    assert prepared.duration == pytest.approx(duration, abs=0.13)
    assert len(prepared.peaks) == pytest.approx(duration * 10, abs=1.5)
    assert max(bars(prepared.peaks, 120)) == 100
    assert prepared.problems == ()
    assert prepared.size == target.stat().st_size
    assert master.read_bytes() == before
    assert (
        read_tags(target).as_dict()
        == Tags(
            format="mp3",
            duration=prepared.duration,
            bitrate=pytest.approx(64_000, rel=0.06),
            sample_rate=24_000,
            channels=1,
        ).as_dict()
    )


def test_a_copy_says_what_it_is_a_copy_of(audio, tmp_path):
    chapters = (Chapter(0.0, None, "Pembuka"), Chapter(1.25, None, "Tanya jawab"))
    texts = {
        "title": "Dialog Pagi: Air Bersih",
        "artist": "Radio Contoh",
        "album": "Dialog Pagi",
        "date": "2022-06-15",
        "comment": "https://contoh.example/episode/air-bersih",
    }

    prepared = prepare_access(
        audio / "plain.mp3", tmp_path / "copy.mp3", tags=Tags(**texts, chapters=chapters)
    )

    said = read_tags(tmp_path / "copy.mp3").as_dict()
    assert {name: said[name] for name in texts} == texts
    assert said["chapters"] == [
        {"start": 0.0, "end": 1.25, "title": "Pembuka"},
        {"start": 1.25, "end": pytest.approx(prepared.duration, abs=0.001), "title": "Tanya jawab"},
    ]


def test_every_frame_of_a_copy_has_the_same_size(audio, tmp_path):
    prepare_access(audio / "tagged.ogg", tmp_path / "copy.mp3")

    data = (tmp_path / "copy.mp3").read_bytes()
    headers = {data[at : at + 2] for at in range(0, len(data), 192)}
    assert len(data) % 192 == 0
    assert headers == {data[:2]}


def test_a_word_stands_in_the_copy_where_it_stands_in_the_recording(tmp_path):
    original = speechlike(8)
    master = write_wav(tmp_path / "master.wav", original)

    prepare_access(master, tmp_path / "copy.mp3")

    copy, _ = decode(tmp_path / "copy.mp3")
    assert abs(offset(original, copy)) <= 0.003 * RATE


@pytest.mark.parametrize("start", [0.5, 3.3, 11.71])
def test_a_jump_lands_where_it_was_asked(tmp_path, start):
    original = speechlike(16)
    prepare_access(write_wav(tmp_path / "master.wav", original), tmp_path / "copy.mp3")

    heard, at = decode(tmp_path / "copy.mp3", start)

    assert at == pytest.approx(start, abs=0.025)
    assert abs(offset(original[round(at * RATE) :], heard)) <= 0.003 * RATE


def test_what_is_told_of_progress_grows_to_the_end(tmp_path):
    told = []
    master = write_wav(tmp_path / "master.wav", speechlike(20))

    prepare_access(master, tmp_path / "copy.mp3", on_progress=told.append)

    assert told == sorted(told)
    assert len(told) > 10
    assert 0 < told[0] < told[-1] <= 1


def test_a_gap_in_the_times_of_a_recording_is_heard_as_silence(tmp_path):
    tone = np.full(RATE, 8000, np.int16)
    tone[::2] = -8000
    master = tmp_path / "master.m4a"
    with av.open(str(master), "w", format="mp4") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono")
        for start in (0, 3 * RATE):
            frame = av.AudioFrame.from_ndarray(tone.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    prepared = prepare_access(master, tmp_path / "copy.mp3")

    assert prepared.duration == pytest.approx(4, abs=0.2)
    assert max(prepared.peaks[12:28]) < 10 < min(prepared.peaks[32:38])


def test_a_recording_may_change_its_rate_and_channels_on_the_way(audio, tmp_path):
    master = tmp_path / "joined.mp3"
    parts = [audio / "plain.mp3", audio / "id3v1.mp3", audio / "tagged-v23.mp3"]
    master.write_bytes(b"".join(part.read_bytes() for part in parts))

    prepared = prepare_access(master, tmp_path / "copy.mp3")

    assert prepared.duration == pytest.approx(6, abs=0.4)


@pytest.mark.parametrize(
    ("name", "damage", "reason"),
    [
        ("plain.mp3", lambda data: b"", "not an audio file"),
        ("plain.mp3", lambda data: b"Catatan rapat\n" * 500, "not an audio file"),
        ("tagged.m4a", lambda data: data[:1000], "cannot be decoded"),
        ("tagged.flac", lambda data: data[:50], "cannot be decoded"),
        ("tagged.ogg", lambda data: data[:200], "cannot be decoded"),
        ("info.wav", lambda data: data[:44], "holds nothing that can be heard"),
        ("info.wav", lambda data: data[:50], "holds nothing that can be heard"),
    ],
)
def test_a_recording_that_cannot_be_heard_is_refused(audio, tmp_path, name, damage, reason):
    master, target = tmp_path / name, tmp_path / "copy.mp3"
    master.write_bytes(damage((audio / name).read_bytes()))

    with pytest.raises(UnreadableRecording, match=reason):
        prepare_access(master, target)

    assert not target.exists()


def cut(data):
    return data[: len(data) * 6 // 10]


def scratch(data):
    return data[: len(data) // 2] + b"\xff" * (len(data) // 10) + data[len(data) * 6 // 10 :]


@pytest.mark.parametrize(
    ("name", "damage", "problem"),
    [
        ("tagged.flac", cut, "Only 0.5 of 0.6 seconds"),
        ("tagged.m4a", scratch, "8 pieces of the recording are damaged"),
        ("plain.mp3", scratch, "1 pieces of the recording are damaged"),
        ("tagged.opus", scratch, "Only 0.0 of 2.0 seconds"),
    ],
)
def test_what_is_left_of_a_recording_is_kept_and_the_loss_is_said(
    audio, tmp_path, name, damage, problem
):
    master = tmp_path / name
    master.write_bytes(damage((audio / name).read_bytes()))

    prepared = prepare_access(master, tmp_path / "copy.mp3")

    assert prepared.duration > 0
    assert problem in prepared.problems[-1]


@pytest.mark.parametrize("count", [1, 10, 575, 2399, 2401])
def test_a_recording_of_a_few_samples_is_one_too(tmp_path, count):
    master = write_wav(tmp_path / "master.wav", np.full(count, 9000, np.int16))

    prepared = prepare_access(master, tmp_path / "copy.mp3")

    assert len(prepared.peaks) == -(-count // 2400)
    assert prepared.duration == pytest.approx(count / RATE, abs=0.1)


def test_a_missing_recording_is_refused(tmp_path):
    with pytest.raises(UnreadableRecording, match="tiada"):
        prepare_access(tmp_path / "tiada.mp3", tmp_path / "copy.mp3")


def test_a_full_disk_is_said_and_no_copy_is_left(audio, tmp_path):
    target = tmp_path / "copy.mp3"

    child = subprocess.run(
        [sys.executable, "-c", PREPARE_WITH_LITTLE_ROOM, str(audio / "plain.mp3"), str(target)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert f"{StoreFull.__name__}: There is no room left" in child.stderr
    assert not target.exists()
