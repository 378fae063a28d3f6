"""The staff's way in, by keyboard and without scripts; axe finds nothing on it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState

from bench.pages import DOOR, STAFF, find_address, list_kinds

NAME, PASSWORD = "Siti Contoh", "empat gelas teh hangat"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DRAFT = "/staf/episode/2024-08-14-air-bersih-di-musim-kemarau"
IN_ENGLISH = "sign-in in English"


def walk_to(page: Page, label: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.get_by_label(label, exact=True).and_(page.locator(":focus")).count():
            return
    raise AssertionError(f"the keyboard never reaches “{label}”")


def begin_work(page: Page) -> None:
    """Send a transcript and look at it, and mend a line; neither is saved as a revision yet."""
    page.get_by_role("link", name="Lampirkan transkrip").click()
    page.get_by_label("Atau tempelkan teksnya").fill("Rahmah Contoh: Kami siapkan tujuh tangki.")
    page.get_by_role("button", name="Lihat pratinjau").click()
    page.wait_for_url("**/transkrip/*")
    page.goto(DRAFT)
    page.get_by_role("link", name="Sunting transkrip").click()
    page.get_by_role("link", name="Perbaiki").first.click()
    page.get_by_label("Kata-kata", exact=True).fill("Kami siapkan tujuh mobil tangki.")
    page.get_by_role("button", name="Simpan baris").click()
    page.wait_for_url("**/staf/transkrip/*")


@pytest.fixture(scope="session")
def signed_in(browser: Browser, workplace: tuple[str, str]) -> StorageState:
    """The cookies of the first administrator, who came by the address that `serve` printed.

    By keyboard alone, without scripts: from the address to the drafts, out, and in again.
    """
    address, invitation = workplace
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(invitation)
        walk_to(page, "Nama")
        page.keyboard.type(NAME)
        for label in ("Kata sandi baru", "Sekali lagi"):
            walk_to(page, label)
            page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/staf/")
        page.get_by_role("button", name="Keluar").press("Enter")
        walk_to(page, "Nama")
        page.keyboard.type(NAME.lower())
        walk_to(page, "Kata sandi")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Air bersih di musim kemarau").press("Enter")
        page.wait_for_url(f"**{DRAFT}")
        assert "enam mobil tangki" in page.inner_text("main")
        begin_work(page)
        return context.storage_state()


def find_page(page: Page, name: str) -> str:
    """The address of a page of the staff, found as they find it."""

    def read(path: str) -> str:
        page.goto(path)
        return page.content()

    return "/staf/?bahasa=en" if name == IN_ENGLISH else find_address(name, read)


def test_the_way_in_needs_a_keyboard_and_nothing_more(signed_in: StorageState) -> None:
    assert [cookie["name"] for cookie in signed_in["cookies"]] == ["gaung-masuk"]
    assert all(cookie["httpOnly"] for cookie in signed_in["cookies"])


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_goes_back_after_signing_out_sees_nothing_of_the_staff(
    browser: Browser, workplace: tuple[str, str], signed_in: StorageState, scripts: bool
) -> None:
    with browser.new_context(base_url=workplace[0], java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"/staf/?lanjut={DRAFT}")
        page.get_by_label("Nama").fill(NAME)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        assert "mobil tangki" in page.inner_text("main")
        page.get_by_role("button", name="Keluar").click()
        page.wait_for_url("**/staf/")

        page.go_back()

        page.get_by_label("Kata sandi").wait_for()
        assert "mobil tangki" not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", [*list_kinds(DOOR, STAFF), IN_ENGLISH])
def test_nothing_stands_in_anybodys_way(
    browser: Browser,
    workplace: tuple[str, str],
    signed_in: StorageState,
    axe: str,
    name: str,
    width: int,
    scheme: Any,
) -> None:
    with browser.new_context(
        base_url=workplace[0],
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
        storage_state=signed_in if name in list_kinds(STAFF) else None,
    ) as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(find_page(page, name))

        page.evaluate(axe)
        found = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)

        assert [violation["id"] for violation in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert troubles == []
