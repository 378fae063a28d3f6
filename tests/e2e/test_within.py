"""A search within an episode: stepping from hit to hit, with keys, buttons and anchors."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

TALK = "/episode/2023-11-15-jalan-desa-sebelum-musim-hujan?q=jalan+desa"


def test_n_and_p_step_through_the_hits_and_say_where_one_is(reader: Page) -> None:
    reader.goto(TALK)
    places = reader.locator("[data-place]")
    count = places.count()
    assert count > 2

    reader.keyboard.press("n")
    reader.keyboard.press("n")

    second = places.nth(1).get_attribute("data-place")
    expect(reader.locator("[data-count]")).to_have_text(f"2 dari {count}")
    expect(reader.locator(f'[id="{second}"]')).to_be_in_viewport()
    expect(places.nth(1)).to_have_attribute("aria-current", "true")

    reader.keyboard.press("p")
    reader.keyboard.press("p")

    expect(reader.locator("[data-count]")).to_have_text(f"{count} dari {count}")


def test_keys_are_letters_while_one_types(reader: Page) -> None:
    reader.goto(TALK)
    box = reader.get_by_role("searchbox", name="Cari dalam episode ini")

    box.press("End")
    box.press("n")

    expect(box).to_have_value("jalan desan")
    assert "#" not in reader.url


def test_without_scripts_each_hit_leads_to_the_next(plain_reader: Page) -> None:
    plain_reader.goto(TALK)
    hits = plain_reader.locator(".turn-hit")

    hits.first.get_by_role("link", name="Hasil berikutnya").click()

    second = hits.nth(1).get_attribute("id")
    assert plain_reader.url.endswith(f"#{second}")
    expect(hits.nth(1).locator(".step")).to_contain_text(re.compile(r"2 dari \d+"))
    expect(plain_reader.locator("[data-stepper]")).to_be_hidden()
