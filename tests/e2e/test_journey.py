"""One reader finds what was said, hears it, cites it; another does so without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

QUERY = "jalan desa"
SOUND = "document.querySelector('audio')"
CLOSE = 0.3
"""Seconds between the moment that a hit names and the one that is heard."""


def now(page: Page) -> float:
    """Where the sound is, in seconds."""
    return float(page.evaluate(f"{SOUND}.currentTime"))


def await_that(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's own policy forbids to evaluate texts inside it."""
    for _ in range(500):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never: {condition}")


def await_sound(page: Page) -> float:
    """Wait until something is heard; returns the moment at which it was first heard."""
    await_that(page, f"!{SOUND}.paused && {SOUND}.readyState >= 3 && {SOUND}.currentTime > 0")
    return now(page)


def assert_plays_on(page: Page) -> None:
    """The sound goes forward with the clock."""
    before = now(page)
    await_that(page, f"{SOUND}.currentTime > {before + 0.5}")
    assert not page.evaluate(f"{SOUND}.paused")


def search(page: Page, query: str) -> None:
    """Type a query on the home page."""
    page.goto("/")
    page.locator("main input[name=q]").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?q=*")


def test_from_a_query_to_a_citation_that_opens_on_its_words(reader: Page) -> None:
    search(reader, QUERY)
    hit = reader.locator("a[data-play]").first
    asked = float(hit.get_attribute("data-start") or "nan")

    hit.click()

    assert await_sound(reader) == pytest.approx(asked, abs=CLOSE)
    assert_plays_on(reader)

    reader.locator(".hit-link").first.click()
    expect(reader.locator(".turn-now mark").first).to_be_visible()
    assert now(reader) == pytest.approx(asked, abs=CLOSE)

    reader.locator(".turn-now").get_by_role("link", name="Kutip").click()
    reader.get_by_role("button", name="Salin", exact=True).first.click()
    citation = str(reader.evaluate("navigator.clipboard.readText()"))
    address = re.search(r"http://\S+/s/[a-z0-9]{8}/r\d+", citation)
    assert address, citation

    reader.goto(address[0])
    expect(reader.get_by_text("Tidak berubah sejak dikutip")).to_be_visible()

    reader.get_by_role("link", name="EN", exact=True).click()
    expect(reader.get_by_text("Unchanged since cited")).to_be_visible()
    assert reader.locator("html").get_attribute("lang") == "en"


def test_a_clicked_statement_is_heard_from_its_beginning(reader: Page) -> None:
    open_talk(reader)
    turn = reader.locator(".turn[data-s]").nth(12)
    begins = float(turn.get_attribute("data-s") or "nan")

    turn.locator(".said").click(position={"x": 5, "y": 5})

    assert await_sound(reader) == pytest.approx(begins, abs=CLOSE)
    assert_plays_on(reader)
    expect(turn).to_have_class(re.compile("turn-now"))


