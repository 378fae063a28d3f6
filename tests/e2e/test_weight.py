"""Text-first pages: what a first view transfers, and that nothing jumps while it loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page

MOST = 60_000
"""Bytes of a first view without audio (promise of the product)."""

PAGES = {
    "home": "/",
    "coverage": "/cakupan",
    "trends": "/tren?q=jalan&q=air",
    "concordance": "/konkordansi?q=jalan",
    "search": "/cari?q=jalan+desa",
    "episode": "/episode/2023-11-15-jalan-desa-sebelum-musim-hujan",
    "facts": "/episode/2022-06-15-talkshow-bersama-sekretaris-daerah-kabupaten-tanah-bumbu",
}


@pytest.fixture
def first_time(browser: Browser, served: str) -> Iterator[Page]:
    """A telephone that has nothing in its cache."""
    context = browser.new_context(base_url=served, viewport={"width": 360, "height": 760})
    yield context.new_page()
    context.close()


def weigh(page: Page, path: str) -> Counter[str]:
    """Bytes on the wire by kind of what was loaded, headers included."""
    session: CDPSession = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    bytes_of: Counter[str] = Counter()
    session.on(
        "Network.responseReceived", lambda seen: kinds.update({seen["requestId"]: seen["type"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda seen: bytes_of.update(
            {kinds.get(seen["requestId"], "?"): int(seen["encodedDataLength"])}
        ),
    )
    session.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    return bytes_of


def statement_path(page: Page) -> str:
    """The address of some statement."""
    page.goto(PAGES["search"])
    return str(page.locator("a[href^='/s/']").first.get_attribute("href"))


@pytest.mark.parametrize("name", [*PAGES, "statement", "citation"])
def test_a_first_view_is_light(first_time: Page, browser: Browser, served: str, name: str) -> None:
    path = PAGES.get(name, "")
    if not path:
        with browser.new_context(base_url=served) as other:
            path = statement_path(other.new_page()) + ("/kutip" if name == "citation" else "")

    bytes_of = weigh(first_time, path)

    parts = ", ".join(f"{kind} {size}" for kind, size in sorted(bytes_of.items()))
    print(f"\n{name:10} {sum(bytes_of.values()):6} bytes   {parts}")
    assert sum(bytes_of.values()) <= MOST
    assert "Media" not in bytes_of


@pytest.mark.parametrize("name", [*PAGES])
def test_nothing_jumps_while_a_page_loads(first_time: Page, name: str) -> None:
    first_time.goto(PAGES[name], wait_until="networkidle")

    shift = first_time.evaluate(
        """() => new Promise((done) => {
            let total = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) total += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(total), 200);
        })"""
    )

    assert shift == 0
