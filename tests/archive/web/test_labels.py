"""Verification labels are called the same on a page and in a query."""

from __future__ import annotations

from typing import Any

import pytest
from flask_babel import force_locale

from archive.web.labels import LABELS
from search.labels import LABEL_NAMES
from search.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_page_calls_a_label_finds_it(shelf: Any, language: str) -> None:
    with shelf.app.test_request_context(), force_locale(language):
        called = {code: str(label.word) for code, label in LABELS.items()}

    assert called == LABEL_NAMES[language]