def test_the_keyboard_alone_finds_hears_and_cites(reader: Page) -> None:
    reader.goto("/")
    reader.keyboard.press("/")
    reader.keyboard.type(QUERY)
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/cari?q=*")

    tab_to(reader, "a[data-play]")
    reader.keyboard.press("Enter")
    await_sound(reader)
    reader.keyboard.press("k")
    await_that(reader, f"{SOUND}.paused")
    paused = now(reader)
    reader.keyboard.press("j")
    assert now(reader) == pytest.approx(paused - 10, abs=CLOSE)

    tab_to(reader, "a[href^='/s/']")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/s/*")
    tab_to(reader, "a[href$='/kutip']")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/kutip")
    tab_to(reader, "[data-copy]")
    reader.keyboard.press("Enter")

    expect(reader.get_by_text("Tersalin")).to_be_visible()


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until something of this kind has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by Tab")


def test_selected_words_become_the_address_of_their_passage(reader: Page) -> None:
    open_talk(reader)
    words = select_words(reader, first=2, last=4)

    reader.locator("[data-quote]").click()

    reader.wait_for_url(re.compile(r"/r\d+/3-5/kutip$"))
    expect(reader.locator(".quoted mark")).to_have_text(words)


def test_words_over_two_statements_become_one_passage(reader: Page) -> None:
    open_talk(reader)
    reader.evaluate(
        """() => {
            const [, first, second] = document.querySelectorAll("[data-words]");
            const range = document.createRange();
            range.setStart(first.firstChild, first.textContent.lastIndexOf(" ") + 1);
            range.setEnd(second.firstChild, second.textContent.indexOf(" "));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )

    reader.locator("[data-quote]").click()

    reader.wait_for_url(re.compile(r"/s/[a-z0-9]{8}/r\d+/\d+-[a-z0-9]{8}\.1/kutip$"))
    expect(reader.locator(".quoted mark")).to_have_count(2)


def open_talk(page: Page) -> None:
    """Open the episode with two revisions."""
    page.goto("/episode")
    page.get_by_role("link", name="Jalan Desa Sebelum Musim Hujan").click()
    page.wait_for_url("**/episode/2023-11-15-*")


def select_words(page: Page, first: int, last: int) -> str:
    """Select words (from 0) of a longer statement as a mouse does; returns them."""
    return str(
        page.evaluate(
            """([first, last]) => {
                const said = [...document.querySelectorAll("[data-words]")]
                    .find((one) => one.textContent.split(" ").length > 8);
                const words = said.textContent.split(" ");
                const begin = words.slice(0, first).join(" ").length + 1;
                const end = words.slice(0, last + 1).join(" ").length;
                const range = document.createRange();
                range.setStart(said.firstChild, begin);
                range.setEnd(said.firstChild, end);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return words.slice(first, last + 1).join(" ");
            }""",
            [first, last],
        )
    )


def test_a_citation_of_a_corrected_sentence_shows_both_wordings(reader: Page) -> None:
    open_talk(reader)
    corrected = reader.locator(".turn", has_text="anggarannya tidak ada").first
    identifier = corrected.get_attribute("id")

    reader.goto(f"/s/{identifier}/r1")

    expect(reader.get_by_text("Sudah diperbaiki sejak dikutip")).to_be_visible()
    expect(reader.locator(".quoted")).to_contain_text("anggarannya ada")
    expect(reader.locator("ins", has_text="tidak")).to_be_visible()


def test_without_scripts_one_searches_reads_hears_and_cites(plain_reader: Page) -> None:
    page = plain_reader
    search(page, QUERY)
    page.locator(".hit-link").first.click()
    asked = re.search(r"t=([\d.]+)", page.url)
    assert asked

    expect(page.locator(".turn mark").first).to_be_visible()
    sound = page.locator("audio[controls]")
    expect(sound).to_be_visible()
    assert re.fullmatch(rf"/audio/[a-z0-9]{{8}}#t={asked[1]}", sound.get_attribute("src") or "")
    assert page.request.get(sound.get_attribute("src") or "").status == 200

    page.locator(".turn-hit").first.get_by_role("link", name="Kutip").click()
    page.get_by_label("Dari kata").select_option("2")
    page.get_by_label("sampai kata").select_option("4")
    page.get_by_role("button", name="Pakai kata-kata ini").click()

    assert re.search(r"/s/[a-z0-9]{8}/r\d+/2-4/kutip$", page.url)
    expect(page.locator(".citation-text").first).to_contain_text("/2-4")
    expect(page.get_by_role("button", name="Salin", exact=True)).to_have_count(0)


def test_an_entry_of_facts_is_honest_and_whole_without_a_player(reader: Page) -> None:
    reader.goto("/episode")
    reader.get_by_role("link", name=re.compile("Talkshow bersama Sekretaris Daerah")).click()

    expect(reader.get_by_role("heading", name="Hanya catatan")).to_be_visible()
    expect(reader.locator("[data-player]")).to_have_count(0)
