"""Pages speak Indonesian and, string by string, the languages that are shipped beside it."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(ROOT.glob("archive/translations/*/LC_MESSAGES/messages.po"))


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Every string that code and templates mark for translation."""
    target = tmp_path_factory.mktemp("translations") / "messages.pot"
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"),
            *("--mapping-file", "pyproject.toml", "--output", target, "."),
        ],
        cwd=ROOT,
        check=True,
    )
    with target.open("rb") as file:
        return read_po(file)


def read(path):
    with path.open("rb") as file:
        return read_po(file)


def test_english_is_shipped():
    assert ROOT / "archive/translations/en/LC_MESSAGES/messages.po" in CATALOGUES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_marked_string_is_translated(marked, path):
    catalogue = read(path)
    done = {message.id for message in catalogue if message.string and not message.fuzzy}

    missing = [message.id for message in marked if message.id and message.id not in done]

    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_the_places_that_are_filled_in(path):
    faults = [
        (message.id, str(error)) for message, errors in read(path).check() for error in errors
    ]

    assert faults == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_translation_is_left_of_what_no_page_says(marked, path):
    said = {message.id for message in marked}

    left = [message.id for message in read(path) if message.id not in said]

    assert left == []
