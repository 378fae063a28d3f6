"""The editor on a slow machine: how soon one can type, and how long a key takes to be seen.

The real page, served, in Chromium slowed down four times: 90 minutes, 1,200 statements, 15,000
words. The first interaction is over when the first line was clicked, a key was pressed in it and
what it wrote was painted, counted from when the address was opened, with nothing in any cache. A
key is timed from the moment at which the browser got it to after the next frame was painted.
Autosave goes on meanwhile: after every few words the hand rests for as long as it takes.

The clock counts whatever else the machine does. So the processor time of the page's main thread is
told, too: what the page itself takes of the slow machine.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.browser import open_browser
from bench.document import table_of_rows, write_document
from bench.editing import STATEMENTS, WORDS, Desk, open_desk
from bench.report import Row

SLOWER = 4
LOADS, FEW_LOADS = 7, 3
KEYS, FEW_KEYS = 300, 100
REST_EVERY, REST = 25, 1_100  # keys; milliseconds in which the line is saved and answered
PACE = 70  # milliseconds between two keys: a quick typist
FIRST_MUST, KEY_MUST = 1_500.0, 50.0
MIDDLE = STATEMENTS // 2

WATCH = """
window.keyTimes = [];
addEventListener("keydown", (event) => {
  if (event.key.length > 1 || event.altKey) return;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const now = performance.now();
      window.keyTimes.push({ took: now - event.timeStamp, at: now });
    };
    channel.port2.postMessage(0);
  });
}, true);
"""
"""Notes, for each letter, when the frame after it was painted; written before the page runs."""

SIZES = """() => ({
  html: performance.getEntriesByType("navigation")[0].transferSize,
  answered: performance.getEntriesByType("navigation")[0].responseEnd,
  scripts: performance.getEntriesByType("resource")
    .filter((one) => one.initiatorType !== "fetch" && one.initiatorType !== "audio")
    .reduce((sum, one) => sum + one.transferSize, 0),
})"""

FIRST_LINE = """() => {
  const { x, y } = document.querySelector(".lines .said").getBoundingClientRect();
  return [x + 40, y + 12];
}"""
"""Where a hand would click; what Playwright makes sure of before a click takes a page's time."""

TEXT = "kata demi kata ditulis ulang supaya sama dengan yang terdengar "


def measure(*, quick: bool) -> list[Row]:
    """Make the archive, edit it; some two minutes with `quick`, some five without."""
    with open_browser() as browser, open_desk(browser) as desk:
        loads = [open_cold(browser, desk) for _ in range(FEW_LOADS if quick else LOADS)]
        keys = FEW_KEYS if quick else KEYS
        with opened(browser, desk) as (page, meter):
            counted = count(page)
            quiet = type_keys(page, meter, keys)
        with opened(browser, desk) as (page, meter):
            page.keyboard.press("Alt+K")
            playing = type_keys(page, meter, keys)
            heard = float(page.evaluate("document.querySelector('audio').currentTime"))
    return rows_of(counted, loads, quiet, playing, heard)


def measure_and_write(*, quick: bool) -> list[Row]:
    """As `measure`, and the figures go into docs/."""
    rows = measure(quick=quick)
    write_document("editor", [table_of_rows(rows)])
    return rows


@contextmanager
def opened(browser: Browser, desk: Desk) -> Iterator[tuple[Page, CDPSession]]:
    """The editor, slowed down, with the middle line open."""
    with slowed(browser, desk) as (page, meter):
        page.goto(desk.path)
        page.wait_for_selector("[data-tools]:not([hidden])")
        line = page.locator(".lines li.line").nth(MIDDLE)
        line.scroll_into_view_if_needed()
        line.locator(".said").click()
        page.wait_for_selector("li.is-open textarea:focus")
        page.wait_for_timeout(2_500)  # what a page does once, after it was opened
        yield page, meter


