"""axe finds nothing in the editor: its lines, its field, its dialogs, two wordings of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from edited_archive import EDITORS, slug_of
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from conftest import Newsroom

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DIALOGS = {"help": "Alt+/", "voices": "Alt+o", "find": "Alt+g", "insert": "Alt+i", "save": "Alt+r"}


def troubles(page: Page, axe: str) -> list[str]:
    """What axe finds, and where."""
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)
    return [
        f"{one['id']} {[node['target'] for node in one['nodes']]}" for one in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_stands_in_anybodys_way(
    browser: Browser, newsroom: Newsroom, axe: str, width: int, scheme: Any
) -> None:
    with browser.new_context(
        base_url=newsroom.address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
        storage_state=newsroom.signed_in[EDITORS[0]],
    ) as context:
        page = context.new_page()
        page.goto(f"/staf/transkrip/{slug_of('axe')}")
        expect(page.locator(".editor-tools")).to_be_visible()
        found = {"lines": troubles(page, axe)}
        page.locator(".lines .said").nth(1).click()
        found["field"] = troubles(page, axe)
        for name, key in DIALOGS.items():
            page.keyboard.press(key)
            expect(page.locator("dialog[open]")).to_be_visible()
            found[name] = troubles(page, axe)
            page.keyboard.press("Escape")

        assert {name: what for name, what in found.items() if what} == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_choice_between_two_wordings_is_within_everybodys_reach(
    browser: Browser, newsroom: Newsroom, axe: str
) -> None:
    pages = []
    for who in EDITORS:
        context = browser.new_context(
            base_url=newsroom.address, storage_state=newsroom.signed_in[who]
        )
        page = context.new_page()
        page.goto(f"/staf/transkrip/{slug_of('tombol')}")
        expect(page.locator(".editor-tools")).to_be_visible()
        pages.append(page)
    one, other = pages
    one.context.set_offline(True)
    for page, word in ((other, "Dua"), (one, "Satu")):
        page.locator(".lines .said").first.click()
        page.keyboard.press("Home")
        page.keyboard.type(f"{word} kata. ")
        page.wait_for_timeout(1_000)
    expect(other.locator(".editor-state [data-state]")).to_have_text("Tersimpan", timeout=20_000)
    one.context.set_offline(False)
    expect(one.locator(".conflict")).to_be_visible(timeout=20_000)

    assert troubles(one, axe) == []
    for page in pages:
        page.context.close()
