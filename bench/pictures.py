"""`python -m bench.pictures FOLDER [KIND…]`: pictures of the pages of the demo archive.

Each kind of page at the width of a telephone and of a desk, light and dark. The picture in the
README is made by `python -m bench.pictures --readme`.
"""

import argparse
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import open_browser
from bench.site import demo_site, find_pages

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
FIRST_SCREEN = 1160
"""Pixels of the picture in the README: the player and the beginning of the dialogue."""
README = Path(__file__).parent.parent / "docs" / "pictures" / "episode.png"


def take(
    browser: Browser, address: str, target: Path, width: int, scheme: str, whole: bool
) -> None:
    """Write one picture of a page: the whole of it, or what the first screen shows."""
    context = browser.new_context(
        viewport={"width": width, "height": 800 if whole else FIRST_SCREEN},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target, full_page=whole)
    context.close()


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("pictures"))
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    with demo_site() as base, open_browser() as browser:
        pages = find_pages(base)
        if options.readme:
            README.parent.mkdir(exist_ok=True)
            take(browser, pages["episode"], README, 1280, "light", whole=False)
            return
        options.folder.mkdir(parents=True, exist_ok=True)
        kinds = options.kinds or list(pages)
        for kind, width, scheme in product(kinds, WIDTHS, SCHEMES):
            target = options.folder / f"{kind}-{width}-{scheme}.png"
            take(browser, pages[kind], target, width, scheme, whole=True)


if __name__ == "__main__":
    main()
