"""The editor in a real browser: by keyboard alone, without a line, beside somebody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from edited_archive import EDITORS, LINES, PASSWORD, slug_of
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

if TYPE_CHECKING:
    from conftest import Newsroom

GAUNG = (sys.executable, "-c", "from archive.cli import main; main()")
SITI, BUDI = EDITORS
OF_THE_LINE = re.compile("Failed to load resource|ERR_INTERNET_DISCONNECTED")
SECOND = LINES[1][1]
TYPE_AND_ENTER = """(box, words) => {
  const all = { bubbles: true, cancelable: true };
  box.value = words;
  box.dispatchEvent(new Event("input", all));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ...all }));
}"""
"""Enter before anything of these words was shown."""
SAYS = """([place, text]) => {
  const line = document.querySelectorAll(".lines li.line")[place];
  const box = line.querySelector("textarea");
  return (box ? box.value : line.querySelector(".said").textContent) === text;
}"""
"""Whether a line says something, in its box or outside."""


@contextmanager
def at_work(browser: Browser, newsroom: Newsroom, name: str, who: str = SITI) -> Iterator[Page]:
    """The editor of a broadcast; nothing goes wrong in its console but what a broken line says."""
    context = browser.new_context(
        base_url=newsroom.address, storage_state=newsroom.signed_in[who], reduced_motion="reduce"
    )
    with context, watched(context) as page:
        open_editor(page, name)
        yield page


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page whose troubles fail the test, but for those of a line that was cut."""
    troubles: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    yield page
    assert [text for text in troubles if not OF_THE_LINE.search(text)] == []


def open_editor(page: Page, name: str) -> None:
    """Go there, and wait until the script has taken the lines over."""
    page.goto(f"/staf/transkrip/{slug_of(name)}")
    expect(page.locator(".editor-tools")).to_be_visible()


def words_of(page: Page) -> list[str]:
    """What the lines say, in order."""
    said = "li.querySelector('textarea')?.value ?? li.querySelector('.said').textContent"
    return list(page.eval_on_selector_all(".lines li.line", f"all => all.map((li) => {said})"))


def saved(page: Page) -> None:
    """Wait until everything is with the archive."""
    expect(page.locator(".editor-state [data-state]")).to_have_text("Tersimpan", timeout=20_000)


def state(page: Page, text: str) -> None:
    """Wait until the page says how things stand."""
    expect(page.locator(".editor-state [data-state]")).to_contain_text(text, timeout=20_000)


def identifier(page: Page, place: int) -> str:
    """The identifier of a line."""
    return str(page.locator(".lines li.line").nth(place).get_attribute("id"))


def sign_in(page: Page) -> None:
    """By the form, with the keyboard."""
    page.goto("/staf/")
    page.get_by_label("Nama").focus()
    page.keyboard.type(SITI)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()


def publish_latest(newsroom: Newsroom, name: str) -> None:
    """Make the latest revision public."""
    from archive.audit import find_actor
    from archive.models import Episode
    from archive.publishing import publish
    from archive.resources import open_archive
    from archive.revisions import latest_revision
    from archive.settings import read_settings

    resources = open_archive(read_settings({"GAUNG_HOME": str(newsroom.home)}))
    with resources.writing() as session:
        episode = session.query(Episode).filter_by(slug=slug_of(name)).one()
        actor = find_actor(session, "command", "test")
        publish(session, episode, latest_revision(session, episode.id), actor)
        session.commit()


