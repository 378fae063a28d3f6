"""What was found in a transcript file, in both languages: a sentence for every kind there is."""

import re

import pytest

from archive.web import findings as said
from media.transcripts import findings as found
from media.transcripts import read_transcript
from media.transcripts.model import Problem
from media.transcripts.refusals import FOREIGN, REFUSALS, refusal

TABLES = [
    (said.PROBLEMS, found.MESSAGES),
    (said.NOTES, found.NOTES),
    (said.REMARKS, found.REMARKS),
    (said.REFUSALS, REFUSALS),
    (said.FOREIGN, FOREIGN),
]


@pytest.fixture(params=["id", "en"])
def in_language(request, shelf):
    with shelf.app.test_request_context("/", query_string={"bahasa": request.param}):
        yield request.param


@pytest.mark.parametrize(("ours", "theirs"), TABLES)
def test_every_kind_that_readers_know_has_a_sentence_and_no_other(ours, theirs):
    assert list(ours) == list(theirs)


@pytest.mark.parametrize(("ours", "theirs"), TABLES)
def test_a_sentence_uses_the_details_that_its_kind_has(in_language, ours, theirs):
    for kind, sentence in ours.items():
        used = set(re.findall(r"%\((\w+)\)s", str(sentence)))
        assert used == set(re.findall(r"\{(\w+)\}", theirs[kind])), kind


def test_in_english_a_problem_reads_as_the_command_says_it(shelf):
    data = "WEBVTT\n\n00:10.000 --> 00:08.000\n<v Kiki>Halo.\n\nlepas\n"
    with shelf.app.test_request_context("/", query_string={"bahasa": "en"}):
        read = read_transcript(data.encode())

        assert [said.say_problem(one) for one in read.problems] == [
            one.message for one in read.problems
        ]


def test_in_indonesian_nothing_of_the_english_is_left(shelf):
    with shelf.app.test_request_context("/"):
        problem, *_ = read_transcript(b"WEBVTT\n\n00:10.000 --> 00:08.000\nHalo.\n").problems

        assert said.say_problem(problem) == (
            "Akhirnya (00:00:08.000) lebih awal daripada mulainya (00:00:10.000); akhirnya "
            "diabaikan."
        )
        assert said.say_place(problem) == "baris 3"


def test_what_more_there_is_names_its_kind(shelf):
    more = Problem(9, "", kind="more", details={"count": "3", "kind": "no speech"})
    with shelf.app.test_request_context("/"):
        assert (
            said.say_problem(more) == "3 baris lagi bermasalah sama: sesudah “…” tidak ada ucapan."
        )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("paragraph 12", "paragraf 12"),
        ("table 1, row 3, cell 2", "tabel 1, baris 3, sel 2"),
        ("on every page", "di setiap halaman"),
    ],
)
def test_a_place_in_a_document_is_named_in_the_language_of_the_page(shelf, place, words):
    with shelf.app.test_request_context("/"):
        assert said.say_place(Problem(1, "", place)) == words


def test_a_refusal_says_what_the_file_is(shelf):
    with shelf.app.test_request_context("/"):
        old_word = said.say_refusal(refusal("foreign", what="doc"))
        assert "dokumen Word lama" in old_word
        assert "simpan sebagai DOCX" in old_word
        assert "TTML, JSON, TXT (juga label Audacity)" in said.say_refusal(refusal("no text"))