@contextmanager
def slowed(browser: Browser, desk: Desk) -> Iterator[tuple[Page, CDPSession]]:
    """A page of somebody signed in, on a slow processor and with an empty cache; its meter."""
    size: Any = {"width": 1280, "height": 800}
    with browser.new_context(
        base_url=desk.base, viewport=size, storage_state=desk.signed_in
    ) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        meter = context.new_cdp_session(page)
        meter.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        yield page, meter


def spent(meter: CDPSession) -> float:
    """Milliseconds of a slow processor that the page's main thread took so far."""
    metrics = {one["name"]: one["value"] for one in meter.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def open_cold(browser: Browser, desk: Desk) -> dict[str, float]:
    """Milliseconds until a key in the first line was painted, and what was transferred by then."""
    with slowed(browser, desk) as (page, meter):
        page.goto(desk.path, wait_until="commit")
        page.wait_for_selector("[data-tools]:not([hidden])")
        page.mouse.click(*page.evaluate(FIRST_LINE))
        page.keyboard.type("x")
        await_keys(page, 1)
        text = page.locator("li.is-open textarea").input_value()
        if "x" not in text:
            raise RuntimeError("The key did not come into the line.")
        first = float(page.evaluate("window.keyTimes[0].at"))
        return {"first": first, "spent": spent(meter), **dict(page.evaluate(SIZES))}


def type_keys(page: Page, meter: CDPSession, count: int) -> tuple[list[float], float]:
    """Milliseconds from each of `count` keys to the frame that shows it; what a key took, on
    average and with all that was done meanwhile, of the page's processor."""
    page.evaluate("window.keyTimes = []")
    before = spent(meter)
    for number in range(count):
        page.keyboard.type(TEXT[number % len(TEXT)])
        page.wait_for_timeout(REST if number % REST_EVERY == REST_EVERY - 1 else PACE)
    await_keys(page, count)
    taken = (spent(meter) - before) / count
    return [float(one["took"]) for one in page.evaluate("window.keyTimes")], taken


def await_keys(page: Page, count: int) -> None:
    """Return when so many keys were painted. Asked from here: the page forbids eval."""
    while page.evaluate("window.keyTimes.length") < count:
        page.wait_for_timeout(50)


def count(page: Page) -> tuple[int, int]:
    """Statements and words on the page."""
    said = page.eval_on_selector_all(".lines .said", "all => all.map((one) => one.textContent)")
    return len([one for one in said if one]), sum(len(str(one).split()) for one in said)


def rows_of(
    counted: tuple[int, int],
    loads: list[dict[str, float]],
    quiet: tuple[list[float], float],
    playing: tuple[list[float], float],
    heard: float,
) -> list[Row]:
    """The report."""
    firsts = [load["first"] for load in loads]

    def ms(name: str, value: float, must: float | None = None) -> Row:
        return Row(name, round(value, 1), "ms", must=must, better="less")

    return [
        Row("statements", counted[0], "statements", must=STATEMENTS),
        Row("words", counted[1], "words", must=WORDS),
        Row("page, compressed", round(loads[0]["html"] / 1000), "kB"),
        Row("scripts and style sheets, compressed", round(loads[0]["scripts"] / 1000), "kB"),
        ms("page received", statistics.median(load["answered"] for load in loads)),
        ms("first interaction, median", statistics.median(firsts), FIRST_MUST),
        ms(f"first interaction, slowest of {len(firsts)}", max(firsts), FIRST_MUST),
        ms("until then, processor of the page", statistics.median(one["spent"] for one in loads)),
        *times("a key", quiet, ms),
        *times("a key while playing", playing, ms),
        Row("heard meanwhile", round(heard, 1), "s", must=1),
    ]


def times(name: str, typed: tuple[list[float], float], ms: Any) -> list[Row]:
    """Median, 95th percentile and worst by the clock, and the processor's share."""
    keys, taken = typed
    p95 = statistics.quantiles(keys, n=20)[-1]
    return [
        ms(f"{name}, median of {len(keys)}", statistics.median(keys)),
        ms(f"{name}, 95th percentile", p95, KEY_MUST),
        ms(f"{name}, slowest", max(keys)),
        ms(f"{name}, processor of the page", taken),
    ]