def test_five_lines_are_corrected_by_keyboard_though_the_line_breaks(
    browser: Browser, newsroom: Newsroom
) -> None:
    with (
        browser.new_context(base_url=newsroom.address, reduced_motion="reduce") as context,
        watched(context) as page,
    ):
        sign_in(page)
        open_editor(page, "alur")
        cited = identifier(page, 1)
        for _ in range(60):  # until Tab reaches the first line
            page.keyboard.press("Tab")
            if page.locator(".line-mend:focus").count():
                break
        page.keyboard.press("Enter")

        page.keyboard.press("End")
        page.keyboard.type(" Bersama kita.")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        page.keyboard.type("Kami siapkan enam mobil tangki, gratis, untuk dua belas desa.")
        saved(page)
        context.set_offline(True)
        page.keyboard.press("Enter")
        page.keyboard.press("End")
        page.keyboard.type(" Tolong dijawab.")
        page.keyboard.press("Enter")
        page.keyboard.press("Home")
        for _ in range(2):
            page.keyboard.press("Control+ArrowRight")
        page.keyboard.press("Alt+Enter")
        page.keyboard.type("Lalu ")
        page.keyboard.press("Enter")
        page.keyboard.press("Alt+o")
        page.keyboard.type("Pak Tani")
        page.keyboard.press("Enter")
        state(page, "Tanpa sambungan: 4 suntingan menunggu di peramban ini")

        context.set_offline(False)
        saved(page)
        page.keyboard.press("Alt+r")
        page.keyboard.type("dicocokkan dengan rekaman")
        page.keyboard.press("Enter")
        expect(page.locator("[data-revision]")).to_contain_text(
            "Revisi 2 tersimpan, belum terbit.", timeout=20_000
        )
        publish_latest(newsroom, "alur")

        page.goto(f"/s/{cited}/r1")
        expect(page.locator("main")).to_contain_text("untuk sebelas desa")
        expect(page.locator(".difference del")).to_have_text("sebelas")
        expect(page.locator(".difference ins")).to_have_text("dua belas")
        text = page.request.get(f"/episode/{slug_of('alur')}/transkrip.txt").text()
    for said in (
        "Bersama kita.",
        "Tolong dijawab.",
        "Senin depan,\n",
        "Lalu dua hari",
        "Pak Tani:",
    ):
        assert said in text


def test_what_two_editors_did_to_one_line_is_put_side_by_side(
    browser: Browser, newsroom: Newsroom
) -> None:
    with (
        at_work(browser, newsroom, "bentrok") as siti,
        at_work(browser, newsroom, "bentrok", BUDI) as budi,
    ):
        expect(siti.locator("[data-others]")).to_have_text(BUDI, timeout=15_000)
        siti.context.set_offline(True)
        correct(siti, 1, SECOND.replace("enam", "tujuh"))
        correct(budi, 1, SECOND.replace("enam", "delapan"))
        correct(budi, 2, "Kapan mobil tangki itu jalan, Bu?")
        saved(budi)

        siti.context.set_offline(False)
        panel = siti.locator(".lines li.line").nth(1).locator(".conflict")

        expect(panel).to_contain_text(f"{BUDI} mengubah baris ini lebih dulu", timeout=20_000)
        expect(panel.locator("[data-mine] ins")).to_have_text("tujuh")
        expect(panel.locator("[data-theirs] ins")).to_have_text("delapan")
        expect(siti.locator(".lines li.line").nth(2)).to_contain_text("Kapan mobil tangki itu")
        assert "tujuh" not in words_of(budi)[1]
        panel.get_by_role("button", name="Pakai punya saya").press("Enter")
        saved(siti)
        budi.keyboard.press("Escape")
        expect(budi.locator(".lines li.line").nth(1).locator(".said")).to_contain_text(
            "tujuh", timeout=15_000
        )


def test_what_others_write_leaves_the_caret_alone(browser: Browser, newsroom: Newsroom) -> None:
    with (
        at_work(browser, newsroom, "bentrok") as siti,
        at_work(browser, newsroom, "bentrok", BUDI) as budi,
    ):
        siti.locator(".lines li.line").nth(4).locator(".said").click()
        siti.keyboard.press("Home")
        siti.keyboard.press("Control+ArrowRight")
        at = siti.evaluate("document.activeElement.selectionStart")

        correct(budi, 4, LINES[4][1].replace("terlewat", "dilewati"))
        saved(budi)

        box = siti.locator("li.is-open textarea")
        expect(box).to_have_value(re.compile("dilewati"), timeout=15_000)
        assert siti.evaluate("document.activeElement.selectionStart") == at
        expect(siti.locator(".badge-editor")).to_have_text(f"{BUDI} di sini")


