"""Every value that the record may hold has words in both languages."""

from datetime import date

import pytest

from archive.calendar import PARTS_OF_DAY, Moment
from archive.citations import LABELS, Citation
from archive.citations.words import PROVENANCE, REASONS, WORDS, provenance_words
from archive.models import broadcasting, transcripts


def test_labels_and_parts_of_day_are_those_of_the_record() -> None:
    assert LABELS == transcripts.LABELS
    assert tuple(PARTS_OF_DAY) == broadcasting.PARTS_OF_DAY


@pytest.mark.parametrize("language", ["id", "en"])
def test_labels_and_reasons_have_words(language: str) -> None:
    assert set(PROVENANCE[language]) == {"", *transcripts.LABELS}
    assert set(REASONS[language]) == set(transcripts.WITHDRAWAL_REASONS)
    assert set(WORDS[language]) == set(WORDS["id"])


@pytest.mark.parametrize(
    ("label", "language", "said"),
    [
        ("transkrip", "id", "transkrip v3, diperiksa dengan rekaman pada 24 November 2026"),
        ("mesin", "id", "transkrip mesin v3, diperiksa dengan rekaman pada 24 November 2026"),
        ("transkrip", "en", "transcript v3, checked against the recording on 24 November 2026"),
    ],
)
def test_a_check_after_the_publication_is_cited_with_its_day(
    label: str, language: str, said: str
) -> None:
    day = date(2026, 11, 24)
    citation = Citation(
        title="Jalan",
        moment=Moment(day),
        url="https://arsip.example/s/k3f9m2xd/r3",
        accessed_on=day,
        revision=3,
        label=label,
        checked_on=day,
    )

    assert provenance_words(citation, language) == said
