"""`gaung transcript recognise`: what is heard, saved, and never replaced unasked."""

from __future__ import annotations

import pytest
from toned import FOLDER, ROAD, WATER, make_model, write_speech

MANIFEST = "id,programme,title,date,audio\ne1,Bincang Pagi,Jalan Desa,2022-06-15,e1.wav\n"
SLUG = "2022-06-15-jalan-desa"
BY_HAND = "Sari: Jalan desa itu akan kita perbaiki mulai bulan depan.\n"


@pytest.fixture
def brought(gaung, tmp_path, monkeypatch):
    """An archive with a recording, and a recogniser of tones."""
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setenv("GAUNG_ASR_MODEL", str(make_model(tmp_path / "nada-kecil")))
    monkeypatch.setenv("GAUNG_ASR_RECOGNISER", "tones")
    write_speech(tmp_path / "e1.wav", ROAD, WATER)
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    assert gaung("import", "--manifest", tmp_path / "manifest.csv").status == 0
    return tmp_path


def test_what_is_heard_is_saved_as_a_revision_of_a_machine(gaung, brought):
    answer = gaung("transcript", "recognise", SLUG, "--json")

    assert answer.status == 0
    assert (answer.json["revision"], answer.json["problems"]) == (1, [])
    shown = gaung("transcript", "show", SLUG, "--json").json
    words = " ".join(one["text"] for one in shown["statements"])
    assert words == f"{' '.join(ROAD)}. {' '.join(WATER)}."
    assert {one["label"] for one in shown["statements"]} == {"mesin"}
    assert shown["published"] is None


def test_a_dry_run_prints_how_sure_it_is_and_saves_nothing(gaung, brought):
    answer = gaung("transcript", "recognise", "e1", "--dry-run", "--json")

    assert answer.status == 0
    assert answer.json["recogniser"] == "tone-listener 1.0"
    assert len(answer.json["model_sha256"]) == 64
    assert [one["confidence"] for one in answer.json["statements"]] == [0.9]
    assert gaung("transcript", "show", SLUG).status == 2


def test_for_a_person_it_prints_times_and_words(gaung, brought):
    answer = gaung("transcript", "recognise", SLUG, "--dry-run")

    assert " 90%" in answer.out
    assert "jalan desa itu" in answer.out
    assert "Nothing was saved." in answer.said


def test_a_transcript_by_people_needs_replace(gaung, brought):
    (brought / "e1.txt").write_text(BY_HAND)
    assert gaung("transcript", "attach", SLUG, brought / "e1.txt").status == 0

    refused = gaung("transcript", "recognise", SLUG)

    assert refused.status == 2
    assert "made by people" in refused.said
    assert "--replace" in refused.said
    assert gaung("transcript", "recognise", SLUG, "--replace", "--json").json["revision"] == 2


def test_without_a_model_it_says_what_to_set(gaung, brought, monkeypatch):
    monkeypatch.delenv("GAUNG_ASR_MODEL")

    refused = gaung("transcript", "recognise", SLUG)

    assert refused.status == 2
    assert "GAUNG_ASR_MODEL" in refused.said
