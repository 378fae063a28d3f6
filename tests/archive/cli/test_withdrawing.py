"""`gaung withdraw`: what was withdrawn stays so, whatever else is asked to be published."""

from __future__ import annotations

import wave

import pytest

SLUG = "2024-08-14-air"
MANIFEST = """id,programme,title,date,transcript,audio
t-1,Bincang,Air,2024-08-14,t-1.txt,t-1.wav
"""
SAID = "Rahmah Contoh: Kami siapkan enam mobil.\nPenanya 1: Mulai kapan, Bu?\n"


def write_silence(path, seconds):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000 * seconds))
    return path


@pytest.fixture
def withdrawn(gaung, tmp_path):
    """An episode of two revisions that was public and is withdrawn; where its files are."""
    (tmp_path / "t-1.txt").write_text(SAID)
    (tmp_path / "t-2.txt").write_text(SAID.replace("enam", "tujuh"))
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    write_silence(tmp_path / "t-1.wav", 2)
    write_silence(tmp_path / "t-2.wav", 3)
    assert gaung("import", "--manifest", tmp_path / "manifest.csv", "--publish").status == 0
    attach = ("transcript", "attach", SLUG, tmp_path / "t-2.txt")
    assert gaung(*attach, "--publish").status == 0
    assert gaung("withdraw", SLUG, "--because", "privacy").status == 0
    return tmp_path


def shown(gaung):
    transcript = gaung("transcript", "show", SLUG, "--json").json
    return transcript["revision"], transcript["published"]


@pytest.mark.parametrize(
    "words",
    [
        ("transcript", "attach", SLUG, "{folder}/t-1.txt", "--publish"),
        ("transcript", "revert", SLUG, "--to", "1", "--reason", "keliru", "--publish"),
        ("transcript", "synchronise", SLUG, "--publish"),
        ("recording", "replace", SLUG, "{folder}/t-2.wav", "--times", "keep", "--publish"),
    ],
)
def test_no_command_that_publishes_a_revision_makes_it_public_again(gaung, withdrawn, words):
    answer = gaung(*(word.format(folder=withdrawn) for word in words))

    assert answer.status == 2
    assert "was withdrawn and stays so" in answer.said
    assert shown(gaung) == (2, None)


def test_taking_it_back_makes_the_last_public_revision_public(gaung, withdrawn):
    answer = gaung("withdraw", SLUG, "--undo")

    assert (answer.status, answer.out) == (0, f"Public again: episode {SLUG}.\n")
    assert shown(gaung) == (2, 2)
    assert gaung("withdraw", SLUG, "--undo").status == 2


@pytest.mark.parametrize("words", [(), ("--undo", "--because", "error")])
def test_it_is_a_withdrawal_or_one_taken_back(gaung, withdrawn, words):
    answer = gaung("withdraw", SLUG, *words)

    assert answer.status == 2
    assert "--because" in answer.said


def test_an_episode_is_withdrawn_by_its_manifest_id_too_and_what_it_was_is_told(gaung, withdrawn):
    back = gaung("withdraw", "t-1", "--undo", "--json")
    gone = gaung("withdraw", "t-1", "--because", "court", "--json")

    told = {"episode": SLUG, "statement": None, "repeated": []}
    assert (back.json, gone.json) == (told, told)


def test_words_do_not_come_back(gaung, withdrawn):
    statement = gaung("transcript", "show", SLUG, "--json").json["statements"][0]["id"]
    assert gaung("withdraw", statement, "--because", "privacy").status == 0

    answer = gaung("withdraw", statement, "--undo")

    assert answer.status == 2
    assert "do not come back" in answer.said
