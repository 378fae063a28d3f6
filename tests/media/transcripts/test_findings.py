"""What readers find: each finding says of which kind it is, and shows the words it is about."""

from media.transcripts import read_transcript
from media.transcripts.findings import NOTES, REMARKS

CUES = """WEBVTT

NOTE dari mesin

00:00:10.000 --> 00:00:08.000
<v Kiki>Halo.

99:99 tersesat
"""


def test_a_problem_has_its_kind_its_details_and_the_words_of_its_line():
    reversed_, lost = read_transcript(CUES.encode()).problems

    assert (reversed_.kind, reversed_.line) == ("reversed", 5)
    assert reversed_.details == {"start": "00:00:10.000", "end": "00:00:08.000"}
    assert reversed_.words == "00:00:10.000 --> 00:00:08.000"
    assert (lost.kind, lost.words) == ("unknown block", "99:99 tersesat")


def test_the_shape_of_a_problem_for_machines_is_line_and_message_alone():
    shape = read_transcript(CUES.encode()).as_dict()

    assert [set(problem) for problem in shape["problems"]] == [{"line", "message"}] * 2
    assert shape["notes"] == ["Comments (NOTE) were left out (line 3: “NOTE dari mesin”)."]


def test_a_note_has_its_kind_and_examples():
    (note,) = read_transcript(CUES.encode()).noted

    assert (note.kind, note.count) == ("comment", 1)
    assert [(one.line, one.text) for one in note.examples] == [(3, "NOTE dari mesin")]


def test_what_holds_for_the_whole_file_has_details():
    read = read_transcript("Kiki: Ambil “itu”.".encode("cp1252"))

    encoding = next(note for note in read.noted if note.kind == "encoding")
    assert encoding.details == {"name": "Windows-1252"}
    assert encoding.sentence == "The file was read as Windows-1252."


def test_more_of_the_same_is_counted_as_a_kind_of_its_own():
    many = "WEBVTT\n\n" + "00:00:10.000 --> 00:00:08.000\nHalo.\n\n" * 103

    last = max(read_transcript(many.encode()).problems, key=lambda one: one.kind == "more")

    assert last.details == {"count": "3", "kind": "reversed"}


def test_no_kind_is_both_a_note_and_a_remark():
    assert set(NOTES).isdisjoint(REMARKS)
