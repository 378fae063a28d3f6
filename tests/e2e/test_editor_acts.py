"""What acts make of lines before the archive has answered (js/editor/acts.js), word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

LINES = [
    {
        "id": "a",
        "tag": "1",
        "text": "satu dua tiga",
        "voice": "A",
        "label": "mesin",
        "checked": None,
    },
    {
        "id": "b",
        "tag": "2",
        "text": "empat lima",
        "voice": "B",
        "label": "transkrip",
        "checked": {},
    },
]
REWORD = {"id": "1", "act": "reword", "local": "b", "text": " empat  enam ", "fresh": "~r"}
SPLIT = {"id": "2", "act": "split", "local": "a", "word": 2, "first": "~f", "second": "~s"}
MERGE = {"id": "3", "act": "merge", "local": "a", "localNext": "b", "fresh": "~m"}


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """Any page of the site: its modules are those that the editor is bundled of."""
    with browser.new_context(base_url=served) as context:
        page = context.new_page()
        page.goto("/tentang")
        yield page


def call(page: Page, module: str, name: str, *values: Any) -> Any:
    """What a function of a module returns."""
    script = "([path, name, values]) => import(path).then((all) => all[name](...values))"
    return page.evaluate(script, [f"/static/js/editor/{module}.js", name, list(values)])


def shown(page: Page, *acts: dict[str, Any]) -> list[tuple[str, str]]:
    """The lines after some acts: identifier on the page, words."""
    return [(line["id"], line["text"]) for line in call(page, "acts", "performAll", LINES, acts)]


def test_a_rewording_is_clean_and_what_was_heard_of_the_line_lapses(page: Page) -> None:
    _, line = call(page, "acts", "performAll", LINES, [REWORD])

    assert (line["text"], line["checked"], line["name"], line["by"]) == (
        *("empat enam", None, "~r", "1"),
    )


def test_a_line_is_split_in_two_and_two_are_joined_in_one(page: Page) -> None:
    assert shown(page, SPLIT) == [("a", "satu"), ("~s", "dua tiga"), ("b", "empat lima")]
    assert shown(page, MERGE) == [("a", "satu dua tiga empat lima")]


def test_an_act_and_its_undoing_leave_nothing_and_undoing_that_brings_it_back(page: Page) -> None:
    undo = {"id": "4", "act": "undo", "of": "2"}
    redo = {"id": "5", "act": "undo", "of": "4"}

    assert shown(page, SPLIT, undo, REWORD) == shown(page, REWORD)
    assert shown(page, SPLIT, undo, redo) == shown(page, SPLIT)


def test_an_act_on_a_line_that_is_gone_changes_nothing(page: Page) -> None:
    delete = {"id": "6", "act": "delete", "local": "b"}

    assert shown(page, delete, REWORD, MERGE) == [("a", "satu dua tiga")]


def test_the_second_part_of_a_split_may_be_the_one_that_keeps_the_identifier(page: Page) -> None:
    script = """([path, act, names]) =>
        import(path).then((acts) => [...acts.renamings(act, names)])"""
    path = "/static/js/editor/acts.js"

    renamed = page.evaluate(script, [path, SPLIT, {"~f": "new", "~s": "a"}])

    assert renamed == [["a", "new"], ["~s", "a"]]


def test_two_wordings_are_told_apart_word_by_word(page: Page) -> None:
    steps = call(page, "differing", "differ", "enam mobil tangki itu", "tujuh mobil tangki")

    assert steps == [["gone", "enam"], ["new", "tujuh"], ["equal", "mobil tangki"], ["gone", "itu"]]
