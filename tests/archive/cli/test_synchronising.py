"""`gaung transcript synchronise`: what is found, what anchors do, what is refused."""

from __future__ import annotations

import pytest
from spoken import SENTENCES, needs_espeak, perform, write

MANIFEST = """id,programme,title,date,transcript,audio
e1,Bincang Pagi,Jalan Desa,2022-06-15,e1.txt,e1.wav
"""


@pytest.fixture
def starts(gaung, tmp_path):
    """An episode with an untimed transcript; the seconds at which its statements begin."""
    samples, starts = perform()
    write(tmp_path / "e1.wav", samples)
    (tmp_path / "e1.txt").write_text("\n".join(f"Narasumber: {one}" for one in SENTENCES))
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    assert gaung("import", "--manifest", tmp_path / "manifest.csv", "--json").status == 0
    return starts


@needs_espeak
def test_a_dry_run_says_what_was_found_and_changes_nothing(gaung, starts):
    found = gaung("transcript", "synchronise", "e1", "--dry-run", "--json")

    assert (found.status, found.json["revision"], found.json["placed"]) == (0, None, 7)
    told = [row["start"] for row in found.json["statements"]]
    assert told == pytest.approx(starts, abs=0.4)
    assert gaung("transcript", "show", "e1", "--json").json["revision"] == 1


@needs_espeak
def test_the_times_become_a_revision_and_anchors_are_kept_as_given(gaung, starts):
    anchor = f"Enam mobil tangki=0:{starts[4]:04.1f}"
    found = gaung("transcript", "synchronise", "e1", "--anchor", anchor, "--publish", "--json")

    assert (found.status, found.json["revision"], found.json["notes"]) == (0, 2, [])
    fifth = found.json["statements"][4]
    assert (fifth["start"], fifth["estimated"]) == (round(starts[4], 1), False)
    assert found.json["statements"][5]["estimated"]
    assert gaung("transcript", "show", "e1", "--json").json["published"] == 2


@needs_espeak
@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("Jalan=0:05", "stand 2 times"),
        ("rumah sakit=0:05", "do not stand"),
        ("999=0:05", "There is no word 999"),
        ("Enam mobil", "has no time"),
    ],
)
def test_an_anchor_that_names_no_word_or_time_is_refused(gaung, starts, anchor, said):
    answer = gaung("transcript", "synchronise", "e1", "--anchor", anchor)
    assert answer.status == 2
    assert said in answer.said


@needs_espeak
def test_anchors_that_contradict_each_other_are_refused(gaung, starts):
    two = ("--anchor", "1=0:20", "--anchor", "20=0:02")
    answer = gaung("transcript", "synchronise", "e1", *two)
    assert answer.status == 2
    assert "cannot be heard" in answer.said
