"""From results to the same words over the years and in their context, and back to what was said."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_a_number_of_a_trend_leads_to_what_it_counts(reader: Page) -> None:
    reader.goto("/cari?q=saluran+air")
    reader.get_by_role("link", name="tren dari tahun ke tahun").click()
    row = reader.get_by_role("row", name=re.compile("^2026"))

    row.get_by_role("link").click()

    reader.wait_for_url("**/cari?q=saluran+air&*tahun=2026*")
    expect(reader.locator("time[datetime]").first).to_have_attribute("datetime", "2026-03-04")


def test_a_line_in_context_leads_to_its_words(plain_reader: Page) -> None:
    plain_reader.goto("/cari?q=perahu")
    plain_reader.get_by_role("link", name="kata dalam konteksnya").click()
    plain_reader.get_by_role("link", name="kata sebelumnya").click()

    plain_reader.locator(".kwic-line").first.click()

    expect(plain_reader.locator(".turn mark").first).to_be_visible()
    assert re.search(r"\?t=[\d.]+&q=perahu#", plain_reader.url)


def test_what_was_found_in_one_episode_stands_together(plain_reader: Page) -> None:
    plain_reader.goto("/cari?q=jalan+desa")
    head = plain_reader.locator(".results-head")
    head.get_by_role("link", name="episode", exact=True).click()

    titles = plain_reader.locator(".group > .row-title").all_inner_texts()

    assert titles
    assert len(set(titles)) == len(titles)
