"""No text that people or files bring runs as script: every kind of page in a real Chromium.

An archive of payloads (promises/poisoned.py) is served and visited twice: as it is, where each
report of the content policy counts, and with that policy switched off, where escaping is alone. On
every page it is looked for elements and attributes that no template of ours writes.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Error as ChromiumError
from playwright.sync_api import Page, Route

from archive.audit import find_actor
from archive.errors import Refused
from archive.resources import Resources, open_archive
from archive.settings import read_settings
from archive.staff.sign_ins import begin
from archive.staff.users import add_user
from archive.web.editor_keys import KEYS
from bench.browser import open_browser
from bench.pages import DOOR, KINDS, list_kinds
from bench.report import Row
from promises.archives import Archive, Site, say
from promises.authorisation import SIGN_IN
from promises.browsers import Browser
from promises.hostile_addresses import FILE, LISTS, list_exports, list_pages, list_questions
from promises.payloads import list_payloads
from promises.poisoned import WORD, give_reasons, poison
from promises.poisoned_drafts import begin_work
from promises.watching import (
    Book,
    find_foreign,
    note_console,
    note_dialog,
    note_failure,
    watch,
)

QUICK_STEP = 24  # every so many payloads
SHOWN = 20
TAKEN = 303
AT_ONCE = 500  # places that one visitor opens
PATIENCE = 900  # seconds until all recordings are prepared
BARE_STEP = 4  # every so many addresses
Place = tuple[str, str]
FULL_EDITOR = "/staf/transkrip/2023-05-05-all-as-json"
NAMED = {ord("↑"): "ArrowUp", ord("↓"): "ArrowDown"}
STRANGER = "http://orang-lain.invalid/"


def measure(*, quick: bool) -> list[Row]:
    """Poison an archive, serve it, and visit everything."""
    payloads = list_payloads()[:: QUICK_STEP if quick else 1]
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "own")
        archive.environment |= {"GAUNG_PROXIES": "1", "GAUNG_ALLOW_PLAIN_HTTP": "yes"}
        poison(archive, payloads)
        opened = open_archive(read_settings({}, HOME=archive.home))
        give_reasons(opened, payloads)
        named, token = make_staff(opened, payloads)
        with archive.serve() as site, open_browser() as chromium:
            await_index(site)
            sent = begin_work(Browser(site.port, {SIGN_IN: token}), payloads)
            places = list_places(site, token, payloads)
            guarded = visit_all(chromium, site, token, payloads, places)
            part = list(thin_out(places))
            bare = visit_all(chromium, site, token, payloads[::BARE_STEP], part, bare=True)
            loaded = include_elsewhere(chromium, site)
        opened.index.close()
        opened.engine.dispose()
    say(f"files sent and lines edited were answered with {dict(Counter(sent))}")
    rows = make_rows(payloads, guarded, bare, named, loaded)
    untaken = len(sent) - sent.count(TAKEN)
    return [
        *rows,
        Row("files sent and lines edited in pages", len(sent), "acts"),
        Row("of these not taken", untaken, "acts", 0, better="less"),
    ]


def make_rows(
    payloads: list[str], guarded: Book, bare: Book, named: int, loaded: list[str]
) -> list[Row]:
    """The report."""
    for trouble in (*guarded.ran, *bare.ran, *guarded.refused, *guarded.foreign, *bare.foreign,
                    *guarded.failed, *bare.failed, *loaded)[:SHOWN]:  # fmt: skip
        say(trouble)
    unseen = [text for text in payloads if text not in guarded.texts]
    for text in unseen[:SHOWN]:
        say(f"never seen as text: {text!r}")
    missing = sorted(set(KINDS) - (guarded.kinds & bare.kinds))
    for name in missing:
        say(f"not visited: {name}")
    return [
        Row("payloads in every field", len(payloads), "payloads"),
        Row("pages visited, and visited again without the policy", guarded.pages + bare.pages,
            "pages"),
        Row("kinds of pages", len(KINDS), "kinds"),
        Row("kinds of pages that were not visited", len(missing), "kinds", 0, better="less"),
        Row("payloads that no page showed as the text that they are", len(unseen), "payloads", 0,
            better="less"),
        Row("executions", len(guarded.ran), "scripts", 0, better="less"),
        Row("reports of the content policy", len(guarded.refused), "reports", 0, better="less"),
        Row("executions without the content policy", len(bare.ran), "scripts", 0, better="less"),
        Row("elements and handlers that no template writes",
            len(guarded.foreign) + len(bare.foreign), "elements", 0, better="less"),
        Row("pages that were answered with 5xx", len(guarded.failed) + len(bare.failed), "pages", 0,
            better="less"),
        Row("answers that another site could run or apply", len(loaded), "answers", 0,
            better="less"),
        Row("payloads taken as names of users", named, "payloads", 0, better="less"),
    ]  # fmt: skip


def make_staff(opened: Resources, payloads: list[str]) -> tuple[int, str]:
    """How many payloads were taken as a user's name, and the token of a signed-in administrator."""
    taken = 0
    with opened.writing() as session:
        command = find_actor(session, "command", "promises")
        for text in payloads:
            with suppress(Refused):
                add_user(session, text, "editor", command)
                taken += 1
        user = add_user(session, "Siti Contoh", "administrator", command)
        token = begin(session, user, payloads[0], datetime.now(UTC))
        session.commit()
    return taken, token


