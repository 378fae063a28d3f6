"""The keys of the editor: one table, told in the guide, and none that means something else."""

import re
from pathlib import Path

import pytest

from archive.web.editor_keys import KEYS, Key

ALL = [key for _, keys in KEYS for key in keys]
PRESSED = [one for key in ALL for one in key.keys.split()]

BROWSERS = {
    *("Alt+B", "Alt+D", "Alt+E", "Alt+F", "Alt+H", "Alt+S", "Alt+T", "Alt+V"),  # menus, address
    *("Alt+←", "Alt+→", "Alt+Home", "Alt+Space", "Alt+Tab", "Alt+Esc", "Alt+F4"),
    *("Alt+Shift+A", "Alt+Shift+B", "Alt+Shift+I", "Alt+Shift+T"),  # tool bars of Chromium
    *("Tab", "Shift+Tab", "Space", "F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12"),
}
"""Keys of Chromium and Firefox that might be pressed while somebody types in a page."""


def test_no_key_has_two_meanings() -> None:
    assert len(PRESSED) == len(set(PRESSED))
    assert len({key.act for key in ALL}) == len(ALL)


@pytest.mark.parametrize("pressed", PRESSED)
def test_no_key_is_one_of_the_browser_or_of_a_screen_reader(pressed: str) -> None:
    caps = set(pressed.split("+"))

    assert pressed not in BROWSERS
    # Screen readers take Insert, Caps Lock, and Control and Alt together; browsers most of Control.
    assert caps.isdisjoint({"Ctrl", "Meta", "Insert", "CapsLock"})
    assert "Alt" in caps or caps <= {"Enter", "Esc", "?"}


@pytest.mark.parametrize("key", ALL, ids=lambda key: str(key.act))
def test_the_script_does_what_the_table_names(key: Key, root: Path) -> None:
    script = (root / "archive/static/js/editor/doing.js").read_text("utf-8")

    assert re.search(rf"^    {key.act}: ", script, re.MULTILINE)


def test_the_guide_tells_the_keys_that_there_are(root: Path) -> None:
    guide = (root / "docs/guide-staff.md").read_text("utf-8")
    told = re.findall(
        r"^\| (.+?) \| (.+) \|$", guide.split("### Tombol penyunting")[1], re.MULTILINE
    )

    wanted = [(" atau ".join(key.keys.split()), str(key.does)) for key in ALL]

    assert [row for row in told if row != ("tombol", "arti")][: len(wanted)] == wanted
