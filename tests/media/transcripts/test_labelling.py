import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.transcripts import clean_text
from media.transcripts.labelling import Labeller
from media.transcripts.labels import find_label

VOICES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).map(clean_text)


@pytest.mark.parametrize(
    ("voice", "label"),
    [
        ("Sekda", "Sekda: "),
        ("Rahmadi", "[Rahmadi]: "),
        ("tanah", "[tanah]: "),
        ("Tim: A", "[Tim: A]: "),
        ("Kiki [host]", "[Kiki (host)]: "),
        ("07", "[Suara 07]: "),
        (None, "?: "),
    ],
)
def test_a_label_is_written_so_that_it_is_read_as_one(voice: str | None, label: str) -> None:
    assert Labeller([voice, "Sekda"] if voice is None else [voice]).label(voice, "Halo.") == label


def test_a_name_that_recurs_needs_no_brackets() -> None:
    assert Labeller(["Rahmadi", "Rahmadi"]).label("Rahmadi", "Halo.") == "Rahmadi: "


def test_a_file_without_names_has_no_labels_unless_words_look_like_one() -> None:
    labeller = Labeller([None, None])

    assert labeller.label(None, "Halo.") == ""
    assert labeller.label(None, "Sekda: ya.") == "?: "


@given(VOICES.filter(bool), st.sampled_from(["Halo.", "Sekda: ya.", "[a]: b", "1"]))
def test_whatever_a_voice_is_called_its_label_is_never_read_as_words(voice: str, text: str) -> None:
    label = find_label(Labeller([voice]).label(voice, text) + text)

    assert label is not None
    assert (label.voice is not None, label.rest) == (True, text)
