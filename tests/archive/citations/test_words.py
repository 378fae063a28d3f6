"""Every value that the record may hold has words in both languages."""

import pytest

from archive.calendar import PARTS_OF_DAY
from archive.citations import LABELS
from archive.citations.words import PROVENANCE, REASONS, WORDS
from archive.models import broadcasting, transcripts


def test_labels_and_parts_of_day_are_those_of_the_record() -> None:
    assert LABELS == transcripts.LABELS
    assert tuple(PARTS_OF_DAY) == broadcasting.PARTS_OF_DAY


@pytest.mark.parametrize("language", ["id", "en"])
def test_labels_and_reasons_have_words(language: str) -> None:
    assert set(PROVENANCE[language]) == {"", *transcripts.LABELS}
    assert set(REASONS[language]) == set(transcripts.WITHDRAWAL_REASONS)
    assert set(WORDS[language]) == set(WORDS["id"])
