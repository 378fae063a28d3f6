"""axe-core finds nothing on any kind of page, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.pages import KINDS, PUBLIC, find_address, list_kinds

STATES = {
    "grouped": "/cari?q=jalan&kelompok=episode&tahun=2023",
    "nothing": "/cari?q=kampung&tahun=2022&program=halo-skpd",
    "nearest": "/cari?q=sekolah+zonasi",
    "refused": "/cari?q=tanggal:sejak+2024+air",
    "episode at a word": "/episode/2023-11-15-jalan-desa-sebelum-musim-hujan?q=jalan+desa&t=84",
    "facts": "/episode/2022-06-15-talkshow-bersama-sekretaris-daerah-kabupaten-tanah-bumbu",
}
"""Pages of the kinds of bench/pages.py in states of their own."""
STATUSES = {"refused": 400}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", [*list_kinds(PUBLIC), *STATES])
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
        answer = page.goto(STATES.get(name) or find_address(name, reader_of(page)))

        page.evaluate(axe)
        found = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)

        assert answer is not None
        assert answer.status == (KINDS[name].status if name in KINDS else STATUSES.get(name, 200))
        assert [describe(violation) for violation in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def reader_of(page: Page) -> Callable[[str], str]:
    """What reads the text of a page by its address."""

    def read(path: str) -> str:
        page.goto(path)
        return page.content()

    return read


def describe(violation: dict[str, Any]) -> str:
    """What is wrong and where."""
    places = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']} ({places})"
