"""Why a file is no transcript: each reason has a kind, and a sentence that can be made of it."""

import re

import pytest

from media.errors import UnreadableTranscript
from media.transcripts import read_transcript
from media.transcripts.refusals import FOREIGN, REFUSALS, refusal


@pytest.mark.parametrize(
    ("data", "kind", "details"),
    [
        (b"", "empty", {}),
        (b"%PDF-1.7 ...", "foreign", {"what": "pdf"}),
        (b"{\\rtf1\\ansi Pagi.}", "foreign document", {"what": "rtf"}),
        (b"a\n" * 150_001, "too many lines", {"limit": "150000"}),
        (b'{"a": 1}', "other json", {}),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><tt><p>&b;</p></tt>", "doctype", {}),
        (b"PK\x03\x04 ...", "damaged", {}),
    ],
)
def test_a_refused_file_says_of_which_kind_the_reason_is(data, kind, details):
    with pytest.raises(UnreadableTranscript) as refused:
        read_transcript(data)

    assert (refused.value.kind, refused.value.details) == (kind, details)


@pytest.mark.parametrize("what", ["doc", "rtf"])
def test_what_a_word_processor_can_save_anew_is_to_be_saved_as_docx(what):
    assert "save it as DOCX" in str(refusal("foreign", what=what))


@pytest.mark.parametrize("kind", REFUSALS)
def test_every_reason_is_a_whole_sentence(kind):
    names = re.findall(r"\{(\w+)\}", REFUSALS[kind])

    sentence = str(refusal(kind, **{name: next(iter(FOREIGN)) for name in names}))

    assert "{" not in sentence
    assert sentence.endswith(".")