def test_what_stands_above_the_lines_follows_everybody_who_edits(
    browser: Browser, newsroom: Newsroom
) -> None:
    with (
        at_work(browser, newsroom, "kepala") as siti,
        at_work(browser, newsroom, "kepala", BUDI) as budi,
    ):
        head, discard = siti.locator("[data-head]"), siti.locator("[data-discard]")
        unheard, note = siti.locator("[data-ahead=unchecked]"), siti.locator("[data-revision]")
        expect(head).to_have_text("revisi 1, belum ada suntingan")
        expect(unheard).to_have_text("Belum didengar: 8 baris")
        expect(discard).to_be_hidden()
        correct(siti, 3, "Senin depan, dua hari sekali, sampai hujan turun.")
        siti.keyboard.press("Home")
        for _ in range(2):
            siti.keyboard.press("Control+ArrowRight")
        siti.keyboard.press("Alt+Enter")

        for page in (siti, budi):
            expect(page.locator("[data-head]")).to_contain_text(
                "suntingan atas revisi 1, tersimpan"
            )
            expect(page.locator("[data-ahead=unchecked]")).to_have_text("Belum didengar: 9 baris")
            expect(page.locator("[data-discard]")).to_be_visible()
        save_by_key(siti, "kalimat dipisah")
        expect(note).to_contain_text("Revisi 2 tersimpan, belum terbit.", timeout=15_000)
        expect(note.locator("a:visible")).to_have_text("Lihat halaman episode")
        expect(head).to_have_text("revisi 2, belum ada suntingan")
        expect(discard).to_be_hidden()

        told = budi.locator("[data-revision]")
        expect(told).to_contain_text(f"{SITI} menyimpan revisi 2, belum terbit.", timeout=15_000)
        correct(budi, 0, "Selamat malam.")
        saved(budi)
        attach_elsewhere(newsroom, "kepala")
        expect(told).to_contain_text("menyimpan revisi 3 sesudah suntingan ini", timeout=15_000)
        expect(told.locator("a:visible")).to_have_text("Bawa suntingan ke revisi terbaru")


def save_by_key(page: Page, reason: str) -> None:
    """Save what is edited as a revision."""
    saved(page)
    page.keyboard.press("Alt+r")
    page.keyboard.type(reason)
    page.keyboard.press("Enter")


def attach_elsewhere(newsroom: Newsroom, name: str) -> None:
    """A corrected file becomes a revision beside whatever is edited in browsers."""
    words = "\n\n".join(f"{voice}: {text} Ya." for voice, text in LINES)
    file = newsroom.home.parent / f"{name}.txt"
    file.write_text(words, "utf-8")
    command = [*GAUNG, "transcript", "attach", slug_of(name), str(file)]
    environment = {**os.environ, "GAUNG_HOME": str(newsroom.home)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def test_steps_are_undone_and_done_again_also_after_the_page_was_loaded_anew(
    browser: Browser, newsroom: Newsroom
) -> None:
    with at_work(browser, newsroom, "urung") as page:
        words = words_of(page)
        correct(page, 0, "Selamat malam.")
        correct(page, 3, "Senin depan.")
        saved(page)
        page.reload()
        expect(page.locator(".editor-tools")).to_be_visible()

        page.keyboard.press("Alt+z")
        shows(page, 3, words[3])
        page.keyboard.press("Alt+z")
        shows(page, 0, words[0])
        page.reload()
        expect(page.locator(".editor-tools")).to_be_visible()

        page.keyboard.press("Alt+Shift+z")
        shows(page, 0, "Selamat malam.")
        page.keyboard.press("Alt+z")
        shows(page, 0, words[0])
        page.keyboard.press("Alt+z")
        expect(page.locator("[data-told]")).to_contain_text("Tidak ada langkah Anda di tab ini")
        assert words_of(page) == words


def shows(page: Page, place: int, text: str) -> None:
    """Wait until a line says something, and the archive knows."""
    page.wait_for_function(SAYS, arg=[place, text], timeout=10_000)
    saved(page)


def correct(page: Page, place: int, text: str) -> None:
    """Put other words into a line."""
    page.locator(".lines li.line").nth(place).locator(".said").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.wait_for_timeout(900)


def test_edits_outlive_a_browser_that_is_closed_without_a_line(
    driver: Playwright, chromium: str, newsroom: Newsroom, tmp_path: Path
) -> None:
    def start() -> BrowserContext:
        context = driver.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium, args=["--no-sandbox"], base_url=newsroom.address
        )
        context.add_cookies(newsroom.signed_in[SITI]["cookies"])  # type: ignore[arg-type]
        return context

    with start() as context:
        page = context.new_page()
        open_editor(page, "tutup")
        context.set_offline(True)
        correct(page, 0, "Selamat siang.")
        correct(page, 1, "Kami siapkan tujuh mobil tangki, gratis, untuk sebelas desa.")
        state(page, "2 suntingan menunggu di peramban ini")
    with start() as context:
        page = context.new_page()
        open_editor(page, "tutup")

        saved(page)
        assert words_of(page)[:2] == [
            "Selamat siang.",
            "Kami siapkan tujuh mobil tangki, gratis, untuk sebelas desa.",
        ]
        page.reload()
        saved(page)
        assert words_of(page)[0] == "Selamat siang."


