"""The language of the interface."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

ENGLISH = "archive/translations/en/LC_MESSAGES/messages.po"


def test_indonesian_is_spoken_whatever_the_browser_prefers(client: FlaskClient) -> None:
    page = client.get("/episode", headers={"Accept-Language": "en-GB,en;q=0.9"}).text

    assert '<html lang="id">' in page
    assert "6 Maret 2024" in page


def test_a_choice_of_language_is_kept(client: FlaskClient) -> None:
    chosen = client.get("/episode?bahasa=en")

    kept = client.get("/episode")

    for answer in (chosen, kept):
        assert '<html lang="en">' in answer.text
        assert "6 March 2024" in answer.text
        assert "Cookie" in answer.vary
        assert answer.headers["Content-Language"] == "en"
    assert client.get("/episode?bahasa=id").text.count('<html lang="id">') == 1


@pytest.mark.parametrize("value", ["", "fr", "EN", "id; drop"])
def test_an_unknown_language_is_indonesian_and_is_not_kept(client: FlaskClient, value: str) -> None:
    answer = client.get("/episode", query_string={"bahasa": value})

    assert '<html lang="id">' in answer.text
    assert "Set-Cookie" not in answer.headers


def test_each_language_has_an_address_that_names_the_others(client: FlaskClient) -> None:
    page = client.get("/cari?q=jalan&hal=1&bahasa=en").text
    base = "http://127.0.0.1:8000/cari?q=jalan"

    assert f'<link rel="canonical" href="{base}&amp;bahasa=en">' in page
    assert f'<link rel="alternate" hreflang="id" href="{base}">' in page
    assert f'<link rel="alternate" hreflang="en" href="{base}&amp;bahasa=en">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{base}">' in page


def test_every_text_of_the_pages_has_its_english(root: Path, tmp_path: Path) -> None:
    template = tmp_path / "messages.pot"
    extract = ["extract", "-F", "archive/translations/babel.cfg", "-k", "lazy_gettext"]
    options = ["--ignore-dirs", ".*", "--no-location", "-o", str(template), "archive", "templates"]
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *extract, *options]
    subprocess.run(command, cwd=root, check=True)

    with template.open("rb") as wanted, (root / ENGLISH).open("rb") as given:
        texts, english = read_po(wanted), read_po(given, locale="en")

    lacking = [text.id for text in texts if text.id and not said_in(english, text)]
    assert lacking == []
    assert len(texts) > 100


def said_in(english, text) -> bool:  # type: ignore[no-untyped-def]
    """Whether a text is translated, each of its numbers, and not only guessed."""
    found = english.get(text.id if isinstance(text.id, str) else text.id[0], text.context)
    said = found.string if found else ""
    return bool(found and not found.fuzzy and (all(said) if isinstance(said, tuple) else said))
