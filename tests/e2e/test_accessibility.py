"""axe-core finds nothing on the pages of the journey, narrow and wide, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

PATHS = {
    "home": "/",
    "search": "/cari?q=jalan+desa",
    "grouped": "/cari?q=jalan&kelompok=episode&tahun=2023",
    "nothing": "/cari?q=kampung&tahun=2022&program=halo-skpd",
    "nearest": "/cari?q=sekolah+zonasi",
    "manual": "/cari",
    "refused": "/cari?q=tanggal:sejak+2024+air",
    "episode": "/episode/2023-11-15-jalan-desa-sebelum-musim-hujan?q=jalan+desa&t=84",
    "facts": "/episode/2022-06-15-talkshow-bersama-sekretaris-daerah-kabupaten-tanah-bumbu",
    "history": "/episode/2023-11-15-jalan-desa-sebelum-musim-hujan/riwayat",
    "coverage": "/cakupan",
    "trends": "/tren?q=jalan&q=air",
    "concordance": "/konkordansi?q=jalan",
    "statement": "",
    "citation": "/kutip",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PATHS)
def test_nothing_stands_in_anybodys_way(
    browser: Browser, served: str, axe: str, name: str, width: int, scheme: Any
) -> None:
    with browser.new_context(
        base_url=served,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(find_path(page, name))

        page.evaluate(axe)
        found = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)

        assert [describe(violation) for violation in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def find_path(page: Page, name: str) -> str:
    """The address of a page of the journey; statements are found by searching."""
    if name not in ("statement", "citation"):
        return PATHS[name]
    page.goto(PATHS["search"])
    return str(page.locator("a[href^='/s/']").first.get_attribute("href")) + PATHS[name]


def describe(violation: dict[str, Any]) -> str:
    """What is wrong and where."""
    places = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']} ({places})"
