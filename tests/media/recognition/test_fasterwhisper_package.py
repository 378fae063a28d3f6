"""The package faster-whisper as the plug-in uses it: skipped where the extra asr is not installed.

No trained model is tried here. One of chance (tests/chance_model.py) shows that the plug-in and the
package fit each other, within the limits of the confined process.
"""

import inspect
import shutil
import subprocess
from pathlib import Path

import pytest

from media.errors import RecogniserUnavailable
from media.recognition import Asked, Setup, recognise, sure_of_words, write_whisper
from media.recognition import fasterwhisper as plugin
from media.recognition.model import RATE
from media.transcripts import read_transcript

package = pytest.importorskip("faster_whisper", reason="needs the extra asr")


def folder_of(path, *names):
    path.mkdir()
    for name in names:
        (path / name).write_bytes(b"not a model")
    return path


def test_the_options_are_those_that_the_package_knows():
    known = inspect.signature(package.WhisperModel.transcribe)

    known.bind(None, None, **plugin.options_for("id", "Wahyu Pratama"))


def test_a_model_is_opened_by_names_that_the_package_knows(monkeypatch, tmp_path):
    given = {}

    def remember(self, *words, **options):
        given.update(inspect.signature(original).bind(self, *words, **options).arguments)

    original = package.WhisperModel.__init__
    monkeypatch.setattr(package.WhisperModel, "__init__", remember)

    opened = plugin.open(folder_of(tmp_path / "model", *plugin.NEEDED), 2)

    assert given["local_files_only"] is True
    assert (given["device"], given["compute_type"], given["cpu_threads"]) == ("cpu", "int8", 2)
    assert opened.name.startswith("faster-whisper 1.")


def test_what_is_no_model_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(RecogniserUnavailable, match="cannot be loaded") as refused:
        plugin.open(folder_of(tmp_path / "model", *plugin.NEEDED), 1)

    assert refused.value.kind == "broken model"


def test_the_detector_of_speech_comes_with_the_package():
    assets = Path(package.__file__).parent / "assets"

    assert list(assets.glob("silero_vad*.onnx"))


def test_the_package_hears_as_many_samples_a_second_as_it_is_given():
    from faster_whisper.feature_extractor import FeatureExtractor

    assert FeatureExtractor().sampling_rate == RATE


def test_the_detector_of_speech_works_on_what_it_is_given():
    import numpy as np
    from faster_whisper.vad import get_speech_timestamps

    assert get_speech_timestamps(np.zeros(RATE, np.float32)) == []


def test_the_package_loads_within_the_limits_of_its_process(tmp_path):
    from toned import ROAD, write_speech

    speech = write_speech(tmp_path / "siaran.wav", ROAD)
    setup = Setup("faster-whisper", folder_of(tmp_path / "model", *plugin.NEEDED))

    with pytest.raises(RecogniserUnavailable, match="cannot be loaded"):
        recognise(speech, setup, Asked("id"), lambda fraction: None)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A synthetic voice, which the detector of speech takes for one."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("needs espeak-ng")
    path = tmp_path_factory.mktemp("speech") / "suara.wav"
    words = "Selamat pagi. Kami siapkan enam mobil tangki air bersih untuk warga desa."
    subprocess.run(["espeak-ng", "-v", "id", "-w", path, words], check=True)
    return path


def test_a_model_of_chance_is_heard_with_times_and_probabilities(spoken, tmp_path):
    from chance_model import write_model

    setup = Setup("faster-whisper", write_model(tmp_path / "kebetulan"))
    names = tuple(f"Nama Panjang {number}" for number in range(400))

    hearing = recognise(spoken, setup, Asked("id", names), lambda fraction: None)

    words = [word for segment in hearing.segments for word in segment.words]
    assert words
    assert all(0 <= word.start <= word.end < 10 and 0 <= word.probability <= 1 for word in words)
    assert hearing.recogniser == f"faster-whisper {package.__version__}"
    transcript = read_transcript(write_whisper(hearing), format="whisper")
    said = " ".join(one.text for one in transcript.statements).split()
    assert len(sure_of_words(hearing)) == len(said)
