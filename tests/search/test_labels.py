"""Labels by name: every name leads to its label, and what is like one is offered."""

import pytest

from search.document import LABELS
from search.labels import LABEL_NAMES, MEANT_LABELS, find_meant_label, read_label
from search.wording import LANGUAGES, NOTES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_read_by_its_code_and_by_its_names(label: str, language: str) -> None:
    assert read_label(label) == label
    assert read_label(LABEL_NAMES[language][label].upper()) == label
    assert label in NOTES["unknown-label"][language]


@pytest.mark.parametrize("typed", ["", "hijau", "rekam jejak", "me"])
def test_nothing_like_a_label_is_none(typed: str) -> None:
    assert read_label(typed) is None
    assert find_meant_label(typed) is None


def test_other_words_for_a_label_are_offered_and_not_taken() -> None:
    taken = [name for name in MEANT_LABELS if read_label(name)]

    assert taken == []
    assert {find_meant_label(name) for name in MEANT_LABELS} == {*LABELS}