def test_whoever_is_signed_out_loses_nothing_and_goes_on_from_another_tab(
    browser: Browser, newsroom: Newsroom
) -> None:
    with at_work(browser, newsroom, "masuk") as page:
        page.context.clear_cookies()
        correct(page, 0, "Selamat sore.")
        state(page, "Anda tidak lagi masuk: 1 suntingan menunggu di peramban ini.")

        other = page.context.new_page()
        sign_in(other)
        other.close()
        page.bring_to_front()

        saved(page)
        page.reload()
        assert words_of(page)[0] == "Selamat sore."


def test_an_answer_that_is_lost_makes_no_act_twice(browser: Browser, newsroom: Newsroom) -> None:
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        """Let the archive do it, and lose what it says."""
        if lost or '"split"' not in (route.request.post_data or ""):
            return route.continue_()
        lost.append(route.fetch().text())
        return route.abort()

    with at_work(browser, newsroom, "jawaban") as page:
        page.route("**/suntingan", lose_first)
        page.locator(".lines li.line").nth(3).locator(".said").click()
        page.keyboard.press("Home")
        for _ in range(2):
            page.keyboard.press("Control+ArrowRight")
        page.keyboard.press("Alt+Enter")

        saved(page)
        assert '"done":true' in lost[0]
        expect(page.locator(".lines li.line")).to_have_count(len(LINES) + 1)
        page.reload()
        assert words_of(page)[3:5] == ["Senin depan,", "dua hari sekali, sampai hujan turun lagi."]


def test_words_are_replaced_everywhere_and_put_back_in_one_step(
    browser: Browser, newsroom: Newsroom
) -> None:
    before = [text for _, text in LINES]
    with at_work(browser, newsroom, "ganti") as page:
        page.keyboard.press("Alt+g")
        page.keyboard.type("tangki")
        page.keyboard.press("Tab")
        page.keyboard.type("tong")
        expect(page.locator("[data-hits] li")).to_have_count(2)
        page.locator("[data-hits] input").first.uncheck()
        page.locator("button:has-text('Ganti 1'):enabled").press("Enter")
        saved(page)
        assert words_of(page) == [*before[:2], before[2].replace("tangki", "tong"), *before[3:]]

        page.keyboard.press("Alt+z")
        saved(page)
        page.reload()
        assert words_of(page) == before


def test_looking_for_a_word_replaces_nothing_and_only_the_button_takes_words_away(
    browser: Browser, newsroom: Newsroom
) -> None:
    before = [text for _, text in LINES]
    with at_work(browser, newsroom, "cari") as page:
        dialog, button = page.locator("[data-finding]"), page.locator("[data-replace]")
        page.keyboard.press("Alt+g")
        page.keyboard.type("tangki")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(page.locator("[data-hits] li")).to_have_count(2)
        page.locator("[data-hits] input").first.press("Enter")
        page.locator("[name=dengan]").press("Enter")
        expect(dialog).to_contain_text("“Ganti dengan” kosong: 2 kata ini akan dihapus.")
        expect(button).to_have_text("Hapus 2 kata")
        expect(dialog).to_be_visible()
        assert words_of(page) == before

        page.locator("[name=dengan]").fill("tong")
        expect(page.locator("[data-hits] ins").first).to_have_text("tong")
        page.locator("[name=dengan]").evaluate(TYPE_AND_ENTER, "gentong")
        expect(page.locator("[data-hits] ins").first).to_have_text("gentong")
        assert words_of(page) == before
        page.locator("[name=dengan]").press("Enter")
        expect(dialog).to_be_hidden()
        assert words_of(page) == [text.replace("tangki", "gentong") for text in before]

        page.keyboard.press("Alt+g")
        page.locator("[name=cari]").fill("gentong, ")
        page.locator("[name=dengan]").fill("")
        button.filter(has_text="Hapus 1 kata").click()
        expect(page.locator("[data-told]")).to_have_text("1 dihapus. Alt+Z mengembalikannya.")
        saved(page)
        assert "enam mobil gratis" in words_of(page)[1]
