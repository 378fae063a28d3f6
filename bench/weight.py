"""How much a page transfers on first view in Chromium, without audio, and in how many requests."""

from typing import Any

from playwright.sync_api import Browser

from bench.browser import open_browser
from bench.report import Row
from bench.site import demo_site, find_pages

LARGEST = 60.0  # kB
BOUND = ("home", "search", "episode", "statement")


def measure(*, quick: bool) -> list[Row]:
    """Open each kind of page of the demo archive in a browser that has seen nothing yet."""
    with demo_site() as base, open_browser() as browser:
        pages = find_pages(base)
        kinds = [kind for kind in pages if kind in BOUND or not quick]
        return [row for kind in kinds for row in weigh(browser, kind, pages[kind])]


def weigh(browser: Browser, kind: str, address: str) -> list[Row]:
    """The rows of one page: kB over the wire, and requests."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    network.on("Network.loadingFinished", lambda e: sizes.update(finished(e)))
    page.goto(address, wait_until="networkidle")
    page.context.close()
    counted = [size for request, size in sizes.items() if kinds.get(request) != "Media"]
    must = LARGEST if kind in BOUND else None
    return [
        Row(f"{kind}: transferred", round(sum(counted) / 1000, 1), "kB", must=must, better="less"),
        Row(f"{kind}: requests", len(counted), "requests"),
    ]


def finished(event: Any) -> dict[str, float]:
    """Request -> bytes over the wire, headers included, of a finished load."""
    return {event["requestId"]: event["encodedDataLength"]}