def await_index(site: Site) -> None:
    """Return when the index holds everything and the recordings are ready."""
    until = time.monotonic() + PATIENCE
    while any(site.get("/sehat").data["pending"][one] for one in ("index", "waiting")):
        if time.monotonic() > until:
            raise RuntimeError("The worker does not come to an end.")
        time.sleep(0.5)


def list_places(site: Site, token: str, payloads: list[str]) -> list[Place]:
    """(kind, address) of everything that is visited."""
    return [
        *list_pages(site, token),
        *list_questions(payloads),
        *list_exports(site, payloads),
    ]


def visit_all(
    chromium: Chromium,
    site: Site,
    token: str,
    payloads: list[str],
    places: list[Place],
    *,
    bare: bool = False,
) -> Book:
    """Visit places in one browser, and use the pages; `bare`: without the content policy.

    Each few hundred places have a visitor of their own: a page of Chromium runs out of resources
    after some two thousand.
    """
    book, seen = Book(), set(payloads)
    for first in range(0, len(places), AT_ONCE):
        with visitor(chromium, site, book, token, bare=bare) as page:
            for kind, address in places[first : first + AT_ONCE]:
                visit(page, book, kind, address, seen - book.texts)
        say(f"{min(first + AT_ONCE, len(places))} of {len(places)} places visited")
    with visitor(chromium, site, book, token, bare=bare) as page:
        type_in_search(page, book, payloads)
        press_every_key(page, book)
        page.context.clear_cookies()
        for kind in list_kinds(DOOR):
            visit(page, book, kind, KINDS[kind].address, ())
        for number, text in enumerate(payloads):
            sign_in_as(page, book, text, number)
    return book


def thin_out(places: list[Place]) -> Iterator[Place]:
    """Some addresses of each kind: the first, and every fourth of all."""
    known: set[str] = set()
    for number, (kind, address) in enumerate(places):
        if kind not in known or number % BARE_STEP == 0:
            known.add(kind)
            yield kind, address


@contextmanager
def visitor(
    chromium: Chromium, site: Site, book: Book, token: str, *, bare: bool
) -> Iterator[Page]:
    """A page that is signed in, and keeps book of scripts that run and are refused."""
    base = f"http://127.0.0.1:{site.port}"
    with chromium.new_context(base_url=base, bypass_csp=bare, reduced_motion="reduce") as context:
        watch(context, book)
        context.add_cookies([{"name": SIGN_IN, "value": token, "url": base}])
        page = context.new_page()
        page.on("dialog", lambda dialog: note_dialog(book, dialog))
        page.on("console", lambda said: note_console(book, page, said.text))
        page.on("response", lambda answer: note_failure(book, answer))
        yield page


def visit(page: Page, book: Book, kind: str, address: str, texts: Collection[str]) -> None:
    """Open an address; a file that is downloaded instead runs nothing."""
    try:
        answer = page.goto(address)
    except ChromiumError as error:
        if "Download is starting" not in str(error):
            raise
        return
    is_page = book.note(page, kind, texts)
    if kind == FILE and is_page and answer is not None and answer.ok:
        book.foreign.append(f"{address} is taken for a page")


def type_in_search(page: Page, book: Book, payloads: list[str]) -> None:
    """Type beginnings of names, so that scripts of ours write offers."""
    page.goto("/")
    box = page.locator("main input[name=q]").first
    for begin_with in dict.fromkeys(text[:3] for text in payloads):
        box.fill(begin_with)
        page.wait_for_timeout(150)
        book.foreign += [f"offers for {begin_with!r}: {one}" for one in find_foreign(page)]
    book.note(page, "offers", payloads)


def press_every_key(page: Page, book: Book) -> None:
    """Press all keys of the editor, so that its dialogs are built, with payloads in each line."""
    for group in KEYS:
        for key in group[1]:
            page.goto(FULL_EDITOR)
            page.locator(".line .said").nth(1).click()
            page.keyboard.press(key.keys.split(" ")[-1].translate(NAMED).replace("Esc", "Escape"))
            page.wait_for_timeout(150)
            book.foreign += [f"{key.act} in the editor: {one}" for one in find_foreign(page)]


def sign_in_as(page: Page, book: Book, text: str, number: int) -> None:
    """Fill in the sign-in form with a payload; each comes from elsewhere, so that none waits."""
    here = {"X-Forwarded-For": f"203.0.113.{number % 250}", "X-Forwarded-Proto": "http"}
    page.set_extra_http_headers(here)
    page.goto("/staf/")
    page.fill("#nama", text)
    page.fill("#sandi", text)
    page.click("main form button[type=submit]")
    book.note(page, "sign-in", ())


def include_elsewhere(chromium: Chromium, site: Site) -> list[str]:
    """Answers that a page of another site could run as script or apply as style."""
    base = f"http://127.0.0.1:{site.port}"
    paths = [f"{path}.{form}?q={WORD}" for path in LISTS for form in ("json", "csv")]
    paths += [f"/cari/lengkapi?q={WORD}", "/", "/sehat", "/opensearch.xml", f"/cari.atom?q={WORD}"]
    tags = "".join(
        f'<script src="{base}{path}" onload="loaded(this.src)"></script>'
        f'<link rel="stylesheet" href="{base}{path}" onload="loaded(this.href)">'
        for path in paths
    )
    found: list[str] = []

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body=f"<!doctype html><title>x</title>{tags}")

    with chromium.new_context() as context:
        context.expose_binding("loaded", lambda source, address: found.append(f"ran {address}"))
        context.route(f"{STRANGER}**", answer)
        context.new_page().goto(STRANGER)
    return found
