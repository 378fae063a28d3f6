"""The search box offers names and words: by keyboard, by pointer, told to screen readers."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


def type_into(page: Page, path: str, text: str) -> Locator:
    """Type into the search box of a page and wait for the offers."""
    page.goto(path)
    box = page.get_by_role("combobox").first
    box.fill("")
    box.press_sequentially(text)
    expect(box).to_have_attribute("aria-expanded", "true")
    return box


@pytest.mark.parametrize("path", ["/", "/cari?q=jalan", "/episode"])
def test_a_name_is_taken_with_the_keyboard_and_leads_to_its_page(reader: Page, path: str) -> None:
    box = type_into(reader, path, "mawar")

    box.press("ArrowDown")
    pointed = reader.get_by_role("option", selected=True)
    expect(pointed).to_contain_text("Mawardi Sungkarana")
    expect(box).to_have_attribute("aria-activedescendant", pointed.get_attribute("id") or "")
    box.press("Enter")

    expect(reader).to_have_url(re.compile("/tokoh/mawardi-sungkarana$"))


def test_words_are_taken_with_the_pointer_and_searched_for_with_the_filters(reader: Page) -> None:
    type_into(reader, "/cari?q=jalan&tahun=2023", "jalan de")

    reader.get_by_role("option", name="jalan desa", exact=True).click()

    expect(reader).to_have_url(re.compile(r"/cari\?q=jalan\+desa&tahun=2023$"))


def test_enter_searches_for_what_was_typed_where_nothing_was_pointed_at(reader: Page) -> None:
    box = type_into(reader, "/", "mawar")

    box.press("Enter")

    expect(reader).to_have_url(re.compile(r"/cari\?q=mawar$"))


def test_escape_closes_the_list_and_leaves_what_was_typed(reader: Page) -> None:
    box = type_into(reader, "/", "mawar")

    box.press("Escape")

    expect(box).to_have_attribute("aria-expanded", "false")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    assert box.input_value() == "mawar"


def test_arrows_go_through_the_offers_and_back_to_the_box(reader: Page) -> None:
    box = type_into(reader, "/", "jala")
    offers = reader.get_by_role("option").count()
    assert offers > 1

    box.press("ArrowUp")
    expect(reader.get_by_role("option").nth(offers - 1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")

    expect(reader.get_by_role("option", selected=True)).to_have_count(0)


def test_an_open_list_stands_in_nobodys_way(browser: Browser, served: str, axe: str) -> None:
    with browser.new_context(base_url=served, reduced_motion="reduce") as context:
        page = context.new_page()
        type_into(page, "/", "jala").press("ArrowDown")

        page.evaluate(axe)
        found = page.evaluate("axe.run()")

    assert [(one["id"], one["nodes"][0]["target"]) for one in found["violations"]] == []


def test_without_scripts_the_box_searches_all_the_same(plain_reader: Page) -> None:
    plain_reader.goto("/")
    box = plain_reader.get_by_role("searchbox")

    box.fill("mawardi")
    box.press("Enter")

    expect(plain_reader).to_have_url(re.compile(r"/cari\?q=mawardi$"))


def test_a_browser_that_reads_the_description_gets_suggestions_that_lead_on(
    reader: Page,
) -> None:
    reader.goto("/")
    described = reader.locator("link[rel=search]").get_attribute("href") or ""
    ask = reader.context.request
    description = ElementTree.fromstring(ask.get(described).text())  # noqa: S314 - our own
    templates = {
        one.get("type"): one.get("template", "")
        for one in description.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    }

    template = templates["application/x-suggestions+json"]
    answer = ask.get(template.replace("{searchTerms}", "mawar"))
    typed, completions, descriptions, addresses = answer.json()

    assert answer.headers["content-type"] == "application/x-suggestions+json"
    assert (typed, completions[0]) == ("mawar", "Mawardi Sungkarana")
    assert re.fullmatch(r"Tokoh · \d+ episode", descriptions[0])
    assert len(completions) == len(descriptions) == len(addresses)
    assert ask.get(addresses[0]).url.endswith("/tokoh/mawardi-sungkarana")
