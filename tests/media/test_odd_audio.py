"""One tiny real recording per odd case: what it says of itself, and whether it can be heard.

The table is tests/fixtures/odd_audio.json; tests/fixtures/audio.md tells the same for people.
"""

import json
import shutil

import pytest

from media.access import prepare_access
from media.errors import UnreadableRecording
from media.tags import read_tags
from tests.media.conftest import AUDIO

FIXTURES = AUDIO.parent
ODD = json.loads((FIXTURES / "odd_audio.json").read_text("utf-8"))
TEXTS = ("title", "artist", "date", "comment")
READ = sorted(name for name, row in ODD.items() if row["format"])
REFUSED = sorted(ODD.keys() - set(READ))
UNHEARD = {"protected.m4a"}
AS_HEARD = 0.16
"""Seconds by which what is heard may differ: encoders fill up their last frame, and their first."""


def about(value):
    return None if value is None else pytest.approx(value, abs=0.002)


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_odd_recording_says_of_itself_what_is_in_it(name):
    row = ODD[name]

    said = read_tags(AUDIO / "odd" / name)

    assert said.format == row["format"]
    assert said.duration == about(row["duration"])
    assert {field: getattr(said, field) for field in TEXTS} == {
        field: row.get(field) for field in TEXTS
    }
    assert [[one.start, one.end, one.title] for one in said.chapters] == [
        [about(start), about(end), title] for start, end, title in row.get("chapters", [])
    ]
    assert [[line.start, line.text] for line in said.lyrics] == [
        [about(start), text] for start, text in row.get("lyrics", [])
    ]
    assert list(said.problems) == row["problems"]


@pytest.mark.parametrize("name", sorted(set(READ) - UNHEARD))
def test_an_odd_recording_can_be_heard_as_long_as_its_tags_say(tmp_path, name):
    master = tmp_path / name
    shutil.copy(AUDIO / "odd" / name, master)
    before = master.read_bytes()

    prepared = prepare_access(master, tmp_path / "copy.mp3")

    assert prepared.duration == pytest.approx(ODD[name]["duration"], abs=AS_HEARD)
    assert any(prepared.peaks)
    assert master.read_bytes() == before


@pytest.mark.parametrize("name", [*REFUSED, *UNHEARD])
def test_what_cannot_be_heard_gets_no_copy_and_a_sentence(tmp_path, name):
    with pytest.raises(UnreadableRecording, match=r"\w.*\.$"):
        prepare_access(AUDIO / "odd" / name, tmp_path / "copy.mp3")

    assert list(tmp_path.iterdir()) == []


def test_every_odd_recording_has_a_row_that_says_why():
    files = {path.name for path in (AUDIO / "odd").iterdir()}
    told = (FIXTURES / "audio.md").read_text("utf-8")

    assert files == ODD.keys()
    assert {f"| `{name}` | {row['odd']} |" for name, row in ODD.items()} <= set(told.splitlines())
