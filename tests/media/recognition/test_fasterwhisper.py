"""The plug-in for faster-whisper: what it gives to the package, and what it says without a model.

No model is tried here; what needs the package itself is in test_fasterwhisper_package.py.
"""

from types import SimpleNamespace

import pytest

from media.errors import RecogniserUnavailable
from media.recognition import Asked, HeardWord, Segment, Setup, check_setup
from media.recognition import fasterwhisper as plugin


def folder_of(path, *names):
    path.mkdir()
    for name in names:
        (path / name).write_bytes(b"not a model")
    return path


def count_words(text):
    return len(text.split())


def test_names_are_taken_whole_and_the_first_ones_as_long_as_there_is_room():
    names = ("Wahyu Pratama", "Kepala Dinas Air", "Rahmah Contoh", "Air")

    assert plugin.fit_names(names, count_words, most=5) == "Wahyu Pratama, Kepala Dinas Air"
    assert plugin.fit_names(names, count_words, most=1) == ""
    assert plugin.fit_names((), count_words) == ""


def test_it_is_asked_for_words_with_times_and_for_no_translation():
    options = plugin.options_for("id", "Wahyu Pratama")

    assert options["word_timestamps"] is True
    assert (options["task"], options["language"]) == ("transcribe", "id")
    assert options["hotwords"] == "Wahyu Pratama"
    assert plugin.options_for("id", "")["hotwords"] is None


def test_its_segments_become_ours():
    told = SimpleNamespace(
        start=1.0,
        end=2.5,
        text=" Selamat pagi.",
        words=[
            SimpleNamespace(word=" Selamat", start=1.0, end=1.6, probability=0.9),
            SimpleNamespace(word=" pagi.", start=1.7, end=2.5, probability=0.4),
        ],
    )

    assert plugin.segment_of(told) == Segment(
        1.0,
        2.5,
        " Selamat pagi.",
        (HeardWord(" Selamat", 1.0, 1.6, 0.9), HeardWord(" pagi.", 1.7, 2.5, 0.4)),
    )


def test_a_segment_without_words_has_none():
    told = SimpleNamespace(start=1.0, end=2.5, text=" Selamat pagi.", words=None)

    assert plugin.segment_of(told).words == ()


def test_without_the_package_it_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setattr(plugin, "find_spec", lambda name: None)

    with pytest.raises(RecogniserUnavailable, match=r"pip install 'gaung\[asr\]'") as refused:
        check_setup(Setup("faster-whisper", tmp_path))

    assert refused.value.kind == "not installed"


@pytest.mark.parametrize("lacking", plugin.NEEDED)
def test_a_folder_that_holds_no_such_model_says_what_is_missing(monkeypatch, tmp_path, lacking):
    monkeypatch.setattr(plugin, "find_spec", lambda name: object())
    there = [name for name in plugin.NEEDED if name != lacking]

    with pytest.raises(RecogniserUnavailable, match=lacking) as refused:
        check_setup(Setup("faster-whisper", folder_of(tmp_path / "model", *there)))

    assert refused.value.kind == "no such model"


def test_what_is_heard_is_asked_of_the_package_with_the_names():
    asked = {}

    class Model:
        hf_tokenizer = SimpleNamespace(
            encode=lambda text, add_special_tokens: SimpleNamespace(ids=text.split())
        )

        def transcribe(self, samples, **options):
            asked.update(options)
            return iter([SimpleNamespace(start=0.0, end=1.0, text=" Ya.", words=None)]), None

    heard = list(plugin.FasterWhisper(Model()).hear(None, Asked("id", ("Wahyu Pratama",))))

    assert [one.text for one in heard] == [" Ya."]
    assert asked["hotwords"] == "Wahyu Pratama"
