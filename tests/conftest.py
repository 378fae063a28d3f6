"""What tests of several rooms need: the checkout, a browser where there is one, hypothesis."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A slow machine is no reason to fail; in CI the same examples are tried each time.
settings.register_profile("gaung", deadline=None, derandomize=CI)
settings.load_profile("gaung")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for Chromium is a browser test, so that `-m browser` finds it."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def missing(what: str, remedy: str) -> None:
    """Skip with one line where a tool is missing; in CI a missing tool is a failure."""
    message = f"{what} is missing: {remedy}"
    if CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium for `playwright.chromium.launch(executable_path=…)`."""
    found = os.environ.get("GAUNG_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found:
        missing("Chromium", "apt-get install chromium, or set GAUNG_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def driver(chromium: str) -> Iterator[Playwright]:
    """What drives browsers: one for all tests of a run, since two get into each other's way."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright, chromium: str) -> Iterator[Browser]:
    """Chromium; sound plays only after somebody asked for it, as for most readers."""
    arguments = ["--no-sandbox", "--autoplay-policy=user-gesture-required"]
    browser = driver.chromium.launch(executable_path=chromium, args=arguments)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be run inside a page."""
    source = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        missing("axe-core", "install Node with npm, then ./run setup --test")
    return source.read_text(encoding="utf-8")
